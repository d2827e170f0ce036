/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import java.time.Duration;

/**
 * Room for counters of a kind: knows how many this machine has put into Redis that are still there, and so for how long another may stay.
 *
 * <p>As long as half of the room is free, an event counts for the whole window. In a flood of clients beyond that, the less room there is, the
 * shorter an event counts; for the longer, the more events its client has. So a counter that is about to reach its limit outlives the many that
 * began only now, and never are there more counters than there is room for. Safe for use by several threads.
 */
final class CounterRoom {

    private static final int PARTS = 1_024;
    private static final Duration LONGEST_WINDOW = Duration.ofDays(36_500);

    private final int size;
    private final long window;
    private final long part;

    /** How many counters run out in each part of the time that lies ahead; parts come around again. */
    private final int[] ending = new int[2 * PARTS];

    private int taken;
    private long current;

    /**
     * Creates free room.
     *
     * @param size how many counters there may be
     * @param window how long an event counts while there is room
     */
    CounterRoom(int size, Duration window) {
        this.size = size;
        this.window = (window.compareTo(LONGEST_WINDOW) < 0 ? window : LONGEST_WINDOW).toNanos();
        this.part = Math.max(1, this.window / PARTS);
    }

    /** Returns how long an event counts while there is room, in nanoseconds. */
    long window() {
        return window;
    }

    /**
     * Returns how long an event may count now.
     *
     * @param now the time in nanoseconds, by any clock
     * @param events how many events its counter has, this one included
     * @return nanoseconds, at most the window; 0 if there is no room
     */
    synchronized long lifetime(long now, long events) {
        pass(now);
        double free = Math.max(0, 1 - (double) taken / size);
        double share = Math.min(1, 2 * free * events);
        long lifetime = (long) (window * share);
        return lifetime < part ? 0 : lifetime;
    }

    /**
     * Takes the room of a counter.
     *
     * @param now the time in nanoseconds, by the same clock
     * @param lifetime for how long, in nanoseconds
     */
    synchronized void take(long now, long lifetime) {
        pass(now);
        long parts = Math.min(lifetime / part + 1, ending.length - 1);
        ending[indexOf(current + parts)]++;
        taken++;
    }

    private void pass(long now) {
        long next = now / part;
        while (current < next && taken > 0) {
            current++;
            taken -= ending[indexOf(current - 1)];
            ending[indexOf(current - 1)] = 0;
        }
        current = Math.max(current, next);
    }

    private int indexOf(long number) {
        return (int) (number % ending.length);
    }
}
