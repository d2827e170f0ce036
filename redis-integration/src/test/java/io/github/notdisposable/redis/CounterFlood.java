/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import static io.github.notdisposable.redis.CountersCompared.LIMIT;
import static io.github.notdisposable.redis.CountersCompared.START;

import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.redis.CounterWay.Counting;
import io.github.notdisposable.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * An hour of a thousand attempts a second, each of another client: what it takes in Redis, and whether a client that tries again is still known
 * then.
 */
final class CounterFlood {

    private static final int MINUTES = 60;
    private static final int SECONDS = 60;
    private static final int A_SECOND = 1_000;
    private static final int THREADS = 8;

    /** The clients that try twice: the first time in this minute, the second time so many minutes later. */
    private static final int FIRST = 20;

    private static final int[] LATER = {2, 3, 5, 10, 11, 13, 15, 20, 39};
    private static final int AGAIN = 200;

    /** Beyond those of the flood. */
    private static final int NUMBERS = 100_000_000;

    private CounterFlood() {}

    static void compare() throws Exception {
        System.out.println("\n1,000 attempts a second of as many clients: memory in Redis (million bytes), keys");
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        for (CounterWay way : List.of(
                CounterWay.OURS,
                CounterWay.OURS_LARGE,
                CounterWay.SCRIPT,
                CounterWay.GREEDY,
                CounterWay.INTERVALS,
                CounterWay.SLOTS)) {
            SettableClock clock = new SettableClock(START);
            try (RedisProcess redis = RedisProcess.start();
                    Counting counting = way.open(redis, clock, LIMIT)) {
                run(way, pool, counting, redis, clock);
            }
        }
        pool.shutdown();
    }

    private static void run(
            CounterWay way, ExecutorService pool, Counting counting, RedisProcess redis, SettableClock clock)
            throws Exception {
        long empty = redis.usedMemory();
        long start = System.nanoTime();
        long[] ends = new long[MINUTES * SECONDS];
        boolean[] isGone = new boolean[ends.length];
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-10s", way.title));
        Map<Integer, Integer> known = new TreeMap<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            again(counting, minute, known);
            for (int second = minute * SECONDS; second < (minute + 1) * SECONDS; second++) {
                flood(pool, counting, clock, second * A_SECOND);
                List<byte[]> keys = counting.keys(client((second + 1) * A_SECOND - 1));
                long left =
                        keys.isEmpty() ? Long.MAX_VALUE / 2 : redis.commands().pttl(keys.get(0));
                ends[second] = clock.instant().toEpochMilli() + Math.max(0, left);
                forget(counting, redis, clock.millis(), ends, isGone, second);
            }
            if (minute + 1 == 5 || minute + 1 == 15 || minute + 1 == MINUTES) {
                line.append(String.format(
                        Locale.ROOT,
                        "   %d min: %.1f MB, %d keys",
                        minute + 1,
                        (redis.usedMemory() - empty) / 1e6,
                        redis.commands().dbsize()));
            }
        }
        System.out.println(line);
        System.out.println(String.format(
                Locale.ROOT,
                "%-10s   took %.0f s; a key of the last second lives %.1f min; the second attempt known as such, of %d, after so many minutes: %s",
                "",
                (System.nanoTime() - start) / 1e9,
                (ends[ends.length - 1] - clock.millis()) / 60e3,
                AGAIN,
                known));
    }

    private static void again(Counting counting, int minute, Map<Integer, Integer> known) {
        for (int later : LATER) {
            if (minute != FIRST && minute != FIRST + later) {
                continue;
            }
            for (int i = 0; i < AGAIN; i++) {
                int count = counting.add(client(NUMBERS + later * AGAIN + i));
                if (minute != FIRST) {
                    known.merge(later, count == 2 ? 1 : 0, Integer::sum);
                }
            }
        }
    }

    private static void flood(ExecutorService pool, Counting counting, SettableClock clock, int from) throws Exception {
        AtomicInteger next = new AtomicInteger(from);
        List<Future<?>> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            threads.add(pool.submit(() -> {
                int number = next.getAndIncrement();
                while (number < from + A_SECOND) {
                    clock.advance(Duration.ofMillis(1));
                    counting.add(client(number));
                    number = next.getAndIncrement();
                }
            }));
        }
        for (Future<?> thread : threads) {
            thread.get();
        }
    }

    /** Redis goes by the machine's time: what has run out by ours is taken away. The keys of a second live as long as the last of it. */
    private static void forget(
            Counting counting, RedisProcess redis, long now, long[] ends, boolean[] isGone, int last) {
        for (int second = 0; second <= last; second++) {
            if (!isGone[second] && ends[second] <= now) {
                isGone[second] = true;
                byte[][] keys = IntStream.range(second * A_SECOND, (second + 1) * A_SECOND)
                        .mapToObj(number -> counting.keys(client(number)))
                        .flatMap(List::stream)
                        .toArray(byte[][]::new);
                redis.commands().del(keys);
            }
        }
    }

    private static AbuseSubject client(int number) {
        return CountersCompared.client(number);
    }
}
