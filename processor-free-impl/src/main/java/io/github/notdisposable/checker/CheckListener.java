/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.backend.UnavailableReason;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Receives an event for each check, for metrics and logs.
 *
 * <p>It is called on the checking thread, after the verdict: it must be quick, must not block, and must be thread-safe.
 * What it throws is logged once and otherwise ignored.
 *
 * <p>Events hold neither the address nor the client, and the domain only where {@link #wantsDomain()} asks for it.
 */
@FunctionalInterface
public interface CheckListener {

    /**
     * Receives the event of a check.
     *
     * @param event what came of it
     */
    void onCheck(CheckEvent event);

    /**
     * Called when an address is let in although a backend that was asked could not answer, after {@link #onCheck}: for a counter of addresses that
     * were let in unchecked.
     *
     * @param unavailable why, by the name of the backend; not empty
     */
    default void onLetInUnchecked(Map<String, UnavailableReason> unavailable) {}

    /**
     * Called when an address is refused, after {@link #onCheck}. A decision that repeats one of the same request is not reported again.
     *
     * @param reason why
     * @param source who decided, as in {@link EmailVerdict#source()}; {@code null} if nobody could answer
     */
    default void onRefused(RefusalReason reason, @Nullable String source) {}

    /**
     * Returns whether events shall name the domain. Domains of people's own mail servers are personal data in many countries.
     *
     * @return {@code false} by default
     */
    default boolean wantsDomain() {
        return false;
    }

    /**
     * Returns a listener that calls this one and then another. Each receives the domain only if it asks for it itself.
     *
     * @param next the other
     * @return both
     */
    default CheckListener andThen(CheckListener next) {
        Objects.requireNonNull(next, "next");
        CheckListener first = this;
        return new CheckListener() {
            @Override
            public void onCheck(CheckEvent event) {
                try {
                    first.onCheck(first.wantsDomain() ? event : event.withoutDomain());
                } finally {
                    next.onCheck(next.wantsDomain() ? event : event.withoutDomain());
                }
            }

            @Override
            public void onLetInUnchecked(Map<String, UnavailableReason> unavailable) {
                try {
                    first.onLetInUnchecked(unavailable);
                } finally {
                    next.onLetInUnchecked(unavailable);
                }
            }

            @Override
            public void onRefused(RefusalReason reason, @Nullable String source) {
                try {
                    first.onRefused(reason, source);
                } finally {
                    next.onRefused(reason, source);
                }
            }

            @Override
            public boolean wantsDomain() {
                return first.wantsDomain() || next.wantsDomain();
            }
        };
    }
}
