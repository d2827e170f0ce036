/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import io.github.notdisposable.address.DomainName;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.internal.Arguments;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the DNS whether a domain accepts mail, and remembers the answer for as long as the DNS allows.
 *
 * <p>Names are asked for as they are: no search domain of the system's is tried. Of several callers that ask for the same domain at once, one
 * question goes out. An answer is kept for its time to live, within bounds; that there is no such domain or no such record, for the time its zone
 * gives (RFC 2308 section 5); that nobody could say, for seconds. A domain without an MX record is looked up by its addresses too, so
 * there are up to three questions. The addresses of the exchangers are not looked up.
 *
 * <p>Lookups in flight are bounded: for each registrable domain, for each client, and in all. A lookup beyond these bounds is unknown, at
 * once or after a tenth of a second, so that silent name servers slow down nobody but those who ask about their domains.
 *
 * <p>Thread-safe. All lookups share one daemon thread, which ends after ten seconds without work. A lookup that nobody waits for any more
 * goes on in the background until its timeout, so that the next caller has the answer.
 */
public final class MailServerLookup implements AutoCloseable {

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Duration timeout;
    private final Supplier<MailServerCache> maker;

    /** Null until the first lookup: most policies never ask the DNS. Written under the lock of this. */
    private volatile @Nullable MailServerCache cache;

    /** Guarded by this. */
    private boolean closed;

    private MailServerLookup(Duration timeout, Supplier<MailServerCache> maker) {
        this.timeout = timeout;
        this.maker = maker;
    }

    /** {@return a builder with the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns whether a domain accepts mail, from memory where it can.
     *
     * @param canonicalDomain a domain in canonical form, as {@link DomainName#canonical(String)} returns
     * @param client on whose behalf, or {@code null} if that is not known; a client has a bounded number of lookups in flight
     * @param deadline the moment by which to return; at most the timeout of this lookup is waited
     * @return the answer; unknown if nothing came in time, if too many lookups are in flight, if the thread was interrupted (its flag is
     *     set again), or after {@link #close()}
     * @throws IllegalArgumentException if the domain is not in canonical form; nothing has left the process then
     */
    public MailServerAnswer lookup(String canonicalDomain, @Nullable ClientIp client, Deadline deadline) {
        Optional<MailServerAnswer> known = cached(canonicalDomain);
        if (known.isPresent()) {
            return known.get();
        }
        if (deadline.isExpired()) {
            return MailServerAnswer.unknown(UnavailableReason.TIMEOUT);
        }
        try {
            long wait = Math.min(deadline.remaining().toNanos(), timeout.toNanos());
            return find(canonicalDomain, client).get(wait, TimeUnit.NANOSECONDS).answer();
        } catch (TimeoutException e) {
            return MailServerAnswer.unknown(UnavailableReason.TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return MailServerAnswer.unknown(UnavailableReason.INTERRUPTED);
        } catch (ExecutionException e) {
            return MailServerAnswer.unknown(UnavailableReason.FAILED);
        }
    }

    /** Returns the answer that is remembered, in flight, or begun by this call. It must not be canceled: others may wait for it. */
    CompletableFuture<MailServerResolver.Timed> find(String canonicalDomain, @Nullable ClientIp client) {
        return cache().find(canonicalDomain, client);
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
        MailServerCache made = cache;
        MailServerResolver.Timed timed = made == null ? null : made.getIfPresent(canonicalDomain);
        return timed == null ? Optional.empty() : Optional.of(timed.answer());
    }

    /** Ends the thread. Lookups in flight or to come are unknown. Closing twice does no harm. */
    @Override
    public void close() {
        MailServerCache made;
        synchronized (this) {
            closed = true;
            made = cache;
        }
        if (made != null) {
            made.close();
        }
    }

    private MailServerCache cache() {
        MailServerCache made = cache;
        return made != null ? made : makeCache();
    }

    private synchronized MailServerCache makeCache() {
        MailServerCache made = cache;
        if (made == null) {
            made = maker.get();
            if (closed) {
                made.close();
            }
            cache = made;
        }
        return made;
    }

    /** Sets up a {@link MailServerLookup}. Not thread-safe. */
    public static final class Builder {

        List<InetSocketAddress> nameServers = List.of();
        Duration timeout = Duration.ofSeconds(3);
        long cacheMaxSize = 10_000;
        Duration minTtl = Duration.ofSeconds(30);
        Duration maxTtl = Duration.ofHours(1);
        Duration unknownTtl = Duration.ofSeconds(5);
        LongSupplier nanoTime = System::nanoTime;

        private Builder() {}

        private Builder(Builder other) {
            nameServers = other.nameServers;
            timeout = other.timeout;
            cacheMaxSize = other.cacheMaxSize;
            minTtl = other.minTtl;
            maxTtl = other.maxTtl;
            unknownTtl = other.unknownTtl;
            nanoTime = other.nanoTime;
        }

        /**
         * Sets the name servers to ask, in order. They must look names up on behalf of others.
         *
         * @param nameServers each as {@code host}, {@code host:port}, an IPv6 address or {@code [IPv6 address]:port}; without a port, 53.
         *     Empty, as by default, for those of the system
         * @return this
         * @throws IllegalArgumentException if one cannot be read, or is a name whose address cannot be found
         */
        public Builder nameServers(List<String> nameServers) {
            this.nameServers = nameServers.stream().map(NameServers::parse).toList();
            return this;
        }

        /**
         * Sets for how long one domain is looked up at most, with all repetitions and TCP.
         *
         * @param timeout a positive time; three seconds by default
         * @return this
         * @throws IllegalArgumentException if it is not
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Arguments.positive("timeout", timeout);
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
            this.cacheMaxSize = Arguments.notNegative("cacheMaxSize", cacheMaxSize);
            return this;
        }

        /**
         * Sets for how long an answer is kept at least, however short its time to live.
         *
         * @param minTtl a positive time; 30 seconds by default
         * @return this
         * @throws IllegalArgumentException if it is not
         */
        public Builder minTtl(Duration minTtl) {
            this.minTtl = Arguments.positive("minTtl", minTtl);
            return this;
        }

        /**
         * Sets for how long an answer is kept at most, however long its time to live.
         *
         * @param maxTtl a positive time; one hour by default
         * @return this
         * @throws IllegalArgumentException if it is not
         */
        public Builder maxTtl(Duration maxTtl) {
            this.maxTtl = Arguments.positive("maxTtl", maxTtl);
            return this;
        }

        /**
         * Sets for how long it is kept that nobody could say.
         *
         * @param unknownTtl a positive time; five seconds by default
         * @return this
         * @throws IllegalArgumentException if it is not
         */
        public Builder unknownTtl(Duration unknownTtl) {
            this.unknownTtl = Arguments.positive("unknownTtl", unknownTtl);
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
         * Builds the lookup. Before the first lookup nothing is asked, and there is neither a thread nor a cache.
         *
         * @return the lookup
         * @throws IllegalArgumentException if {@code minTtl} is longer than {@code maxTtl}
         */
        public MailServerLookup build() {
            return build(settings -> {
                SelectorLoop loop = new SelectorLoop(IDLE);
                return new MailServerCache(settings, loop, new NioTransport(loop));
            });
        }

        /** Builds a lookup that makes its cache from what is set now. */
        MailServerLookup build(Function<Builder, MailServerCache> cache) {
            if (minTtl.compareTo(maxTtl) > 0) {
                throw new IllegalArgumentException(
                        "'minTtl' must not be longer than 'maxTtl', was " + minTtl + " and " + maxTtl);
            }
            Builder settings = new Builder(this);
            return new MailServerLookup(timeout, () -> cache.apply(settings));
        }
    }
}
