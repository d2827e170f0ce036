/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.abuse;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;

/** Milliseconds by a clock that may be set back: they never go back, and go on from there at once. Thread-safe. */
final class SteadyMillis {

    private final Clock clock;
    private final AtomicReference<Reading> last;

    /**
     * What was read last.
     *
     * @param wall what the clock showed
     * @param steady what it was taken for
     */
    private record Reading(long wall, long steady) {}

    SteadyMillis(Clock clock) {
        this.clock = clock;
        long now = clock.millis();
        last = new AtomicReference<>(new Reading(now, now));
    }

    long millis() {
        return last.updateAndGet(this::after).steady;
    }

    /** Reads the clock after the reading before was made: a thread that read it earlier and is late would look like a clock set back. */
    private Reading after(Reading before) {
        long now = clock.millis();
        return now == before.wall ? before : new Reading(now, before.steady + Math.max(0, now - before.wall));
    }
}
