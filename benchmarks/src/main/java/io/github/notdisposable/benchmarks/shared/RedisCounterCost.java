/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks.shared;

import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.abuse.AbuseStore.Counter;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.redis.RedisStores;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a count costs beside the smallest round trip to the same Redis, and what an hour of 1,000 attempts a second, each of another client, takes in
 * its memory. Starts the {@code redis-server} that is installed, on a free port of the loopback interface.
 */
public final class RedisCounterCost {

    private static final int LIMIT = 5;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int TURN = 500;
    private static final int WARM_UP = 10;

    private static final int MINUTES = 60;
    private static final int A_MINUTE = 60_000;
    private static final int THREADS = 8;
    private static final int RETURN_FROM = 20;
    private static final int[] RETURN_AFTER = {2, 5, 10, 13, 15, 20};
    private static final int RETURNING = 200;

    /** Beyond the clients of the flood. */
    private static final int NUMBERS = 100_000_000;

    private final AtomicLong time;
    private final AbuseStore store;
    private final RedisCommands<String, String> redis;

    private RedisCounterCost(AtomicLong time, AbuseStore store, RedisCommands<String, String> redis) {
        this.time = time;
        this.store = store;
        this.redis = redis;
    }

    /**
     * Runs.
     *
     * @param args the number of turns, 40 if there are none
     */
    public static void main(String[] args) throws Exception {
        int turns = args.length > 0 ? Integer.parseInt(args[0]) : 40;
        int port = freePort();
        Process server = new ProcessBuilder(
                        "redis-server",
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no")
                .redirectOutput(Redirect.DISCARD)
                .start();
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + port);
        try {
            RedisCommands<String, String> redis = connect(client);
            AtomicLong time =
                    new AtomicLong(Instant.parse("2026-11-20T12:00:00Z").toEpochMilli());
            try (RedisStores stores = RedisStores.builder()
                    .uri("redis://127.0.0.1:" + port)
                    .secret("a secret of some length")
                    .timeout(Duration.ofMinutes(1))
                    .clock(new MillisClock(time))
                    .build()) {
                RedisCounterCost cost = new RedisCounterCost(time, stores.abuse(), redis);
                cost.compare(turns);
                redis.flushall();
                cost.flood();
            }
        } finally {
            client.shutdown();
            server.destroy();
        }
    }

    private static RedisCommands<String, String> connect(RedisClient client) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                return client.connect().sync();
            } catch (RuntimeException notYet) {
                if (attempt == 100) {
                    throw notYet;
                }
                Thread.sleep(50);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void compare(int turns) {
        long[] counts = new long[turns * TURN];
        long[] pings = new long[turns * TURN];
        for (int turn = -WARM_UP; turn < turns; turn++) {
            for (int i = 0; i < TURN; i++) {
                AbuseSubject client = client(((turn + WARM_UP) * TURN + i) / LIMIT);
                long start = System.nanoTime();
                store.add(Counter.REFUSALS, client, LIMIT, HOUR);
                long counted = System.nanoTime();
                redis.ping();
                long answered = System.nanoTime();
                if (turn >= 0) {
                    counts[turn * TURN + i] = counted - start;
                    pings[turn * TURN + i] = answered - counted;
                }
            }
        }
        Arrays.sort(counts);
        Arrays.sort(pings);
        System.out.println(String.format(
                Locale.ROOT,
                "median: a count takes %.1f µs, a ping %.1f µs, ratio %.2f",
                counts[counts.length / 2] / 1e3,
                pings[pings.length / 2] / 1e3,
                (double) counts[counts.length / 2] / pings[pings.length / 2]));
    }

    private void flood() throws Exception {
        long empty = usedMemory();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        for (int minute = 0; minute < MINUTES; minute++) {
            returnTo(minute);
            List<Future<?>> threads = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int from = minute * A_MINUTE + thread;
                int to = (minute + 1) * A_MINUTE;
                threads.add(pool.submit(() -> {
                    for (int number = from; number < to; number += THREADS) {
                        time.incrementAndGet();
                        store.add(Counter.REFUSALS, client(number), LIMIT, HOUR);
                    }
                }));
            }
            for (Future<?> thread : threads) {
                thread.get();
            }
            if (minute + 1 == 5 || minute + 1 == 15 || minute + 1 == MINUTES) {
                System.out.println(String.format(
                        Locale.ROOT,
                        "after %d minutes: %.1f MB in %d keys",
                        minute + 1,
                        (usedMemory() - empty) / 1e6,
                        redis.dbsize()));
            }
        }
        pool.shutdown();
    }

    /** Has clients try once, and once more some minutes later. */
    private void returnTo(int minute) {
        for (int after : RETURN_AFTER) {
            if (minute == RETURN_FROM || minute == RETURN_FROM + after) {
                int known = 0;
                for (int i = 0; i < RETURNING; i++) {
                    AbuseSubject client = client(NUMBERS + after * RETURNING + i);
                    known += store.add(Counter.REFUSALS, client, LIMIT, HOUR) == 2 ? 1 : 0;
                }
                if (minute != RETURN_FROM) {
                    System.out.println("known after " + after + " minutes: " + known + " of " + RETURNING);
                }
            }
        }
    }

    private long usedMemory() {
        return redis.info("memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length())))
                .findFirst()
                .orElseThrow();
    }

    private static AbuseSubject client(int number) {
        return AbuseSubject.client(ClientIp.parse("2001:db8:" + Integer.toHexString(number >>> 16) + ":"
                        + Integer.toHexString(number & 0xffff) + "::1")
                .orElseThrow());
    }

    /** A clock that the flood advances. */
    private static final class MillisClock extends Clock {

        private final AtomicLong millis;

        MillisClock(AtomicLong millis) {
            this.millis = millis;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.get());
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
