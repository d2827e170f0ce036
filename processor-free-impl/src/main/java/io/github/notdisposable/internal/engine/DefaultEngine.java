/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.engine;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.CheckerEngineSource;
import io.github.notdisposable.config.ConfigurationException;
import io.github.notdisposable.config.ConfiguredChecker;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import jakarta.validation.ConstraintDeclarationException;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The engine of an application without a framework: the checker that system properties, the environment and
 * {@code META-INF/notdisposable.properties} describe. {@link java.util.ServiceLoader} makes it, one for each context class loader.
 *
 * <p>Settings are read when the first constraint is, and not again. What the checker holds is freed when the engine is closed, which the Servlet
 * integration does at the end of an application, or when the JVM ends; its threads are daemons. Thread-safe.
 */
public final class DefaultEngine implements CheckerEngineSource {

    private @Nullable ConfiguredChecker configured;
    private @Nullable CheckerEngineSource engine;

    /** Creates an engine that has read no settings yet. */
    public DefaultEngine() {}

    /**
     * {@inheritDoc}
     *
     * @throws ConstraintDeclarationException if the settings cannot be used, with what is wrong with them; they are read again the next time
     */
    @Override
    public BiPredicate<CharSequence, ConstraintValidatorContext> prepare(NotDisposable constraint) {
        return engine().prepare(constraint);
    }

    @Override
    public Optional<CheckerEngine> checkerEngine() {
        return engine().checkerEngine();
    }

    private synchronized CheckerEngineSource engine() {
        if (engine == null) {
            try {
                Settings settings = Settings.load();
                if (settings.get(SettingsCatalog.ENABLED)) {
                    configured = ConfiguredChecker.of(settings);
                    engine = CheckerEngine.of(configured.checker());
                } else {
                    engine = CheckerEngine.off();
                }
            } catch (ConfigurationException e) {
                throw new ConstraintDeclarationException(e.getMessage(), e);
            }
        }
        return engine;
    }

    /** {@inheritDoc} A constraint that is read later makes another checker. */
    @Override
    public synchronized void close() {
        if (configured != null) {
            configured.close();
        }
        configured = null;
        engine = null;
    }
}
