/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jcache;

import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.abuse.Ban;
import io.github.notdisposable.internal.sharing.BanCodec;
import io.github.notdisposable.internal.sharing.StoreCipher;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Counters and bans in a cache. A counter is changed by comparing and replacing, not by an entry processor: that would need this library on the
 * servers of the cache, in the same version.
 */
final class JCacheAbuseStore implements AbuseStore {

    private static final int MOST_LOCAL = 100_000;
    private static final int MOST_OWED = 10_000;
    private static final int MOST_TRIES = 1_000;
    private static final long LIMIT_OF_LISTS = TimeUnit.SECONDS.toNanos(10);

    private final CacheCaller caller;
    private final Cache<String, String> counters;
    private final Cache<String, String> bans;
    private final StoreCipher cipher;
    private final Clock clock;
    private final AbuseStore local;

    /** How many changes of bans began here, and how many of them ended. */
    private final AtomicLong begun = new AtomicLong();

    private final AtomicLong ended = new AtomicLong();

    /** Bans, and lifted ones, that the cache has yet to learn of. */
    private final Map<AbuseSubject, Optional<Ban>> owed = new ConcurrentHashMap<>();

    JCacheAbuseStore(
            CacheCaller caller,
            Cache<String, String> counters,
            Cache<String, String> bans,
            StoreCipher cipher,
            Clock clock) {
        this.caller = caller;
        this.counters = counters;
        this.bans = bans;
        this.cipher = cipher;
        this.clock = clock;
        this.local = AbuseStore.inMemory(MOST_LOCAL, clock);
    }

    @Override
    public int add(Counter counter, AbuseSubject subject, int max, Duration window) {
        String name = nameOf(counter.name(), subject);
        long millis = Math.max(1, window.toMillis());
        return caller.ask(
                () -> {
                    makeUp();
                    return add(name, max, millis);
                },
                () -> local.add(counter, subject, max, window));
    }

    private int add(String name, int max, long window) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            String before = counters.get(name);
            SlidingCount count = new SlidingCount(before, clock.millis(), window, max);
            if (count.isFull()) {
                return max + 1;
            }
            int events = count.add();
            boolean changed = before == null
                    ? counters.putIfAbsent(name, count.text())
                    : counters.replace(name, before, count.text());
            if (changed) {
                return events;
            }
        }
        throw new CacheException("a counter changes each time before it can be changed");
    }

    @Override
    public void takeBack(Counter counter, AbuseSubject subject) {
        String name = nameOf(counter.name(), subject);
        caller.ask(() -> takeBack(name), () -> {
            local.takeBack(counter, subject);
            return true;
        });
    }

    private boolean takeBack(String name) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            String before = counters.get(name);
            String after = before == null ? null : SlidingCount.withoutLast(before);
            if (before == null
                    || (after == null ? counters.remove(name, before) : counters.replace(name, before, after))) {
                return true;
            }
        }
        throw new CacheException("a counter changes each time before it can be changed");
    }

    @Override
    public void reset(Counter counter, AbuseSubject subject) {
        local.reset(counter, subject);
        caller.ask(() -> counters.remove(nameOf(counter.name(), subject)), () -> false);
    }

    @Override
    public Optional<Ban> ban(AbuseSubject subject) {
        return caller.ask(() -> lookUp(subject), () -> local.ban(subject));
    }

    /** Returns what was learnt last, and looks again in the background: a ban of another machine is known the next time. */
    @Override
    public Optional<Ban> knownBan(AbuseSubject subject) {
        caller.submit(() -> {
            Optional<Ban> unused = lookUp(subject);
        });
        return local.ban(subject);
    }

    private Optional<Ban> lookUp(AbuseSubject subject) {
        makeUp();
        String name = nameOf("ban", subject);
        long begunBefore = begun.get();
        boolean isQuiet = ended.get() == begunBefore;
        Ban there = open(name, bans.get(name));
        if (isQuiet) {
            remember(subject, there, begunBefore);
        }
        return Optional.ofNullable(there);
    }

    /** What is known here holds while the cache is away. What was seen while a change was made here may be older than the change. */
    private synchronized void remember(AbuseSubject subject, @Nullable Ban there, long begunBefore) {
        if (begun.get() != begunBefore) {
            return;
        }
        if (there != null) {
            local.putBan(there);
        } else {
            local.removeBan(subject);
        }
    }

    private synchronized <T> T begin(Supplier<T> change) {
        begun.incrementAndGet();
        return change.get();
    }

    @Override
    public boolean putBan(Ban ban) {
        boolean isNew = begin(() -> local.putBan(ban));
        String name = nameOf("ban", ban.subject());
        try {
            return caller.ask(
                    () -> {
                        makeUp();
                        return open(name, bans.getAndPut(name, sealed(name, ban))) == null;
                    },
                    () -> {
                        owe(ban.subject(), Optional.of(ban));
                        return isNew;
                    });
        } finally {
            ended.incrementAndGet();
        }
    }

    @Override
    public Optional<Ban> removeBan(AbuseSubject subject) {
        Optional<Ban> here = begin(() -> local.removeBan(subject));
        String name = nameOf("ban", subject);
        try {
            return caller.ask(
                    () -> {
                        makeUp();
                        return Optional.ofNullable(open(name, bans.getAndRemove(name)));
                    },
                    () -> {
                        owe(subject, Optional.empty());
                        return here;
                    });
        } finally {
            ended.incrementAndGet();
        }
    }

    @Override
    public List<Ban> bans() {
        return caller.ask(this::allBans, local::bans, LIMIT_OF_LISTS);
    }

    private List<Ban> allBans() {
        makeUp();
        List<Ban> found = new ArrayList<>();
        for (Cache.Entry<String, String> entry : bans) {
            Ban ban = open(entry.getKey(), entry.getValue());
            if (ban != null) {
                found.add(ban);
            }
        }
        return found;
    }

    private void owe(AbuseSubject subject, Optional<Ban> state) {
        if (owed.size() < MOST_OWED || owed.containsKey(subject)) {
            owed.put(subject, state);
        }
    }

    private void makeUp() {
        owed.forEach((subject, state) -> {
            String name = nameOf("ban", subject);
            state.ifPresentOrElse(ban -> bans.put(name, sealed(name, ban)), () -> bans.remove(name));
            owed.remove(subject, state);
        });
    }

    private String sealed(String name, Ban ban) {
        return Base64.getEncoder().encodeToString(cipher.encrypt(name, BanCodec.encode(ban)));
    }

    /** Returns the ban that is in force; null if there is none, or the value is of another version or none of ours. */
    private @Nullable Ban open(String name, @Nullable String text) {
        Ban ban = BanCodec.decodeOrNull(cipher.decrypt(name, CacheValues.bytesOrNull(text)));
        return ban != null && clock.instant().isBefore(ban.until()) ? ban : null;
    }

    private String nameOf(String purpose, AbuseSubject subject) {
        return cipher.name(purpose, subject.kind() + "\n" + subject.text());
    }
}
