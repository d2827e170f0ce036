/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.client.ClientGroup;
import io.github.notdisposable.internal.OutageLog;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the lookups in flight, so that silent name servers cost those who ask about their zones and nobody else. Used on the thread of the loop
 * only.
 *
 * <ul>
 *   <li>A zone has at most {@value #MAX_OF_ZONE} lookups in flight; more are refused at once.
 *   <li>A client has at most {@value #MAX_OF_CLIENT}, and all clients together have {@value #MAX}. At these limits the oldest lookup gives way
 *       if it has had its fair time. A name server that answers at all has usually answered by then.
 *   <li>Where nothing gives way yet, a lookup waits a moment for a place.
 * </ul>
 */
final class DnsBulkhead {

    /** Fewer than the 150 questions that dnsmasq forwards at once by default, as all lookups may be silent ones. */
    static final int MAX = 128;

    static final int MAX_OF_ZONE = 4;
    static final int MAX_OF_CLIENT = 16;

    /** How long a lookup keeps its place when others need it. */
    static final Duration FAIR_TIME = Duration.ofMillis(250);

    /** How long a lookup waits for a place. */
    static final Duration MAX_WAIT = Duration.ofMillis(100);

    static final int MAX_WAITING = 1_024;

    private final EventLoop loop;
    private final Map<Object, Integer> counts = new HashMap<>();
    private final Deque<Lookup> waiting = new ArrayDeque<>();

    /** The oldest first. */
    private final Set<Lookup> inFlight = new LinkedHashSet<>();

    private final OutageLog crowds = new OutageLog(System.getLogger(MailServerLookup.class.getName()));
    private boolean admitting;

    DnsBulkhead(EventLoop loop) {
        this.loop = loop;
    }

    /** A lookup from when it asks for a place until its result is there. */
    static final class Lookup {

        private final String zone;
        private final @Nullable ClientGroup client;
        private final CompletableFuture<MailServerResolver.Timed> result;
        private final Runnable start;
        private long admittedAt;

        /**
         * @param zone the registrable domain
         * @param client the client, or null if it is not known
         * @param result completed by the lookup when it ends, or by the bulkhead if it has no place
         * @param start starts the lookup
         */
        Lookup(
                String zone,
                @Nullable ClientGroup client,
                CompletableFuture<MailServerResolver.Timed> result,
                Runnable start) {
            this.zone = zone;
            this.client = client;
            this.result = result;
            this.start = start;
        }

        private void refuse() {
            result.complete(MailServerResolver.Timed.unknown(UnavailableReason.OVERLOADED));
        }
    }

    /**
     * Starts a lookup, now or when there is a place, or completes it as overloaded.
     *
     * @param lookup the lookup
     */
    void enter(Lookup lookup) {
        if (waiting.size() >= MAX_WAITING || !hasCapacityInZone(lookup) || !hasCapacityForClient(lookup)) {
            lookup.refuse();
            return;
        }
        count(lookup, 1);
        waiting.add(lookup);
        CompletableFuture<?> unused = lookup.result.whenComplete((timed, failure) -> release(lookup));
        admit();
        if (waiting.contains(lookup)) {
            loop.at(inFlight.iterator().next().admittedAt + FAIR_TIME.toNanos(), this::admit);
            loop.at(loop.nanoTime() + MAX_WAIT.toNanos(), () -> refuseIfWaiting(lookup));
        }
    }

    private boolean hasCapacityInZone(Lookup lookup) {
        return counts.getOrDefault(lookup.zone, 0) < MAX_OF_ZONE;
    }

    private boolean hasCapacityForClient(Lookup lookup) {
        ClientGroup client = lookup.client;
        return client == null
                || counts.getOrDefault(client, 0) < MAX_OF_CLIENT
                || evictOldest(other -> client.equals(other.client));
    }

    private void admit() {
        if (admitting) {
            return;
        }
        admitting = true;
        try {
            while (!waiting.isEmpty() && hasCapacity()) {
                Lookup next = waiting.remove();
                next.admittedAt = loop.nanoTime();
                inFlight.add(next);
                next.start.run();
            }
        } finally {
            admitting = false;
        }
    }

    private boolean hasCapacity() {
        if (inFlight.size() < MAX) {
            return true;
        }
        crowds.failed(() ->
                MAX + " DNS lookups are in flight, which is the limit. Those that take long are abandoned early.");
        return evictOldest(other -> true);
    }

    /** Ends the oldest of the matching lookups; false if it has not had its fair time. */
    private boolean evictOldest(Predicate<Lookup> matching) {
        Lookup oldest = inFlight.stream().filter(matching).findFirst().orElse(null);
        if (oldest == null || loop.nanoTime() - oldest.admittedAt < FAIR_TIME.toNanos()) {
            return false;
        }
        oldest.refuse();
        return true;
    }

    private void refuseIfWaiting(Lookup lookup) {
        if (waiting.contains(lookup)) {
            lookup.refuse();
        }
    }

    private void release(Lookup lookup) {
        count(lookup, -1);
        if (!inFlight.remove(lookup)) {
            waiting.remove(lookup);
        }
        admit();
        if (inFlight.size() < MAX / 2) {
            crowds.worked(() -> "DNS lookups are below their limit again.");
        }
    }

    private void count(Lookup lookup, int change) {
        add(lookup.zone, change);
        if (lookup.client != null) {
            add(lookup.client, change);
        }
    }

    private void add(Object key, int change) {
        counts.merge(key, change, (before, more) -> before + more == 0 ? null : before + more);
    }
}
