/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Origin;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.internal.backend.GuardedBackend;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Decides whether a service is asked now, asks it, and learns from what comes of it. */
final class CallGuard {

    /** Failures that count for the circuit breaker. */
    private static final Set<UnavailableReason> FAILURES = EnumSet.of(
            UnavailableReason.UNREACHABLE,
            UnavailableReason.TLS,
            UnavailableReason.TIMEOUT,
            UnavailableReason.MALFORMED_ANSWER,
            UnavailableReason.SERVER_ERROR,
            UnavailableReason.FAILED);

    /** What says nothing about the service. */
    private static final Set<UnavailableReason> NEITHER = EnumSet.of(
            UnavailableReason.INTERRUPTED,
            UnavailableReason.CIRCUIT_OPEN,
            UnavailableReason.OVERLOADED,
            UnavailableReason.WOULD_BLOCK,
            UnavailableReason.NOT_SUPPORTED,
            UnavailableReason.BUDGET_SPENT,
            UnavailableReason.NO_TIME_LEFT);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final EmailBackend backend;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final Duration maxWait;
    private final int retries;
    private final Duration retryFloor;
    private final Duration rateLimitPause;
    private final Duration quotaPause;
    private final Duration keyPause;
    private final Duration longestPause;
    private final LongSupplier nanoTime;
    private final StateLog log;
    private final Cooldown cooldown;

    private volatile @Nullable BackendAnswer lastFailure;

    CallGuard(ResilientBackend.Builder settings, EmailBackend backend) {
        this.backend = new GuardedBackend(backend);
        nanoTime = settings.nanoTime;
        breaker = CircuitBreaker.of(backend.name(), breakerConfig(settings));
        bulkhead = Bulkhead.of(backend.name(), bulkheadConfig(settings));
        maxWait = settings.maxWait;
        retries = settings.retries;
        retryFloor = settings.retryFloor;
        rateLimitPause = settings.rateLimitPause;
        quotaPause = settings.quotaPause;
        keyPause = settings.keyPause;
        longestPause = settings.longestPause;
        cooldown = new Cooldown(nanoTime);
        log = new StateLog(backend.name(), nanoTime);
    }

    private static CircuitBreakerConfig breakerConfig(ResilientBackend.Builder settings) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(settings.window)
                .minimumNumberOfCalls(Math.min(settings.minimumCalls, settings.window))
                .failureRateThreshold(settings.failureRate)
                .waitDurationInOpenState(settings.openTime)
                .permittedNumberOfCallsInHalfOpenState(1)
                .currentTimestampFunction(clock -> settings.nanoTime.getAsLong(), TimeUnit.NANOSECONDS)
                .clock(new SteadyClock(settings.nanoTime))
                .recordResult(CallGuard::isFailure)
                .build();
    }

    private static BulkheadConfig bulkheadConfig(ResilientBackend.Builder settings) {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(settings.maxConcurrent)
                .maxWaitDuration(settings.maxWait)
                .build();
    }

    BackendAnswer ask(BackendQuery query) {
        Cooldown.Turn turn = cooldown.enter();
        BackendAnswer instead = turn.instead();
        if (instead != null) {
            return instead;
        }
        UnavailableReason noPlace = enter(query);
        if (noPlace != null) {
            turn.giveBack();
            return BackendAnswer.unavailable(noPlace);
        }
        try {
            if (breaker.tryAcquirePermission()) {
                return askAndLearn(query, turn);
            }
            turn.giveBack();
            return BackendAnswer.unavailable(UnavailableReason.CIRCUIT_OPEN);
        } finally {
            bulkhead.onComplete();
        }
    }

    private @Nullable UnavailableReason enter(BackendQuery query) {
        // A question that could not wait so long takes a place that is free, or none.
        boolean mayTry = query.deadline().remaining().compareTo(maxWait) >= 0
                || bulkhead.getMetrics().getAvailableConcurrentCalls() > 0;
        if (mayTry && bulkhead.tryAcquirePermission()) {
            return null;
        }
        return Thread.currentThread().isInterrupted() ? UnavailableReason.INTERRUPTED : UnavailableReason.OVERLOADED;
    }

    private int underWay() {
        Bulkhead.Metrics places = bulkhead.getMetrics();
        return places.getMaxAllowedConcurrentCalls() - places.getAvailableConcurrentCalls();
    }

    private BackendAnswer askAndLearn(BackendQuery query, Cooldown.Turn turn) {
        long start = nanoTime.getAsLong();
        BackendAnswer answer = null;
        try {
            answer = askWithRetries(query);
            return answer;
        } finally {
            if (answer != null) {
                learn(answer, nanoTime.getAsLong() - start, turn);
            } else {
                turn.giveBack();
                breaker.releasePermission();
            }
        }
    }

    private BackendAnswer askWithRetries(BackendQuery query) {
        BackendAnswer answer = backend.check(query);
        for (int i = 0; i < retries && isWorthARetry(answer); i++) {
            if (query.deadline().remaining().compareTo(retryFloor) < 0) {
                return answer;
            }
            answer = backend.check(query);
        }
        return answer;
    }

    /** Only where no answer can have begun: a connection that the server had closed, above all. */
    private static boolean isWorthARetry(BackendAnswer answer) {
        return answer.unavailableReason()
                .filter(UnavailableReason.UNREACHABLE::equals)
                .isPresent();
    }

    private void learn(BackendAnswer answer, long nanos, Cooldown.Turn turn) {
        UnavailableReason reason = answer.unavailableReason().orElse(null);
        if (reason != null && NEITHER.contains(reason)) {
            turn.giveBack();
            breaker.releasePermission();
            return;
        }
        breaker.onResult(nanos, TimeUnit.NANOSECONDS, answer);
        Duration wait = pauseAfter(answer);
        if (wait != null) {
            turn.begin(duringPause(answer), wait);
        } else {
            turn.end();
        }
        if (reason == null || reason == UnavailableReason.REFUSED_INPUT || reason == UnavailableReason.PENDING) {
            lastFailure = null;
            log.answers();
        } else {
            lastFailure = answer;
            log.fails(reason, answer.errorCode().orElse(null));
        }
    }

    private static boolean isFailure(Object answer) {
        return answer instanceof BackendAnswer of
                && of.unavailableReason().filter(FAILURES::contains).isPresent();
    }

    private @Nullable Duration pauseAfter(BackendAnswer answer) {
        UnavailableReason reason = answer.unavailableReason().orElse(null);
        if (reason == null) {
            return null;
        }
        Duration usual = switch (reason) {
            case RATE_LIMITED -> rateLimitPause;
            case QUOTA_EXHAUSTED -> quotaPause;
            case UNAUTHORIZED -> keyPause;
            default -> null;
        };
        Duration asked = answer.retryAfter().orElse(usual);
        if (asked == null) {
            return null;
        }
        Duration atLeast = asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : asked;
        return atLeast.compareTo(longestPause) > 0 ? longestPause : atLeast;
    }

    private static BackendAnswer duringPause(BackendAnswer answer) {
        return BackendAnswer.unavailable(
                        answer.unavailableReason().orElseThrow(),
                        null,
                        answer.errorCode().orElse(null))
                .withOrigin(Origin.CACHED);
    }

    ServiceState state(long cached) {
        BackendAnswer failure = lastFailure;
        Duration left = cooldown.left();
        ServiceState.Status status;
        if (!left.isZero()) {
            status = ServiceState.Status.PAUSED;
        } else if (breaker.getState() == CircuitBreaker.State.OPEN) {
            status = ServiceState.Status.CIRCUIT_OPEN;
        } else {
            status = failure == null ? ServiceState.Status.ANSWERING : ServiceState.Status.FAILING;
        }
        return new ServiceState(backend, status, failure, left, underWay(), cached);
    }

    /** A clock that goes on evenly whatever happens to the machine's: the breaker must not stay open as somebody set the time. */
    private static final class SteadyClock extends Clock {

        private final LongSupplier nanoTime;
        private final Instant start = Instant.EPOCH;
        private final long startNanos;

        SteadyClock(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            startNanos = nanoTime.getAsLong();
        }

        @Override
        public Instant instant() {
            return start.plusNanos(nanoTime.getAsLong() - startNanos);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
