/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.client.ClientIpResolution;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.ClientRequest.Rewriting;
import io.github.notdisposable.spring.NotDisposableAutoConfiguration;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Hooks;
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
        Hooks.disableAutomaticContextPropagation();
        RUNNER.withPropertyValues("notdisposable.abuse.enabled=true")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("context-propagation");

        Hooks.disableAutomaticContextPropagation();
        RUNNER.withPropertyValues("spring.reactor.context-propagation=limited")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("context-propagation");

        RUNNER.withPropertyValues("notdisposable.abuse.enabled=true", "spring.reactor.context-propagation=limited")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).contains("set spring.reactor.context-propagation=auto");
    }

    @AfterEach
    void leaveReactorAsItWas() {
        Hooks.disableAutomaticContextPropagation();
    }

    /** Where nothing carries them on from there, as is the default of Spring Boot. */
    @Test
    void putsTheClientAndTheVerdictsInReactorsContext() {
        MockServerWebExchange exchange = MockServerWebExchange.from(
                MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress("203.0.113.9", 49152)));
        List<ContextView> seen = new ArrayList<>();

        RUNNER.run(context -> context.getBean(ClientIpWebFilter.class)
                .filter(
                        exchange,
                        passed -> Mono.deferContextual(view -> {
                            seen.add(view);
                            return Mono.empty();
                        }))
                .block());

        assertThat(seen).singleElement().satisfies(view -> {
            assertThat(view.<ClientIp>get("notdisposable.client-ip").address()).isEqualTo("203.0.113.9");
            assertThat(view.<CheckedEmails>get("notdisposable.checked-emails"))
                    .isSameAs(exchange.getAttribute(ClientIpWebFilter.EMAILS_ATTRIBUTE));
        });
        assertThat(exchange.<ClientIpResolution>getRequiredAttribute(ClientIpWebFilter.RESOLUTION_ATTRIBUTE)
                        .client())
                .map(ClientIp::address)
                .contains("203.0.113.9");
        assertThat(ClientIpHolder.current()).isEmpty();
        assertThat(CheckedEmails.current()).isEmpty();
    }
}
