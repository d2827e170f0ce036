/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.TrustedNetworks;
import io.github.notdisposable.config.ConfigurationException;
import io.github.notdisposable.fixtures.ClientIpCase.HeaderLine;
import io.github.notdisposable.fixtures.RawHttp;
import io.github.notdisposable.jakarta.testing.Rows;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientIpFilterSetUpTest {

    private static final List<HeaderLine> FORWARDED =
            List.of(new HeaderLine("X-Forwarded-For", "1.2.3.4, 198.51.100.7"));

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final ServletContextHandler context = new ServletContextHandler("/");

    ClientIpFilterSetUpTest() {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        context.addServlet(Report.class, "/report");
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void readsItsSettingsFromTheFiltersParameters() throws Exception {
        addFilter(
                Map.of("notdisposable.client-ip.mode", "chain", "notdisposable.client-ip.trusted-proxies", "loopback"));
        server.start();

        assertThat(RawHttp.get(connector.getLocalPort(), "/report", FORWARDED).body())
                .isEqualTo("198.51.100.7");
    }

    @Test
    void readsItsSettingsFromTheContextsParameters() throws Exception {
        addFilter(Map.of());
        context.setInitParameter("notdisposable.client-ip.mode", "hops");
        context.setInitParameter("notdisposable.client-ip.hops", "2");
        server.start();

        assertThat(RawHttp.get(connector.getLocalPort(), "/report", FORWARDED).body())
                .isEqualTo("1.2.3.4");
    }

    @Test
    void takesThePeerWhereNothingIsSet() throws Exception {
        addFilter(Map.of());
        server.start();

        assertThat(RawHttp.get(connector.getLocalPort(), "/report", FORWARDED).body())
                .isEqualTo("127.0.0.1");
    }

    /** Rows 40 and 58. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hops|hops|0",
                "hops|hops|-1",
                "chain|trusted-proxies|10.0.0.1/8",
                "chain|trusted-proxies|evil.example.org",
                "chain|trusted-proxies|fe80::%eth0/64",
                "chain|trusted-proxies|10.0.0.0/33",
            })
    void doesNotStartWithSettingsThatCannotBe(String mode, String key, String value) {
        addFilter(Map.of("notdisposable.client-ip.mode", mode, "notdisposable.client-ip." + key, value));

        assertThatThrownBy(server::start)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("notdisposable.client-ip." + key);
    }

    @Test
    void isRegisteredOnceInFrontOfEverything() throws Exception {
        ClientIpResolver resolver = ClientIpResolver.chain("X-Forwarded-For", TrustedNetworks.of("loopback"));
        context.addServletContainerInitializer((classes, starting) -> {
            ClientIpFilter.register(starting, resolver);
            assertThatThrownBy(() -> ClientIpFilter.register(starting, resolver))
                    .isInstanceOf(IllegalStateException.class);
            checkRegistration(starting);
        });
        server.start();

        assertThat(RawHttp.get(connector.getLocalPort(), "/report", FORWARDED).body())
                .isEqualTo("198.51.100.7");
    }

    private static void checkRegistration(ServletContext starting) {
        assertThat(starting.getFilterRegistration(ClientIpFilter.class.getName())
                        .getUrlPatternMappings())
                .containsExactly("/*");
    }

    private void addFilter(Map<String, String> parameters) {
        FilterHolder holder = new FilterHolder(ClientIpFilter.class);
        holder.setInitParameters(parameters);
        context.addFilter(holder, "/*", EnumSet.allOf(jakarta.servlet.DispatcherType.class));
    }

    /** Says which client is current. */
    @SuppressWarnings("serial")
    public static final class Report extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write(Rows.current());
        }
    }
}
