/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import static io.github.notdisposable.redis.Script.bytes;

import io.github.notdisposable.abuse.AbuseStore.Counter;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/**
 * Sliding-window counters in Redis, each counted by one script in one round trip.
 *
 * <p>A fixed number of hashes holds a bounded number of counters each, so that a flood of clients cannot fill the memory of Redis.
 */
final class RedisCounters {

    /** Hashes for each kind of counter. All machines must agree on it. */
    static final int SHARDS = 4_096;

    /** Counters that one hash holds. */
    static final int SHARD_SIZE = 256;

    /** A larger window is counted in this many slots, so that a counter stays small. */
    static final int MAX_SLOTS = 32;

    private final String prefix;

    RedisCounters(String prefix) {
        this.prefix = prefix + ":count:";
    }

    /**
     * Counts an event.
     *
     * @param counter what is counted
     * @param name the keyed hash of the subject
     * @param max how many events the window takes
     * @param window how long an event counts
     * @param now the time in milliseconds since 1970
     * @return the number of events within the window, 1 to {@code max}; {@code max + 1} if the window was full
     */
    CompletionStage<Long> add(
            RedisAsyncCommands<byte[], byte[]> redis,
            Counter counter,
            byte[] name,
            int max,
            Duration window,
            long now) {
        return add(redis, key(counter, name), name, max, window, now, SHARD_SIZE);
    }

    static CompletionStage<Long> add(
            RedisAsyncCommands<byte[], byte[]> redis,
            byte[] key,
            byte[] name,
            int max,
            Duration window,
            long now,
            int capacity) {
        long millis = Math.max(1, window.toMillis());
        long slot = max <= MAX_SLOTS ? 0 : (millis + MAX_SLOTS - 1) / MAX_SLOTS;
        return Script.COUNT.run(
                redis, new byte[][] {key}, name, bytes(now), bytes(millis), bytes(max), bytes(slot), bytes(capacity));
    }

    /**
     * Forgets the event that was counted last.
     *
     * @param counter what is counted
     * @param name the keyed hash of the subject
     * @return how many events were forgotten
     */
    CompletionStage<Long> takeBack(RedisAsyncCommands<byte[], byte[]> redis, Counter counter, byte[] name) {
        return Script.UNCOUNT.run(redis, new byte[][] {key(counter, name)}, name);
    }

    /**
     * Forgets the events that were counted.
     *
     * @param counter what is counted
     * @param name the keyed hash of the subject
     * @return how many counters were removed
     */
    CompletionStage<Long> reset(RedisAsyncCommands<byte[], byte[]> redis, Counter counter, byte[] name) {
        return redis.hdel(key(counter, name), name);
    }

    private byte[] key(Counter counter, byte[] name) {
        int shard = ((name[0] & 0xff) << 8 | (name[1] & 0xff)) % SHARDS;
        String key = prefix + counter.name().toLowerCase(Locale.ROOT) + ':' + Integer.toHexString(shard);
        return key.getBytes(StandardCharsets.US_ASCII);
    }
}
