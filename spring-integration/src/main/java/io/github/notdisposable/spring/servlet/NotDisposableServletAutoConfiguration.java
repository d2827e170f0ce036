/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.servlet;

import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.jakarta.servlet.ClientIpFilter;
import io.github.notdisposable.spring.ConditionalOnNotDisposable;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Auto-configuration for applications on the Servlet stack: for each request, the client's address is found out by the properties
 * {@code notdisposable.client-ip.*}, and a scope of {@link io.github.notdisposable.checker.CheckedEmails} is opened, in which the verdicts on
 * its addresses are kept.
 *
 * <p>A {@link ClientIpFilter} bean of the application's own replaces ours.
 */
@AutoConfiguration(
        // In front of what makes Spring's filter for forwarding headers, which stands at the same order: behind it the
        // peer's address is
        // lost, and what stands in its place is whatever the client wrote.
        beforeName = {
            "org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration",
            "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration",
            "org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration"
        },
        afterName = "io.github.notdisposable.spring.NotDisposableAutoConfiguration")
@ConditionalOnClass(name = "jakarta.servlet.Filter")
@ConditionalOnNotDisposable
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class NotDisposableServletAutoConfiguration {

    /** Called by Spring. */
    public NotDisposableServletAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(value = ClientIpFilter.class, parameterizedContainer = FilterRegistrationBean.class)
    static FilterRegistrationBean<ClientIpFilter> clientIpFilter(ClientIpResolver resolver) {
        FilterRegistrationBean<ClientIpFilter> registration =
                new FilterRegistrationBean<>(new ClientIpFilter(resolver));
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
