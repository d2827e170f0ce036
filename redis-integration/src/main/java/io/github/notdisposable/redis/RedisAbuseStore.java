/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import static io.github.notdisposable.redis.Script.bytes;

import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.abuse.Ban;
import io.github.notdisposable.internal.sharing.BanCodec;
import io.github.notdisposable.internal.sharing.Seal;
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
    private final Seal seal;
    private final String prefix;
    private final byte[][] banKeys;
    private final Clock clock;
    private final AbuseStore local;
    private final RedisCounters counters;

    /** Whose bans changed since the meeting with Redis began: what it says of them may be older. */
    private final Set<AbuseSubject> changed = ConcurrentHashMap.newKeySet();

    RedisAbuseStore(RedisStores stores, Seal seal, String prefix, Clock clock) {
        this.stores = stores;
        this.seal = seal;
        this.prefix = prefix;
        this.banKeys = new byte[][] {ascii(prefix + ":bans"), ascii(prefix + ":bans:until")};
        this.counters = new RedisCounters(prefix);
        this.clock = clock;
        this.local = AbuseStore.inMemory(MOST_BANS, clock);
    }

    @Override
    public int add(Counter counter, AbuseSubject subject, int max, Duration window) {
        byte[] name = nameOf(subject);
        return stores.node()
                .<Long>ask(redis -> counters.add(redis, counter, name, max, window, clock.millis()), () ->
                        (long) local.add(counter, subject, max, window))
                .intValue();
    }

    @Override
    public void reset(Counter counter, AbuseSubject subject) {
        local.reset(counter, subject);
        byte[] name = nameOf(subject);
        stores.node().<@Nullable Long>ask(redis -> counters.reset(redis, counter, name), () -> null);
    }

    @Override
    public Optional<Ban> ban(AbuseSubject subject) {
        return local.ban(subject);
    }

    @Override
    public boolean putBan(Ban ban) {
        markChanged(ban.subject());
        boolean isNew = local.putBan(ban);
        Long there = stores.change(ban.subject(), putting(ban));
        return there == null ? isNew : there == 1;
    }

    private Backlog.Change<Long> putting(Ban ban) {
        byte[] name = nameOf(ban.subject());
        byte[] plain = BanCodec.encode(ban);
        byte[] sealed = seal.seal(placeOf(name), plain);
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
        Backlog.Change<byte[]> removal = redis -> Script.LIFT.run(redis, banKeys, name, stores.channel(), message);
        Ban there = BanCodec.decodeOrNull(seal.open(placeOf(name), stores.change(subject, removal)));
        return there != null && isInForce(there) ? Optional.of(there) : here;
    }

    @Override
    public List<Ban> bans() {
        return local.bans();
    }

    void bannedElsewhere(@Nullable Ban ban) {
        if (ban != null) {
            markChanged(ban.subject());
            local.putBan(ban);
        }
    }

    void liftedElsewhere(@Nullable Ban ban) {
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

    /** Has Redis learn the bans that are known here, where it has lost its own. */
    void tellAll() {
        local.bans().forEach(ban -> stores.later(ban.subject(), putting(ban)));
    }

    /** Keeps no more than there are bans: in a long outage all that was kept before is of no use. */
    private void markChanged(AbuseSubject subject) {
        if (changed.size() < MOST_BANS) {
            changed.add(subject);
        }
    }

    /** To be called before Redis learns what changed here: a ban of this machine that comes later is not among those that it tells. */
    void meetingBegins() {
        changed.clear();
    }

    /** Gets to know the bans that there are. */
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
            Ban ban = BanCodec.decodeOrNull(seal.open(placeOf(name), value));
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
        return seal.nameOctets("subject", subject.kind() + "\n" + subject.text());
    }

    private String placeOf(byte[] name) {
        return prefix + ":bans:" + Base64.getEncoder().encodeToString(name);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
