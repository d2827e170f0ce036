/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.TrustedNetworks;
import io.github.notdisposable.fixtures.ClientIpCase.HeaderLine;
import io.github.notdisposable.fixtures.RawHttp;
import io.github.notdisposable.jakarta.testing.JettyServer;
import io.github.notdisposable.jakarta.testing.Rows;
import io.github.notdisposable.jakarta.testing.ServletServer;
import io.github.notdisposable.jakarta.testing.TomcatServer;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.filters.RemoteIpFilter;
import org.apache.catalina.valves.RemoteIpValve;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.junit.jupiter.api.Test;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** Containers and frameworks that put another address in the place of the peer's before the filter sees the request. */
class RewrittenAddressTest {

    private final List<ClientIpResolver.Warning> warnings = new CopyOnWriteArrayList<>();

    private final ClientIpResolver resolver = ClientIpResolver.builder()
            .mode(ClientIpResolver.Mode.CHAIN)
            .trustedProxies(TrustedNetworks.of("10.0.0.0/8", "loopback"))
            .onWarning(warnings::add)
            .build();

    /** Row 54: the valve trusts this machine only, so that 10.1.1.1 is its client, and leaves 1.2.3.4 in the header. */
    @Test
    void doesNotWalkASecondTimeBehindTomcatsValve() throws Exception {
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies("127\\.0\\.0\\.1");
        TomcatServer server = new TomcatServer();
        server.valves.add(valve);

        assertThat(ask(server, List.of(), "1.2.3.4, 10.1.1.1")).containsExactly("10.1.1.1", "10.1.1.1");
        assertThat(warnings).isEmpty();
    }

    @Test
    void doesNotWalkASecondTimeBehindTomcatsFilter() throws Exception {
        RemoteIpFilter filter = new RemoteIpFilter();
        filter.setInternalProxies("127\\.0\\.0\\.1");

        assertThat(ask(new TomcatServer(), List.of(filter), "1.2.3.4, 10.1.1.1"))
                .containsExactly("10.1.1.1", "10.1.1.1");
        assertThat(warnings).isEmpty();
    }

    /** Row 55. */
    @Test
    void takesWhatSpringsFilterFoundAndWarnsOnce() throws Exception {
        assertThat(ask(new TomcatServer(), List.of(new ForwardedHeaderFilter()), "1.2.3.4, 198.51.100.7"))
                .containsExactly("1.2.3.4", "1.2.3.4");
        assertThat(warnings).containsExactly(ClientIpResolver.Warning.ADDRESS_REWRITTEN);
    }

    @Test
    void seesTheAddressOfThePeerBehindSpringsFilterWhereThatOnlyRemovesHeaders() throws Exception {
        ForwardedHeaderFilter removing = new ForwardedHeaderFilter();
        removing.setRemoveOnly(true);

        assertThat(ask(new JettyServer(), List.of(removing), "1.2.3.4")).containsExactly("-", "-");
        assertThat(warnings).isEmpty();
    }

    @Test
    void warnsOnceBehindJettysCustomizerWhichTakesTheFirstEntry() throws Exception {
        JettyServer server = new JettyServer();
        server.configuration.addCustomizer(new ForwardedRequestCustomizer());

        assertThat(ask(server, List.of(), "1.2.3.4, 198.51.100.7")).containsExactly("1.2.3.4", "1.2.3.4");
        assertThat(warnings).containsExactly(ClientIpResolver.Warning.ADDRESS_REWRITTEN);
    }

    private List<String> ask(ServletServer server, List<Filter> before, String forwardedFor) throws Exception {
        before.forEach(filter -> server.filters.put(filter.getClass().getName(), filter));
        server.filters.put("client", new ClientIpFilter(resolver));
        server.servlets.put("/report", new Report());
        int port = server.start();
        try {
            List<HeaderLine> lines = List.of(new HeaderLine("X-Forwarded-For", forwardedFor));
            return List.of(
                    RawHttp.get(port, "/report", lines).body(),
                    RawHttp.get(port, "/report", lines).body());
        } finally {
            server.stop();
        }
    }

    @SuppressWarnings("serial")
    private static final class Report extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write(Rows.current());
        }
    }
}
