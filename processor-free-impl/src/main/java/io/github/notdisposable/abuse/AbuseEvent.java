/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.abuse;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a client or a domain. Immutable, and thread-safe.
 *
 * @param type what happened
 * @param subject to whom
 * @param ban the ban that began or ended; {@code null} if there is none
 */
public record AbuseEvent(
        Type type, AbuseSubject subject, @Nullable Ban ban) {

    /**
     * Creates an event.
     *
     * @param type what happened
     * @param subject to whom
     * @param ban the ban that began or ended; {@code null} if there is none
     */
    public AbuseEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(subject, "subject");
    }

    /** What happened. */
    public enum Type {
        /** The limit was reached, and the action is {@link AbuseShield.Action#NOTIFY}. */
        LIMIT_REACHED,

        /** A ban began, by the limit or by hand. */
        BANNED,

        /** A ban was lifted by hand. A ban that runs out is no event. */
        LIFTED,

        /** A budget of lookups is spent, that of a client or that of all clients together. Told once within the budget's window. */
        BUDGET_SPENT
    }
}
