/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import static io.github.notdisposable.redis.Script.bytes;

import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.abuse.Ban;
import io.github.notdisposable.internal.sharing.BanCodec;
import io.github.notdisposable.internal.sharing.StoreCipher;
import io.lettuce.core.MapScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counters in Redis, and bans in Redis with a copy of all of them in memory: whether a client is banned is known without asking, and still while
 * Redis cannot be asked.
 */
final class RedisAbuseStore implements AbuseStore {

    private static final int MOST_BANS = 100_000;
    private static final int PAGE = 500;

    private final RedisStores stores;
    private final StoreCipher cipher;
    private final String prefix;
    private final byte[][] banKeys;
    private final Clock clock;
    private final AbuseStore local;
    private final RedisCounters counters;

    /** Subjects whose bans changed since synchronizing began: what Redis holds of them may be older. */
    private final Set<AbuseSubject> changed = ConcurrentHashMap.newKeySet();

    RedisAbuseStore(RedisStores stores, StoreCipher cipher, String prefix, Clock clock) {
        this.stores = stores;
        this.cipher = cipher;
        this.prefix = prefix;
        this.banKeys = new byte[][] {ascii(prefix + ":bans"), ascii(prefix + ":bans:until")};
        this.counters = new RedisCounters(prefix);
        this.clock = clock;
        this.local = AbuseStore.inMemory(MOST_BANS, clock);
    }

    @Override
    public int add(Counter counter, AbuseSubject subject, int max, Duration window) {
        byte[] name = nameOf(subject);
        return stores.connection()
                .<Long>call(redis -> counters.add(redis, counter, name, max, window, clock.millis()), () ->
                        (long) local.add(counter, subject, max, window))
                .intValue();
    }

    @Override
    public void takeBack(Counter counter, AbuseSubject subject) {
        byte[] name = nameOf(subject);
        stores.connection().<@Nullable Long>call(redis -> counters.takeBack(redis, counter, name), () -> {
            local.takeBack(counter, subject);
            return null;
        });
    }

    @Override
    public void reset(Counter counter, AbuseSubject subject) {
        local.reset(counter, subject);
        byte[] name = nameOf(subject);
        stores.connection().<@Nullable Long>call(redis -> counters.reset(redis, counter, name), () -> null);
    }

    @Override
    public Optional<Ban> ban(AbuseSubject subject) {
        return local.ban(subject);
    }

    @Override
    public boolean putBan(Ban ban) {
        markChanged(ban.subject());
        boolean isNew = local.putBan(ban);
        Long there = stores.write(ban.subject(), putting(ban));
        return there == null ? isNew : there == 1;
    }

    private Outbox.Write<Long> putting(Ban ban) {
        byte[] name = nameOf(ban.subject());
        byte[] plain = BanCodec.encode(ban);
        byte[] sealed = cipher.encrypt(placeOf(name), plain);
        byte[] message = stores.message(Message.Type.BANNED, plain);
        return redis -> Script.BAN.run(
                redis,
                banKeys,
                name,
                sealed,
                bytes(ban.until().toEpochMilli()),
                bytes(clock.millis()),
                bytes(MOST_BANS),
                stores.channel(),
                message);
    }

    @Override
    public Optional<Ban> removeBan(AbuseSubject subject) {
        markChanged(subject);
        Optional<Ban> here = local.removeBan(subject);
        byte[] name = nameOf(subject);
        byte[] message = stores.message(Message.Type.LIFTED, BanCodec.encode(new Ban(subject, Instant.EPOCH, "")));
        Outbox.Write<byte[]> removal = redis -> Script.LIFT.run(redis, banKeys, name, stores.channel(), message);
        Ban there = BanCodec.decodeOrNull(cipher.decrypt(placeOf(name), stores.write(subject, removal)));
        return there != null && isInForce(there) ? Optional.of(there) : here;
    }

    @Override
    public List<Ban> bans() {
        return local.bans();
    }

    void onBan(@Nullable Ban ban) {
        if (ban != null) {
            markChanged(ban.subject());
            local.putBan(ban);
        }
    }

    void onLift(@Nullable Ban ban) {
        if (ban != null) {
            markChanged(ban.subject());
            local.removeBan(ban.subject());
            local.reset(Counter.REFUSALS, ban.subject());
            local.reset(Counter.UNRESOLVED, ban.subject());
        }
    }

    /** Returns the key of the hash that holds the bans. */
    byte[] bansKey() {
        return banKeys[0];
    }

    /** Writes the bans that this machine knows to a Redis that has lost them. */
    void restoreBans() {
        local.bans().forEach(ban -> stores.writeLater(ban.subject(), putting(ban)));
    }

    /** Bounded by the number of bans. */
    private void markChanged(AbuseSubject subject) {
        if (changed.size() < MOST_BANS) {
            changed.add(subject);
        }
    }

    /** To be called before writes that Redis missed are sent: bans that change from then on are not overwritten by what Redis holds. */
    void beginSynchronizing() {
        changed.clear();
    }

    /** Loads all bans from Redis. */
    CompletionStage<Void> load(RedisAsyncCommands<byte[], byte[]> redis) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        page(redis, ScanCursor.INITIAL, new HashMap<>(), done);
        return done;
    }

    private void page(
            RedisAsyncCommands<byte[], byte[]> redis,
            ScanCursor cursor,
            Map<AbuseSubject, Ban> found,
            CompletableFuture<Void> done) {
        redis.hscan(bansKey(), cursor, ScanArgs.Builder.limit(PAGE)).whenComplete((page, failure) -> {
            if (failure != null) {
                done.completeExceptionally(failure);
                return;
            }
            collect(page, found);
            if (page.isFinished()) {
                take(found);
                done.complete(null);
            } else {
                page(redis, page, found, done);
            }
        });
    }

    private void collect(MapScanCursor<byte[], byte[]> page, Map<AbuseSubject, Ban> found) {
        page.getMap().forEach((name, value) -> {
            Ban ban = BanCodec.decodeOrNull(cipher.decrypt(placeOf(name), value));
            if (ban != null && isInForce(ban)) {
                found.put(ban.subject(), ban);
            }
        });
    }

    private void take(Map<AbuseSubject, Ban> found) {
        for (Ban known : local.bans()) {
            if (!found.containsKey(known.subject()) && !changed.contains(known.subject())) {
                local.removeBan(known.subject());
            }
        }
        found.forEach((subject, ban) -> {
            if (!changed.contains(subject)) {
                local.putBan(ban);
            }
        });
    }

    private boolean isInForce(Ban ban) {
        return clock.instant().isBefore(ban.until());
    }

    private byte[] nameOf(AbuseSubject subject) {
        return cipher.hash("subject", subject.kind() + "\n" + subject.text());
    }

    private String placeOf(byte[] name) {
        return prefix + ":bans:" + Base64.getEncoder().encodeToString(name);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
