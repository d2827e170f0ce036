/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The script that counts, at a real Redis. */
class CountScriptTest {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final long HOUR = WINDOW.toMillis();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long START = Duration.ofDays(20_000).toMillis();
    private static final byte[] KEY = ascii("counters");
    private static final int ROOM = 16;

    private static RedisProcess redis;
    private static RedisClient client;
    private static RedisAsyncCommands<byte[], byte[]> commands;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
        client = RedisClient.create(redis.uri());
        commands = client.connect(ByteArrayCodec.INSTANCE).async();
    }

    @AfterAll
    static void stop() {
        if (redis != null) {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
            redis.close();
        }
    }

    @BeforeEach
    void empty() {
        redis.commands().flushall();
    }

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
        byte[] full = counter("a");

        assertThat(add(5, START + HOUR - 1)).isEqualTo(6);

        assertThat(counter("a")).isEqualTo(full);
        assertThat(add(5, START + HOUR)).isEqualTo(1);
    }

    @Test
    void countsAsAListOfMomentsDoes() {
        Random random = new Random(11);
        for (int schedule = 0; schedule < 200; schedule++) {
            Deque<Long> moments = new ArrayDeque<>();
            List<Long> expected = new ArrayList<>();
            List<CompletionStage<Long>> counts = new ArrayList<>();
            int max = 1 + random.nextInt(32);
            long now = START;
            for (int i = 0; i < 200; i++) {
                now += random.nextInt(1 << random.nextInt(24));
                while (!moments.isEmpty() && now - moments.peek() >= HOUR) {
                    moments.remove();
                }
                expected.add(moments.size() >= max ? max + 1L : moments.size() + 1L);
                counts.add(send("schedule" + schedule, max, now));
                if (moments.size() < max) {
                    moments.add(now);
                }
            }
            assertThat(results(counts)).as("schedule %d", schedule).isEqualTo(expected);
        }
    }

    @Test
    void ofManyEventsOneCountsUpToAThirtySecondOfTheWindowLonger() {
        Random random = new Random(12);
        List<Long> times = new ArrayList<>();
        List<CompletionStage<Long>> counts = new ArrayList<>();
        long now = START;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(10_000);
            times.add(now);
            counts.add(send("a", 1_000_000, now));
        }

        Deque<Long> moments = new ArrayDeque<>();
        Deque<Long> longer = new ArrayDeque<>();
        List<Long> results = results(counts);
        for (int i = 0; i < times.size(); i++) {
            long time = times.get(i);
            moments.add(time);
            longer.add(time);
            while (time - moments.peek() >= HOUR) {
                moments.remove();
            }
            while (time - longer.peek() >= HOUR + HOUR / 32) {
                longer.remove();
            }
            assertThat(results.get(i)).isBetween((long) moments.size(), (long) longer.size());
        }
        assertThat(counter("a")).hasSizeLessThan(500);
    }

    @Test
    void anEventOfAMachineWhoseClockIsBehindCountsToo() {
        assertThat(add(5, START)).isEqualTo(1);
        assertThat(add(5, START - MINUTE)).isEqualTo(2);
        assertThat(add(5, START + HOUR - MINUTE)).isEqualTo(2);
        assertThat(add(5, START + HOUR)).isEqualTo(2);
    }

    @Test
    void aCounterStaysSmallWhereTheClocksOfMachinesDiffer() {
        long apart = HOUR / 32 + MINUTE;
        List<CompletionStage<Long>> counts = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            counts.add(send("a", 1_000_000, START + (i % 2) * apart + i));
        }

        assertThat(results(counts)).last().isEqualTo(2_000L);
        assertThat(counter("a")).hasSizeLessThan(500);
    }

    @Test
    void anEventOfAClockThatIsFarAheadIsForgottenByTheOthers() {
        assertThat(add(5, START + 100_000 * HOUR)).isEqualTo(1);

        assertThat(add(5, START)).isEqualTo(1);
        assertThat(add(5, START + MINUTE)).isEqualTo(2);
    }

    @Test
    void aShortWindowIsCountedInMilliseconds() {
        Duration window = Duration.ofNanos(10);

        assertThat(result(RedisCounters.add(commands, KEY, ascii("a"), 5, window, START, ROOM)))
                .isEqualTo(1);
        assertThat(result(RedisCounters.add(commands, KEY, ascii("a"), 5, window, START, ROOM)))
                .isEqualTo(2);
        assertThat(result(RedisCounters.add(commands, KEY, ascii("a"), 5, window, START + 1, ROOM)))
                .isEqualTo(1);
    }

    @Test
    void theLongestWindowIsCounted() {
        Duration window = Duration.ofDays(36_500);
        long later = START + window.toMillis();

        for (int max : new int[] {5, 1_000}) {
            byte[] name = ascii("a" + max);
            assertThat(result(RedisCounters.add(commands, KEY, name, max, window, START, ROOM)))
                    .isEqualTo(1);
            assertThat(result(RedisCounters.add(commands, KEY, name, max, window, later - 1, ROOM)))
                    .isEqualTo(2);
        }
    }

    @Test
    void aHashLeavesRedisOnceItsLastEventHasLeftTheWindow() {
        add(5, START);
        add(1_000, START);

        assertThat(redis.commands().pttl(KEY)).isBetween(HOUR, HOUR + HOUR / 32 + 1);
    }

    @Test
    void aFloodOfClientsIsBoundedAndDoesNotEvictOneThatIsAboutToBeBanned() {
        for (int i = 1; i <= 4; i++) {
            assertThat(result(send("victim", 5, START))).isEqualTo(i);
        }
        List<CompletionStage<Long>> flood = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            flood.add(send("client" + i, 5, START + i));
        }
        assertThat(results(flood)).containsOnly(1L);

        assertThat(redis.commands().hlen(KEY)).isBetween((long) ROOM / 2, (long) ROOM);
        assertThat(result(send("client999", 5, START + MINUTE))).isEqualTo(2);
        assertThat(result(send("victim", 5, START + MINUTE))).isEqualTo(5);
    }

    @Test
    void expiredCountersMakeRoomBeforeThoseWithFewEvents() {
        for (int i = 0; i < ROOM - 1; i++) {
            result(send("old" + i, 5, START));
            result(send("old" + i, 5, START));
        }
        long later = START + HOUR;
        result(send("new0", 5, later));
        result(send("new1", 5, later));

        assertThat(redis.commands().hkeys(KEY)).containsExactlyInAnyOrder(ascii("new0"), ascii("new1"));
    }

    @Test
    void garbageCountsForNothingAndMakesRoomFirst() {
        for (String garbage : List.of("", "\u0001", "\u0001short", "\u0002 of another version", "\u0003234567890123")) {
            redis.commands().hset(KEY, Map.of(ascii("a"), garbage.getBytes(StandardCharsets.ISO_8859_1)));

            assertThat(add(5, START)).isEqualTo(1);
        }
        for (int i = 0; i < 2 * ROOM; i++) {
            redis.commands().hset(KEY, ascii("garbage" + i), ascii("garbage"));
        }

        assertThat(add(5, START)).isEqualTo(2);
        assertThat(redis.commands().hkeys(KEY)).containsExactly(ascii("a"));
    }

    private static long add(int max, long now) {
        return result(send("a", max, now));
    }

    private static CompletionStage<Long> send(String name, int max, long now) {
        return RedisCounters.add(commands, KEY, ascii(name), max, WINDOW, now, ROOM);
    }

    private static long result(CompletionStage<Long> count) {
        return count.toCompletableFuture().join();
    }

    private static List<Long> results(List<CompletionStage<Long>> counts) {
        return counts.stream().map(CountScriptTest::result).toList();
    }

    private static byte[] counter(String name) {
        return redis.commands().hget(KEY, ascii(name));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
