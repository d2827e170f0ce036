/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.web;

import io.github.notdisposable.spring.ConditionalOnNotDisposable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration of what a web application answers to invalid input: problem details (RFC 9457) that hold the field, the message in the
 * caller's language, and for a refused address the reason and the suggestion; never the address.
 *
 * <p>It is on where Spring's own problem details are ({@code spring.mvc.problemdetails.enabled}, {@code spring.webflux.problemdetails.enabled}), or
 * where {@code notdisposable.problem-details} is {@code true}. It backs off where the application has a {@code ResponseEntityExceptionHandler} of
 * its own.
 */
@AutoConfiguration(
        // In front of what brings Spring's own handler, which would be taken for one of the application's.
        beforeName = {
            "org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration",
            "org.springframework.boot.autoconfigure.web.reactive.WebFluxAutoConfiguration",
            "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration",
            "org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration"
        })
@ConditionalOnClass(name = "org.springframework.web.method.annotation.HandlerMethodValidationException")
@ConditionalOnWebApplication
@ConditionalOnNotDisposable
public final class NotDisposableProblemDetailsAutoConfiguration {

    /** Called by Spring. */
    public NotDisposableProblemDetailsAutoConfiguration() {}

    @Bean
    @Conditional(OnProblemDetails.class)
    @ConditionalOnMissingBean(
            type = {
                "io.github.notdisposable.spring.web.InvalidInputAdvice",
                "org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler",
                "org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler"
            })
    static InvalidInputAdvice notDisposableInvalidInputAdvice(MessageSource messages) {
        return new InvalidInputAdvice(messages);
    }
}
