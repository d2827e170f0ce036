/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.cases.ClientIpCase;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpResolution;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.ClientRequest.Rewriting;
import io.github.notdisposable.spring.NotDisposableAutoConfiguration;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

@ExtendWith(OutputCaptureExtension.class)
class NotDisposableWebFluxAutoConfigurationTest {

    private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(
            NotDisposableAutoConfiguration.class,
            NotDisposableReactorAutoConfiguration.class,
            NotDisposableWebFluxAutoConfiguration.class);

    private static final ReactiveWebApplicationContextRunner RUNNER =
            new ReactiveWebApplicationContextRunner().withConfiguration(CONFIGURATIONS);

    /** Filters by the properties that set them up. */
    private static final Map<List<String>, ClientIpWebFilter> FILTERS = new HashMap<>();

    @Test
    void addsTheFilterToAReactiveApplicationOnly() {
        RUNNER.run(context -> assertThat(context).hasSingleBean(ClientIpWebFilter.class));
        new WebApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ClientIpWebFilter.class));
    }

    @Test
    void leavesTheFilterToTheApplicationThatHasOne() {
        ClientIpWebFilter own = new ClientIpWebFilter(ClientIpResolver.peer(), Rewriting.NONE);
        RUNNER.withBean("own", ClientIpWebFilter.class, () -> own)
                .run(context ->
                        assertThat(context).getBean(ClientIpWebFilter.class).isSameAs(own));
    }

    @Test
    void warnsWhereTheClientMattersAndValidatorsWillNotSeeIt(CapturedOutput output) {
        RUNNER.run(context -> assertThat(context).hasNotFailed());
        RUNNER.withPropertyValues("notdisposable.abuse.enabled=true", "spring.reactor.context-propagation=auto")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("context-propagation");

        RUNNER.withPropertyValues("notdisposable.abuse.enabled=true")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).contains("set spring.reactor.context-propagation=auto");
    }

    @ParameterizedTest
    @MethodSource("io.github.notdisposable.cases.ClientIpCase#all")
    void resolvesEachRowOfTheTable(ClientIpCase row) {
        ClientIpWebFilter filter =
                FILTERS.computeIfAbsent(properties(row), NotDisposableWebFluxAutoConfigurationTest::filter);
        MockServerHttpRequest.BaseBuilder<?> request =
                MockServerHttpRequest.get("/").remoteAddress(InetSocketAddress.createUnresolved(row.peer(), 1));
        row.lines().forEach(line -> request.header(line.name(), line.value()));
        MockServerWebExchange exchange = MockServerWebExchange.from(request.build());
        List<ContextView> seen = new ArrayList<>();

        filter.filter(
                        exchange,
                        passed -> Mono.deferContextual(context -> {
                            seen.add(context);
                            return Mono.empty();
                        }))
                .block();

        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).<ClientIp>getOrEmpty("notdisposable.client-ip").map(ClientIp::address))
                .isEqualTo(row.address());
        ClientIpResolution resolution = exchange.getRequiredAttribute(ClientIpWebFilter.RESOLUTION_ATTRIBUTE);
        assertThat(resolution
                        .client()
                        .map(ClientIp::address)
                        .orElseGet(() -> resolution.reason().orElseThrow().name()))
                .isEqualTo(row.expected());
        assertThat(seen.get(0).<CheckedEmails>get("notdisposable.checked-emails"))
                .isSameAs(exchange.getAttribute(ClientIpWebFilter.EMAILS_ATTRIBUTE));
        assertThat(CheckedEmails.current()).isEmpty();
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
        if (!row.trusted().isEmpty()) {
            properties.add("notdisposable.client-ip.trusted-proxies=" + String.join(",", row.trusted()));
        }
        return properties;
    }

    private static ClientIpWebFilter filter(List<String> properties) {
        List<ClientIpWebFilter> made = new ArrayList<>();
        RUNNER.withPropertyValues(properties.toArray(String[]::new))
                .run(context -> made.add(context.getBean(ClientIpWebFilter.class)));
        return made.get(0);
    }
}
