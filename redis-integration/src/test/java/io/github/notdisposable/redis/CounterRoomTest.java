/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CounterRoomTest {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final long HOUR = WINDOW.toNanos();
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long START = Duration.ofDays(20_000).toNanos();

    private final CounterRoom room = new CounterRoom(1_000, WINDOW);

    @Test
    void anEventCountsForTheWholeWindowHoweverSuddenlyATenthOfTheRoomIsTaken() {
        take(99, START, HOUR);

        assertThat(room.lifetime(START, 1)).isEqualTo(HOUR);
    }

    @Test
    void anEventCountsForTheWholeWindowWhileThereIsRoomForItAtThisPace() {
        for (int i = 0; i < 3_000; i++) {
            long now = START + 5L * i * SECOND;
            assertThat(room.lifetime(now, 1)).isEqualTo(HOUR);
            room.take(now, HOUR, 1);
        }
    }

    @Test
    void theLessRoomThereIsTheShorterAnEventCountsAndTheMoreEventsThereAreTheLonger() {
        take(875, START, HOUR);
        long later = START + 10 * MINUTE;

        assertThat(room.lifetime(later, 1)).isEqualTo(HOUR / 2);
        assertThat(room.lifetime(later, 2)).isEqualTo(HOUR);

        take(75, later, HOUR);
        later += 10 * MINUTE;

        assertThat(room.lifetime(later, 1)).isBetween(HOUR / 5 - SECOND, HOUR / 5 + SECOND);
        assertThat(room.lifetime(later, 4)).isBetween(HOUR * 4 / 5 - SECOND, HOUR * 4 / 5 + SECOND);
    }

    @Test
    void inAFloodThatStaysTheSameEventsCountForAsLongAsThereIsRoomAtItsPace() {
        int perSecond = 10;
        long shortest = Long.MAX_VALUE;
        long longest = 0;
        for (int second = 0; second < 2 * 60 * 60; second++) {
            long now = START + (long) second * SECOND;
            for (int i = 0; i < perSecond; i++) {
                long lifetime = room.lifetime(now, 1);
                room.take(now, lifetime, 1);
                if (second > 60 * 60) {
                    shortest = Math.min(shortest, lifetime);
                    longest = Math.max(longest, lifetime);
                }
            }
        }

        long expected = 1_000 * 3 / 4 / perSecond * SECOND;
        assertThat(shortest).isBetween(expected * 8 / 10, expected);
        assertThat(longest).isBetween(expected, expected * 12 / 10);
    }

    @Test
    void nothingCountsWhereThereIsNoRoom() {
        take(1_000, START, HOUR);

        assertThat(room.lifetime(START, 1)).isZero();
        assertThat(room.lifetime(START, 5)).isZero();
    }

    @Test
    void roomIsFreeAgainOnceItsTimeHasPassed() {
        take(450, START, HOUR / 2);
        take(550, START, HOUR);

        assertThat(room.lifetime(START + HOUR / 2 - SECOND, 1)).isZero();
        assertThat(room.lifetime(START + HOUR / 2 + 10 * SECOND, 1)).isEqualTo(HOUR);

        take(600, START + HOUR / 2 + 10 * SECOND, HOUR);
        assertThat(room.lifetime(START + HOUR - SECOND, 1)).isZero();
        assertThat(room.lifetime(START + HOUR + 10 * SECOND, 1)).isEqualTo(HOUR);
    }

    @Test
    void aClockThatIsSetBackGoesOnFromThere() {
        take(1_000, START, HOUR);
        long setBack = START - 24 * HOUR;

        assertThat(room.lifetime(setBack, 1)).isZero();
        assertThat(room.lifetime(setBack + HOUR - SECOND, 1)).isZero();
        assertThat(room.lifetime(setBack + HOUR + 10 * SECOND, 1)).isEqualTo(HOUR);
    }

    @Test
    void aClockThatIsSetBackAgainAndAgainIsNoFlood() {
        for (int day = 0; day < 1_000; day++) {
            for (int hour = 0; hour < 24; hour++) {
                assertThat(room.lifetime(START + hour * HOUR, 1)).isEqualTo(HOUR);
                room.take(START + hour * HOUR, HOUR, 1);
            }
        }
    }

    @Test
    void callersWhoTellTheTimeOutOfOrderFreeNothing() {
        take(1_000, START, HOUR);

        for (int i = 0; i < 100_000; i++) {
            assertThat(room.lifetime(START + (i % 2) * SECOND, 1)).isZero();
        }
    }

    @Test
    void howeverFastAFloodIsThereAreNeverMoreCountersThanThereIsRoomFor() {
        for (int perSecond : new int[] {1, 10, 1_000}) {
            CounterRoom flooded = new CounterRoom(1_000, WINDOW);
            long[] ends = new long[20 * 1_000 * 60];
            int made = 0;
            int most = 0;
            for (int second = 0; second < 2 * 60 * 60 && made < ends.length; second++) {
                long now = START + (long) second * SECOND;
                for (int i = 0; i < perSecond && made < ends.length; i++) {
                    long lifetime = flooded.lifetime(now, 1);
                    if (lifetime > 0) {
                        flooded.take(now, lifetime, 1);
                        ends[made++] = now + lifetime;
                    }
                }
                if (second % 60 == 0) {
                    most = Math.max(most, alive(ends, made, now));
                }
            }
            assertThat(most).as("at %d a second", perSecond).isBetween(500, 1_000);
        }
    }

    private static int alive(long[] ends, int made, long now) {
        int alive = 0;
        for (int i = 0; i < made; i++) {
            alive += ends[i] > now ? 1 : 0;
        }
        return alive;
    }

    private void take(int counters, long now, long lifetime) {
        for (int i = 0; i < counters; i++) {
            room.take(now, lifetime, 1);
        }
    }
}
