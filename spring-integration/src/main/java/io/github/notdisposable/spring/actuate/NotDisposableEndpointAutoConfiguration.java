/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.actuate;

import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import io.github.notdisposable.embedded.EmbeddedBackend;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the endpoint {@code notdisposable}, to which {@code management.endpoint.notdisposable.access} grants access, and of what
 * the endpoint {@code info} says: the date of the bundled data. {@code management.info.notdisposable.enabled=false} leaves that out.
 */
@AutoConfiguration(afterName = "io.github.notdisposable.spring.NotDisposableAutoConfiguration")
@ConditionalOnClass(
        name = {
            "org.springframework.boot.actuate.endpoint.annotation.Endpoint",
            "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint"
        })
@ConditionalOnBean(EmailChecker.class)
public final class NotDisposableEndpointAutoConfiguration {

    /** Called by Spring. */
    public NotDisposableEndpointAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    static NotDisposableEndpoint notDisposableEndpoint(
            EmailChecker checker, ObjectProvider<AbuseShield> shield, Settings settings) {
        return new NotDisposableEndpoint(
                checker, shield.getIfAvailable(), settings.get(SettingsCatalog.ABUSE_BAN), Clock.systemUTC());
    }

    @Bean
    @ConditionalOnEnabledInfoContributor("notdisposable")
    static InfoContributor notDisposableInfoContributor(EmailChecker checker) {
        return info -> checker.backends().forEach(backend -> {
            if (backend instanceof EmbeddedBackend embedded) {
                info.withDetail(
                        "notdisposable", Map.of("dataDate", embedded.dataDate().toString()));
            }
        });
    }
}
