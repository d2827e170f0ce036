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

/**
 * An hour of a thousand attempts a second, each of another client: what it takes in Redis, and whether a client that tries again is still known
 * then.
 */
final class CounterFlood {

    private static final int MINUTES = 60;
    private static final int A_MINUTE = 60_000;
    private static final int THREADS = 8;

    /** The clients that try twice: the first time in this minute, the second time so many minutes later. */
    private static final int FIRST = 20;

    private static final int[] LATER = {5, 10, 11, 13, 15, 20, 39};
    private static final int AGAIN = 200;

    /** Beyond those of the flood. */
    private static final int NUMBERS = 100_000_000;

    private CounterFlood() {}

    static void compare() throws Exception {
        System.out.println("\n1,000 attempts a second of as many clients: memory in Redis (million bytes), keys");
        for (CounterWay way : List.of(CounterWay.SCRIPT, CounterWay.GREEDY, CounterWay.INTERVALS, CounterWay.SLOTS)) {
            SettableClock clock = new SettableClock(START);
            try (RedisProcess redis = RedisProcess.start();
                    Counting counting = way.open(redis, clock, LIMIT)) {
                run(way, counting, redis, clock);
            }
        }
    }

    private static void run(CounterWay way, Counting counting, RedisProcess redis, SettableClock clock)
            throws Exception {
        long empty = redis.usedMemory();
        long start = System.nanoTime();
        long lifeMillis = 0;
        int gone = 0;
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-10s", way.title));
        Map<Integer, Integer> known = new TreeMap<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            again(counting, minute, known);
            flood(counting, clock, minute * A_MINUTE);
            if (minute == 0 && !counting.keys(client(0)).isEmpty()) {
                lifeMillis = redis.commands()
                        .pttl(counting.keys(client(A_MINUTE - 1)).get(0));
            }
            // Redis goes by the machine's time: what has run out by now is taken away. One attempt came each
            // millisecond.
            long end = lifeMillis == 0 ? 0 : (minute + 1L) * A_MINUTE - lifeMillis;
            gone = forget(counting, redis, gone, Math.toIntExact(Math.max(gone, end)));
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
                "%-10s   took %.0f s; a key lives %.1f min; the second attempt known as such, of %d, after so many minutes: %s",
                "",
                (System.nanoTime() - start) / 1e9,
                lifeMillis / 60e3,
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

    private static void flood(Counting counting, SettableClock clock, int from) throws Exception {
        AtomicInteger next = new AtomicInteger(from);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> threads = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                threads.add(pool.submit(() -> {
                    int number = next.getAndIncrement();
                    while (number < from + A_MINUTE) {
                        clock.advance(Duration.ofMillis(1));
                        counting.add(client(number));
                        number = next.getAndIncrement();
                    }
                }));
            }
            for (Future<?> thread : threads) {
                thread.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    private static int forget(Counting counting, RedisProcess redis, int from, int to) {
        for (int start = from; start < to; start += 1_000) {
            List<byte[]> keys = new ArrayList<>();
            for (int number = start; number < Math.min(to, start + 1_000); number++) {
                keys.addAll(counting.keys(client(number)));
            }
            redis.commands().del(keys.toArray(byte[][]::new));
        }
        return to;
    }

    private static AbuseSubject client(int number) {
        return CountersCompared.client(number);
    }
}
