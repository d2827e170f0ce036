/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.notdisposable.Category;
import io.github.notdisposable.backend.AnswerStore;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Origin;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.internal.OutageLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a service said before: in memory, and in a store that several processes share. */
final class AnswerCache {

    /** Failures of the service itself, which a question asked again at once would meet again. */
    private static final Set<UnavailableReason> KEPT_FAILURES = EnumSet.of(
            UnavailableReason.UNREACHABLE,
            UnavailableReason.TLS,
            UnavailableReason.TIMEOUT,
            UnavailableReason.MALFORMED_ANSWER,
            UnavailableReason.REFUSED_INPUT,
            UnavailableReason.SERVER_ERROR,
            UnavailableReason.FAILED);

    private final String backend;
    private final Scope scope;
    private final Map<Category, Duration> fresh;
    private final Duration failure;
    private final Duration stale;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final @Nullable AnswerStore store;
    private final OutageLog storeOutage = new OutageLog(System.getLogger(ResilientBackend.class.getName()));
    private final Cache<QuestionKey, Entry> entries;
    private final Cache<ClientIp, BackendAnswer> banned;
    private final Runnable unsubscribe;

    /**
     * An answer in memory.
     *
     * @param answer the answer, with the origin that it has while it is fresh
     * @param freshUntil when it must be asked for again, if it can be
     * @param end when it is not even served in place of no answer
     * @param storeKey its key in the store, or null if there is no store
     */
    private record Entry(
            BackendAnswer answer,
            long freshUntil,
            long end,
            @Nullable String storeKey) {}

    AnswerCache(ResilientBackend.Builder settings, String backend, Scope scope) {
        this.backend = backend;
        this.scope = scope;
        fresh = new EnumMap<>(settings.fresh);
        failure = settings.failure;
        stale = settings.stale;
        nanoTime = settings.nanoTime;
        clock = settings.clock;
        store = settings.store;
        entries = Caffeine.newBuilder()
                .maximumSize(settings.maxSize)
                .expireAfter(new UntilEnd())
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
        banned = Caffeine.newBuilder()
                .maximumSize(settings.maxSize)
                .expireAfterWrite(settings.banned)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
        unsubscribe = store == null ? () -> {} : store.onChange(this::changedElsewhere);
    }

    private void changedElsewhere(String key) {
        if (key.startsWith(backend + ':')) {
            entries.asMap().values().removeIf(entry -> key.equals(entry.storeKey));
        }
    }

    private void put(QuestionKey key, BackendAnswer answer, long freshUntil, long end) {
        String storeKey = store == null ? null : AnswerCodec.key(backend, key);
        entries.put(key, new Entry(answer, freshUntil, end, storeKey));
    }

    /** Returns an answer that saves asking, or null. */
    @Nullable
    BackendAnswer fresh(BackendQuery query) {
        ClientIp client = query.client().orElse(null);
        if (client != null && scope == Scope.CLIENT) {
            BackendAnswer ban = banned.getIfPresent(client);
            if (ban != null) {
                return ban;
            }
        }
        long now = nanoTime.getAsLong();
        if (scope != Scope.DOMAIN) {
            Entry ofDomain = entries.getIfPresent(QuestionKey.ofDomain(query.domain()));
            if (ofDomain != null && now - ofDomain.freshUntil < 0) {
                return ofDomain.answer;
            }
        }
        Entry entry = entries.getIfPresent(QuestionKey.of(query, scope));
        return entry != null && now - entry.freshUntil < 0 ? entry.answer : null;
    }

    /** Returns an answer that is better than none, or null. */
    @Nullable
    BackendAnswer stale(BackendQuery query) {
        Entry entry = staleEntry(query);
        return entry == null ? null : entry.answer.withOrigin(Origin.STALE);
    }

    private @Nullable Entry staleEntry(BackendQuery query) {
        Entry entry = entries.getIfPresent(QuestionKey.of(query, scope));
        if (entry == null || !entry.answer.isAvailable()) {
            entry = entries.getIfPresent(QuestionKey.ofDomain(query.domain()));
        }
        return entry != null && entry.answer.isAvailable() ? entry : null;
    }

    /** Remembers what the service said, or that it did not. */
    void keep(BackendQuery query, BackendAnswer answer) {
        if (answer.isAvailable()) {
            keepAnswer(query, answer);
        } else if (KEPT_FAILURES.contains(answer.unavailableReason().orElseThrow())) {
            keepFailure(query, answer);
        }
    }

    private void keepAnswer(BackendQuery query, BackendAnswer answer) {
        if (answer.scope() == Scope.CLIENT) {
            query.client().ifPresent(client -> banned.put(client, answer.withOrigin(Origin.CACHED)));
            return;
        }
        QuestionKey key = keyOf(query, answer);
        Duration time = answer.isReusable() ? timeOf(answer) : Duration.ZERO;
        put(key, answer, time);
        if (store != null && !time.isZero()) {
            toStore(store, key, answer, time);
        }
    }

    private void put(QuestionKey key, BackendAnswer answer, Duration time) {
        long now = nanoTime.getAsLong();
        long freshUntil = now + time.toNanos();
        put(key, answer.withOrigin(Origin.CACHED), freshUntil, freshUntil + stale.toNanos());
    }

    /** An answer that is no longer fresh is not given up for a failure: it is served a little longer before the service is asked again. */
    private void keepFailure(BackendQuery query, BackendAnswer unavailable) {
        if (failure.isZero()) {
            return;
        }
        long until = nanoTime.getAsLong() + failure.toNanos();
        Entry before = staleEntry(query);
        if (before == null) {
            put(QuestionKey.of(query, scope), unavailable.withOrigin(Origin.CACHED), until, until);
        } else if (before.answer.isReusable()) {
            put(keyOf(query, before.answer), before.answer.withOrigin(Origin.STALE), until, before.end);
        }
    }

    private QuestionKey keyOf(BackendQuery query, BackendAnswer answer) {
        // An answer to a question about a bare domain does not say what it would have said of a mailbox there.
        return answer.scope() == Scope.DOMAIN && query.address().isPresent()
                ? QuestionKey.ofDomain(query.domain())
                : QuestionKey.of(query, scope);
    }

    /** Takes an answer out of the store into memory; null if there is none. May block. */
    @Nullable
    BackendAnswer shared(BackendQuery query) {
        if (store == null) {
            return null;
        }
        BackendAnswer ofQuestion = fromStore(store, QuestionKey.of(query, scope));
        return ofQuestion != null || scope == Scope.DOMAIN
                ? ofQuestion
                : fromStore(store, QuestionKey.ofDomain(query.domain()));
    }

    private @Nullable BackendAnswer fromStore(AnswerStore from, QuestionKey key) {
        try {
            byte[] value = from.get(AnswerCodec.key(backend, key));
            storeAnswers();
            AnswerCodec.StoredAnswer stored = value == null ? null : AnswerCodec.decodeOrNull(value);
            if (stored == null) {
                return null;
            }
            Duration lifetime = timeOf(stored.answer());
            Duration left = lifetime.minus(Duration.between(stored.given(), Instant.now(clock)));
            if (left.isNegative() || left.isZero()) {
                return null;
            }
            // Another machine's clock may be ahead.
            put(key, stored.answer(), left.compareTo(lifetime) > 0 ? lifetime : left);
            return stored.answer().withOrigin(Origin.CACHED);
        } catch (RuntimeException failed) {
            storeFails(failed);
            return null;
        }
    }

    private void toStore(AnswerStore to, QuestionKey key, BackendAnswer answer, Duration time) {
        try {
            to.put(AnswerCodec.key(backend, key), AnswerCodec.encode(answer, Instant.now(clock)), time);
            storeAnswers();
        } catch (RuntimeException failed) {
            storeFails(failed);
        }
    }

    /** Forgets answers here and in the store. */
    void forget(QuestionKey... questions) {
        for (QuestionKey question : questions) {
            entries.invalidate(question);
            if (store != null) {
                try {
                    store.remove(AnswerCodec.key(backend, question));
                    storeAnswers();
                } catch (RuntimeException failed) {
                    storeFails(failed);
                }
            }
        }
    }

    private void storeFails(RuntimeException failure) {
        storeOutage.failed(() -> "The shared cache of " + backend + " failed with a "
                + failure.getClass().getName() + ". It is skipped until it works again.");
    }

    private void storeAnswers() {
        storeOutage.worked(() -> "The shared cache of " + backend + " works again.");
    }

    private Duration timeOf(BackendAnswer answer) {
        return fresh.getOrDefault(categoryOf(answer), Duration.ZERO);
    }

    private static Category categoryOf(BackendAnswer answer) {
        return answer.isDecisive() ? Category.BLACK : answer.category().orElseGet(() -> Category.of(answer.traits()));
    }

    long size() {
        return entries.estimatedSize();
    }

    void clear() {
        entries.invalidateAll();
        banned.invalidateAll();
    }

    void close() {
        unsubscribe.run();
        clear();
    }

    private final class UntilEnd implements Expiry<QuestionKey, Entry> {

        @Override
        public long expireAfterCreate(QuestionKey key, Entry entry, long now) {
            return Math.max(0, entry.end - nanoTime.getAsLong());
        }

        @Override
        public long expireAfterUpdate(QuestionKey key, Entry entry, long now, long left) {
            return expireAfterCreate(key, entry, now);
        }

        @Override
        public long expireAfterRead(QuestionKey key, Entry entry, long now, long left) {
            return left;
        }
    }
}
