/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.dns.MailServerResolver.Timed;
import io.github.notdisposable.internal.data.BundledData;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Keeps answers and the lookups in flight, and begins new ones. Thread-safe. */
final class MailServerCache implements AutoCloseable {

    private final EventLoop loop;
    private final MailServerResolver resolver;
    private final DnsBulkhead bulkhead;
    private final Duration timeout;
    private final Duration minTtl;
    private final Duration maxTtl;
    private final Duration unknownTtl;
    private final AsyncCache<String, Timed> cache;
    private volatile boolean closed;

    MailServerCache(MailServerLookup.Builder builder, EventLoop loop, DnsTransport transport) {
        timeout = builder.timeout;
        minTtl = builder.minTtl;
        maxTtl = builder.maxTtl;
        unknownTtl = builder.unknownTtl;
        List<InetSocketAddress> servers = builder.nameServers;
        this.loop = loop;
        resolver = new MailServerResolver(servers.isEmpty() ? NameServers.ofSystem() : () -> servers, loop, transport);
        bulkhead = new DnsBulkhead(loop);
        cache = Caffeine.newBuilder()
                .maximumSize(builder.cacheMaxSize)
                .expireAfter(Expiry.<String, Timed>creating((domain, timed) -> timeToKeep(timed)))
                .ticker(builder.nanoTime::getAsLong)
                .executor(Runnable::run)
                .buildAsync();
    }

    /** Returns the answer that is remembered, in flight, or begun by this call. It must not be canceled: others may wait for it. */
    CompletableFuture<Timed> find(String canonicalDomain, @Nullable ClientIp client) {
        return cache.get(canonicalDomain, (domain, executor) -> begin(domain, client));
    }

    /** Returns the answer that is remembered, or null. */
    @Nullable
    Timed getIfPresent(String canonicalDomain) {
        return cache.synchronous().getIfPresent(canonicalDomain);
    }

    @Override
    public void close() {
        closed = true;
        loop.close();
    }

    private CompletableFuture<Timed> begin(String domain, @Nullable ClientIp client) {
        CompletableFuture<Timed> result = new CompletableFuture<>();
        String registrable = BundledData.get().suffixes().registrableDomain(domain);
        // Time spent waiting for a place counts.
        long end = loop.nanoTime() + timeout.toNanos();
        DnsBulkhead.Lookup lookup = new DnsBulkhead.Lookup(
                registrable == null ? domain : registrable,
                client == null ? null : client.group(),
                result,
                () -> resolver.resolve(domain, end, result));
        try {
            loop.execute(() -> bulkhead.enter(lookup));
        } catch (RejectedExecutionException e) {
            result.complete(Timed.unknown(closed ? UnavailableReason.FAILED : UnavailableReason.OVERLOADED));
        }
        return result;
    }

    private Duration timeToKeep(Timed timed) {
        UnavailableReason unavailable = timed.answer().unavailableReason().orElse(null);
        if (unavailable == UnavailableReason.OVERLOADED) {
            // It says nothing about the domain.
            return Duration.ZERO;
        }
        if (unavailable != null) {
            return unknownTtl;
        }
        if (timed.ttl() >= maxTtl.toSeconds()) {
            return maxTtl;
        }
        Duration ttl = Duration.ofSeconds(timed.ttl());
        return ttl.compareTo(minTtl) < 0 ? minTtl : ttl;
    }
}
