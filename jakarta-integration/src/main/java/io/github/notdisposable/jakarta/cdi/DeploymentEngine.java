/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.cdi;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.abuse.AbuseEvent;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.CheckerEngineSource;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.config.ConfigurationException;
import io.github.notdisposable.config.ConfiguredChecker;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import io.github.notdisposable.spi.NotDisposableEngine;
import io.github.notdisposable.spi.NotDisposableEngines;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.validation.ConstraintDeclarationException;
import jakarta.validation.ConstraintValidatorContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The engine of a deployment: over the application's checker bean, or over one that it makes by the settings; in an EAR for each sub-deployment
 * one, as each has settings of its own. It fires an event for each refusal and ban. Thread-safe.
 */
final class DeploymentEngine implements CheckerEngineSource {

    private static final Logger LOG = System.getLogger(DeploymentEngine.class.getName());

    private record Made(
            CheckerEngineSource engine, @Nullable ConfiguredChecker checker) {}

    private final BeanManager beans;
    private final boolean hasBean;
    private final ClassLoader home;

    /** By class loader of the sub-deployment. */
    private final Map<ClassLoader, Made> made = new HashMap<>();

    private final Map<ClassLoader, NotDisposableEngines.Registration> registrations = new HashMap<>();
    private boolean closed;

    /**
     * Creates an engine.
     *
     * @param hasBean whether the application has a checker bean of its own
     */
    DeploymentEngine(BeanManager beans, boolean hasBean) {
        this.beans = beans;
        this.hasBean = hasBean;
        home = context();
    }

    /** Registers this for the context class loader of the current thread. */
    void register() {
        register(context());
    }

    /** Registers this for a class loader, unless that is one of the server's. */
    void registerFor(ClassLoader loader) {
        if (isOfTheApplication(loader)) {
            register(loader);
        }
    }

    private synchronized void register(ClassLoader loader) {
        registrations.computeIfAbsent(loader, missing -> NotDisposableEngines.register(this, missing));
    }

    @Override
    public BiPredicate<CharSequence, ConstraintValidatorContext> prepare(NotDisposable constraint) {
        return current().prepare(constraint);
    }

    @Override
    public Optional<CheckerEngine> checkerEngine() {
        return current().checkerEngine();
    }

    /**
     * Undoes the registrations, and closes what was made for any sub-deployment. Nothing is made after that: a request that still runs asks what is
     * closed, or nobody. Without lambdas: where an application fails to start, GlassFish
     * closes its class loader before, so that they could not be linked.
     */
    @Override
    public synchronized void close() {
        closed = true;
        for (Map.Entry<ClassLoader, NotDisposableEngines.Registration> entry : registrations.entrySet()) {
            entry.getValue().close();
            NotDisposableEngines.release(entry.getKey());
        }
        registrations.clear();
        for (Made one : made.values()) {
            if (one.checker() != null) {
                one.checker().close();
            }
        }
    }

    private synchronized CheckerEngineSource current() {
        ClassLoader loader = context();
        ClassLoader owner = isOfTheApplication(loader) && !hasBean ? loader : home;
        Made engine = closed ? made.get(owner) : made.computeIfAbsent(owner, unused -> make());
        return engine == null ? CheckerEngine.off() : engine.engine();
    }

    private Made make() {
        if (hasBean) {
            EmailChecker own = beans.createInstance().select(EmailChecker.class).get();
            return new Made(CheckerEngine.of(own, this::fire), null);
        }
        try {
            Settings settings = Settings.load();
            if (!settings.get(SettingsCatalog.ENABLED)) {
                return new Made(CheckerEngine.off(), null);
            }
            ConfiguredChecker checker = ConfiguredChecker.builder(settings)
                    .customizeShield(shield -> shield.listener(this::fire))
                    .build();
            return new Made(CheckerEngine.of(checker.checker(), this::fire), checker);
        } catch (ConfigurationException wrong) {
            throw new ConstraintDeclarationException(wrong.getMessage(), wrong);
        }
    }

    /** A validator that throws turns a form into an error page, so what an observer throws ends here. */
    private void fire(Object event) {
        try {
            beans.getEvent().fire(event);
        } catch (RuntimeException failed) {
            String kind = event instanceof AbuseEvent ? "bans" : "refusals";
            LOG.log(
                    Level.WARNING,
                    "An observer of {0} failed with a {1}.",
                    kind,
                    failed.getClass().getName());
        }
    }

    /** A thread of a pool may have a class loader of the server's, which knows nothing of the application's settings. */
    private static boolean isOfTheApplication(ClassLoader loader) {
        try {
            return loader.loadClass(NotDisposableEngine.class.getName()) == NotDisposableEngine.class;
        } catch (ClassNotFoundException elsewhere) {
            return false;
        }
    }

    private static ClassLoader context() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader != null ? loader : ClassLoader.getSystemClassLoader();
    }
}
