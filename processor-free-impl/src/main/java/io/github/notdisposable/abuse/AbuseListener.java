/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.abuse;

import java.util.Objects;

/**
 * Receives an event when a limit is reached and when a ban begins or is lifted.
 *
 * <p>It is called on the checking thread: it must be quick, must not block, and must be thread-safe. What it throws is logged
 * and otherwise ignored.
 */
@FunctionalInterface
public interface AbuseListener {

    /**
     * Receives an event.
     *
     * @param event what happened, with the client's address
     */
    void onAbuse(AbuseEvent event);

    /**
     * Returns a listener that calls this one and then another.
     *
     * @param next the other
     * @return both
     */
    default AbuseListener andThen(AbuseListener next) {
        Objects.requireNonNull(next, "next");
        return event -> {
            try {
                onAbuse(event);
            } finally {
                next.onAbuse(event);
            }
        };
    }
}
