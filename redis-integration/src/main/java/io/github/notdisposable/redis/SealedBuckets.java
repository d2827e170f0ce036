/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncCommandExecutor;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.distributed.remote.CommandResult;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.remote.RemoteCommand;
import io.github.bucket4j.distributed.remote.Request;
import io.github.bucket4j.distributed.versioning.Version;
import io.github.bucket4j.distributed.versioning.Versions;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.bucket4j.redis.lettuce.cas.LettuceBasedProxyManager;
import io.github.notdisposable.internal.sharing.Seal;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Buckets of Bucket4j on a connection of Lettuce, encrypted as everything in Redis is: what another version of the seal, or anybody else, has
 * written is no bucket, and is replaced. Asynchronous only. Safe for use by several threads.
 */
final class SealedBuckets extends LettuceBasedProxyManager<byte[]> {

    /** How often a bucket may turn out to have been changed by somebody else meanwhile. Each time, somebody else has counted. */
    private static final int MOST_TRIES = 64;

    /** How long Redis keeps a bucket whose tokens are back: Redis counts milliseconds, and clocks differ. */
    static final Duration KEPT_FULL = Duration.ofSeconds(1);

    /** Buckets that several callers of this machine may want at once. Beyond that many, they are just not joined. */
    private static final int MOST_JOINED = 1_000;

    /** Stays, so that machines with a later Bucket4j and with this one read each other's buckets. */
    private static final Version FORMAT = Versions.v_8_10_0;

    private final Seal seal;

    /** What joins the commands for a bucket that are given while one is under way. */
    private final Cache<String, AsyncCommandExecutor> joined = Caffeine.newBuilder()
            .maximumSize(MOST_JOINED)
            .executor(Runnable::run)
            .build();

    SealedBuckets(RedisAsyncCommands<byte[], byte[]> redis, Seal seal, Clock clock) {
        super(Bucket4jLettuce.casBasedBuilder(redis)
                .clientClock(meter(clock))
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_FULL))
                .maxRetries(MOST_TRIES));
        this.seal = seal;
    }

    /**
     * Executes a command. Those of one bucket that meet here are sent together.
     *
     * @param place the key of the bucket, US-ASCII
     * @param command the command
     * @return its result; {@link BucketExecutionException} if others changed the bucket all the time
     */
    <T> CompletableFuture<T> execute(String place, RemoteCommand<T> command) {
        return joined.get(place, this::executorOf).executeAsync(command).thenApply(CommandResult::getData);
    }

    private AsyncCommandExecutor executorOf(String place) {
        byte[] key = place.getBytes(StandardCharsets.US_ASCII);
        return Optimizations.batching().apply(new AsyncCommandExecutor() {
            @Override
            public <T> CompletableFuture<CommandResult<T>> executeAsync(RemoteCommand<T> command) {
                // Bucket4j's batches stop for good where an executor throws.
                try {
                    return SealedBuckets.this.executeAsync(key, new Request<>(command, FORMAT, null, null));
                } catch (RuntimeException failure) {
                    return CompletableFuture.failedFuture(failure);
                }
            }
        });
    }

    /** Returns the nanoseconds since 1970. */
    static long nanosOf(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000), time.getNano());
    }

    /** Returns a clock as Bucket4j has them. */
    static TimeMeter meter(Clock clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return nanosOf(clock.instant());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(byte[] key) {
        return new SealedOperation(super.beginAsyncCompareAndSwapOperation(key), key);
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(byte[] key) {
        throw new UnsupportedOperationException("would not be sealed");
    }

    /** Gets and replaces one bucket, one after the other. */
    private final class SealedOperation implements AsyncCompareAndSwapOperation {

        private final AsyncCompareAndSwapOperation plain;
        private final String place;
        private volatile byte @Nullable [] sealed;

        SealedOperation(AsyncCompareAndSwapOperation plain, byte[] key) {
            this.plain = plain;
            this.place = new String(key, StandardCharsets.US_ASCII);
        }

        @Override
        public CompletableFuture<Optional<byte[]>> getStateData(Optional<Long> timeoutNanos) {
            return plain.getStateData(timeoutNanos).thenApply(found -> {
                sealed = found.orElse(null);
                return Optional.ofNullable(seal.open(place, sealed));
            });
        }

        @Override
        public CompletableFuture<Boolean> compareAndSwap(
                byte[] original, byte[] changed, RemoteBucketState state, Optional<Long> timeoutNanos) {
            return plain.compareAndSwap(sealed, seal.seal(place, changed), state, timeoutNanos);
        }
    }
}
