/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.quarkus;

import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.CheckListener;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.CheckerEngineSource;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.config.ConfiguredChecker;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import io.github.notdisposable.spi.NotDisposableEngines;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * The checker of the application as a bean, which its constraints ask, too. A bean of the application's own takes the place of each that is
 * produced here. Beans of type {@link EmailBackend} can be named in {@code notdisposable.backends}, and beans of type {@link CheckListener} are
 * called.
 *
 * <p>Settings are read when the application starts, and at each restart of dev mode. On an event loop no service is asked.
 */
@Singleton
public class NotDisposableBeans {

    private final Instance<EmailBackend> backends;
    private final Instance<CheckListener> listeners;
    private final Instance<EmailChecker> checker;
    private final StartedEngine engine = new StartedEngine(this::engine);
    private @Nullable Settings settings;
    private @Nullable ConfiguredChecker configured;
    private NotDisposableEngines.@Nullable Registration registration;

    /**
     * Creates the bean; Quarkus does.
     *
     * @param backends the application's backends
     * @param listeners the application's listeners
     * @param checker the checker that the constraints ask
     */
    @Inject
    public NotDisposableBeans(
            @Any Instance<EmailBackend> backends,
            @Any Instance<CheckListener> listeners,
            Instance<EmailChecker> checker) {
        this.backends = backends;
        this.listeners = listeners;
        this.checker = checker;
    }

    /** Comes before Hibernate Validator makes its validators. */
    void register(@Observes @Initialized(ApplicationScoped.class) Object initialized) {
        registration = NotDisposableEngines.register(engine);
    }

    /**
     * Comes before the application's own observers, which may validate, and ends the start if a setting cannot be used. What Quarkus calls static
     * initialization is too early: some sources of settings are not there yet, and a native image does it when it is built.
     */
    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start) {
        engine.start();
    }

    private CheckerEngineSource engine() {
        return settings().get(SettingsCatalog.ENABLED) ? CheckerEngine.of(checker.get()) : CheckerEngine.off();
    }

    private synchronized Settings settings() {
        Settings read = settings;
        if (read == null) {
            read = Settings.load();
            settings = read;
        }
        return read;
    }

    /** {@return the checker that the constraints ask} */
    @Produces
    @Singleton
    @DefaultBean
    EmailChecker checker() {
        if (!settings().get(SettingsCatalog.ENABLED)) {
            throw new IllegalStateException("There is no EmailChecker to inject, since notdisposable.enabled is false");
        }
        ConfiguredChecker.Builder builder = ConfiguredChecker.builder(settings());
        backends.forEach(builder::backend);
        ConfiguredChecker made = builder.customize(checker -> {
                    // A service that is asked on an event loop would hold up every other request on it.
                    checker.mayBlock(() -> !Context.isOnEventLoopThread());
                    listeners.forEach(checker::listener);
                })
                .build();
        configured = made;
        return made.checker();
    }

    /** {@return what finds out the client of a request} */
    @Produces
    @Singleton
    @DefaultBean
    ClientIpResolver clients() {
        return settings().clientIpResolver().build();
    }

    @PreDestroy
    void release() {
        if (registration != null) {
            registration.close();
        }
        if (configured != null) {
            configured.close();
        }
    }
}
