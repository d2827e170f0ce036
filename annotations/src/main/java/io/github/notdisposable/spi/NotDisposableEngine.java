/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spi;

import io.github.notdisposable.NotDisposable;
import jakarta.validation.ConstraintValidatorContext;
import java.util.function.BiPredicate;

/**
 * What the validator asks. The artifact {@code notdisposable} implements it; a framework hands its own instance to each validator it creates,
 * or registers it with {@link NotDisposableEngines}.
 *
 * <p>Implementations are thread-safe.
 */
@FunctionalInterface
public interface NotDisposableEngine extends AutoCloseable {

    /**
     * Compiles the attributes of one constraint.
     *
     * @param constraint the constraint as it stands on the element
     * @return a test of one value, never {@code null}: {@code true} when the value is valid; else {@code false}, after it has added its own
     *     violation to the context and disabled the default one. It is thread-safe, and throws for no value.
     * @throws jakarta.validation.ConstraintDeclarationException if the attributes contradict each other, or name a policy that is not configured
     */
    BiPredicate<CharSequence, ConstraintValidatorContext> prepare(NotDisposable constraint);

    /** Frees what the engine itself has made; by default it has made nothing. Never throws. */
    @Override
    default void close() {}
}
