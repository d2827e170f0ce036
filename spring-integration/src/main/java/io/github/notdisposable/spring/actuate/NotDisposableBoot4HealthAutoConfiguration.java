/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.actuate;

import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.EmailChecker;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health of the backends on Spring Boot 4. A backend that needs a person is {@code DEGRADED}, which leaves the
 * application's own status as it is: addresses are still checked or let in, as the settings say.
 * {@code management.health.notdisposable.enabled=false} leaves it out.
 */
@AutoConfiguration(afterName = "io.github.notdisposable.spring.NotDisposableAutoConfiguration")
@ConditionalOnClass(name = "org.springframework.boot.health.contributor.CompositeHealthContributor")
@ConditionalOnBean(EmailChecker.class)
public final class NotDisposableBoot4HealthAutoConfiguration {

    private static final Status DEGRADED = new Status("DEGRADED");

    /** Called by Spring. */
    public NotDisposableBoot4HealthAutoConfiguration() {}

    @Bean
    @ConditionalOnEnabledHealthIndicator("notdisposable")
    @ConditionalOnMissingBean(name = "notdisposableHealthContributor")
    static CompositeHealthContributor notdisposableHealthContributor(EmailChecker checker) {
        Map<String, HealthContributor> parts = new LinkedHashMap<>();
        checker.backends().forEach(backend -> parts.put(backend.name(), (HealthIndicator) () -> health(backend)));
        return CompositeHealthContributor.fromMap(parts);
    }

    private static Health health(EmailBackend backend) {
        BackendReport report = BackendReport.of(backend, Clock.systemUTC());
        return Health.status(report.healthy() ? Status.UP : DEGRADED)
                .withDetails(report.details())
                .build();
    }
}
