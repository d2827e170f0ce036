/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.servlet;

import io.github.notdisposable.spi.NotDisposableEngines;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Closes, at the end of an application, the engine that its validators found through {@link java.util.ServiceLoader}, with its connections and
 * threads: otherwise a server that lets go of the application could not let go of its classes.
 *
 * <p>A container finds it by itself. Where none looks for initializers, as in a server that an application embeds, calling {@link #onStartup}
 * does the same. Thread-safe.
 */
public final class EngineRelease implements ServletContainerInitializer {

    /** Creates an initializer; containers do. */
    public EngineRelease() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        // A listener that is added in code must not ask the context for it later (Servlet 6.0, section 4.4).
        context.addListener(new AtTheEnd(context.getClassLoader()));
    }

    private record AtTheEnd(ClassLoader application) implements ServletContextListener {

        @Override
        public void contextDestroyed(ServletContextEvent end) {
            NotDisposableEngines.release(application);
        }
    }
}
