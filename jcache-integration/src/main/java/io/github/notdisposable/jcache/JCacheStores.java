/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jcache;

import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.backend.AnswerStore;
import io.github.notdisposable.config.SharedStores;
import io.github.notdisposable.internal.sharing.StoreCipher;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ModifiedExpiryPolicy;

/**
 * Verdicts, counters and bans that several machines share through a JCache (JSR 107) such as Hazelcast or Infinispan. Safe for use by several
 * threads.
 *
 * <pre>{@code
 * JCacheStores stores = JCacheStores.builder(cacheManager)
 *         .secret(System.getenv("NOTDISPOSABLE_CACHE_SECRET"))
 *         .build();
 * ConfiguredChecker configured = ConfiguredChecker.builder(Settings.load()).sharedStores(stores).build();
 * }</pre>
 *
 * <p>Three caches are used: {@code notdisposable-answers}, {@code notdisposable-counters} and {@code notdisposable-bans}, with keys and values of
 * type {@code String}. Those that the cache manager does not have are created: answers and counters are forgotten a day after they were changed
 * last, bans after 30 days, by the provider's own limits of memory. A cache that was created before with other times and limits is used as it is;
 * its time must not be shorter than the window, or the ban, that is kept in it.
 *
 * <p>Names are made by HMAC-SHA256 and answers and bans are encrypted, with keys that are derived from the secret: whoever reads the caches learns
 * no address and no client. Values carry the version of their form; what another version, or anybody else, has written is passed over.
 *
 * <p>Counters slide exactly, by comparing and replacing; a window that takes more than 32 events is counted in 32 slots, in which an event counts up
 * to a thirty-second of the window longer. Nothing of this library has to be on the servers of the cache. A verdict that is forgotten on one
 * machine leaves the shared cache at once, and the memory of the other machines when it runs out there.
 *
 * <p>When the cache cannot be reached or takes too long, this machine goes on alone: it counts and bans in its own memory, and knows the bans it has
 * seen. The log says so in one line, and in another when the cache can be used again. Calls are made on up to 16 threads of its own.
 */
public final class JCacheStores implements SharedStores {

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final CacheCaller caller;
    private final JCacheAnswerStore answers;
    private final JCacheAbuseStore abuse;

    private JCacheStores(Builder builder) {
        StoreCipher cipher = new StoreCipher(builder.secret);
        Cache<String, String> ofAnswers = cache(builder, "answers", Duration.ONE_DAY);
        Cache<String, String> ofCounters = cache(builder, "counters", Duration.ONE_DAY);
        Cache<String, String> ofBans = cache(builder, "bans", new Duration(TimeUnit.DAYS, 30));
        caller = new CacheCaller(builder.timeout);
        answers = new JCacheAnswerStore(caller, ofAnswers, cipher, builder.clock);
        abuse = new JCacheAbuseStore(caller, ofCounters, ofBans, cipher, builder.clock);
    }

    private static Cache<String, String> cache(Builder builder, String what, Duration time) {
        String name = builder.prefix + '-' + what;
        Cache<String, String> there = builder.manager.getCache(name, String.class, String.class);
        return there != null
                ? there
                : builder.manager.createCache(
                        name,
                        new MutableConfiguration<String, String>()
                                .setTypes(String.class, String.class)
                                .setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(time)));
    }

    /**
     * Starts a builder of stores.
     *
     * @param manager the cache manager; it is not closed with the stores
     * @return a builder
     */
    public static Builder builder(CacheManager manager) {
        return new Builder(manager);
    }

    @Override
    public AnswerStore answers() {
        return answers;
    }

    @Override
    public AbuseStore abuse() {
        return abuse;
    }

    /** Ends the threads that call the cache. The caches and their manager are left alone. */
    @Override
    public void close() {
        caller.close();
    }

    @Override
    public String toString() {
        return "JCacheStores";
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {

        private final CacheManager manager;
        private String secret = "";
        private java.time.Duration timeout = java.time.Duration.ofMillis(250);
        private String prefix = "notdisposable";
        private Clock clock = Clock.systemUTC();

        private Builder(CacheManager manager) {
            this.manager = Objects.requireNonNull(manager, "manager");
        }

        /**
         * Sets the secret.
         *
         * @param secret at least 16 characters, the same on each machine; required. With another secret nothing is found again.
         * @return this
         */
        public Builder secret(String secret) {
            this.secret = Objects.requireNonNull(secret, "secret");
            return this;
        }

        /**
         * Sets how long a call may take.
         *
         * @param timeout 250 milliseconds by default
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeout(java.time.Duration timeout) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("'timeout' must be positive, was " + timeout);
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * Sets what the names of the caches begin with.
         *
         * @param prefix 1 to 64 letters, digits, hyphens, underscores and dots; {@code notdisposable} by default
         * @return this
         * @throws IllegalArgumentException if it is anything else
         */
        public Builder prefix(String prefix) {
            if (!PREFIX.matcher(prefix).matches()) {
                throw new IllegalArgumentException(
                        "'prefix' must have 1 to 64 letters, digits, hyphens, underscores and dots");
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

        /**
         * Finds or creates the caches.
         *
         * @return the stores; close them to end their threads
         * @throws IllegalArgumentException if the secret is missing or too short
         * @throws javax.cache.CacheException if the caches cannot be had
         */
        public JCacheStores build() {
            return new JCacheStores(this);
        }
    }
}
