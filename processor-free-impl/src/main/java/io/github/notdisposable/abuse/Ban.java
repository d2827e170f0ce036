/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.abuse;

import java.time.Instant;
import java.util.Objects;

/**
 * A ban, and when it runs out. Immutable, and thread-safe.
 *
 * @param subject who is banned
 * @param until when the ban runs out; at that moment it no longer holds
 * @param message the text that a banned client may be shown
 */
public record Ban(AbuseSubject subject, Instant until, String message) {

    /**
     * Creates a ban.
     *
     * @param subject who is banned
     * @param until when the ban runs out; at that moment it no longer holds
     * @param message the text that a banned client may be shown
     */
    public Ban {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(message, "message");
    }
}
