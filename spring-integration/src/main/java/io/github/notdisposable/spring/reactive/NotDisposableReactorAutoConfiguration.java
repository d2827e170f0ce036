/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.reactive;

import io.github.notdisposable.spring.ConditionalOnNotDisposable;
import io.github.notdisposable.spring.EmailCheckerCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import reactor.core.scheduler.Schedulers;

/**
 * Auto-configuration for applications with Reactor: on a thread that must not block, such as that of an event loop, the checker answers from
 * what it has in memory and asks no service.
 */
@AutoConfiguration
@ConditionalOnClass(name = "reactor.core.scheduler.Schedulers")
@ConditionalOnNotDisposable
public final class NotDisposableReactorAutoConfiguration {

    /** Called by Spring. */
    public NotDisposableReactorAutoConfiguration() {}

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static EmailCheckerCustomizer notDisposableReactorCustomizer() {
        return builder -> builder.mayBlock(() -> !Schedulers.isInNonBlockingThread());
    }
}
