/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.backend;

import io.github.notdisposable.internal.Durations;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The moment by which a check must be over, on a clock that never jumps.
 *
 * <p>Immutable, and thread-safe.
 */
public final class Deadline {

    private final LongSupplier nanoTime;
    private final long end;

    private Deadline(LongSupplier nanoTime, long end) {
        this.nanoTime = nanoTime;
        this.end = end;
    }

    /**
     * Returns the deadline that lies the given time ahead.
     *
     * @param time the time ahead; zero or less is over at once
     * @return the deadline
     */
    public static Deadline after(Duration time) {
        return after(time, System::nanoTime);
    }

    /**
     * Returns the deadline that lies the given time ahead on a clock of the caller's, for tests.
     *
     * @param time the time ahead; zero or less is over at once
     * @param nanoTime the clock, as {@link System#nanoTime()}
     * @return the deadline
     */
    public static Deadline after(Duration time, LongSupplier nanoTime) {
        Duration ahead = Durations.bounded(time);
        return new Deadline(nanoTime, nanoTime.getAsLong() + (ahead.isNegative() ? 0 : ahead.toNanos()));
    }

    /**
     * Returns the time that is left.
     *
     * @return the time, zero when the deadline has passed
     */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()));
    }

    /** {@return whether no time is left} */
    public boolean isExpired() {
        return end - nanoTime.getAsLong() <= 0;
    }

    @Override
    public String toString() {
        return "Deadline[remaining=" + remaining() + "]";
    }
}
