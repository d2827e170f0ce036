/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.backend.AnswerStore;
import io.github.notdisposable.config.SharedStores;
import io.github.notdisposable.internal.Arguments;
import io.github.notdisposable.internal.sharing.BanCodec;
import io.github.notdisposable.internal.sharing.StoreCipher;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts, counters and bans that several machines share through Redis. Thread-safe.
 *
 * <pre>{@code
 * RedisStores stores = RedisStores.builder()
 *         .uri("rediss://user:password@redis.example.com:6380/0")
 *         .secret(System.getenv("NOTDISPOSABLE_REDIS_SECRET"))
 *         .build();
 * }</pre>
 *
 * <p>With {@code notdisposable-redis} among the dependencies and {@code notdisposable.redis.uri} set, nothing has to be written.
 *
 * <ul>
 *   <li><b>Answers</b> of services are kept for as long as they are fresh. Where one is replaced or forgotten, the other machines drop it from
 *       their memory.
 *   <li><b>Counters</b> slide exactly, and a script counts in one round trip. A window that takes more than 32 events is counted in 32 slots: an
 *       event then counts up to a thirty-second of the window longer. There is room for a million counters of each kind; beyond that, the ones with
 *       the fewest events go first, so that a flood of new clients does not evict one that is about to reach its limit.
 *   <li><b>Bans</b> are kept in Redis and, each of them, in the memory of each machine, which learns of a change at once: a check never waits for
 *       Redis to know whether a client is banned. There are 100,000 at most; beyond that those go that end first.
 * </ul>
 *
 * <p>Names are keyed hashes (HMAC-SHA256), and answers, bans and messages are encrypted, with keys that are derived from the secret. Whoever reads
 * Redis learns no address and no client, and whoever writes to it cannot make up a ban or a verdict. Counters are not encrypted, since the script
 * has to read them: a reader of Redis sees, under a keyed hash, how often and when an unknown client was counted, and a writer can change that.
 * Values carry the version of their format; those of another version, or of anybody else, are ignored.
 *
 * <p>When Redis cannot be reached, answers too slowly, is full or refuses the password, this machine goes on alone: it counts and bans in its own
 * memory, and knows the bans it knew. The log says so in one line, and in another when Redis can be used again. Bans that were set and lifted
 * meanwhile are made up for then. A command that Redis leaves waiting is not waited for longer than {@link Builder#timeout}; after some of them
 * none is sent until Redis is back.
 *
 * <p>Redis 5.0 or later, alone or with replicas and Sentinel; not a cluster. The clocks of the machines must agree to within some seconds.
 */
public final class RedisStores implements SharedStores {

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9.:_-]{1,64}");

    /** A field among the bans, so that it goes when they go. No name of a ban is as short. */
    private static final byte[] EPOCH = {'e', 'p', 'o', 'c', 'h'};

    private final byte[] self = new byte[Message.SENDER_LENGTH];
    private final StoreCipher cipher;
    private final String eventsPlace;
    private final byte[] channel;
    private final Outbox outbox = new Outbox();
    private final RedisAnswerStore answers;
    private final RedisAbuseStore abuse;
    private final RedisConnection connection;

    /** A mark among the bans in Redis; if it changes, Redis has lost them. Used by one synchronization at a time. */
    private volatile byte @Nullable [] epoch;

    private RedisStores(Builder builder) {
        cipher = new StoreCipher(builder.secret);
        new SecureRandom().nextBytes(self);
        eventsPlace = builder.prefix + ":events";
        channel = eventsPlace.getBytes(StandardCharsets.US_ASCII);
        answers = new RedisAnswerStore(this, cipher, builder.prefix);
        abuse = new RedisAbuseStore(this, cipher, builder.prefix, builder.clock);
        connection = new RedisConnection(
                builder.parsedUri(),
                builder.timeout,
                builder.tick,
                channel,
                (builder.prefix + ":probe").getBytes(StandardCharsets.US_ASCII),
                new RedisConnection.Listener() {
                    @Override
                    public CompletionStage<?> synchronize(RedisAsyncCommands<byte[], byte[]> redis) {
                        return RedisStores.this.synchronize(redis);
                    }

                    @Override
                    public void onMessage(byte[] message) {
                        RedisStores.this.onMessage(message);
                    }
                });
    }

    /** {@return a new builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public AnswerStore answers() {
        return answers;
    }

    @Override
    public AbuseStore abuse() {
        return abuse;
    }

    @Override
    public void close() {
        connection.close();
    }

    RedisConnection connection() {
        return connection;
    }

    byte[] channel() {
        return channel;
    }

    byte[] message(Message.Type type, byte[] content) {
        return cipher.encrypt(eventsPlace, Message.encode(type, self, content));
    }

    /** Sends a write now, or when Redis is back; returns the answer of Redis, or null if there is none. */
    <T> @Nullable T write(Object thing, Outbox.Write<T> write) {
        return connection.<@Nullable T>call(redis -> outbox.replace(redis, thing, write), () -> {
            writeLater(thing, write);
            return null;
        });
    }

    /** Sends a write at the next synchronization. */
    void writeLater(Object thing, Outbox.Write<?> write) {
        outbox.add(thing, write);
    }

    private CompletionStage<Void> synchronize(RedisAsyncCommands<byte[], byte[]> redis) {
        abuse.beginSynchronizing();
        byte[] proposal = new byte[Message.SENDER_LENGTH];
        new SecureRandom().nextBytes(proposal);
        return redis.hsetnx(abuse.bansKey(), EPOCH, proposal)
                .thenCompose(set -> redis.hget(abuse.bansKey(), EPOCH))
                .thenCompose(there -> {
                    byte[] before = epoch;
                    if (before != null && !Arrays.equals(before, there)) {
                        abuse.restoreBans();
                    }
                    return outbox.flush(redis)
                            .thenCompose(made -> abuse.load(redis))
                            .thenAccept(loaded -> epoch = there);
                });
    }

    private void onMessage(byte[] sealed) {
        Message message = Message.decodeOrNull(cipher.decrypt(eventsPlace, sealed));
        if (message == null || message.isFrom(self)) {
            return;
        }
        switch (message.type()) {
            case ANSWER_CHANGED -> answers.changedElsewhere(new String(message.content(), StandardCharsets.UTF_8));
            case BANNED -> abuse.onBan(BanCodec.decodeOrNull(message.content()));
            case LIFTED -> abuse.onLift(BanCodec.decodeOrNull(message.content()));
        }
    }

    @Override
    public String toString() {
        return "RedisStores[" + eventsPlace + "]";
    }

    /** Builder for {@link RedisStores}. Not thread-safe. */
    public static final class Builder {

        private @Nullable String uri;
        private String secret = "";
        private Duration timeout = Duration.ofMillis(50);
        private String prefix = "notdisposable";
        private Duration tick = Duration.ofSeconds(1);
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Sets where Redis is. Key: {@code notdisposable.redis.uri}.
         *
         * @param uri {@code redis://user:password@host:6379/0}, {@code rediss://} with TLS, {@code redis-socket://} or {@code redis-sentinel://};
         *     required
         * @return this
         */
        public Builder uri(String uri) {
            this.uri = Objects.requireNonNull(uri, "uri");
            return this;
        }

        /**
         * Sets the secret. Key: {@code notdisposable.redis.secret}.
         *
         * @param secret at least 16 characters, the same on each machine; required. With another secret nothing is found again.
         * @return this
         */
        public Builder secret(String secret) {
            this.secret = Objects.requireNonNull(secret, "secret");
            return this;
        }

        /**
         * Sets how long a command may take. Key: {@code notdisposable.redis.timeout}.
         *
         * @param timeout 50 milliseconds by default
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Arguments.positive("timeout", timeout);
            return this;
        }

        /**
         * Sets what the keys begin with, so that several applications can use one Redis. Key: {@code notdisposable.redis.prefix}.
         *
         * @param prefix 1 to 64 letters, digits, hyphens, underscores, dots and colons; {@code notdisposable} by default
         * @return this
         * @throws IllegalArgumentException if it is anything else
         */
        public Builder prefix(String prefix) {
            if (!PREFIX.matcher(prefix).matches()) {
                throw new IllegalArgumentException(
                        "'prefix' must have 1 to 64 letters, digits, hyphens, underscores, dots and colons");
            }
            this.prefix = prefix;
            return this;
        }

        /**
         * Sets the clock that windows and bans go by.
         *
         * @param clock the system's by default
         * @return this
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** Sets the time between two looks at the connection; one second by default. */
        Builder tick(Duration tick) {
            this.tick = tick;
            return this;
        }

        private RedisURI parsedUri() {
            if (uri == null) {
                throw new IllegalArgumentException("'uri' must be set");
            }
            try {
                return RedisURI.create(uri);
            } catch (IllegalArgumentException e) {
                // Its own message shows the address, and the password in it.
                throw new IllegalArgumentException(
                        "'uri' must be an address of Redis such as redis://localhost:6379 or rediss://user:password@host:6380/0");
            }
        }

        /**
         * Opens the stores, and waits up to three seconds for the first connection. If there is none then, this machine starts alone.
         *
         * @return the stores; close them to free connections and threads
         * @throws IllegalArgumentException if the address is missing or none, or the secret is too short
         */
        public RedisStores build() {
            return new RedisStores(this);
        }
    }
}
