/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Auto-configuration for applications on the Servlet stack: each request has a scope of {@link io.github.notdisposable.checker.CheckedEmails}
 * of its own.
 */
@AutoConfiguration
@ConditionalOnClass(Filter.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class NotDisposableServletAutoConfiguration {

    /** After the filters that set the character encoding and read forwarding headers, before all that may read a form. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 50;

    /** Called by Spring. */
    public NotDisposableServletAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(value = CheckedEmailsFilter.class, parameterizedContainer = FilterRegistrationBean.class)
    static FilterRegistrationBean<CheckedEmailsFilter> checkedEmailsFilter() {
        FilterRegistrationBean<CheckedEmailsFilter> registration =
                new FilterRegistrationBean<>(new CheckedEmailsFilter());
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        registration.setOrder(ORDER);
        return registration;
    }
}
