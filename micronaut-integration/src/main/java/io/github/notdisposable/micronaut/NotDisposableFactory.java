/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.micronaut;

import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.CheckListener;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.config.ConfiguredChecker;
import io.github.notdisposable.config.Settings;
import io.micronaut.context.MessageSource;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import io.micronaut.context.i18n.ResourceBundleMessageSource;
import jakarta.inject.Singleton;
import java.util.List;

/** The beans, made when they are needed. A bean of the application with {@code @Replaces} takes the place of any of them. */
@Factory
final class NotDisposableFactory {

    /** Where Hibernate Validator finds the texts by itself; Micronaut's interpolator asks message sources instead. */
    private static final String BUNDLE = "ContributorValidationMessages";

    @Singleton
    Settings settings(Environment environment) {
        return EnvironmentSettings.read(environment);
    }

    @Singleton
    @Bean(preDestroy = "close")
    ConfiguredChecker configuredChecker(Settings settings, List<EmailBackend> backends, List<CheckListener> listeners) {
        ConfiguredChecker.Builder builder = ConfiguredChecker.builder(settings);
        backends.forEach(builder::backend);
        return builder.customize(checker -> {
                    // A service that is asked on an event loop would hold up every other request on it.
                    checker.mayBlock(() -> !EventLoops.isCurrent());
                    listeners.forEach(checker::listener);
                })
                .build();
    }

    @Singleton
    EmailChecker emailChecker(ConfiguredChecker configured) {
        return configured.checker();
    }

    @Singleton
    ClientIpResolver clientIpResolver(Settings settings) {
        return settings.clientIpResolver().build();
    }

    @Singleton
    MessageSource notDisposableMessages() {
        return new ResourceBundleMessageSource(BUNDLE);
    }
}
