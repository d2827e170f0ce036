/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.spring.Boot;
import io.github.notdisposable.spring.ClientIpContract;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.ConnectionInfo;
import reactor.netty.resources.LoopResources;
import reactor.util.context.ContextView;

/** WebFlux on Tomcat where that is another matter, and else on Reactor Netty, which has a single thread for requests, so that each is served by the thread of the one before. */
class WebFluxClientIpTest extends ClientIpContract {

    private static final LoopResources LOOP = LoopResources.create("test", 1, true);

    @Override
    protected SpringApplicationBuilder application() {
        return on(Boot.nettyServerFactory()).sources(OnNetty.class);
    }

    /** Both servers are on the class path, and which one would be taken is not the same in all versions of Spring Boot. */
    private static SpringApplicationBuilder on(Class<?> serverFactory) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.REACTIVE)
                .properties("spring.reactor.context-propagation=auto")
                .initializers(created -> ((GenericApplicationContext) created).registerBean("server", serverFactory));
    }

    @AfterAll
    static void stopThreads() {
        Hooks.disableAutomaticContextPropagation();
        LOOP.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
    }

    @Override
    protected Class<?> peers() {
        return Peers.class;
    }

    @Override
    protected Set<String> refusedRows() {
        return Set.of("31 NUL", "31 bell", "31 delete");
    }

    @Override
    protected int statusOfALongHead() {
        return 431;
    }

    /** Row 55: Spring's transformer stands in front of all filters. */
    @Test
    void takesWhatSpringsTransformerFoundAndWarnsOnce(CapturedOutput output) throws Exception {
        assertThat(ask(
                        application(),
                        behindProxies("server.forward-headers-strategy=framework"),
                        "1.2.3.4, 198.51.100.7"))
                .containsExactly("1.2.3.4 1.2.3.4 emails", "1.2.3.4 1.2.3.4 emails");
        assertThat(output).containsOnlyOnce(ClientIpResolver.Warning.ADDRESS_REWRITTEN.message());
    }

    /** Row 54: the valve trusts this machine only, so that 10.1.1.1 is its client, and leaves 1.2.3.4 in the header. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "notdisposable.client-ip.mode=chain",
                "notdisposable.client-ip.mode=hops,notdisposable.client-ip.hops=1"
            })
    void doesNotWalkASecondTimeBehindTomcatsValve(String mode, CapturedOutput output) throws Exception {
        List<String> properties = new ArrayList<>(List.of(mode.split(",", -1)));
        properties.add("notdisposable.client-ip.trusted-proxies=loopback,10.0.0.0/8");
        properties.add("notdisposable.abuse.enabled=true");
        properties.add("server.forward-headers-strategy=native");
        properties.add("server.tomcat.remoteip.internal-proxies=127\\.0\\.0\\.1");

        assertThat(ask(on(Boot.tomcatReactiveServerFactory()), properties, "1.2.3.4, 10.1.1.1"))
                .containsExactly("10.1.1.1 10.1.1.1 emails", "10.1.1.1 10.1.1.1 emails");
        assertThat(output).doesNotContain(ClientIpResolver.Warning.ADDRESS_REWRITTEN.message());
    }

    /** Netty takes the first entry, as Spring does, and leaves the headers. */
    @Test
    void takesWhatNettyFoundAndWarnsOnce(CapturedOutput output) throws Exception {
        assertThat(ask(application(), behindProxies("server.forward-headers-strategy=native"), "1.2.3.4, 198.51.100.7"))
                .containsExactly("1.2.3.4 1.2.3.4 emails", "1.2.3.4 1.2.3.4 emails");
        assertThat(output).containsOnlyOnce(ClientIpResolver.Warning.ADDRESS_REWRITTEN.message());
    }

    @EnableAutoConfiguration
    @Import(Reports.class)
    static class Application {}

    static class OnNetty {

        @Bean
        WebServerFactoryCustomizer<WebServerFactory> singleThread() {
            return factory -> Boot.customizeNetty(factory, server -> server.runOn(LOOP));
        }

        /** For clients of its own only, since else each application would stop the threads of all when it is closed. */
        @Bean
        ReactorResourceFactory resources() {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            resources.setShutdownQuietPeriod(Duration.ZERO);
            return resources;
        }
    }

    static class Peers {

        @Bean
        WebServerFactoryCustomizer<WebServerFactory> peerOfTheRow() {
            return factory -> Boot.customizeNetty(factory, server -> server.forwarded(Peers::fromPeer));
        }

        /** Makes Netty report the peer of the row, as its own handler for forwarding headers would. */
        private static ConnectionInfo fromPeer(ConnectionInfo connection, HttpRequest request) {
            lookAtTheThread();
            String peer = request.headers().get(PEER);
            return peer == null ? connection : connection.withRemoteAddress(socketAddress(decode(peer)));
        }

        /** As a connection has it: bytes and the number of a zone, unless the text is none of an address. */
        private static InetSocketAddress socketAddress(String peer) {
            byte[] bytes = NetUtil.createByteArrayFromIpAddressString(peer);
            if (bytes == null) {
                return InetSocketAddress.createUnresolved(peer, 49152);
            }
            try {
                InetAddress address = bytes.length == 4
                        ? InetAddress.getByAddress(bytes)
                        : Inet6Address.getByAddress(null, bytes, peer.indexOf('%') < 0 ? -1 : 2);
                return new InetSocketAddress(address, 49152);
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    @RestController
    static class Reports {

        @GetMapping("/report")
        Mono<String> now(ServerWebExchange exchange) {
            return Mono.deferContextual(context -> Mono.just(report(context, exchange)));
        }

        @GetMapping("/later")
        Mono<String> later(ServerWebExchange exchange) {
            return now(exchange).subscribeOn(Schedulers.boundedElastic());
        }

        private static String report(ContextView context, ServerWebExchange exchange) {
            Optional<ClientIp> client = context.getOrEmpty("notdisposable.client-ip");
            Optional<CheckedEmails> emails = context.getOrEmpty("notdisposable.checked-emails");
            assertThat(ClientIpHolder.current()).isEqualTo(client);
            assertThat(CheckedEmails.current()).isEqualTo(emails);
            assertThat(exchange.<CheckedEmails>getAttribute(ClientIpWebFilter.EMAILS_ATTRIBUTE))
                    .isSameAs(emails.orElse(null));
            return ClientIpContract.report(
                    client,
                    exchange.getRequiredAttribute(ClientIpWebFilter.RESOLUTION_ATTRIBUTE),
                    emails.isPresent(),
                    name -> exchange.getRequest().getHeaders().headerSet().stream()
                            .filter(header -> header.getKey().equalsIgnoreCase(name))
                            .map(Map.Entry::getValue)
                            .flatMap(List::stream)
                            .toList());
        }
    }
}
