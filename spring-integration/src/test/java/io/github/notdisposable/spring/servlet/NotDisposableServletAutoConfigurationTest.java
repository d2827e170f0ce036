/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.jakarta.servlet.ClientIpFilter;
import io.github.notdisposable.spring.NotDisposableAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

class NotDisposableServletAutoConfigurationTest {

    private static final AutoConfigurations CONFIGURATIONS =
            AutoConfigurations.of(NotDisposableAutoConfiguration.class, NotDisposableServletAutoConfiguration.class);

    private static final WebApplicationContextRunner RUNNER =
            new WebApplicationContextRunner().withConfiguration(CONFIGURATIONS);

    @Test
    void addsTheFilterToAServletApplicationOnly() {
        RUNNER.run(context -> assertThat(context).hasSingleBean(FilterRegistrationBean.class));
        new ApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(FilterRegistrationBean.class)
                        .doesNotHaveBean(ClientIpResolver.class));
    }

    @Test
    void leavesTheFilterToTheApplicationThatHasOne() {
        RUNNER.withBean(ClientIpFilter.class, () -> new ClientIpFilter(ClientIpResolver.peer()))
                .run(context -> assertThat(context)
                        .doesNotHaveBean(FilterRegistrationBean.class)
                        .hasSingleBean(ClientIpFilter.class));
    }

    @Test
    void leavesTheResolverToTheApplicationThatHasOne() {
        ClientIpResolver own = ClientIpResolver.peer();
        RUNNER.withBean(ClientIpResolver.class, () -> own)
                .run(context ->
                        assertThat(context).getBean(ClientIpResolver.class).isSameAs(own));
    }

    @Test
    void failsToStartWhereATrustedProxyCannotBeRead() {
        RUNNER.withPropertyValues(
                        "notdisposable.client-ip.mode=chain",
                        "notdisposable.client-ip.trusted-proxies=10.0.0.0/8,proxy")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("notdisposable.client-ip.trusted-proxies"));
    }
}
