/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import static io.github.notdisposable.redis.CounterWay.GREEDY;
import static io.github.notdisposable.redis.CounterWay.INTERVALS;
import static io.github.notdisposable.redis.CounterWay.OURS;
import static io.github.notdisposable.redis.CounterWay.SCRIPT;
import static io.github.notdisposable.redis.CounterWay.SLOTS;
import static io.github.notdisposable.redis.CountersCompared.LIMIT;

import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.redis.CounterWay.Counting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What one count costs, with one caller and with many of the same client, and whether exactly one caller reaches the limit. */
final class CounterCost {

    private static final int CALLERS = 16;
    private static final int ROUNDS = 13;
    private static final int CLIENTS = 400;
    private static final int BURSTS = 40;
    private static final int MANY = 500;
    private static final int NEVER = 1_000_000;

    private static final AtomicInteger NEXT = new AtomicInteger();

    private CounterCost() {}

    static void compare() throws Exception {
        try (RedisProcess redis = RedisProcess.start()) {
            System.out.println("\nOne caller, " + LIMIT + " attempts of each client");
            compare(
                    redis,
                    Clock.systemUTC(),
                    LIMIT,
                    List.of(OURS, SCRIPT, GREEDY, INTERVALS, SLOTS),
                    CounterCost::oneByOne);

            System.out.println("\n" + CALLERS + " callers at once, one attempt each, of the same client");
            compare(
                    redis,
                    Clock.systemUTC(),
                    LIMIT,
                    List.of(OURS, SCRIPT, GREEDY, INTERVALS, SLOTS),
                    CounterCost::allAtOnce);

            System.out.println("\n" + CALLERS + " callers at once, " + MANY
                    + " attempts each, of the same client, which never reaches the limit");
            // The clock stands still, so that no token comes back meanwhile.
            Clock still = Clock.fixed(CountersCompared.START, ZoneOffset.UTC);
            compare(redis, still, NEVER, List.of(OURS, SCRIPT, GREEDY, INTERVALS), CounterCost::allTheTime);
        }
    }

    private interface Work {
        void run(Counting counting, Sample sample) throws Exception;
    }

    private static void oneByOne(Counting counting, Sample sample) {
        for (int i = 0; i < CLIENTS; i++) {
            AbuseSubject client = nextClient();
            List<Call> calls = new ArrayList<>();
            for (int attempt = 0; attempt < LIMIT; attempt++) {
                calls.add(call(counting, client));
            }
            sample.take(calls, LIMIT);
        }
    }

    private static void allAtOnce(Counting counting, Sample sample) throws Exception {
        for (int i = 0; i < BURSTS; i++) {
            sample.take(together(counting, nextClient(), 1), LIMIT);
        }
    }

    private static void allTheTime(Counting counting, Sample sample) throws Exception {
        sample.take(together(counting, nextClient(), MANY), CALLERS * MANY);
    }

    private static List<Call> together(Counting counting, AbuseSubject client, int each) throws Exception {
        CyclicBarrier start = new CyclicBarrier(CALLERS);
        ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<List<Call>>> results = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                results.add(pool.submit(() -> {
                    start.await();
                    List<Call> calls = new ArrayList<>();
                    for (int i = 0; i < each; i++) {
                        calls.add(call(counting, client));
                    }
                    return calls;
                }));
            }
            List<Call> all = new ArrayList<>();
            for (Future<List<Call>> result : results) {
                all.addAll(result.get());
            }
            return all;
        } finally {
            pool.shutdown();
        }
    }

    private record Call(long nanos, int count) {}

    private static Call call(Counting counting, AbuseSubject client) {
        long start = System.nanoTime();
        int count = counting.add(client);
        return new Call(System.nanoTime() - start, count);
    }

    private static AbuseSubject nextClient() {
        return CountersCompared.client(NEXT.getAndIncrement());
    }

    /** The calls of one way. */
    private static final class Sample {

        private final List<Long> nanos = new ArrayList<>();
        private int clients;
        private int exact;

        /** Takes what happened to a client. It is exact if each number up to the last was given to one caller. */
        void take(List<Call> calls, int last) {
            calls.forEach(call -> nanos.add(call.nanos()));
            int[] counts = calls.stream()
                    .mapToInt(Call::count)
                    .filter(count -> count <= last)
                    .sorted()
                    .toArray();
            clients++;
            exact += Arrays.equals(counts, IntStream.rangeClosed(1, last).toArray()) ? 1 : 0;
        }

        double medianMicros() {
            List<Long> sorted = new ArrayList<>(nanos);
            Collections.sort(sorted);
            return sorted.get(sorted.size() / 2) / 1e3;
        }
    }

    /** Runs the ways in turns, the first round of each unmeasured, and a last one to see what Redis is told. */
    private static void compare(RedisProcess redis, Clock clock, int limit, List<CounterWay> ways, Work work)
            throws Exception {
        List<Counting> countings = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        for (CounterWay way : ways) {
            countings.add(way.open(redis, clock, limit));
            samples.add(new Sample());
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int turn = 0; turn < ways.size(); turn++) {
                int i = (round + turn) % ways.size();
                work.run(countings.get(i), round == 0 ? new Sample() : samples.get(i));
            }
        }
        System.out.println("way          median µs   ratio   round trips   in Redis   exact");
        for (int i = 0; i < ways.size(); i++) {
            Sample watched = new Sample();
            double calls;
            double trips;
            double inRedis;
            try (Watch watch = new Watch(redis)) {
                work.run(countings.get(i), watched);
                watch.stop();
                calls = watched.nanos.size();
                trips = watch.trips / calls;
                inRedis = (watch.trips + watch.inScripts) / calls;
            }
            Sample sample = samples.get(i);
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-12s %9.0f %7.2f %13.2f %10.2f   %d of %d",
                    ways.get(i).title,
                    sample.medianMicros(),
                    sample.medianMicros() / samples.get(0).medianMicros(),
                    trips,
                    inRedis,
                    sample.exact,
                    sample.clients));
        }
        countings.forEach(Counting::close);
    }

    /** Counts what clients tell Redis, and what scripts tell it. */
    private static final class Watch implements AutoCloseable {

        private static final String END = "what is watched ends here";

        private final RedisProcess redis;
        private final Socket socket;
        private final BufferedReader lines;
        private int trips;
        private int inScripts;

        Watch(RedisProcess redis) throws IOException {
            this.redis = redis;
            redis.commands().ping();
            socket = new Socket(InetAddress.getLoopbackAddress(), redis.port());
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
            lines.readLine();
        }

        /** Counts up to now. Redis keeps the lines until then. */
        void stop() throws IOException {
            redis.commands().echo(END.getBytes(StandardCharsets.US_ASCII));
            String line = lines.readLine();
            while (line != null && !line.contains(END)) {
                if (line.contains(" lua] ")) {
                    inScripts++;
                } else {
                    trips++;
                }
                line = lines.readLine();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
