/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import static io.github.notdisposable.redis.CountersCompared.LIMIT;
import static io.github.notdisposable.redis.CountersCompared.START;

import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.redis.CounterWay.Counting;
import io.github.notdisposable.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** How many attempts of one client fit into an hour before a limit speaks, over many ways to space them. */
final class CounterExactness {

    private static final int HOUR = (int) CounterWay.HOUR.toSeconds();

    private CounterExactness() {}

    static void compare() {
        List<Schedule> schedules = schedules();
        System.out.println("\n" + schedules.size() + " schedules of one client, limit " + LIMIT
                + " an hour. Which attempt of an hour reached the limit: the last that did, the first that did;");
        System.out.println("silent: schedules with " + LIMIT + " or more in an hour, and the limit never reached.");
        System.out.println("way            last   first   silent   last with");
        for (CounterWay way : EnumSet.complementOf(EnumSet.of(CounterWay.OURS_LARGE))) {
            SettableClock clock = new SettableClock(START);
            try (RedisProcess redis = RedisProcess.start();
                    Counting counting = way.open(redis, clock, LIMIT)) {
                int last = 0;
                int first = Integer.MAX_VALUE;
                int silent = 0;
                Schedule lastWith = null;
                for (int i = 0; i < schedules.size(); i++) {
                    Outcome outcome = run(schedules.get(i).times(), CountersCompared.client(i), counting, redis, clock);
                    if (outcome.quiet() + 1 > last) {
                        last = outcome.quiet() + 1;
                        lastWith = schedules.get(i);
                    }
                    if (outcome.reachedBy() > 0) {
                        first = Math.min(first, outcome.reachedBy());
                    } else if (outcome.quiet() >= LIMIT) {
                        silent++;
                    }
                }
                System.out.println(
                        String.format(Locale.ROOT, "%-12s %6d %7d %8d   %s", way.title, last, first, silent, lastWith));
            }
        }
    }

    /**
     * When a client tries, in seconds: at the start; once more, unless that is 0; several times at once; and then some more with each pause.
     *
     * @param again when it tries once more
     * @param burstAt when it tries several times
     * @param burst how often it tries then
     * @param pause the time between what follows
     * @param each how often it tries after each pause
     */
    private record Schedule(int again, int burstAt, int burst, int pause, int each) {

        private static final int END = 6 * HOUR;

        int[] times() {
            IntStream.Builder times = IntStream.builder().add(0);
            if (again > 0) {
                times.add(again);
            }
            IntStream.range(0, burst).forEach(attempt -> times.add(burstAt));
            for (int at = burstAt + pause; at < END; at += pause) {
                for (int attempt = 0; attempt < each; attempt++) {
                    times.add(at);
                }
            }
            return times.build().sorted().toArray();
        }
    }

    /** Just before and after the hours, where a bucket that is filled once an hour is at its weakest, and at the pace of single tokens. */
    private static List<Schedule> schedules() {
        int[] bursts = IntStream.concat(
                        IntStream.rangeClosed(0, 12).map(tenMinutes -> tenMinutes * 600),
                        IntStream.of(HOUR - 5, 2 * HOUR - 5))
                .toArray();
        List<Schedule> all = new ArrayList<>();
        for (int again : new int[] {0, HOUR / 2, HOUR - 5, HOUR + 5}) {
            for (int burstAt : bursts) {
                for (int burst = 1; burst <= LIMIT; burst++) {
                    for (int pause : new int[] {5, 60, 300, 360, 600, 720, 900, 1_200, 1_800, HOUR - 5}) {
                        for (int each : new int[] {1, 2, LIMIT}) {
                            all.add(new Schedule(again, burstAt, burst, pause, each));
                        }
                    }
                }
            }
        }
        return all;
    }

    /**
     * What came of a schedule.
     *
     * @param quiet the most attempts within an hour that did not reach the limit
     * @param reachedBy which attempt within the hour reached it; 0 if none did
     */
    private record Outcome(int quiet, int reachedBy) {}

    private static Outcome run(
            int[] times, AbuseSubject client, Counting counting, RedisProcess redis, SettableClock clock) {
        List<byte[]> keys = counting.keys(client);
        Map<Integer, Long> ends = new HashMap<>();
        int quiet = 0;
        int from = 0;
        for (int i = 0; i < times.length; i++) {
            long millis = times[i] * 1_000L;
            clock.advance(Duration.between(clock.instant(), START.plusMillis(millis)));
            // Redis goes by the machine's time: what has run out by now is taken away.
            for (int key = 0; key < keys.size(); key++) {
                if (millis >= ends.getOrDefault(key, Long.MAX_VALUE)) {
                    redis.commands().del(keys.get(key));
                    ends.remove(key);
                }
            }
            while (times[i] - times[from] >= HOUR) {
                from++;
            }
            int count = counting.add(client);
            if (count >= LIMIT) {
                return new Outcome(quiet, i - from + 1);
            }
            quiet = Math.max(quiet, i - from + 1);
            if (!keys.isEmpty()) {
                int written = keys.size() == 1 ? 0 : count - 1;
                ends.put(written, millis + redis.commands().pttl(keys.get(written)));
            }
        }
        return new Outcome(quiet, 0);
    }
}
