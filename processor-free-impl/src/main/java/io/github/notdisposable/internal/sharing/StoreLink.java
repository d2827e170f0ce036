/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.sharing;

import java.time.Duration;
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

    private final String store;
    private final Logger log;
    private final long pauseNanos;

    /** A bit for each of the last calls, set if it failed. */
    private int failures;

    private int calls;
    private boolean alone;
    private boolean probing;

    /** When the store was last found to be unusable, or a call was let through to see whether it is back. */
    private long aloneSince;

    /**
     * Creates a link to a store that can be used.
     *
     * @param store what the log calls the store, such as {@code Redis}
     * @param log where the lines go
     * @param pause the time after which a call is let through to see whether the store is back
     */
    public StoreLink(String store, Logger log, Duration pause) {
        this.store = store;
        this.log = log;
        this.pauseNanos = pause.toNanos();
    }

    /** {@return whether the store may be asked now; who is let through reports {@link #succeeded}, {@link #failed} or {@link #lost}} */
    public synchronized boolean tryCall() {
        if (!alone) {
            return true;
        }
        long now = System.nanoTime();
        if (now - aloneSince < pauseNanos) {
            return false;
        }
        aloneSince = now;
        probing = true;
        return true;
    }

    /** {@return whether this machine goes on alone} */
    public synchronized boolean isAlone() {
        return alone;
    }

    /** Reports that a call was answered. */
    public synchronized void succeeded() {
        if (probing) {
            restored();
        } else {
            record(0);
        }
    }

    /**
     * Reports that a call failed in a way that may pass, such as a time limit.
     *
     * @param reason a few words for the log, without address, client or key
     */
    public synchronized void failed(String reason) {
        record(1);
        if (alone || (calls >= LEAST_CALLS && 2 * Integer.bitCount(failures) >= calls)) {
            lost(reason);
        }
    }

    /**
     * Reports that the store cannot be used until somebody fixes it, or it comes back.
     *
     * @param reason a few words for the log, without address, client or key
     */
    public synchronized void lost(String reason) {
        aloneSince = System.nanoTime();
        probing = false;
        if (!alone) {
            alone = true;
            log.warn(
                    "{} cannot be used: {}. This machine keeps verdicts, counters and bans by itself until it can.",
                    store,
                    reason);
        }
    }

    /** Reports that the store can be used again. */
    public synchronized void restored() {
        failures = 0;
        calls = 0;
        probing = false;
        if (alone) {
            alone = false;
            log.info("{} can be used again: verdicts, counters and bans are shared.", store);
        }
    }

    private void record(int failure) {
        failures = (failures << 1 | failure) & (1 << WINDOW) - 1;
        calls = Math.min(calls + 1, WINDOW);
    }
}
