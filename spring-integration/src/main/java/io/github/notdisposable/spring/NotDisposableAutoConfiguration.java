/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import io.github.notdisposable.abuse.AbuseListener;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.CheckListener;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.config.ConfiguredChecker;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import io.github.notdisposable.config.SharedStores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Auto-configuration of the {@link EmailChecker}. There is none where {@code notdisposable.enabled} is {@code false}.
 *
 * <p>An {@link EmailChecker} bean of the application's own replaces ours. Else ours follows the properties {@code notdisposable.*}: it asks the
 * {@link EmailBackend} beans that {@code notdisposable.backends} names, tells the {@link CheckListener} beans, shares what it knows through a
 * {@link SharedStores} bean if there is one, and can be changed by {@link EmailCheckerCustomizer} and {@link ServiceCustomizer} beans. Closing
 * the application context closes it.
 *
 * <p>Where {@code notdisposable.abuse.enabled} is {@code true} there is an {@link AbuseShield} bean, which lists and lifts bans; it tells the
 * {@link AbuseListener} beans, and can be changed by {@link AbuseShieldCustomizer} beans.
 *
 * <p>In a web application, a {@link ClientIpResolver} bean finds out the clients of requests by the properties
 * {@code notdisposable.client-ip.*}; one of the application's own replaces it.
 */
@AutoConfiguration
@ConditionalOnNotDisposable
public final class NotDisposableAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(NotDisposableAutoConfiguration.class);

    /** Called by Spring. */
    public NotDisposableAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    static Settings notDisposableSettings(Environment environment) {
        return EnvironmentSettings.read(environment);
    }

    @Bean
    @ConditionalOnMissingBean({ConfiguredChecker.class, EmailChecker.class})
    static ConfiguredChecker configuredChecker(
            Settings settings,
            ObjectProvider<EmailBackend> backends,
            ObjectProvider<CheckListener> listeners,
            ObjectProvider<EmailCheckerCustomizer> customizers,
            ObjectProvider<AbuseListener> abuseListeners,
            ObjectProvider<AbuseShieldCustomizer> abuseCustomizers,
            ObjectProvider<ServiceCustomizer> serviceCustomizers,
            ObjectProvider<SharedStores> sharedStores,
            ResourceLoader resources) {
        ConfiguredChecker.Builder builder = ConfiguredChecker.builder(settings);
        ClassLoader loader = resources.getClassLoader();
        if (loader != null) {
            builder.classLoader(loader);
        }
        backends.orderedStream().forEach(backend -> {
            builder.backend(backend);
            warnIfNotAsked(backend, settings);
        });
        builder.customize(checker -> {
            listeners.orderedStream().forEach(checker::listener);
            customizers.orderedStream().forEach(customizer -> customizer.customize(checker));
        });
        builder.customizeShield(shield -> {
            abuseListeners.orderedStream().reduce(AbuseListener::andThen).ifPresent(shield::listener);
            abuseCustomizers.orderedStream().forEach(customizer -> customizer.customize(shield));
        });
        serviceCustomizers.orderedStream().forEach(customizer -> builder.customizeService(customizer::customize));
        sharedStores.ifAvailable(builder::sharedStores);
        return builder.build();
    }

    /** Not closed by itself: the bean that made it does so. */
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    static EmailChecker emailChecker(ConfiguredChecker configured) {
        return configured.checker();
    }

    @Bean
    @ConditionalOnBean(ConfiguredChecker.class)
    @ConditionalOnMissingBean
    @Conditional(OnAbuseShield.class)
    static AbuseShield abuseShield(ConfiguredChecker configured) {
        return configured.abuseShield().orElseThrow();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnWebApplication
    static ClientIpResolver clientIpResolver(Settings settings, EmailChecker checker) {
        boolean inUse = settings.get(SettingsCatalog.ABUSE_ENABLED)
                || checker.backends().stream().anyMatch(backend -> backend.scope() == BackendAnswer.Scope.CLIENT);
        return settings.clientIpResolver().addressInUse(() -> inUse).build();
    }

    @Bean
    @ConditionalOnMissingBean
    static CheckerEngine notDisposableEngine(EmailChecker checker) {
        return CheckerEngine.of(checker);
    }

    private static void warnIfNotAsked(EmailBackend backend, Settings settings) {
        if (!settings.get(SettingsCatalog.BACKENDS).contains(backend.name())) {
            LOG.warn(
                    "The backend {} is a bean, but {} does not name it: it is not asked.",
                    backend.name(),
                    SettingsCatalog.BACKENDS);
        }
    }
}
