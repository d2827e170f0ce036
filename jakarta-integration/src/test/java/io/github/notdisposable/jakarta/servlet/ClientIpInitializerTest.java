/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.checker.CallerLocale;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.client.ClientIpResolver;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientIpInitializerTest {

    @TempDir
    private Path folder;

    @Test
    void isFoundByContainers() {
        assertThat(ServiceLoader.load(ServletContainerInitializer.class))
                .hasAtLeastOneElementOfType(ClientIpInitializer.class);
    }

    @Test
    void registersTheFilterByItself() throws Exception {
        assertThat(answer(context -> {})).isEqualTo("127.0.0.1 scope fr");
    }

    @Test
    void readsSettingsFromContextParameters() throws Exception {
        assertThat(answer(context -> {
                    context.addParameter("notdisposable.client-ip.mode", "hops");
                    context.addParameter("notdisposable.client-ip.hops", "1");
                    context.addParameter("notdisposable.client-ip.filter", "last");
                }))
                .isEqualTo("203.0.113.9 scope fr");
    }

    @Test
    void canBeSwitchedOff() throws Exception {
        assertThat(answer(context -> context.addParameter("notdisposable.client-ip.filter", "off")))
                .startsWith("nobody none");
    }

    @Test
    void standsBackWhereTheApplicationRegistersAFilterLater() throws Exception {
        assertThat(answer(context -> context.addApplicationListener(Own.class.getName())))
                .isEqualTo("203.0.113.9 scope fr");
    }

    @Test
    void standsBackWhereTheApplicationDeclaresTheFilter() throws Exception {
        assertThat(answer(context -> {
                    FilterDef filter = new FilterDef();
                    filter.setFilterName("declared");
                    filter.setFilterClass(ClientIpFilter.class.getName());
                    filter.addInitParameter("notdisposable.client-ip.mode", "hops");
                    filter.addInitParameter("notdisposable.client-ip.hops", "1");
                    filter.setAsyncSupported("true");
                    context.addFilterDef(filter);
                    FilterMap map = new FilterMap();
                    map.setFilterName("declared");
                    map.addURLPattern("/*");
                    context.addFilterMap(map);
                }))
                .isEqualTo("203.0.113.9 scope fr");
    }

    /** Returns what a servlet sees of a request with a forwarding header, in French. */
    private String answer(Consumer<Context> application) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", folder.toString());
        context.addServletContainerInitializer(new ClientIpInitializer(), Set.of());
        application.accept(context);
        Tomcat.addServlet(context, "what", new What()).setAsyncSupported(true);
        context.addServletMappingDecoded("/", "what");
        tomcat.start();
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(
                            "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/"))
                    .header("X-Forwarded-For", "203.0.113.9")
                    .header("Accept-Language", "fr")
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    /** The application's own set-up, as in the documentation. */
    public static final class Own implements ServletContextListener {

        @Override
        public void contextInitialized(ServletContextEvent event) {
            ClientIpFilter.register(
                    event.getServletContext(),
                    ClientIpResolver.builder()
                            .mode(ClientIpResolver.Mode.HOPS)
                            .hops(1)
                            .build());
        }
    }

    private static final class What extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String client = ClientIpHolder.current().map(ClientIp::address).orElse("nobody");
            String scope = CheckedEmails.current().isPresent() ? "scope" : "none";
            response.getWriter()
                    .print(client + " " + scope + " " + CallerLocale.current().toLanguageTag());
        }
    }
}
