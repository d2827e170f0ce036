/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.actuate;

import io.github.notdisposable.spring.ConditionalOnNotDisposable;
import io.github.notdisposable.spring.ServiceCustomizer;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of an observation, and so of a span where the application traces, for each request to a service. Nothing is added to the
 * request itself.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnClass(name = "io.micrometer.observation.ObservationRegistry")
@ConditionalOnBean(type = "io.micrometer.observation.ObservationRegistry")
@ConditionalOnNotDisposable
public final class NotDisposableObservationAutoConfiguration {

    /** Called by Spring. */
    public NotDisposableObservationAutoConfiguration() {}

    @Bean
    static ServiceCustomizer notDisposableObservedServices(ObservationRegistry registry) {
        return service -> new ObservedService(service, registry);
    }
}
