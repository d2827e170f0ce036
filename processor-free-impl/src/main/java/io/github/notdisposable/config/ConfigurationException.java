/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import java.util.List;

/**
 * Thrown when the settings cannot be used; reports all problems at once.
 *
 * <p>Its message holds keys and where they are set, never a secret or an entry of a list of addresses.
 */
public final class ConfigurationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    ConfigurationException(List<String> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** {@return the problems, a sentence each; at least one, and none after serialisation, where the message has them} */
    public List<String> problems() {
        return problems == null ? List.of() : problems;
    }

    private static String message(List<String> problems) {
        return problems.size() == 1
                ? "The NotDisposable settings cannot be used: " + problems.get(0)
                : "The NotDisposable settings cannot be used, for " + problems.size() + " reasons:\n - "
                        + String.join("\n - ", problems);
    }
}
