/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.notdisposable.abuse.AbuseStore.Counter;
import io.github.notdisposable.internal.sharing.Seal;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counters in Redis, each a bucket of Bucket4j. Safe for use by several threads. */
final class RedisCounters {

    /** The count of an event that this machine counts alone. */
    static final int NOT_COUNTED = 0;

    private final RedisStores stores;
    private final Seal seal;
    private final String prefix;
    private final int maxCounters;
    private final Clock clock;
    private final Map<Counter, CounterRoom> rooms = new ConcurrentHashMap<>();

    private volatile @Nullable Connected connected;

    /** The buckets of a connection. */
    private record Connected(RedisAsyncCommands<byte[], byte[]> redis, SealedBuckets buckets) {}

    RedisCounters(RedisStores stores, Seal seal, String prefix, int maxCounters, Clock clock) {
        this.stores = stores;
        this.seal = seal;
        this.prefix = prefix;
        this.maxCounters = maxCounters;
        this.clock = clock;
    }

    /**
     * Counts an event.
     *
     * @param counter what is counted
     * @param name for whom
     * @param max how many events the window takes
     * @param window how long an event counts
     * @return the number of events within the window, 1 to {@code max}; {@code max + 1} if the window was full; {@link #NOT_COUNTED} if Redis does
     *     not answer, there is no room for another counter, or other machines count for the same name all the time
     */
    int add(Counter counter, byte[] name, int max, Duration window) {
        CounterRoom room = rooms.computeIfAbsent(counter, unused -> new CounterRoom(maxCounters, window));
        String place = placeOf(counter, name);
        CountCommand command = new CountCommand(max, room);
        return stores.node()
                .<Long>ask(redis -> count(redis, place, command, room), () -> (long) NOT_COUNTED)
                .intValue();
    }

    private CompletionStage<Long> count(
            RedisAsyncCommands<byte[], byte[]> redis, String place, CountCommand command, CounterRoom room) {
        return bucketsOf(redis)
                .execute(place, command)
                .whenComplete((count, failure) -> {
                    if (failure == null && command.lifetime() > 0) {
                        room.take(
                                SealedBuckets.nanosOf(clock.instant()),
                                command.lifetime() + SealedBuckets.KEPT_FULL.toNanos(),
                                count);
                    }
                })
                .exceptionallyCompose(failure -> isTooBusy(failure)
                        ? CompletableFuture.completedFuture((long) NOT_COUNTED)
                        : CompletableFuture.failedFuture(failure));
    }

    private SealedBuckets bucketsOf(RedisAsyncCommands<byte[], byte[]> redis) {
        Connected known = connected;
        if (known == null || known.redis != redis) {
            known = new Connected(redis, new SealedBuckets(redis, seal, clock));
            connected = known;
        }
        return known.buckets;
    }

    private static boolean isTooBusy(Throwable failure) {
        return failure instanceof BucketExecutionException || failure.getCause() instanceof BucketExecutionException;
    }

    /**
     * Forgets the events that were counted.
     *
     * @param counter what is counted
     * @param name for whom
     */
    void reset(Counter counter, byte[] name) {
        byte[] key = placeOf(counter, name).getBytes(StandardCharsets.US_ASCII);
        stores.node().<@Nullable Long>ask(redis -> redis.del(key), () -> null);
    }

    private String placeOf(Counter counter, byte[] name) {
        String kind = counter.name().toLowerCase(Locale.ROOT);
        return prefix + ":count:" + kind + ':'
                + Base64.getUrlEncoder().withoutPadding().encodeToString(name);
    }
}
