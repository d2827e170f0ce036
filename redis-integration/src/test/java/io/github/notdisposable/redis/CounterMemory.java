/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.abuse.AbuseStore.Counter;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.testkit.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures what counters take in memory, here and in Redis, when a thousand refused attempts a second come from as many addresses, none of them
 * twice within the hour that is counted.
 *
 * <pre>{@code
 * mvn -q -pl redis-integration -am test-compile
 * java -cp ... io.github.notdisposable.redis.CounterMemory [SECONDS]
 * }</pre>
 */
final class CounterMemory {

    private static final int A_SECOND = 1_000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int LINES = 12;

    private CounterMemory() {}

    public static void main(String[] arguments) throws InterruptedException {
        int seconds = arguments.length == 0 ? 3_600 : Integer.parseInt(arguments[0]);
        System.out.println("store     seconds   attempts   counters in Redis   memory");
        SettableClock clock = clock();
        AbuseStore here = AbuseStore.inMemory(100_000, clock);
        long before = heap();
        run(here, clock, seconds, 1, (second, attempts) -> print("memory", second, attempts, -1, heap() - before));
        // The store is still in use: what was measured held it.
        here.reset(Counter.REFUSALS, AbuseSubject.domain("example.org"));

        SettableClock redisClock = clock();
        try (RedisProcess redis = RedisProcess.start();
                RedisStores stores = stores(redis, redisClock)) {
            long empty = redis.usedMemory();
            run(
                    stores.abuse(),
                    redisClock,
                    seconds,
                    8,
                    (second, attempts) ->
                            print("Redis", second, attempts, counters(redis), redis.usedMemory() - empty));
        }
    }

    private interface Line {
        void print(int second, int attempts);
    }

    private static void run(AbuseStore store, SettableClock clock, int seconds, int threads, Line line)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        for (int part = 1; part <= LINES; part++) {
            int end = Math.toIntExact((long) seconds * A_SECOND * part / LINES);
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            for (int thread = 0; thread < threads; thread++) {
                pool.execute(() -> {
                    int number = nextBelow(next, end);
                    while (number < end) {
                        clock.advance(Duration.ofMillis(1));
                        store.add(Counter.REFUSALS, client(number), 5, HOUR);
                        number = nextBelow(next, end);
                    }
                });
            }
            pool.shutdown();
            if (!pool.awaitTermination(1, TimeUnit.HOURS)) {
                throw new IllegalStateException("too slow");
            }
            line.print(end / A_SECOND, end);
        }
    }

    /** Takes the next number, unless all below the end are taken. */
    private static int nextBelow(AtomicInteger next, int end) {
        return next.getAndUpdate(number -> Math.min(number + 1, end));
    }

    private static AbuseSubject client(int number) {
        return AbuseSubject.client(ClientIp.parse("2001:db8:" + Integer.toHexString(number >>> 16) + ":"
                        + Integer.toHexString(number & 0xffff) + "::1")
                .orElseThrow());
    }

    private static void print(String store, int second, int attempts, long counters, long octets) {
        System.out.println(String.format(
                Locale.ROOT,
                "%-8s %8d %10d %19s %7.1f MB",
                store,
                second,
                attempts,
                counters < 0 ? "-" : Long.toString(counters),
                octets / 1e6));
    }

    private static SettableClock clock() {
        return new SettableClock(Instant.now(Clock.systemUTC()));
    }

    private static RedisStores stores(RedisProcess redis, Clock clock) {
        return RedisStores.builder()
                .uri(redis.uri())
                .secret("a secret of some length")
                .timeout(Duration.ofMinutes(1))
                .clock(clock)
                .build();
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long counters(RedisProcess redis) {
        return redis.keys("notdisposable:count:*").stream()
                .mapToLong(key -> redis.commands().hlen(key))
                .sum();
    }
}
