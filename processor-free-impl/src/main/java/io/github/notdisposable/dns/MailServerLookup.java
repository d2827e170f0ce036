/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.notdisposable.address.DomainName;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.UnavailableReason;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the DNS whether a domain accepts mail, and remembers the answer for as long as the DNS allows.
 *
 * <p>Names are asked for as they are: no search domain of the system's is tried. Of several callers that ask for the same domain at once, one
 * question goes out. An answer is kept for its time to live, within bounds; that there is no such domain or no such record, for the time its zone
 * gives (RFC 2308 section 5); that nobody could say, for seconds. A domain without an MX record is looked up by its addresses too, so there are up to
 * three questions. The addresses of the exchangers are not looked up.
 *
 * <p>Safe for use by several threads. A lookup that nobody waits for any more goes on in the background until its timeout, so that the next caller
 * has the answer.
 */
public final class MailServerLookup implements AutoCloseable {

    private static final int MAX_THREADS = 16;
    private static final int MAX_QUEUED = 4_096;
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final MailServerResolver resolver;
    private final Executor executor;
    private final @Nullable ThreadPoolExecutor ownExecutor;
    private final Duration timeout;
    private final Duration minTtl;
    private final Duration maxTtl;
    private final Duration unknownTtl;
    private final Cache<String, MailServerResolver.Timed> cache;
    private final Map<String, CompletableFuture<MailServerAnswer>> underWay = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private MailServerLookup(Builder builder) {
        timeout = builder.timeout;
        minTtl = builder.minTtl;
        maxTtl = builder.maxTtl;
        unknownTtl = builder.unknownTtl;
        if (minTtl.compareTo(maxTtl) > 0) {
            throw new IllegalArgumentException(
                    "'minTtl' must not be longer than 'maxTtl', was " + minTtl + " and " + maxTtl);
        }
        List<InetSocketAddress> servers =
                builder.nameServers.stream().map(NameServers::parse).toList();
        resolver = new MailServerResolver(servers.isEmpty() ? NameServers.ofSystem() : () -> servers);
        ownExecutor = builder.executor == null ? newExecutor() : null;
        executor = builder.executor == null ? Objects.requireNonNull(ownExecutor) : builder.executor;
        cache = Caffeine.newBuilder()
                .maximumSize(builder.cacheMaxSize)
                .expireAfter(Expiry.<String, MailServerResolver.Timed>creating((domain, timed) -> timeToKeep(timed)))
                .ticker(builder.nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** {@return a builder with the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns what the DNS says of a domain, from memory where it can.
     *
     * @param canonicalDomain a domain in canonical form, as {@link DomainName#canonical(String)} returns
     * @param deadline the moment by which to return; at most the timeout of this lookup is waited
     * @return the answer; unknown if nothing came in time, if the thread was interrupted (its flag is set again), or after {@link #close()}
     * @throws IllegalArgumentException if the domain is not in canonical form; nothing has left the process then
     */
    public MailServerAnswer lookup(String canonicalDomain, Deadline deadline) {
        Optional<MailServerAnswer> known = cached(canonicalDomain);
        if (known.isPresent()) {
            return known.get();
        }
        if (deadline.isOver()) {
            return MailServerAnswer.unknown(UnavailableReason.TIMEOUT);
        }
        CompletableFuture<MailServerAnswer> answer = answerOf(canonicalDomain);
        try {
            long wait = Math.min(deadline.remaining().toNanos(), timeout.toNanos());
            return answer.get(wait, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return MailServerAnswer.unknown(UnavailableReason.TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return MailServerAnswer.unknown(UnavailableReason.INTERRUPTED);
        } catch (ExecutionException e) {
            return MailServerAnswer.unknown(UnavailableReason.FAILED);
        }
    }

    /**
     * Returns what is remembered of a domain. Never blocks.
     *
     * @param canonicalDomain a domain in canonical form
     * @return the answer, or empty if the DNS would have to be asked
     * @throws IllegalArgumentException if the domain is not in canonical form
     */
    public Optional<MailServerAnswer> cached(String canonicalDomain) {
        if (!DomainName.isCanonical(canonicalDomain)) {
            throw new IllegalArgumentException("'canonicalDomain' must be a domain name in canonical form");
        }
        if (ReservedNames.isNeverLookedUp(canonicalDomain)) {
            return Optional.of(MailServerAnswer.noSuchDomain());
        }
        MailServerResolver.Timed timed = cache.getIfPresent(canonicalDomain);
        return timed == null ? Optional.empty() : Optional.of(timed.answer());
    }

    /** Stops what is under way, and the threads. Lookups under way or to come are unknown. Closing twice does no harm. */
    @Override
    public void close() {
        closed = true;
        resolver.close();
        if (ownExecutor != null) {
            ownExecutor.shutdown();
            try {
                // They have just been told to stop; this waits for them to have done so.
                if (!ownExecutor.awaitTermination(1, TimeUnit.SECONDS)) {
                    ownExecutor.shutdownNow();
                }
            } catch (InterruptedException e) {
                ownExecutor.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }

    private CompletableFuture<MailServerAnswer> answerOf(String domain) {
        CompletableFuture<MailServerAnswer> own = new CompletableFuture<>();
        CompletableFuture<MailServerAnswer> earlier = underWay.putIfAbsent(domain, own);
        if (earlier != null) {
            return earlier;
        }
        MailServerResolver.Timed justFound = cache.getIfPresent(domain);
        if (justFound != null) {
            underWay.remove(domain, own);
            own.complete(justFound.answer());
            return own;
        }
        // Time spent in the queue counts, so that after an outage the queue empties at once.
        long end = System.nanoTime() + timeout.toNanos();
        try {
            executor.execute(() -> resolve(domain, end, own));
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            underWay.remove(domain, own);
            own.complete(MailServerAnswer.unknown(closed ? UnavailableReason.FAILED : UnavailableReason.OVERLOADED));
        }
        return own;
    }

    private void resolve(String domain, long end, CompletableFuture<MailServerAnswer> answer) {
        MailServerResolver.Timed timed = MailServerResolver.Timed.unknown(UnavailableReason.FAILED);
        try {
            timed = resolver.resolve(domain, end);
            if (!closed) {
                cache.put(domain, timed);
            }
        } finally {
            // In this order, so that a caller finds the answer in one place or the other.
            underWay.remove(domain, answer);
            answer.complete(timed.answer());
        }
    }

    private Duration timeToKeep(MailServerResolver.Timed timed) {
        if (timed.answer().status() == MailServerAnswer.Status.UNKNOWN) {
            return unknownTtl;
        }
        if (timed.ttl() >= maxTtl.toSeconds()) {
            return maxTtl;
        }
        Duration ttl = Duration.ofSeconds(timed.ttl());
        return ttl.compareTo(minTtl) < 0 ? minTtl : ttl;
    }

    private static ThreadPoolExecutor newExecutor() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MAX_THREADS,
                MAX_THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_QUEUED),
                MailServerLookup::newThread);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread newThread(Runnable task) {
        Thread thread = new Thread(null, task, "notdisposable-dns-" + THREADS.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        // A pool thread must not keep the web application alive whose request happened to start it.
        thread.setContextClassLoader(MailServerLookup.class.getClassLoader());
        return thread;
    }

    /** Sets up a {@link MailServerLookup}. Not safe for use by several threads. */
    public static final class Builder {

        private static final Duration LONGEST = Duration.ofDays(365);

        private List<String> nameServers = List.of();
        private Duration timeout = Duration.ofSeconds(3);
        private long cacheMaxSize = 10_000;
        private Duration minTtl = Duration.ofSeconds(30);
        private Duration maxTtl = Duration.ofHours(1);
        private Duration unknownTtl = Duration.ofSeconds(5);
        private LongSupplier nanoTime = System::nanoTime;
        private @Nullable Executor executor;

        private Builder() {}

        /**
         * Sets the name servers to ask, in order. They must look names up on behalf of others.
         *
         * @param nameServers each as {@code host}, {@code host:port}, an IPv6 address or {@code [IPv6 address]:port}; without a port, 53. Empty, as by
         *     default, for those of the system
         * @return this
         */
        public Builder nameServers(List<String> nameServers) {
            this.nameServers = List.copyOf(nameServers);
            return this;
        }

        /**
         * Sets for how long one domain is looked up at most, with all repetitions and TCP.
         *
         * @param timeout a positive time, at most 365 days; three seconds by default
         * @return this
         * @throws IllegalArgumentException if it is not
         */
        public Builder timeout(Duration timeout) {
            this.timeout = positive(timeout, "timeout");
            return this;
        }

        /**
         * Sets how many domains are remembered.
         *
         * @param cacheMaxSize zero or more; 10,000 by default
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder cacheMaxSize(long cacheMaxSize) {
            if (cacheMaxSize < 0) {
                throw new IllegalArgumentException("'cacheMaxSize' must not be negative, was " + cacheMaxSize);
            }
            this.cacheMaxSize = cacheMaxSize;
            return this;
        }

        /**
         * Sets for how long an answer is kept at least, however short its time to live.
         *
         * @param minTtl a positive time, at most 365 days; 30 seconds by default
         * @return this
         * @throws IllegalArgumentException if it is not
         */
        public Builder minTtl(Duration minTtl) {
            this.minTtl = positive(minTtl, "minTtl");
            return this;
        }

        /**
         * Sets for how long an answer is kept at most, however long its time to live.
         *
         * @param maxTtl a positive time, at most 365 days; one hour by default
         * @return this
         * @throws IllegalArgumentException if it is not
         */
        public Builder maxTtl(Duration maxTtl) {
            this.maxTtl = positive(maxTtl, "maxTtl");
            return this;
        }

        /**
         * Sets for how long it is kept that nobody could say.
         *
         * @param unknownTtl a positive time, at most 365 days; five seconds by default
         * @return this
         * @throws IllegalArgumentException if it is not
         */
        public Builder unknownTtl(Duration unknownTtl) {
            this.unknownTtl = positive(unknownTtl, "unknownTtl");
            return this;
        }

        /**
         * Sets the clock by which answers grow old, for tests.
         *
         * @param nanoTime the clock, as {@link System#nanoTime()}, which is the default
         * @return this
         */
        public Builder nanoTime(LongSupplier nanoTime) {
            this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
            return this;
        }

        /**
         * Sets where lookups run. They block, each for the timeout at most.
         *
         * @param executor the executor, which is not shut down with the lookup; by default up to 16 daemon threads of its own, which end after ten
         *     seconds without work
         * @return this
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /**
         * Builds the lookup. Nothing is asked before the first lookup, except for the addresses of name servers that are given by name.
         *
         * @return the lookup
         * @throws IllegalArgumentException if a name server cannot be read, or {@code minTtl} is longer than {@code maxTtl}
         */
        public MailServerLookup build() {
            return new MailServerLookup(this);
        }

        private static Duration positive(Duration value, String name) {
            if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "'" + name + "' must be positive and at most 365 days, was " + value);
            }
            return value;
        }
    }
}
