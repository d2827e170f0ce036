/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.abuse.AbuseStore.Counter;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.testkit.SettableClock;
import java.time.Duration;
import java.util.Locale;

/** An hour of a thousand attempts a second, each of another client: what it takes in the memory of a machine, when nothing is shared. */
final class CounterMemory {

    private static final int MINUTES = 60;
    private static final int A_MINUTE = 60_000;
    private static final int MOST = 100_000;

    private CounterMemory() {}

    static void measure() {
        System.out.println("\n1,000 attempts a second of as many clients: memory of this machine, room for " + MOST);
        SettableClock clock = new SettableClock(CountersCompared.START);
        AbuseStore store = AbuseStore.inMemory(MOST, clock);
        long empty = heap();
        for (int minute = 0; minute < MINUTES; minute++) {
            for (int number = minute * A_MINUTE; number < (minute + 1) * A_MINUTE; number++) {
                clock.advance(Duration.ofMillis(1));
                store.add(Counter.REFUSALS, CountersCompared.client(number), CountersCompared.LIMIT, CounterWay.HOUR);
            }
            if (minute + 1 == 5 || minute + 1 == 15 || minute + 1 == MINUTES) {
                System.out.println(String.format(Locale.ROOT, "%d min: %.1f MB", minute + 1, (heap() - empty) / 1e6));
            }
        }
        // Still in use, so that what was measured held it.
        store.reset(Counter.REFUSALS, AbuseSubject.domain("example.org"));
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
