/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.AnswerStore;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Origin;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.internal.Arguments;
import io.github.notdisposable.internal.TraitSet;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a backend that asks a service, so that nothing the service does or fails to do hurts the form.
 *
 * <ul>
 *   <li><b>Cache.</b> Answers are kept by domain where they depend on the domain alone, by address else, for a time that depends on the
 *       category; a failure is kept for a short time too. An answer that is no longer fresh serves while the service cannot be asked. An answer
 *       that is not {@linkplain BackendAnswer#isReusable() reusable} serves only then, so that the service can count.
 *   <li><b>Bans.</b> That a client is banned is remembered for the client, for a short time, and never for the address.
 *   <li><b>Single-flight.</b> Equal questions at the same time are one request; with a backend that looks at the client, only those of one
 *       client.
 *   <li><b>Circuit breaker.</b> A service that fails too often is left alone for a while, and then asked once.
 *   <li><b>Bulkhead.</b> Only so many requests are under way; others wait for a place a short time, and then do without the service.
 *   <li><b>Pauses.</b> After 429 the service is left alone for the time of {@code Retry-After}; after a refused key or a spent quota for some
 *       minutes. Then one question finds out whether it is over.
 *   <li><b>Retries.</b> A connection that could not be made or broke is tried once more if the deadline leaves the time.
 *   <li><b>Event loops.</b> A thread that must not block is answered from memory, fresh or not, or with
 *       {@link UnavailableReason#WOULD_BLOCK}.
 * </ul>
 *
 * <p>The wrapped backend is asked for all traits, so that its answer serves every later question.
 *
 * <p>Thread-safe, starts none, and holds no lock while it waits. Writes a line to the log when the service begins to fail
 * and when it answers again, without address or client.
 *
 * <p>Keys: {@code notdisposable.cache.max-size} ({@link Builder#maxSize}), {@code .white}, {@code .grey}, {@code .black}
 * ({@link Builder#keep}), {@code .unavailable} ({@link Builder#keepFailures}), {@code .stale} ({@link Builder#serveStale}), {@code .banned}
 * ({@link Builder#keepBans}); {@code notdisposable.resilience.max-concurrent} ({@link Builder#maxConcurrent}), {@code .max-wait}
 * ({@link Builder#maxWait}), {@code .retries} ({@link Builder#retries}), {@code .retry-floor} ({@link Builder#retryFloor}), {@code .failure-rate} ({@link Builder#failureRate}),
 * {@code .window} ({@link Builder#window}), {@code .minimum-calls} ({@link Builder#minimumCalls}), {@code .open-time}
 * ({@link Builder#openTime}), {@code .rate-limit-pause}, {@code .quota-pause}, {@code .key-pause}, {@code .longest-pause}.
 */
public final class ResilientBackend implements EmailBackend {

    private static final Set<EmailTrait> ALL_TRAITS = TraitSet.of(EmailTrait.values());

    private final EmailBackend backend;
    private final Scope scope;
    private final AnswerCache cache;
    private final SingleFlight singleFlight = new SingleFlight();
    private final CallGuard guard;

    private ResilientBackend(Builder builder) {
        backend = builder.backend;
        scope = backend.scope();
        cache = new AnswerCache(builder, backend.name(), scope);
        guard = new CallGuard(builder, backend);
    }

    /**
     * Starts a wrapping.
     *
     * @param backend the backend, which is closed with this one
     * @return a builder, with every default set
     */
    public static Builder builder(EmailBackend backend) {
        return new Builder(backend);
    }

    /**
     * Wraps a backend with the defaults.
     *
     * @param backend the backend, which is closed with this one
     * @return the wrapped backend
     */
    public static ResilientBackend of(EmailBackend backend) {
        return builder(backend).build();
    }

    @Override
    public String name() {
        return backend.name();
    }

    @Override
    public Scope scope() {
        return scope;
    }

    /** {@return the backend within} */
    public EmailBackend backend() {
        return backend;
    }

    @Override
    public Optional<String> warning() {
        return backend.warning();
    }

    /** {@return how the service is doing} */
    public ServiceState state() {
        return guard.state(cache.size());
    }

    /** Forgets all answers and bans that are in memory, but not those in a shared store. */
    public void clearCache() {
        cache.clear();
    }

    /**
     * Forgets what the service said of an address and of its domain: here, in the shared store, and in the memory of the other processes, where
     * the store can tell them. For an answer that is known to hold no longer. May block as long as the store takes.
     *
     * @param address the address
     */
    public void forget(EmailAddress address) {
        cache.forget(QuestionKey.ofAddress(address), QuestionKey.ofDomain(address.domain()));
    }

    /**
     * Forgets what the service said of a domain, as {@link #forget(EmailAddress)} does; what it said of whole addresses there stays.
     *
     * @param domain the domain in canonical form: lower case, ASCII, no dot at the end
     */
    public void forgetDomain(String domain) {
        cache.forget(QuestionKey.ofDomain(domain), QuestionKey.ofBareDomain(domain));
    }

    @Override
    public BackendAnswer check(BackendQuery query) {
        BackendAnswer fresh = cache.fresh(query);
        if (fresh != null) {
            return fresh;
        }
        BackendAnswer answer = askOrWait(query);
        if (answer.isAvailable()) {
            return answer;
        }
        BackendAnswer stale = cache.stale(query);
        return stale != null ? stale : answer;
    }

    private BackendAnswer askOrWait(BackendQuery query) {
        if (!query.mayBlock()) {
            return BackendAnswer.unavailable(UnavailableReason.WOULD_BLOCK);
        }
        // The backends before this one have taken all the time: that says nothing about this service.
        return query.deadline().isExpired()
                ? BackendAnswer.unavailable(UnavailableReason.NO_TIME_LEFT)
                : singleFlight.run(singleFlightKey(query), query.deadline(), () -> ask(query));
    }

    private Object singleFlightKey(BackendQuery query) {
        QuestionKey question = QuestionKey.of(query, scope);
        return scope == Scope.CLIENT
                ? new QuestionKey.OfClient(question, query.client().orElse(null))
                : question;
    }

    private BackendAnswer ask(BackendQuery query) {
        // The question before this one may have ended between the look into the cache and now.
        BackendAnswer known = cache.fresh(query);
        if (known == null) {
            known = cache.shared(query);
        }
        if (known != null) {
            return known;
        }
        BackendAnswer answer = guard.ask(query.withWanted(ALL_TRAITS));
        if (answer.origin() == Origin.ASKED) {
            cache.keep(query, answer);
        }
        return answer;
    }

    @Override
    public void close() {
        backend.close();
        cache.close();
    }

    @Override
    public String toString() {
        return "ResilientBackend[" + name() + "]";
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {

        final EmailBackend backend;
        final Map<Category, Duration> fresh = new EnumMap<>(Category.class);
        int maxSize = 10_000;
        Duration failure = Duration.ofSeconds(5);
        Duration stale = Duration.ofDays(1);
        Duration banned = Duration.ofSeconds(30);

        @Nullable
        AnswerStore store;

        int maxConcurrent = 64;
        Duration maxWait = Duration.ofMillis(100);
        int retries = 1;
        Duration retryFloor = Duration.ofSeconds(1);
        float failureRate = 50;
        int window = 20;
        int minimumCalls = 5;
        Duration openTime = Duration.ofSeconds(10);
        Duration rateLimitPause = Duration.ofSeconds(10);
        Duration quotaPause = Duration.ofMinutes(15);
        Duration keyPause = Duration.ofMinutes(5);
        Duration longestPause = Duration.ofHours(1);
        LongSupplier nanoTime = System::nanoTime;
        Clock clock = Clock.systemUTC();

        private Builder(EmailBackend backend) {
            this.backend = Objects.requireNonNull(backend, "backend");
            fresh.put(Category.WHITE, Duration.ofHours(1));
            fresh.put(Category.GREY, Duration.ofHours(1));
            fresh.put(Category.BLACK, Duration.ofDays(1));
        }

        /**
         * Sets how many answers are kept in memory; the least used go first.
         *
         * @param maxSize 0 to 10,000,000; 10,000 by default
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxSize(int maxSize) {
            this.maxSize = Arguments.between("maxSize", maxSize, 0, 10_000_000);
            return this;
        }

        /**
         * Sets how long answers of a category are fresh.
         *
         * @param category {@link Category#WHITE}: an hour by default; {@link Category#GREY}: an hour; {@link Category#BLACK}, with all else that
         *     settles the matter: a day
         * @param time zero if each question shall be asked; it serves while the service is down even so
         * @return this
         * @throws IllegalArgumentException if the category is another, or the time negative
         */
        public Builder keep(Category category, Duration time) {
            if (!fresh.containsKey(category)) {
                throw new IllegalArgumentException("'category' must be WHITE, GREY or BLACK, was " + category);
            }
            fresh.put(category, Arguments.notNegative("keep", time));
            return this;
        }

        /**
         * Sets how long a failure is kept for the address that met it: a form that is validated twice does not wait twice.
         *
         * @param time 5 seconds by default; zero for not at all
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder keepFailures(Duration time) {
            failure = Arguments.notNegative("keepFailures", time);
            return this;
        }

        /**
         * Sets for how long an answer that is no longer fresh may serve while the service cannot be asked.
         *
         * @param time a day by default; zero for not at all
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder serveStale(Duration time) {
            stale = Arguments.notNegative("serveStale", time);
            return this;
        }

        /**
         * Sets for how long it is remembered that the service banned a client.
         *
         * @param time 30 seconds by default: so long after the client is let in again at the service, it is let in here; zero for not at all
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder keepBans(Duration time) {
            banned = Arguments.notNegative("keepBans", time);
            return this;
        }

        /**
         * Sets where answers are shared with other processes.
         *
         * @param store the store; {@code null}, as by default, for none
         * @return this
         */
        public Builder store(@Nullable AnswerStore store) {
            this.store = store;
            return this;
        }

        /**
         * Sets how many requests may be under way at once. Further questions wait for a place as {@link #maxWait} says.
         *
         * @param maxConcurrent 1 to 10,000; 64 by default
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxConcurrent(int maxConcurrent) {
            this.maxConcurrent = Arguments.between("maxConcurrent", maxConcurrent, 1, 10_000);
            return this;
        }

        /**
         * Sets how long a question waits for a place among those that are under way, if its deadline leaves that time; otherwise it takes a free
         * place or none. A question without a place is answered without the service, so that a slow one does not hold the threads of the
         * application.
         *
         * @param maxWait 100 milliseconds by default; zero for not at all. At the very worst a check ends so much after its deadline
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxWait(Duration maxWait) {
            this.maxWait = Arguments.notNegative("maxWait", maxWait);
            return this;
        }

        /**
         * Sets how often a connection that could not be made or broke is tried again within one check.
         *
         * @param retries 0 to 5; 1 by default
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder retries(int retries) {
            this.retries = Arguments.between("retries", retries, 0, 5);
            return this;
        }

        /**
         * Sets how much time must be left until the deadline for another try.
         *
         * @param retryFloor a second by default
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder retryFloor(Duration retryFloor) {
            this.retryFloor = Arguments.notNegative("retryFloor", retryFloor);
            return this;
        }

        /**
         * Sets at which share of failures the circuit breaker opens.
         *
         * @param percent 1 to 100; 50 by default
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder failureRate(int percent) {
            failureRate = Arguments.between("failureRate", percent, 1, 100);
            return this;
        }

        /**
         * Sets over how many of the last requests the share of failures is taken.
         *
         * @param requests 1 to 10,000; 20 by default
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder window(int requests) {
            window = Arguments.between("window", requests, 1, 10_000);
            return this;
        }

        /**
         * Sets how many requests there must have been before the circuit breaker opens.
         *
         * @param requests 1 to 10,000; 5 by default
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder minimumCalls(int requests) {
            minimumCalls = Arguments.between("minimumCalls", requests, 1, 10_000);
            return this;
        }

        /**
         * Sets how long the circuit breaker stays open before one question tries whether the service is back.
         *
         * @param time 10 seconds by default
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder openTime(Duration time) {
            openTime = Arguments.positive("openTime", time);
            return this;
        }

        /**
         * Sets how long the service is left alone after 429 without {@code Retry-After}.
         *
         * @param time 10 seconds by default; it is at least a second in any case
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder rateLimitPause(Duration time) {
            rateLimitPause = Arguments.positive("rateLimitPause", time);
            return this;
        }

        /**
         * Sets how long the service is left alone when the quota is spent.
         *
         * @param time 15 minutes by default; it is at least a second in any case
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder quotaPause(Duration time) {
            quotaPause = Arguments.positive("quotaPause", time);
            return this;
        }

        /**
         * Sets how long the service is left alone when it has refused the key.
         *
         * @param time 5 minutes by default; it is at least a second in any case
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder keyPause(Duration time) {
            keyPause = Arguments.positive("keyPause", time);
            return this;
        }

        /**
         * Sets the longest time for which the service is left alone, whatever {@code Retry-After} says.
         *
         * @param time an hour by default
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder longestPause(Duration time) {
            longestPause = Arguments.positive("longestPause", time);
            return this;
        }

        /** Sets the clock by which answers grow old and pauses end, for tests. */
        Builder nanoTime(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            return this;
        }

        /**
         * Sets the clock by which answers in a shared store are as old as they are.
         *
         * @param clock the system's clock by default
         * @return this
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** {@return the wrapped backend} */
        public ResilientBackend build() {
            return new ResilientBackend(this);
        }
    }
}
