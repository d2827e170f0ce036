/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import io.github.notdisposable.http.HttpSettings;
import io.github.notdisposable.internal.Arguments;
import io.github.notdisposable.internal.DaemonThreads;
import io.github.notdisposable.internal.Durations;
import io.github.notdisposable.internal.data.BundledData;
import io.github.notdisposable.internal.http.WebAddresses;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Downloads lists of disposable domains from addresses that the user names, again and again, and hands their domains on when they have changed.
 *
 * <p>A list is text in UTF-8 with one domain a line ({@code #} and {@code //} begin a comment), or JSON: an array of domains, an object
 * whose member {@code domains} or {@code blocklist} is such an array or has domains as its keys, or an object with domains as its keys. It
 * may be packed with gzip. A domain may begin with {@code *.}, {@code .} or {@code @}; in each case it is listed with all below it. Public
 * suffixes, and up to one entry in twenty that is no domain, are left out.
 *
 * <p>A list is taken over whole or not at all. Where it does not arrive whole and in time, or is not likely to be the list (see
 * {@link RefreshResult.Problem}), what was known of it before stands, and one line in the log says so, and one when it is well again. A
 * server is asked for a list only if it has changed ({@code If-None-Match}, {@code If-Modified-Since}). With a directory, the last good
 * state of each list is kept there too, and is there again at the next start without a network.
 *
 * <p>Thread-safe. One daemon thread, {@code notdisposable-refresh}, does the work between {@link Builder#build()} and {@link #close()}.
 */
final class ListRefresher implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ListRefresher.class.getName());

    /** The delay after the first failure; it doubles with each more, up to the interval. */
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);

    private final List<ListSource> lists;
    private final Consumer<Set<String>> sink;
    private final Duration interval;
    private final Clock clock;
    private final Fetcher fetcher;
    private final ScheduledExecutorService executor;
    private final boolean ownExecutor;
    private final ReentrantLock running = new ReentrantLock();
    private Duration retry = FIRST_RETRY;
    private @Nullable Future<?> next;
    private volatile List<RefreshResult> lastResults = List.of();
    private volatile boolean closed;

    private ListRefresher(Builder builder, Consumer<Set<String>> sink) {
        this.sink = sink;
        interval = builder.interval;
        clock = builder.clock;
        lists = new ArrayList<>();
        for (URI url : new LinkedHashSet<>(builder.urls)) {
            ListFile copy = builder.directory == null ? null : new ListFile(builder.directory, url);
            lists.add(new ListSource(url, lists.size() + 1, copy, builder.limits(), clock));
        }
        fetcher = new HttpFetcher(builder.http);
        ownExecutor = builder.executor == null;
        executor = builder.executor == null ? newExecutor() : builder.executor;
    }

    /**
     * Returns a builder with the defaults.
     *
     * @param urls the lists' addresses, at least one: HTTPS, or plain HTTP on this machine; one that is named twice counts once
     * @param http how servers are reached: proxy, certificates, whether plain HTTP to other machines is allowed, where anyone on the way can
     *     read and change the list; the length of an answer does not apply here
     * @return the builder
     * @throws IllegalArgumentException if there is no address, or one is neither HTTPS nor on this machine
     */
    static Builder builder(List<URI> urls, HttpSettings http) {
        return new Builder(urls, http);
    }

    /**
     * Refreshes the lists now, on the calling thread, and hands the domains on if any list has changed. Waits for a refresh that is under way.
     *
     * @return what became of each list, in the order of their addresses; lists that were left out because the thread was interrupted (its
     *     flag is set again) or this refresher is closed are {@link RefreshResult.Problem#INTERRUPTED}
     */
    List<RefreshResult> refreshNow() {
        try {
            running.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lists.stream().map(ListSource::interrupted).toList();
        }
        try {
            List<RefreshResult> results = new ArrayList<>();
            for (ListSource list : lists) {
                boolean stop = closed || Thread.currentThread().isInterrupted();
                results.add(stop ? list.interrupted() : list.refresh(fetcher));
            }
            if (results.stream().anyMatch(result -> result.status() == RefreshResult.Status.UPDATED)) {
                publish();
            }
            lastResults = List.copyOf(results);
            return lastResults;
        } finally {
            running.unlock();
        }
    }

    /** {@return the results of the last refresh; empty before the first} */
    List<RefreshResult> lastResults() {
        return lastResults;
    }

    /**
     * Returns the domains of all lists as they were last taken over.
     *
     * @return the domains, in canonical form; a new and immutable set, empty if no list has ever arrived
     */
    Set<String> domains() {
        Set<String> domains = new HashSet<>();
        lists.forEach(list -> list.addTo(domains));
        return Collections.unmodifiableSet(domains);
    }

    /** Stops refreshing, and the thread. What was handed on stands. Closing twice does no harm. */
    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            if (next != null) {
                next.cancel(false);
            }
        }
        fetcher.close();
        if (ownExecutor) {
            executor.shutdownNow();
            try {
                executor.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void start() {
        lists.forEach(ListSource::readFile);
        if (lists.stream().anyMatch(ListSource::isKnown)) {
            publish();
        }
        schedule(timeUntilStale());
    }

    /** So that many starts in a row do not mean many downloads, lists that were current a short time ago are left alone. */
    private Duration timeUntilStale() {
        Instant now = clock.instant();
        Duration wait = interval;
        for (ListSource list : lists) {
            Duration age = Duration.between(list.checked(), now);
            // A time in the future is none to go by.
            Duration left = age.isNegative() ? Duration.ZERO : interval.minus(age);
            wait = left.compareTo(wait) < 0 ? left : wait;
        }
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private void refreshAndScheduleNext() {
        boolean failed = true;
        try {
            failed = refreshNow().stream().anyMatch(result -> result.status() == RefreshResult.Status.KEPT);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            LOG.log(Level.ERROR, "The domain lists could not be refreshed.", e);
        } finally {
            Duration delay = interval;
            if (failed) {
                delay = retry.compareTo(interval) < 0 ? retry : interval;
                retry = delay.multipliedBy(2);
            } else {
                retry = FIRST_RETRY;
            }
            schedule(delay);
        }
    }

    private synchronized void schedule(Duration delay) {
        if (closed) {
            return;
        }
        // Up to a tenth more or less, so that many machines that were started together do not ask together.
        double jitter = 0.9 + 0.2 * ThreadLocalRandom.current().nextDouble();
        try {
            next = executor.schedule(
                    this::refreshAndScheduleNext, (long) (delay.toMillis() * jitter), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "The domain lists are no longer refreshed: the executor rejects the task.");
        }
    }

    private void publish() {
        Set<String> domains = domains();
        try {
            sink.accept(domains);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The domains of the lists could not be published.", e);
        }
    }

    private static ScheduledExecutorService newExecutor() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("refresh"));
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    /** Sets up a {@link ListRefresher}. Not thread-safe. */
    static final class Builder {

        private static final Duration SHORTEST_INTERVAL = Duration.ofMinutes(1);

        private final List<URI> urls;
        private final HttpSettings http;
        private Duration interval = Duration.ofDays(1);
        private Duration timeout = Duration.ofSeconds(30);
        private int maxBytes = 16 * 1_024 * 1_024;
        private int maxDomains = 1_000_000;
        private double minShare = 0.5;
        private @Nullable Path directory;
        private @Nullable ScheduledExecutorService executor;
        private Clock clock = Clock.systemUTC();
        private Predicate<String> publicSuffix =
                domain -> BundledData.get().suffixes().isKnownSuffix(domain, 0, domain.length());

        private Builder(List<URI> urls, HttpSettings http) {
            this.urls = List.copyOf(urls);
            this.http = Objects.requireNonNull(http, "http");
            if (urls.isEmpty()) {
                throw new IllegalArgumentException("'urls' must not be empty");
            }
            for (URI url : urls) {
                WebAddresses.check("urls", url, http.allowInsecure(), "anyone on the way could change the list");
            }
        }

        /**
         * Sets the time between two refreshes, to which up to a tenth is added or taken away at random. After a failure it is one minute
         * at first, and twice as long after each further one.
         *
         * @param interval at least one minute; one day by default
         * @return this
         * @throws IllegalArgumentException if it is shorter
         */
        Builder interval(Duration interval) {
            if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
                throw new IllegalArgumentException("'interval' must be at least one minute, was " + interval);
            }
            this.interval = Durations.bounded(interval);
            return this;
        }

        /**
         * Sets how long fetching one list may take, from the connection to the last byte.
         *
         * @param timeout 30 seconds by default
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        Builder timeout(Duration timeout) {
            this.timeout = Arguments.positive("timeout", timeout);
            return this;
        }

        /**
         * Sets how many bytes one list may have, as it is sent and once it is unpacked.
         *
         * @param maxBytes a positive number; 16,777,216 by default
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        Builder maxBytes(int maxBytes) {
            this.maxBytes = Arguments.positive("maxBytes", maxBytes);
            return this;
        }

        /**
         * Sets how many domains one list may hold.
         *
         * @param maxDomains a positive number; 1,000,000 by default
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        Builder maxDomains(int maxDomains) {
            this.maxDomains = Arguments.positive("maxDomains", maxDomains);
            return this;
        }

        /**
         * Sets how many domains a list must still hold, as a share of what it held before. One that has truly become so much shorter is
         * taken over once this is lowered, or the copy on disk is deleted.
         *
         * @param minShare from 0, which allows all, to 1; 0.5 by default
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        Builder minShare(double minShare) {
            if (!(minShare >= 0 && minShare <= 1)) {
                throw new IllegalArgumentException("'minShare' must be from 0 to 1, was " + minShare);
            }
            this.minShare = minShare;
            return this;
        }

        /**
         * Sets where copies of the lists are kept. Several processes may share it.
         *
         * @param directory the directory, made when the first copy is; {@code null}, as by default, to keep none
         * @return this
         */
        Builder directory(@Nullable Path directory) {
            this.directory = directory;
            return this;
        }

        /**
         * Sets where the work is done.
         *
         * @param executor the executor, which is not shut down; by default one daemon thread
         * @return this
         */
        Builder executor(ScheduledExecutorService executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /**
         * Sets the clock for the age of the copies on disk.
         *
         * @param clock the clock; that of the system by default
         * @return this
         */
        Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Sets the test for public suffixes, which are left out of the lists: anybody can register domains below them.
         *
         * @param publicSuffix holds for a domain that is a public suffix itself; by default, those bundled with the library
         * @return this
         */
        Builder publicSuffix(Predicate<String> publicSuffix) {
            this.publicSuffix = Objects.requireNonNull(publicSuffix, "publicSuffix");
            return this;
        }

        /**
         * Reads the copies on disk, hands their domains on if there are any, and starts refreshing: at once, or when the copies have
         * become older than the interval.
         *
         * @param sink takes all domains in canonical form, in place of those it was given before, whenever a list has changed; called by
         *     one thread at a time, with a set that is immutable and never empty
         * @return the refresher
         */
        ListRefresher build(Consumer<Set<String>> sink) {
            ListRefresher refresher = new ListRefresher(this, sink);
            refresher.start();
            return refresher;
        }

        private ListSource.Limits limits() {
            return new ListSource.Limits(timeout, maxBytes, maxDomains, minShare, publicSuffix);
        }
    }
}
