/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SteadyMillisTest {

    private final Wall wall = new Wall();
    private final SteadyMillis steady = new SteadyMillis(wall);

    @Test
    void goesOnFromWhereTheClockWasSetBack() {
        long start = steady.millis();
        wall.now -= 1_000;
        assertThat(steady.millis()).isEqualTo(start);
        wall.now += 5;
        assertThat(steady.millis()).isEqualTo(start + 5);
    }

    @Test
    void gainsNoTimeByAThreadThatIsLate() {
        long start = steady.millis();
        for (int i = 1; i <= 10; i++) {
            wall.whileLate = () -> {
                wall.now++;
                steady.millis();
            };
            steady.millis();
        }
        assertThat(steady.millis()).isEqualTo(start + 10);
    }

    /** A clock that another thread reads again, later, before the first reader goes on. */
    private static final class Wall extends Clock {

        private long now = 1_000_000;
        private Runnable whileLate = () -> {};

        @Override
        public long millis() {
            long read = now;
            Runnable other = whileLate;
            whileLate = () -> {};
            other.run();
            return read;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
