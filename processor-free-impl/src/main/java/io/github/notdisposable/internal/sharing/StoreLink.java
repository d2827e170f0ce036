/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.sharing;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/**
 * Knows whether a store that several machines share can be asked, and says so in the log when that changes: a line when this machine goes on
 * alone, and one when it is not alone any more. Safe for use by several threads.
 *
 * <p>One slow answer is no outage: half of the last ten calls must fail, of five at least.
 */
public final class StoreLink {

    private static final int WINDOW = 10;
    private static final int LEAST_CALLS = 5;
    private static final float SHARE = 50;

    private final String store;
    private final Logger log;
    private final CircuitBreaker breaker;
    private final AtomicBoolean alone = new AtomicBoolean();

    /**
     * Creates a link that is whole.
     *
     * @param store what the log calls the store, such as {@code Redis}
     * @param log where the lines go
     * @param pause the time after which a call is let through to see whether the store is back
     */
    public StoreLink(String store, Logger log, Duration pause) {
        this.store = store;
        this.log = log;
        this.breaker = CircuitBreaker.of(
                store,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(WINDOW)
                        .minimumNumberOfCalls(LEAST_CALLS)
                        .failureRateThreshold(SHARE)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(pause)
                        .build());
    }

    /** {@return whether the store may be asked now; who is let through tells {@link #succeeded}, {@link #failed} or {@link #lost}} */
    public boolean tryCall() {
        return breaker.tryAcquirePermission();
    }

    /** {@return whether this machine goes on alone} */
    public boolean isAlone() {
        return alone.get();
    }

    /** Tells that a call was answered. */
    public void succeeded() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        if (breaker.getState() == State.CLOSED) {
            whole();
        }
    }

    /**
     * Tells that a call failed in a way that may pass, such as a time limit.
     *
     * @param reason a few words for the log, without address, client or key
     * @param failure what happened
     */
    public void failed(String reason, Throwable failure) {
        breaker.onError(0, TimeUnit.NANOSECONDS, failure);
        if (breaker.getState() != State.CLOSED) {
            alone(reason);
        }
    }

    /**
     * Tells that the store cannot be used until somebody mends it, or it comes back.
     *
     * @param reason a few words for the log, without address, client or key
     */
    public void lost(String reason) {
        breaker.transitionToOpenState();
        alone(reason);
    }

    /** Tells that the store can be used again. */
    public void restored() {
        breaker.transitionToClosedState();
        whole();
    }

    private void alone(String reason) {
        if (alone.compareAndSet(false, true)) {
            log.warn(
                    "{} cannot be used: {}. This machine keeps verdicts, counters and bans by itself until it can.",
                    store,
                    reason);
        }
    }

    private void whole() {
        if (alone.get() && alone.compareAndSet(true, false)) {
            log.info("{} can be used again: verdicts, counters and bans are shared.", store);
        }
    }
}
