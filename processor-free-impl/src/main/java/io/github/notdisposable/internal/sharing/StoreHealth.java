/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.sharing;

import io.github.notdisposable.internal.OutageLog;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A circuit breaker for a store that several machines share. Logs a line when it opens, so that this machine goes on alone, and one when it closes.
 * Thread-safe.
 *
 * <p>One slow answer is no outage: half of the last ten calls must fail, of five at least.
 */
public final class StoreHealth {

    private static final int WINDOW = 10;
    private static final int MIN_CALLS = 5;

    private final String store;
    private final OutageLog outage;
    private final boolean probes;
    private final long pauseNanos;
    private final LongSupplier nanoTime;

    /** A bit for each of the last calls, set if it failed. */
    private int failures;

    private int calls;
    private boolean down;
    private boolean probing;

    /** When the store was last found down, or a call was let through to see whether it is back. */
    private long downSince;

    /**
     * Creates the health of a store that is up, and that is up again only when {@link #up} is called.
     *
     * @param store what the log calls the store, such as {@code Redis}
     * @param log where the lines go
     */
    public StoreHealth(String store, Logger log) {
        this(store, log, false, Duration.ZERO, System::nanoTime);
    }

    /**
     * Creates the health of a store that is up, and that is up again when a call is answered that was let through after a pause.
     *
     * @param store what the log calls the store, such as {@code Redis}
     * @param log where the lines go
     * @param pause the time after which a call is let through
     * @param nanoTime the time in nanoseconds, from any origin
     */
    public StoreHealth(String store, Logger log, Duration pause, LongSupplier nanoTime) {
        this(store, log, true, pause, nanoTime);
    }

    private StoreHealth(String store, Logger log, boolean probes, Duration pause, LongSupplier nanoTime) {
        this.store = store;
        this.outage = new OutageLog(log);
        this.probes = probes;
        this.pauseNanos = pause.toNanos();
        this.nanoTime = nanoTime;
    }

    /** {@return whether the store may be called now; the caller then reports {@link #succeeded}, {@link #failed} or {@link #down}} */
    public synchronized boolean tryCall() {
        if (!down) {
            return true;
        }
        long now = nanoTime.getAsLong();
        if (!probes || now - downSince < pauseNanos) {
            return false;
        }
        downSince = now;
        probing = true;
        return true;
    }

    /** {@return whether this machine goes on alone} */
    public synchronized boolean isDown() {
        return down;
    }

    /** Reports that a call was answered. */
    public synchronized void succeeded() {
        if (probing) {
            up();
        } else {
            record(0);
        }
    }

    /**
     * Reports that a call failed in a way that may pass, such as a timeout.
     *
     * @param reason a few words for the log, without address, client or key
     */
    public synchronized void failed(String reason) {
        record(1);
        if (down || (calls >= MIN_CALLS && 2 * Integer.bitCount(failures) >= calls)) {
            down(reason);
        }
    }

    /**
     * Reports that the store cannot be used until somebody fixes it, or it comes back.
     *
     * @param reason a few words for the log, without address, client or key
     */
    public synchronized void down(String reason) {
        downSince = nanoTime.getAsLong();
        probing = false;
        down = true;
        outage.failed(() -> store + " cannot be used: " + reason
                + ". This machine keeps verdicts, counters and bans by itself until it can.");
    }

    /** Reports that the store can be used again. */
    public synchronized void up() {
        failures = 0;
        calls = 0;
        probing = false;
        down = false;
        outage.worked(() -> store + " can be used again: verdicts, counters and bans are shared.");
    }

    private void record(int failure) {
        failures = (failures << 1 | failure) & (1 << WINDOW) - 1;
        calls = Math.min(calls + 1, WINDOW);
    }
}
