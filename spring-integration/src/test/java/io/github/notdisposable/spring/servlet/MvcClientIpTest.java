/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.client.ClientIpResolution;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.jakarta.servlet.ClientIpFilter;
import io.github.notdisposable.spring.Boot;
import io.github.notdisposable.spring.ClientIpContract;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** Spring MVC on Tomcat, which has a single thread for requests, so that each is served by the thread of the one before. */
class MvcClientIpTest extends ClientIpContract {

    @Override
    protected SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .properties("server.tomcat.threads.max=1", "server.tomcat.threads.min-spare=1");
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
        return 400;
    }

    /** Row 54: the valve trusts this machine only, so that 10.1.1.1 is its client, and leaves 1.2.3.4 in the header. */
    @Test
    void doesNotWalkASecondTimeBehindTomcatsValve(CapturedOutput output) throws Exception {
        assertThat(ask(
                        application(),
                        behindProxies(
                                "server.forward-headers-strategy=native",
                                "server.tomcat.remoteip.internal-proxies=127\\.0\\.0\\.1"),
                        "1.2.3.4, 10.1.1.1"))
                .containsExactly("10.1.1.1 10.1.1.1 emails", "10.1.1.1 10.1.1.1 emails");
        assertThat(output).doesNotContain(ClientIpResolver.Warning.ADDRESS_REWRITTEN.message());
    }

    /** Row 55, in an application that puts Spring's filter in front of ours. */
    @Test
    void takesWhatSpringsFilterFoundInFrontOfOursAndWarnsOnce(CapturedOutput output) throws Exception {
        assertThat(ask(application().sources(ForwardedFirst.class), behindProxies(), "1.2.3.4, 198.51.100.7"))
                .containsExactly("1.2.3.4 1.2.3.4 emails", "1.2.3.4 1.2.3.4 emails");
        assertThat(output).containsOnlyOnce(ClientIpResolver.Warning.ADDRESS_REWRITTEN.message());
    }

    /** Row 55 does not arise by way of Spring Boot: its filter stands behind ours. */
    @Test
    void standsInFrontOfSpringsFilterWhereSpringBootAddsIt(CapturedOutput output) throws Exception {
        assertThat(ask(
                        application(),
                        behindProxies("server.forward-headers-strategy=framework"),
                        "1.2.3.4, 198.51.100.7"))
                .containsExactly("198.51.100.7 198.51.100.7 emails", "198.51.100.7 198.51.100.7 emails");
        assertThat(output).doesNotContain(ClientIpResolver.Warning.ADDRESS_REWRITTEN.message());
    }

    @EnableAutoConfiguration
    @Import(Reports.class)
    static class Application {}

    static class Peers {

        @Bean
        WebServerFactoryCustomizer<WebServerFactory> peerOfTheRow() {
            return factory -> Boot.addValve(factory, new PeerOfTheRow());
        }
    }

    static class ForwardedFirst {

        @Bean
        FilterRegistrationBean<ForwardedHeaderFilter> forwarded() {
            FilterRegistrationBean<ForwardedHeaderFilter> registration =
                    new FilterRegistrationBean<>(new ForwardedHeaderFilter());
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }
    }

    /** Makes Tomcat report the peer of the row, as its own valve for forwarding headers would. */
    private static final class PeerOfTheRow extends ValveBase {

        PeerOfTheRow() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            lookAtTheThread();
            String peer = request.getHeader(PEER);
            if (peer != null) {
                request.setRemoteAddr(decode(peer));
            }
            getNext().invoke(request, response);
        }
    }

    @RestController
    static class Reports {

        @GetMapping("/report")
        String now(HttpServletRequest request) {
            return report(
                    ClientIpHolder.current(),
                    (ClientIpResolution) request.getAttribute(ClientIpFilter.RESOLUTION_ATTRIBUTE),
                    CheckedEmails.current().isPresent(),
                    name -> Collections.list(request.getHeaders(name)));
        }

        @GetMapping("/later")
        Callable<String> later(HttpServletRequest request) {
            ClientIpHolder.Snapshot snapshot = ClientIpHolder.snapshot();
            CheckedEmails emails = CheckedEmails.current().orElseThrow();
            return () -> {
                CheckedEmails.Attachment attached = emails.attach();
                try {
                    return snapshot.wrapCallable(() -> now(request)).call();
                } finally {
                    attached.close();
                }
            };
        }
    }
}
