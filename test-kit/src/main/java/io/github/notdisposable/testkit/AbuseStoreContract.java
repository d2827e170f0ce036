/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.abuse.AbuseStore.Counter;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.abuse.Ban;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AbuseStore} does. Extend it, and return a store that uses the given clock:
 *
 * <pre>{@code
 * class MyStoreTest extends AbuseStoreContract {
 *     @Override
 *     protected AbuseStore newStore(Clock clock) {
 *         return new MyStore(clock);
 *     }
 * }
 * }</pre>
 */
public abstract class AbuseStoreContract {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final AbuseSubject A = new AbuseSubject(AbuseSubject.Kind.CLIENT, "198.51.100.7");
    private static final AbuseSubject B = new AbuseSubject(AbuseSubject.Kind.CLIENT, "2001:db8::/64");
    private static final AbuseSubject DOMAIN = AbuseSubject.domain("example.org");

    /** The clock of the store. */
    protected final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));

    /** For subclasses. */
    protected AbuseStoreContract() {}

    /**
     * Returns a store in which nothing is kept.
     *
     * @param clock the clock that windows and bans go by
     * @return the store
     */
    protected abstract AbuseStore newStore(Clock clock);

    @Test
    final void countsUpToTheMaximumAndNoFurther() {
        AbuseStore store = newStore(clock);

        assertEquals(List.of(1, 2, 3, 4, 4), List.of(add(store), add(store), add(store), add(store), add(store)));
    }

    @Test
    final void countsEachCounterAndSubjectByItself() {
        AbuseStore store = newStore(clock);
        add(store);

        assertEquals(1, store.add(Counter.LOOKUPS, A, 3, MINUTE));
        assertEquals(1, store.add(Counter.REFUSALS, B, 3, MINUTE));
        assertEquals(1, store.add(Counter.UNRESOLVED, DOMAIN, 3, MINUTE));
        assertEquals(2, add(store));
    }

    @Test
    final void forgetsAllEventsAfterTheWindow() {
        AbuseStore store = newStore(clock);
        add(store);
        add(store);
        add(store);
        clock.advance(MINUTE);

        assertEquals(1, add(store));
    }

    @Test
    final void hasRoomAgainNoSoonerThanTheWindowAllows() {
        AbuseStore store = newStore(clock);
        add(store);
        clock.advance(Duration.ofSeconds(10));
        add(store);
        add(store);
        clock.advance(Duration.ofSeconds(5));

        assertEquals(4, add(store));
    }

    @Test
    final void countsEachEventUntilItsOwnWindowHasPassed() {
        AbuseStore store = newStore(clock);
        Duration third = MINUTE.dividedBy(3);
        add(store);
        clock.advance(third);
        assertEquals(2, add(store));
        clock.advance(third);
        assertEquals(3, add(store));
        clock.advance(third.minusMillis(1));
        assertEquals(4, add(store));

        clock.advance(Duration.ofMillis(1));
        assertEquals(3, add(store));
        clock.advance(third.minusMillis(1));
        assertEquals(4, add(store));
    }

    @Test
    final void forgetsWhatWasCountedOnDemand() {
        AbuseStore store = newStore(clock);
        add(store);
        add(store);
        store.reset(Counter.REFUSALS, A);
        store.reset(Counter.REFUSALS, B);

        assertEquals(1, add(store));
    }

    @Test
    final void takesBackTheEventThatWasCountedLast() {
        AbuseStore store = newStore(clock);
        store.takeBack(Counter.REFUSALS, A);
        add(store);
        store.takeBack(Counter.REFUSALS, A);
        assertEquals(1, add(store));

        clock.advance(MINUTE.minusMillis(1));
        add(store);
        add(store);
        store.takeBack(Counter.REFUSALS, B);
        assertEquals(4, add(store));
        store.takeBack(Counter.REFUSALS, A);
        assertEquals(3, add(store));

        store.takeBack(Counter.REFUSALS, A);
        clock.advance(Duration.ofMillis(1));
        assertEquals(2, add(store));
    }

    @Test
    final void countsExactlyWhenSeveralThreadsCount() throws Exception {
        AbuseStore store = newStore(clock);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                counts.add(threads.submit(() -> store.add(Counter.REFUSALS, A, 50, MINUTE)));
            }
            List<Integer> seen = new ArrayList<>();
            for (Future<Integer> count : counts) {
                seen.add(count.get());
            }
            for (int count = 1; count <= 50; count++) {
                assertEquals(1, Collections.frequency(seen, count));
            }
            assertEquals(150, Collections.frequency(seen, 51));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    final void keepsABanUntilItRunsOut() {
        AbuseStore store = newStore(clock);
        Ban ban = new Ban(A, clock.instant().plus(MINUTE), "Later.");

        assertEquals(Optional.empty(), store.ban(A));
        assertTrue(store.putBan(ban));
        clock.advance(MINUTE.minusMillis(1));
        assertEquals(Optional.of(ban), store.ban(A));
        assertEquals(Optional.empty(), store.ban(B));
        assertEquals(List.of(ban), store.bans());

        clock.advance(Duration.ofMillis(1));
        assertEquals(Optional.empty(), store.ban(A));
        assertEquals(List.of(), store.bans());
        assertEquals(Optional.empty(), store.removeBan(A));
    }

    @Test
    final void knowsTheBansOfThisMachineWithoutWaiting() {
        AbuseStore store = newStore(clock);
        Ban ban = new Ban(A, clock.instant().plus(MINUTE), "Later.");

        assertEquals(Optional.empty(), store.knownBan(A));
        store.putBan(ban);
        assertEquals(Optional.of(ban), store.knownBan(A));
        store.removeBan(A);
        assertEquals(Optional.empty(), store.knownBan(A));
        store.putBan(ban);
        clock.advance(MINUTE);
        assertEquals(Optional.empty(), store.knownBan(A));
    }

    @Test
    final void putsABanInThePlaceOfAnother() {
        AbuseStore store = newStore(clock);
        Ban longer = new Ban(A, clock.instant().plus(MINUTE.multipliedBy(2)), "Later, \u00fc \"and\" {more}.");

        assertTrue(store.putBan(new Ban(A, clock.instant().plus(MINUTE), "Soon.")));
        assertFalse(store.putBan(longer));
        clock.advance(MINUTE);
        assertEquals(Optional.of(longer), store.ban(A));

        clock.advance(MINUTE);
        assertTrue(store.putBan(new Ban(A, clock.instant().plus(MINUTE), "Again.")));
    }

    @Test
    final void forgetsABanOnDemand() {
        AbuseStore store = newStore(clock);
        Ban ofClient = new Ban(A, clock.instant().plus(MINUTE), "Later.");
        Ban ofDomain = new Ban(DOMAIN, clock.instant().plus(MINUTE), "Later.");
        store.putBan(ofClient);
        store.putBan(ofDomain);

        assertEquals(Set.of(ofClient, ofDomain), Set.copyOf(store.bans()));
        assertEquals(Optional.of(ofClient), store.removeBan(A));
        assertEquals(Optional.empty(), store.removeBan(A));
        assertEquals(List.of(ofDomain), store.bans());
    }

    private static int add(AbuseStore store) {
        return store.add(Counter.REFUSALS, A, 3, MINUTE);
    }
}
