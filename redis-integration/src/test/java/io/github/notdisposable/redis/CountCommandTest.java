/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.distributed.remote.MutableBucketEntry;
import io.github.bucket4j.distributed.versioning.Versions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CountCommandTest {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final long HOUR = WINDOW.toNanos();
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long START = Duration.ofDays(20_000).toNanos();

    private final CounterRoom room = new CounterRoom(1_000, WINDOW);

    /** What stands in Redis. */
    private byte[] bucket;

    @Test
    void eachEventCountsUntilItsOwnWindowHasPassed() {
        assertThat(add(5, START)).isEqualTo(1);
        assertThat(add(5, START + 30 * MINUTE)).isEqualTo(2);
        assertThat(add(5, START + HOUR - 1)).isEqualTo(3);
        assertThat(add(5, START + HOUR)).isEqualTo(3);
        assertThat(add(5, START + 90 * MINUTE - 1)).isEqualTo(4);
        assertThat(add(5, START + 90 * MINUTE)).isEqualTo(4);
        assertThat(add(5, START + 90 * MINUTE)).isEqualTo(5);
        assertThat(add(5, START + 90 * MINUTE)).isEqualTo(6);
    }

    @Test
    void anEventThatFindsTheWindowFullIsNotWritten() {
        for (int i = 1; i <= 5; i++) {
            assertThat(add(5, START)).isEqualTo(i);
        }
        byte[] full = bucket;

        assertThat(add(5, START + HOUR - 1)).isEqualTo(6);

        assertThat(bucket).isSameAs(full);
        assertThat(add(5, START + HOUR)).isEqualTo(1);
    }

    @Test
    void countsAsAListOfMomentsDoes() {
        Random random = new Random(11);
        for (int schedule = 0; schedule < 200; schedule++) {
            bucket = null;
            Deque<Long> moments = new ArrayDeque<>();
            int max = 1 + random.nextInt(32);
            long now = START;
            for (int i = 0; i < 200; i++) {
                now += Duration.ofMillis(random.nextInt(1 << random.nextInt(24)))
                        .toNanos();
                while (!moments.isEmpty() && now - moments.peek() >= HOUR) {
                    moments.remove();
                }
                long expected = moments.size() >= max ? max + 1 : moments.size() + 1;
                assertThat(add(max, now))
                        .as("schedule %d, event %d", schedule, i)
                        .isEqualTo(expected);
                if (expected <= max) {
                    moments.add(now);
                }
            }
        }
    }

    @Test
    void ofManyEventsOneCountsUpToAThirtySecondOfTheWindowLonger() {
        Random random = new Random(12);
        Deque<Long> moments = new ArrayDeque<>();
        Deque<Long> kept = new ArrayDeque<>();
        long now = START;
        for (int i = 0; i < 20_000; i++) {
            now += Duration.ofMillis(random.nextInt(10_000)).toNanos();
            while (!moments.isEmpty() && now - moments.peek() >= HOUR) {
                moments.remove();
            }
            while (!kept.isEmpty() && now - kept.peek() >= HOUR + HOUR / 32) {
                kept.remove();
            }
            long count = add(1_000_000, now);
            moments.add(now);
            kept.add(now);
            assertThat(count).isBetween((long) moments.size(), (long) kept.size());
        }
        assertThat(bucket.length).isLessThan(3_000);
    }

    @Test
    void anEventOfAMachineWhoseClockIsBehindCountsToo() {
        assertThat(add(5, START)).isEqualTo(1);
        assertThat(add(5, START - MINUTE)).isEqualTo(2);
        assertThat(add(5, START + HOUR - MINUTE)).isEqualTo(2);
        assertThat(add(5, START + HOUR)).isEqualTo(2);
    }

    @Test
    void inAFloodAnEventCountsForAShorterTimeUntilAnotherFollows() {
        for (int i = 0; i < 950; i++) {
            room.take(START - 10 * MINUTE, 10 * HOUR, 1);
        }

        assertThat(add(5, START)).isEqualTo(1);
        assertThat(add(5, START + 13 * MINUTE)).isEqualTo(1);
        assertThat(add(5, START + 24 * MINUTE)).isEqualTo(2);
        assertThat(add(5, START + 36 * MINUTE)).isEqualTo(3);
        assertThat(add(5, START + 48 * MINUTE)).isEqualTo(4);
        assertThat(add(5, START + 49 * MINUTE)).isEqualTo(5);
    }

    @Test
    void whereThereIsNoRoomNothingIsWritten() {
        for (int i = 0; i < 1_000; i++) {
            room.take(START, HOUR, 1);
        }

        assertThat(add(5, START)).isZero();

        assertThat(bucket).isNull();
    }

    @Test
    void whereThereIsNoRoomACounterThatIsThereGoesOn() {
        assertThat(add(5, START)).isEqualTo(1);
        for (int i = 0; i < 1_000; i++) {
            room.take(START, HOUR, 1);
        }

        assertThat(add(5, START + MINUTE)).isEqualTo(2);
        assertThat(add(5, START + HOUR - 1)).isEqualTo(3);
        assertThat(add(5, START + HOUR)).isEqualTo(3);
    }

    @Test
    void takesRoomOnceForTheEventsOfAMoment() {
        CountCommand first = new CountCommand(1_000, room);
        CountCommand second = new CountCommand(1_000, room);
        MutableBucketEntry entry = new MutableBucketEntry(bucket);

        first.execute(entry, START);
        second.execute(entry, START + 1);

        assertThat(first.lifetime()).isEqualTo(HOUR + HOUR / 32);
        assertThat(second.lifetime()).isZero();
    }

    private long add(int max, long now) {
        MutableBucketEntry entry = new MutableBucketEntry(bucket);
        long count = new CountCommand(max, room).execute(entry, now).getData();
        if (entry.isStateModified()) {
            bucket = entry.getStateBytes(Versions.v_8_10_0);
        }
        return count;
    }
}
