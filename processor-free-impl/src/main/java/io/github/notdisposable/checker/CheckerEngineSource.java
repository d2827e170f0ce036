/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.spi.NotDisposableEngine;
import java.util.Optional;

/** An engine that checks by a {@link CheckerEngine}, which can be asked without a constraint too. Implementations are thread-safe. */
public interface CheckerEngineSource extends NotDisposableEngine {

    /**
     * Returns the engine that checks for the current thread.
     *
     * @return the engine; empty if the application has switched the checks off
     * @throws jakarta.validation.ConstraintDeclarationException if the settings cannot be used, with what is wrong with them
     */
    Optional<CheckerEngine> checkerEngine();
}
