/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.abuse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.notdisposable.internal.Arguments;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counters and bans of one machine. */
final class InMemoryAbuseStore implements AbuseStore {

    /** What an entry weighs beside the times of its events, in such times: about what it takes in memory. */
    private static final int ENTRY_WEIGHT = 24;

    /** Entries with no more events than this all weigh the same. */
    private static final int EVENTS_INCLUDED = 8;

    private final Clock clock;
    private final Cache<Key, Events> counters;
    private final SteadyMillis steady;
    private final Cache<AbuseSubject, Banned> bans;

    /** The kinds of those that were ever banned. */
    private final Set<AbuseSubject.Kind> banned = ConcurrentHashMap.newKeySet();

    InMemoryAbuseStore(int maxEntries, Clock clock) {
        Arguments.positive("maxEntries", maxEntries);
        this.clock = clock;
        this.steady = new SteadyMillis(clock);
        this.counters = Caffeine.newBuilder()
                .maximumWeight((long) maxEntries * (ENTRY_WEIGHT + EVENTS_INCLUDED))
                .weigher((Key key, Events events) -> ENTRY_WEIGHT + Math.max(EVENTS_INCLUDED, events.capacity()))
                .expireAfter(Expiry.writing((Key key, Events events) -> events.window))
                .ticker(this::nanos)
                .executor(Runnable::run)
                .build();
        this.bans = Caffeine.newBuilder()
                .maximumSize(maxEntries)
                .expireAfter(Expiry.writing((AbuseSubject subject, Banned banned) -> left(banned.ban)))
                .ticker(this::nanos)
                .executor(Runnable::run)
                .build();
    }

    private long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(steady.millis());
    }

    private Duration left(Ban ban) {
        Duration left = Duration.between(clock.instant(), ban.until());
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public int add(Counter counter, AbuseSubject subject, int max, Duration window) {
        int[] count = new int[1];
        long now = steady.millis();
        counters.asMap().compute(new Key(counter, subject), (key, before) -> {
            Events events = before == null ? new Events(window) : before;
            count[0] = events.add(now, max);
            return events;
        });
        return count[0];
    }

    @Override
    public void takeBack(Counter counter, AbuseSubject subject) {
        counters.asMap().computeIfPresent(new Key(counter, subject), (key, events) -> {
            events.takeBack();
            return events;
        });
    }

    @Override
    public void reset(Counter counter, AbuseSubject subject) {
        counters.invalidate(new Key(counter, subject));
    }

    @Override
    public Optional<Ban> ban(AbuseSubject subject) {
        return inForce(bans.getIfPresent(subject));
    }

    @Override
    public boolean mayHoldBansOf(AbuseSubject.Kind kind) {
        return banned.contains(kind);
    }

    @Override
    public boolean putBan(Ban ban) {
        banned.add(ban.subject().kind());
        return inForce(bans.asMap()
                        .put(
                                ban.subject(),
                                new Banned(
                                        ban,
                                        steady.millis()
                                                + left(ban).plusNanos(999_999).toMillis())))
                .isEmpty();
    }

    @Override
    public Optional<Ban> removeBan(AbuseSubject subject) {
        return inForce(bans.asMap().remove(subject));
    }

    @Override
    public List<Ban> bans() {
        return bans.asMap().values().stream()
                .flatMap(banned -> inForce(banned).stream())
                .toList();
    }

    private Optional<Ban> inForce(@Nullable Banned banned) {
        return banned != null
                        && steady.millis() - banned.end < 0
                        && clock.instant().isBefore(banned.ban.until())
                ? Optional.of(banned.ban)
                : Optional.empty();
    }

    /** Returns how many counters are kept. */
    long size() {
        counters.cleanUp();
        return counters.estimatedSize();
    }

    /**
     * A ban, with its end by the steady time: a clock that is set back does not prolong it.
     *
     * @param ban the ban
     * @param end when it ends
     */
    private record Banned(Ban ban, long end) {}

    private record Key(Counter counter, AbuseSubject subject) {
        // By hand: what the compiler generates keeps the class loader of an application that has ended alive on JDK 17.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && counter.equals(that.counter) && subject.equals(that.subject);
        }

        @Override
        public int hashCode() {
            return Objects.hash(counter, subject);
        }
    }

    /** The times of the events within a window, in a ring that grows as they come. Guarded by the cache, which changes an entry at a time. */
    private static final class Events {

        private final Duration window;
        private final long millis;
        private long[] times = new long[2];
        private int first;
        private int size;

        Events(Duration window) {
            this.window = window;
            this.millis = window.toMillis();
        }

        int capacity() {
            return times.length;
        }

        void takeBack() {
            size = Math.max(0, size - 1);
        }

        int add(long now, int max) {
            while (size > 0 && now - times[first] >= millis) {
                first = (first + 1) % times.length;
                size--;
            }
            if (size >= max) {
                return max + 1;
            }
            if (size == times.length) {
                long[] wider = Arrays.copyOf(times, Math.min(size * 2, max));
                for (int i = 0; i < size; i++) {
                    wider[i] = times[(first + i) % size];
                }
                times = wider;
                first = 0;
            }
            times[(first + size) % times.length] = now;
            size++;
            return size;
        }
    }
}
