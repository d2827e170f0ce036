/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A time that a test moves: one that goes on evenly, and a clock on the wall that can be set to anything. */
final class FakeTime implements LongSupplier {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final AtomicLong wallMillis = new AtomicLong(1_700_000_000_000L);

    void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
        wallMillis.addAndGet(time.toMillis());
    }

    void setWallClock(Instant instant) {
        wallMillis.set(instant.toEpochMilli());
    }

    @Override
    public long getAsLong() {
        return nanos.get();
    }

    Clock wallClock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(wallMillis.get());
            }
        };
    }
}
