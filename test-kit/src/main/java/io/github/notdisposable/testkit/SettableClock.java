/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is advanced. Thread-safe. */
public final class SettableClock extends Clock {

    private volatile Instant now;

    /**
     * Creates a clock.
     *
     * @param now the moment that it shows
     */
    public SettableClock(Instant now) {
        this.now = now;
    }

    /**
     * Goes on.
     *
     * @param time by how much
     */
    public synchronized void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /**
     * Returns this clock, whatever the zone.
     *
     * @param zone not looked at
     * @return this
     */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
