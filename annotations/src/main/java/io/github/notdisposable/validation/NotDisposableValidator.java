/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.validation;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.spi.NotDisposableEngine;
import io.github.notdisposable.spi.NotDisposableEngines;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The validator behind {@link NotDisposable}. It holds no logic: it asks a {@link NotDisposableEngine}.
 *
 * <p>Validation providers, containers and persistence providers create it, with the constructor that takes nothing. A container that has an
 * engine of its own calls {@link #bindTo} on each instance it creates, before the provider initialises it; an instance that is not bound
 * finds its engine through {@link NotDisposableEngines}. Immutable once initialised, and then thread-safe.
 */
public final class NotDisposableValidator implements ConstraintValidator<NotDisposable, CharSequence> {

    private @Nullable NotDisposableEngine engine;
    private BiPredicate<CharSequence, ConstraintValidatorContext> rule = (value, context) -> {
        throw new IllegalStateException("The validator of @NotDisposable was used before it was initialised.");
    };

    /** Creates a validator that is not bound to an engine. Does nothing else. */
    public NotDisposableValidator() {}

    /**
     * Binds this instance to an engine. Call it before {@link #initialize}; afterwards it has no effect.
     *
     * @param engine the engine to ask
     */
    public void bindTo(NotDisposableEngine engine) {
        this.engine = Objects.requireNonNull(engine, "engine");
    }

    @Override
    public void initialize(NotDisposable constraint) {
        NotDisposableEngine bound = engine;
        rule = (bound != null ? bound : NotDisposableEngines.current()).prepare(constraint);
    }

    @Override
    public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
        return value == null || rule.test(value, context);
    }
}
