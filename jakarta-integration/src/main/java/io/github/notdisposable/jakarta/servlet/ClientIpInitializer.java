/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.servlet;

import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import io.github.notdisposable.jakarta.internal.ResourceCheck;
import io.github.notdisposable.jakarta.internal.SpringStarter;
import io.github.notdisposable.jakarta.internal.ValidationCheck;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers a {@link ClientIpFilter} for all requests when an application starts, and logs what is missing where nobody would call validators.
 *
 * <p>The setting {@code notdisposable.client-ip.filter}, possibly a context parameter, puts it before ({@code first}, the default) or behind ({@code
 * last}) the filters that are declared, or switches it off ({@code off}). It also stands back where {@code web.xml} declares the filter, which puts
 * it at a certain place, where {@link ClientIpFilter#register} is called, and where the Spring Boot starter sets up the application.
 *
 * <p>A container finds it by itself. Thread-safe.
 */
public final class ClientIpInitializer implements ServletContainerInitializer {

    /** Creates an initializer; containers do. */
    public ClientIpInitializer() {}

    /**
     * {@inheritDoc}
     *
     * @throws io.github.notdisposable.config.ConfigurationException if the settings cannot be used, with all that is wrong with them
     */
    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        if (SpringStarter.isIn(context.getClassLoader())) {
            return;
        }
        Settings settings = ServletSettings.of(context);
        if (!settings.get(SettingsCatalog.ENABLED)) {
            return;
        }
        // A listener that is added in code must not ask its own context for all of this later (Servlet 6.0, section
        // 4.4).
        context.addListener(new AtTheStart(context, context.getClassLoader()));
        String place = settings.get(SettingsCatalog.CLIENT_IP_FILTER);
        boolean declared = context.getFilterRegistrations().values().stream()
                .anyMatch(filter -> ClientIpFilter.class.getName().equals(filter.getClassName()));
        if (!declared && !place.equals("off")) {
            ClientIpFilter.registerItself(context, place.equals("first"));
        }
    }

    /** After CDI has started, which is not the case yet when initializers run. */
    private record AtTheStart(ServletContext context, ClassLoader application) implements ServletContextListener {

        @Override
        public void contextInitialized(ServletContextEvent start) {
            ValidationCheck.logWhatIsMissing();
            ResourceCheck.logWhatIsMissing(context, application);
        }
    }
}
