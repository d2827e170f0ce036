/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import java.time.Duration;

/**
 * Room for counters of a kind: knows how many this machine has put into Redis that are still there, and so for how long another may stay.
 *
 * <p>As long as nine tenths of the room are free, an event counts for the whole window. Beyond that, it counts for as long as there is room at the
 * pace at which counters are being made, and for the longer the more events its counter has. So a flood of new clients does not push out the one that is
 * about to reach its limit, and there never are more counters than there is room for. Safe for use by several threads.
 */
final class CounterRoom {

    /** Times are kept in so many parts of the window. */
    private static final int PARTS = 1_024;

    /** The pace is that of the last few parts: their weight is down to a third after so many. */
    private static final int PARTS_OF_PACE = 8;

    /** Less than this share of the room is taken by what is no flood, however sudden. */
    private static final double SHARE_OF_QUIET = 0.1;

    /** How much of the room a flood that stays the same shall take; the rest is for one that grows. */
    private static final double SHARE_OF_FLOOD = 0.75;

    /** A counter of more events than this counts for no longer. */
    private static final int MOST_EVENTS = 8;

    private final int size;
    private final long window;
    private final long part;

    /** How many counters run out in each part of the time that lies ahead; parts come around again. */
    private final int[] ending = new int[2 * PARTS];

    private int taken;

    /** The events of the counters made lately, each with a weight that falls with time. */
    private double recent;

    /** The time that the clock showed last; callers that meet may tell it a little out of order. */
    private long last;

    /** The time that has passed, whatever the clock was set to meanwhile, and the part of it that is the present one. */
    private long passed;

    private long current;

    /**
     * Creates free room.
     *
     * @param size how many counters there may be
     * @param window how long an event counts while there is room, at most what can be told in nanoseconds
     */
    CounterRoom(int size, Duration window) {
        this.size = size;
        this.window = window.toNanos();
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
        double share = (double) taken / size;
        if (share < SHARE_OF_QUIET) {
            return window;
        }
        // The pace holds a flood that stays the same, and what is free one that begins or grows.
        double atThisPace = SHARE_OF_FLOOD * size / (recent / PARTS_OF_PACE * PARTS);
        double asFree = Math.max(0, 1 - share) / (1 - SHARE_OF_FLOOD);
        double ofWindow = Math.min(atThisPace, asFree) * Math.min(events, MOST_EVENTS);
        long lifetime = (long) (window * Math.min(1, ofWindow));
        return lifetime < part ? 0 : lifetime;
    }

    /**
     * Takes the room of a counter.
     *
     * @param now the time in nanoseconds, by the same clock
     * @param lifetime for how long, in nanoseconds
     * @param events how many events the counter has
     */
    synchronized void take(long now, long lifetime, long events) {
        pass(now);
        long parts = Math.min(lifetime / part + 1, ending.length - 1);
        ending[indexOf(current + parts)]++;
        taken++;
        recent += Math.min(events, MOST_EVENTS);
    }

    /** Lets the time pass that has passed by the clock. Where the clock was set back, it goes on from there. */
    private void pass(long now) {
        if (now <= last) {
            last = last - now > part ? now : last;
            return;
        }
        long since = now - last;
        last = now;
        passed += since;
        recent *= Math.exp(-(double) since / part / PARTS_OF_PACE);
        long next = passed / part;
        while (current < next && taken > 0) {
            taken -= ending[indexOf(current)];
            ending[indexOf(current)] = 0;
            current++;
        }
        current = next;
    }

    private int indexOf(long number) {
        return (int) (number % ending.length);
    }
}
