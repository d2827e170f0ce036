/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import io.github.bucket4j.BandwidthBuilder.BandwidthBuilderBuildStage;
import io.github.bucket4j.BandwidthBuilder.BandwidthBuilderCapacityStage;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.internal.sharing.Seal;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** The ways of counting refused attempts in Redis that {@link CountersCompared} compares, each with a limit for an hour. */
enum CounterWay {
    /** Ours: a bucket for each client, in which each attempt has a bandwidth of its own. */
    OURS("ours"),

    /** The same, with four times the room. */
    OURS_LARGE("ours, x 4"),

    /** A script, which counts in one step at Redis and keeps its counters in a fixed number of hashes. */
    SCRIPT("script"),

    /** A bucket for each client, into which tokens drop one by one. */
    GREEDY("greedy"),

    /** A bucket for each client, which is filled once an hour. */
    INTERVALS("intervals"),

    /** A bucket for each client, into which no more than one token drops within an hour: it never lets more through than the limit. */
    SLOW("one token"),

    /** As many buckets of one token for each client as the limit has attempts. */
    SLOTS("slots");

    static final Duration HOUR = Duration.ofHours(1);

    /** What ours has by default. */
    private static final int ROOM = 250_000;

    private static final String SECRET = "a secret of some length";

    /** How long Redis keeps a bucket that is full again. */
    private static final Duration KEPT_FULL = Duration.ofSeconds(10);

    final String title;

    CounterWay(String title) {
        this.title = title;
    }

    /** Counts attempts. Safe for use by several threads. */
    interface Counting extends AutoCloseable {

        /** Returns which of the attempts this is, where the one with the number of the limit reaches it; one more if it was not counted. */
        int add(AbuseSubject client);

        /** Returns the keys that belong to this client alone. */
        List<byte[]> keys(AbuseSubject client);

        @Override
        void close();
    }

    Counting open(RedisProcess redis, Clock clock, int limit) {
        return switch (this) {
            case OURS -> new InStores(redis, clock, limit, ROOM);
            case OURS_LARGE -> new InStores(redis, clock, limit, 4 * ROOM);
            case SCRIPT -> new InScript(redis, clock, limit);
            case GREEDY ->
                new InBuckets(
                        redis, clock, 1, bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, HOUR));
            case INTERVALS ->
                new InBuckets(
                        redis, clock, 1, bandwidth -> bandwidth.capacity(limit).refillIntervally(limit, HOUR));
            case SLOW ->
                new InBuckets(
                        redis, clock, 1, bandwidth -> bandwidth.capacity(limit).refillGreedy(1, HOUR));
            case SLOTS ->
                new InBuckets(
                        redis, clock, limit, bandwidth -> bandwidth.capacity(1).refillGreedy(1, HOUR));
        };
    }

    private static final class InStores implements Counting {

        private final RedisStores stores;
        private final Names names = new Names();
        private final AbuseStore store;
        private final int limit;

        InStores(RedisProcess redis, Clock clock, int limit, int room) {
            this.limit = limit;
            stores = RedisStores.builder()
                    .uri(redis.uri())
                    .secret(SECRET)
                    .timeout(Duration.ofMinutes(1))
                    .clock(clock)
                    .maxCounters(room)
                    .build();
            store = stores.abuse();
        }

        @Override
        public int add(AbuseSubject client) {
            return store.add(AbuseStore.Counter.REFUSALS, client, limit, HOUR);
        }

        @Override
        public List<byte[]> keys(AbuseSubject client) {
            return List.of(("notdisposable:count:refusals:" + names.text(client)).getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() {
            stores.close();
        }
    }

    /** Names are keyed hashes. */
    private static final class Names {

        private final Seal seal = new Seal(SECRET);

        byte[] octets(AbuseSubject client) {
            return seal.nameOctets("subject", client.kind() + "\n" + client.text());
        }

        String text(AbuseSubject client) {
            return seal.name("subject", client.kind() + "\n" + client.text());
        }
    }

    private static final class InScript implements Counting {

        private static final int HASHES = 4_096;
        private static final int IN_A_HASH = 256;

        private final RedisClient client;
        private final RedisCommands<byte[], byte[]> commands;
        private final Names names = new Names();
        private final String digest;
        private final Clock clock;
        private final int limit;

        InScript(RedisProcess redis, Clock clock, int limit) {
            this.clock = clock;
            this.limit = limit;
            client = RedisClient.create(redis.uri());
            commands = client.connect(ByteArrayCodec.INSTANCE).sync();
            try (InputStream script = CounterWay.class.getResourceAsStream("count.lua")) {
                digest = commands.scriptLoad(Objects.requireNonNull(script).readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int add(AbuseSubject client) {
            byte[] name = names.octets(client);
            int hash = ((name[0] & 0xff) << 8 | (name[1] & 0xff)) % HASHES;
            // Parts of the window where the limit is high, moments where it is not.
            long part = limit <= 32 ? 0 : HOUR.toMillis() / 32;
            long count = commands.evalsha(
                    digest,
                    ScriptOutputType.INTEGER,
                    new byte[][] {octets("count:" + hash)},
                    name,
                    octets(clock.millis()),
                    octets(HOUR.toMillis()),
                    octets(limit),
                    octets(part),
                    octets(IN_A_HASH));
            return (int) count;
        }

        private static byte[] octets(Object value) {
            return value.toString().getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public List<byte[]> keys(AbuseSubject client) {
            return List.of();
        }

        @Override
        public void close() {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    /**
     * Bucket4j on Lettuce. Keys are keyed hashes, as ours are, with no prefix. With several buckets a client, an attempt takes the first token that
     * it finds; the last bucket has the token that reaches the limit.
     */
    private static final class InBuckets implements Counting {

        private final RedisClient client;
        private final ProxyManager<byte[]> buckets;
        private final BucketConfiguration configuration;
        private final Names names = new Names();
        private final int capacity;
        private final int slots;

        InBuckets(RedisProcess redis, Clock clock, int slots, Limit limit) {
            this.slots = slots;
            configuration = BucketConfiguration.builder()
                    .addLimit(bandwidth -> limit.of(bandwidth))
                    .build();
            capacity = Math.toIntExact(configuration.getBandwidths()[0].getCapacity());
            client = RedisClient.create(redis.uri());
            StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
            buckets = Bucket4jLettuce.casBasedBuilder(connection)
                    .clientClock(SealedBuckets.meter(clock))
                    .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_FULL))
                    .build();
        }

        private interface Limit {
            BandwidthBuilderBuildStage of(BandwidthBuilderCapacityStage bandwidth);
        }

        @Override
        public int add(AbuseSubject subject) {
            byte[] name = names.octets(subject);
            if (slots == 1) {
                ConsumptionProbe probe = bucket(name).tryConsumeAndReturnRemaining(1);
                return probe.isConsumed() ? capacity - (int) probe.getRemainingTokens() : capacity + 1;
            }
            for (int slot = 0; slot < slots; slot++) {
                if (bucket(slotOf(name, slot)).tryConsume(1)) {
                    return slot + 1;
                }
            }
            return slots + 1;
        }

        private Bucket bucket(byte[] key) {
            return buckets.builder().build(key, () -> configuration);
        }

        @Override
        public List<byte[]> keys(AbuseSubject subject) {
            byte[] name = names.octets(subject);
            return slots == 1
                    ? List.of(name)
                    : IntStream.range(0, slots)
                            .mapToObj(slot -> slotOf(name, slot))
                            .toList();
        }

        private static byte[] slotOf(byte[] name, int slot) {
            byte[] key = Arrays.copyOf(name, name.length + 1);
            key[name.length] = (byte) slot;
            return key;
        }

        @Override
        public void close() {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }
}
