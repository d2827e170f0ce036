/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.micronaut;

import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import io.github.notdisposable.spi.NotDisposableEngine;
import io.github.notdisposable.spi.NotDisposableEngines;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import jakarta.annotation.PreDestroy;
import jakarta.validation.Validator;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Registers the engine when the context starts, so that an error in the settings ends the start, and releases it at its end. */
@Context
final class EngineStart {

    private static final Logger LOG = System.getLogger(EngineStart.class.getName());

    private static final String HIBERNATE = "org.hibernate.validator.";
    private static final String HIBERNATE_OF_MICRONAUT = "io.micronaut.configuration.hibernate.validator.";

    private final NotDisposableEngines.Registration registration;

    EngineStart(Settings settings, EmailChecker checker, @Nullable Validator validator) {
        boolean enabled = settings.get(SettingsCatalog.ENABLED);
        NotDisposableEngine engine = enabled ? CheckerEngine.of(checker) : CheckerEngine.off();
        registration = NotDisposableEngines.register(engine);
        if (enabled && !isHibernate(validator)) {
            LOG.log(
                    Level.ERROR,
                    "@NotDisposable is IGNORED: the Validator of this application is {0}, which passes over constraints that"
                            + " are not Micronaut''s own. Add io.micronaut.beanvalidation:micronaut-hibernate-validator.",
                    validator == null ? "missing" : validator.getClass().getName());
        }
    }

    static boolean isHibernate(@Nullable Validator validator) {
        if (validator == null) {
            return false;
        }
        String name = validator.getClass().getName();
        return name.startsWith(HIBERNATE) || name.startsWith(HIBERNATE_OF_MICRONAUT);
    }

    @PreDestroy
    void release() {
        registration.close();
    }
}
