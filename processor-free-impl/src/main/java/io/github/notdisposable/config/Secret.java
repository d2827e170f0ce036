/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import java.util.Objects;

/**
 * A key or a token, in a wrapper that does not print it. Immutable, and thread-safe.
 *
 * <p>It has neither an {@code equals} of its own nor a serial form, so that its text gets nowhere but through {@link #reveal()}.
 */
public final class Secret {

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * Wraps a secret.
     *
     * @param text the secret
     * @return the wrapper
     */
    public static Secret of(String text) {
        return new Secret(Objects.requireNonNull(text, "text"));
    }

    /** {@return the secret itself, to be handed to the service it is for and to nobody else} */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
