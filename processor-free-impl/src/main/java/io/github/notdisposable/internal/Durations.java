/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal;

import java.time.Duration;

/** Times that can be reckoned with. */
public final class Durations {

    /** A century. Clocks count nanoseconds for some 290 years; who sets a longer time means for ever. */
    public static final Duration LONGEST = Duration.ofDays(36_500);

    private Durations() {}

    /**
     * Returns a time that can be added to a clock's.
     *
     * @param time any time
     * @return the time, {@link #LONGEST} if it is longer
     */
    public static Duration bounded(Duration time) {
        return time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }
}
