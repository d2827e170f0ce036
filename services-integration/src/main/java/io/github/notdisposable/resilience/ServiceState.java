/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a service is doing, for a health page. Immutable, and safe for use by several threads; holds no address and no key.
 *
 * @param name the back end's name
 * @param status whether it is asked
 * @param reason why its last question failed; {@code null} if it was answered, or there was none
 * @param errorCode the service's own name for that, such as {@code token_expired}; {@code null} if it gave none
 * @param askedAgainIn how long it will not be asked; zero if it is asked
 * @param underWay how many requests are under way
 * @param cached how many answers are in memory, about
 * @param warning what an operator should know though questions are answered, as {@link EmailBackend#warning()}; {@code null} if there is nothing
 */
public record ServiceState(
        String name,
        Status status,
        @Nullable UnavailableReason reason,
        @Nullable String errorCode,
        Duration askedAgainIn,
        int underWay,
        long cached,
        @Nullable String warning) {

    /** Whether a service is asked. */
    public enum Status {
        /** It is asked, and its last question was answered. */
        ANSWERING,

        /** It is asked, but its last question failed. */
        FAILING,

        /** It is not asked for a while, as it failed too often: the circuit breaker is open. */
        CIRCUIT_OPEN,

        /** It is not asked for a while, as it said so, or refused the key. */
        PAUSED
    }
}
