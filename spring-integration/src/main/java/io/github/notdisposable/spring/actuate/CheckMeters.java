/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.actuate;

import io.github.notdisposable.Category;
import io.github.notdisposable.abuse.AbuseEvent;
import io.github.notdisposable.abuse.AbuseListener;
import io.github.notdisposable.backend.BackendAnswer.Origin;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.checker.CheckEvent;
import io.github.notdisposable.checker.CheckListener;
import io.github.notdisposable.checker.RefusalReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times checks. Values of tags are constants of the library and names of backends, never anything that came with a request. Meters are
 * kept, so that a check looks none of them up in the registry.
 */
@SuppressWarnings(
        "overloads") // Both kinds of listeners have an andThen of their own, and nobody calls it here with a lambda.
final class CheckMeters implements CheckListener, AbuseListener {

    private final MeterRegistry registry;
    private final Map<Category, Map<String, Timer>> checks = new ConcurrentHashMap<>();
    private final Map<RefusalReason, Map<String, Counter>> refusals = new ConcurrentHashMap<>();
    private final Map<String, OfBackend> backends = new ConcurrentHashMap<>();
    private final Counter unchecked;

    CheckMeters(MeterRegistry registry) {
        this.registry = registry;
        unchecked = Counter.builder("notdisposable.unchecked")
                .description("Addresses that were let in although a backend that was asked could not answer")
                .register(registry);
    }

    @Override
    public void onCheck(CheckEvent event) {
        Category category = event.category();
        kept(
                        kept(checks, category, any -> new ConcurrentHashMap<>()),
                        Words.orNone(event.source()),
                        source -> checkTimer(category, source))
                .record(event.time());
        for (CheckEvent.Asked asked : event.asked()) {
            kept(backends, asked.backend(), OfBackend::new).record(asked);
        }
    }

    @Override
    public void onRefused(RefusalReason reason, @Nullable String source) {
        kept(
                        kept(refusals, reason, any -> new ConcurrentHashMap<>()),
                        Words.orNone(source),
                        from -> refusalCounter(reason, from))
                .increment();
    }

    @Override
    public void onLetInUnchecked(Map<String, UnavailableReason> unavailable) {
        unchecked.increment();
    }

    @Override
    public void onAbuse(AbuseEvent event) {
        Counter.builder("notdisposable.abuse")
                .description("Bans, limits reached and budgets spent")
                .tag("event", Words.of(event.type()))
                .tag("subject", Words.of(event.subject().kind()))
                .register(registry)
                .increment();
    }

    private Timer checkTimer(Category category, String source) {
        return Timer.builder("notdisposable.checks")
                .description("Checks of addresses, by what came of them and who decided")
                .tag("category", Words.of(category))
                .tag("source", source)
                .register(registry);
    }

    private Counter refusalCounter(RefusalReason reason, String source) {
        return Counter.builder("notdisposable.refusals")
                .description("Addresses that were refused")
                .tag("reason", reason.code())
                .tag("source", source)
                .register(registry);
    }

    /** Reads before it computes, which may take a lock even where the value is there. */
    private static <K, T> T kept(Map<K, T> known, K key, Function<K, T> maker) {
        T value = known.get(key);
        return value != null ? value : known.computeIfAbsent(key, maker);
    }

    /** The meters of one backend. */
    private final class OfBackend {

        private final String backend;
        private final Map<String, Timer> timers = new ConcurrentHashMap<>();
        private volatile @Nullable DistributionSummary attemptsLeft;

        OfBackend(String backend) {
            this.backend = backend;
        }

        void record(CheckEvent.Asked asked) {
            UnavailableReason failure = asked.failure();
            Origin origin = asked.origin();
            String key = failure != null ? failure.name() : origin.name();
            kept(timers, key, name -> timer(failure, origin)).record(asked.time());
            Integer left = asked.attemptsLeft();
            if (left != null) {
                attemptsLeft().record(left);
            }
        }

        private Timer timer(@Nullable UnavailableReason failure, Origin origin) {
            return Timer.builder("notdisposable.backend")
                    .description("Questions put to a backend, with those that its memory answered")
                    .tag("backend", backend)
                    .tag("outcome", failure != null ? "unavailable" : Words.of(origin))
                    .tag("reason", failure != null ? Words.of(failure) : Words.NONE)
                    .register(registry);
        }

        private DistributionSummary attemptsLeft() {
            DistributionSummary known = attemptsLeft;
            if (known == null) {
                known = DistributionSummary.builder("notdisposable.attempts.left")
                        .description("Refused attempts that a service still grants a client before it bans it")
                        .tag("backend", backend)
                        .serviceLevelObjectives(1, 2, 3, 4, 5)
                        .register(registry);
                attemptsLeft = known;
            }
            return known;
        }
    }
}
