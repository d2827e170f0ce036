/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.actuate;

import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.spring.ConditionalOnNotDisposable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of meters, where there is a {@link MeterRegistry}. Their names begin with {@code notdisposable}. */
@AutoConfiguration(
        afterName = {
            "io.github.notdisposable.spring.NotDisposableAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(name = "io.micrometer.core.instrument.MeterRegistry")
@ConditionalOnBean(type = "io.micrometer.core.instrument.MeterRegistry")
@ConditionalOnNotDisposable
public final class NotDisposableMetricsAutoConfiguration {

    /** Called by Spring. */
    public NotDisposableMetricsAutoConfiguration() {}

    @Bean
    static CheckMeters notDisposableCheckMeters(MeterRegistry registry) {
        return new CheckMeters(registry);
    }

    @Bean
    static ServiceMeters notDisposableServiceMeters(EmailChecker checker) {
        return new ServiceMeters(checker, Clock.systemUTC());
    }
}
