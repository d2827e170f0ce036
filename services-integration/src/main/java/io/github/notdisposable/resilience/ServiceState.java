/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a service is doing, for a health page. Immutable and thread-safe; holds no address and no key. */
public final class ServiceState {

    private final String name;
    private final Status status;
    private final @Nullable UnavailableReason reason;
    private final @Nullable String errorCode;
    private final Duration askedAgainIn;
    private final int underWay;
    private final long cached;
    private final @Nullable String warning;

    ServiceState(
            EmailBackend backend,
            Status status,
            @Nullable BackendAnswer failure,
            Duration askedAgainIn,
            int underWay,
            long cached) {
        name = backend.name();
        warning = backend.warning().orElse(null);
        reason = failure == null ? null : failure.unavailableReason().orElse(null);
        errorCode = failure == null ? null : failure.errorCode().orElse(null);
        this.status = status;
        this.askedAgainIn = askedAgainIn;
        this.underWay = underWay;
        this.cached = cached;
    }

    /** {@return the backend's name} */
    public String name() {
        return name;
    }

    /** {@return whether it is asked} */
    public Status status() {
        return status;
    }

    /** {@return why its last question failed; {@code null} if it was answered, or there was none} */
    public @Nullable UnavailableReason reason() {
        return reason;
    }

    /** {@return the service's own name for the failure, such as {@code token_expired}; {@code null} if it gave none} */
    public @Nullable String errorCode() {
        return errorCode;
    }

    /** {@return how long it will not be asked; zero if it is asked} */
    public Duration askedAgainIn() {
        return askedAgainIn;
    }

    /** {@return how many requests are in flight} */
    public int underWay() {
        return underWay;
    }

    /** {@return how many answers are in memory, about} */
    public long cached() {
        return cached;
    }

    /** {@return what an operator should know although requests are answered, as {@link EmailBackend#warning()}; {@code null} if there is nothing} */
    public @Nullable String warning() {
        return warning;
    }

    @Override
    public String toString() {
        return "ServiceState[name=" + name + ", status=" + status + ", reason=" + reason + ", errorCode=" + errorCode
                + ", askedAgainIn=" + askedAgainIn + ", underWay=" + underWay + ", cached=" + cached + ", warning="
                + warning
                + "]";
    }

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
