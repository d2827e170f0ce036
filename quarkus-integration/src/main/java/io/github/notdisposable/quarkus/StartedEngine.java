/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.quarkus;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.CheckerEngineSource;
import jakarta.validation.ConstraintValidatorContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for an engine until that is made: when the application starts, or at the first question if one comes before. Hibernate Validator makes
 * its validators in static initialization, where settings cannot be read yet. Thread-safe.
 */
final class StartedEngine implements CheckerEngineSource {

    private final Supplier<CheckerEngineSource> maker;
    private final List<Prepared> early = new ArrayList<>();
    private @Nullable CheckerEngineSource made;

    StartedEngine(Supplier<CheckerEngineSource> maker) {
        this.maker = maker;
    }

    /**
     * Makes the engine, and prepares what waits for it.
     *
     * @throws jakarta.validation.ConstraintDeclarationException if a constraint does not go with the settings
     */
    void start() {
        engine();
    }

    private synchronized CheckerEngineSource engine() {
        CheckerEngineSource engine = made;
        if (engine == null) {
            engine = maker.get();
            for (Prepared waiting : early) {
                waiting.test = engine.prepare(waiting.constraint);
            }
            early.clear();
            made = engine;
        }
        return engine;
    }

    @Override
    public synchronized BiPredicate<CharSequence, ConstraintValidatorContext> prepare(NotDisposable constraint) {
        if (made != null) {
            return made.prepare(constraint);
        }
        Prepared waiting = new Prepared(constraint);
        early.add(waiting);
        return waiting;
    }

    @Override
    public Optional<CheckerEngine> checkerEngine() {
        return engine().checkerEngine();
    }

    private final class Prepared implements BiPredicate<CharSequence, ConstraintValidatorContext> {

        private final NotDisposable constraint;
        private volatile @Nullable BiPredicate<CharSequence, ConstraintValidatorContext> test;

        Prepared(NotDisposable constraint) {
            this.constraint = constraint;
        }

        @Override
        public boolean test(CharSequence value, ConstraintValidatorContext context) {
            BiPredicate<CharSequence, ConstraintValidatorContext> prepared = test;
            return (prepared != null ? prepared : engine().prepare(constraint)).test(value, context);
        }
    }
}
