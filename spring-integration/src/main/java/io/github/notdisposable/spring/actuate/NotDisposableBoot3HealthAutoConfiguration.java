/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.actuate;

import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.EmailChecker;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health of the backends on Spring Boot 3.5. A backend that needs a person is {@code DEGRADED}, which leaves the
 * application's own status as it is: addresses are still checked or let in, as the settings say.
 * {@code management.health.notdisposable.enabled=false} leaves it out.
 */
@AutoConfiguration(afterName = "io.github.notdisposable.spring.NotDisposableAutoConfiguration")
@ConditionalOnClass(name = "org.springframework.boot.actuate.health.CompositeHealthContributor")
@ConditionalOnBean(EmailChecker.class)
public final class NotDisposableBoot3HealthAutoConfiguration {

    private static final Status DEGRADED = new Status("DEGRADED");

    /** Called by Spring. */
    public NotDisposableBoot3HealthAutoConfiguration() {}

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
