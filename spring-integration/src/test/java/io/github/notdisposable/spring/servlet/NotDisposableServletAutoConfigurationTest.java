/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.cases.ClientIpCase;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.jakarta.servlet.ClientIpFilter;
import io.github.notdisposable.spring.NotDisposableAutoConfiguration;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class NotDisposableServletAutoConfigurationTest {

    private static final AutoConfigurations CONFIGURATIONS =
            AutoConfigurations.of(NotDisposableAutoConfiguration.class, NotDisposableServletAutoConfiguration.class);

    private static final WebApplicationContextRunner RUNNER =
            new WebApplicationContextRunner().withConfiguration(CONFIGURATIONS);

    /** Filters by the properties that set them up. */
    private static final Map<List<String>, ClientIpFilter> FILTERS = new HashMap<>();

    @AfterAll
    static void forgetFilters() {
        FILTERS.clear();
    }

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

    @ParameterizedTest
    @MethodSource("io.github.notdisposable.cases.ClientIpCase#all")
    void resolvesEachRowOfTheTable(ClientIpCase row) throws Exception {
        MockMvc mvc = MockMvcBuilders.standaloneSetup(new Report())
                .addFilters(FILTERS.computeIfAbsent(properties(row), NotDisposableServletAutoConfigurationTest::filter))
                .build();
        assertThat(mvc.perform(context -> request(row, context))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .isEqualTo(row.address().orElse("-") + " emails");
        assertThat(ClientIpHolder.current()).isEmpty();
        assertThat(CheckedEmails.current()).isEmpty();
    }

    private static MockHttpServletRequest request(ClientIpCase row, ServletContext context) {
        MockHttpServletRequest request = new MockHttpServletRequest(context, "GET", "/");
        request.setRemoteAddr(row.peer());
        row.lines().forEach(line -> request.addHeader(line.name(), line.value()));
        return request;
    }

    private static List<String> properties(ClientIpCase row) {
        List<String> properties = new ArrayList<>();
        properties.add("notdisposable.client-ip.mode=" + row.mode().toLowerCase(Locale.ROOT));
        if (!row.header().isEmpty()) {
            properties.add("notdisposable.client-ip.header=" + row.header());
        }
        if (row.hops() > 0) {
            properties.add("notdisposable.client-ip.hops=" + row.hops());
        }
        for (int i = 0; i < row.trusted().size(); i++) {
            properties.add("notdisposable.client-ip.trusted-proxies[" + i + "]="
                    + row.trusted().get(i));
        }
        return properties;
    }

    private static ClientIpFilter filter(List<String> properties) {
        List<ClientIpFilter> made = new ArrayList<>();
        RUNNER.withPropertyValues(properties.toArray(String[]::new))
                .run(context -> made.add((ClientIpFilter)
                        context.getBean(FilterRegistrationBean.class).getFilter()));
        return made.get(0);
    }

    @RestController
    static class Report {

        @GetMapping("/")
        String client() {
            return ClientIpHolder.current().map(ClientIp::address).orElse("-")
                    + (CheckedEmails.current().isPresent() ? " emails" : " no-emails");
        }
    }
}
