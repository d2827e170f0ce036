/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketState;
import io.github.bucket4j.MathType;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.remote.CommandResult;
import io.github.bucket4j.distributed.remote.MutableBucketEntry;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.remote.RemoteCommand;
import io.github.bucket4j.distributed.remote.RemoteStat;
import io.github.bucket4j.distributed.serialization.PrimitiveSerializationHandles;
import io.github.bucket4j.distributed.serialization.SerializationHandle;
import io.github.bucket4j.distributed.versioning.Version;
import io.github.bucket4j.distributed.versioning.Versions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts an event in a bucket that is an exact sliding window. The result is the number of events within the window, this one included; one more
 * than the window takes, if it was full; 0 if there is no room for another counter.
 *
 * <p>A bucket of five tokens that drop in one by one lets more than five events into a window, and one that is filled all at once does so where two
 * fillings meet. So each moment with events has a bandwidth of its own: as many tokens as there were events are out, and come back together once
 * the window has passed. A bandwidth that has its tokens back leaves the bucket.
 *
 * <p>For one event, from one thread at a time. Executed again where somebody else has changed the bucket meanwhile.
 */
final class CountCommand implements RemoteCommand<Long> {

    /** A window of more events than this is counted by parts of this many, so that a bucket stays small. */
    private static final int MOST_MOMENTS = 32;

    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

    private final int max;
    private final long moment;
    private final long slack;
    private final CounterRoom room;

    private volatile long lifetime;

    /**
     * Creates the command for an event.
     *
     * @param max how many events the window takes
     * @param room what knows the window, and how much of it an event may count
     */
    CountCommand(int max, CounterRoom room) {
        this.max = max;
        this.room = room;
        boolean isExact = max <= MOST_MOMENTS;
        this.moment = isExact ? MILLISECOND : Math.max(MILLISECOND, room.window() / MOST_MOMENTS);
        this.slack = isExact ? 0 : moment;
    }

    /** Returns for how long the event takes room, in nanoseconds; 0 if it takes none of its own. */
    long lifetime() {
        return lifetime;
    }

    @Override
    public CommandResult<Long> execute(MutableBucketEntry entry, long now) {
        RemoteBucketState bucket = entry.exists() ? entry.get() : null;
        List<Bandwidth> out = bucket == null ? List.of() : stillOut(bucket, now);
        long count = out.stream().mapToLong(Bandwidth::getCapacity).sum();
        if (count >= max) {
            return result(max + 1L);
        }
        long period = period(now, count + 1, out);
        if (period == 0) {
            return result(0);
        }
        BucketConfiguration configuration = withEventAt(now / moment, out, period);
        lifetime = configuration.getBandwidths().length == out.size() ? 0 : period;
        if (bucket == null) {
            BucketState state = BucketState.createInitialState(configuration, MathType.INTEGER_64_BITS, now);
            entry.set(new RemoteBucketState(state, new RemoteStat(0), null));
        } else {
            bucket.replaceConfiguration(configuration, TokensInheritanceStrategy.AS_IS, now);
            entry.set(bucket);
        }
        return result(count + 1);
    }

    /** Returns for how long the event counts: as long as any before it, for which there was room. */
    private long period(long now, long events, List<Bandwidth> out) {
        long own = room.lifetime(now, events);
        long longest =
                out.stream().mapToLong(Bandwidth::getRefillPeriodNanos).max().orElse(0);
        return Math.min(room.window() + slack, own == 0 ? longest : Math.max(own + slack, longest));
    }

    private static List<Bandwidth> stillOut(RemoteBucketState bucket, long now) {
        bucket.refillAllBandwidth(now);
        Bandwidth[] bandwidths = bucket.getConfiguration().getBandwidths();
        List<Bandwidth> out = new ArrayList<>(bandwidths.length);
        for (int i = 0; i < bandwidths.length; i++) {
            if (bucket.getState().getCurrentSize(i) == 0) {
                out.add(bandwidths[i]);
            }
        }
        return out;
    }

    /** Returns the bandwidths with one more event. In a flood, those that were there may be out for longer than they were to be. */
    private static BucketConfiguration withEventAt(long moment, List<Bandwidth> out, long period) {
        String id = Long.toString(moment, Character.MAX_RADIX);
        List<Bandwidth> bandwidths = new ArrayList<>(out.size() + 1);
        long together = 1;
        for (Bandwidth each : out) {
            if (id.equals(each.getId())) {
                together += each.getCapacity();
            } else {
                bandwidths.add(bandwidth(each.getId(), each.getCapacity(), period));
            }
        }
        bandwidths.add(bandwidth(id, together, period));
        return new BucketConfiguration(bandwidths);
    }

    private static Bandwidth bandwidth(String id, long events, long period) {
        return Bandwidth.builder()
                .capacity(events)
                .refillIntervally(events, Duration.ofNanos(period))
                .initialTokens(0)
                .id(id)
                .build();
    }

    private static CommandResult<Long> result(long count) {
        return CommandResult.success(count, PrimitiveSerializationHandles.LONG_HANDLE);
    }

    @Override
    public SerializationHandle<RemoteCommand<?>> getSerializationHandle() {
        throw new UnsupportedOperationException("is executed here, not at Redis");
    }

    @Override
    public boolean isImmediateSyncRequired(long unsynchronizedTokens, long nanosSinceLastSync) {
        return true;
    }

    @Override
    public long estimateTokensToConsume() {
        return 1;
    }

    @Override
    public long getConsumedTokens(Long result) {
        return result == 0 || result > max ? 0 : 1;
    }

    @Override
    public Version getRequiredVersion() {
        return Versions.v_7_0_0;
    }
}
