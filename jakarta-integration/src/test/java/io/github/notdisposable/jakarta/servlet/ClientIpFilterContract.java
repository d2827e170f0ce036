/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.client.ClientIpResolution;
import io.github.notdisposable.fixtures.ClientIpCase;
import io.github.notdisposable.fixtures.ClientIpCase.HeaderLine;
import io.github.notdisposable.fixtures.RawHttp;
import io.github.notdisposable.fixtures.RawHttp.Answer;
import io.github.notdisposable.jakarta.testing.PeerFilter;
import io.github.notdisposable.jakarta.testing.Rows;
import io.github.notdisposable.jakarta.testing.ServletServer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the filter does in every container. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientIpFilterContract {

    private final ServletServer server = newServer();
    private int port;

    abstract ServletServer newServer();

    /** The rows whose bytes the container refuses before any filter sees them. */
    abstract Set<String> refusedRows();

    @BeforeAll
    void start() throws Exception {
        server.filters.put("peer", new PeerFilter());
        server.filters.put("client", new FilterOfTheRow());
        server.servlets.put("/report", new Report());
        server.servlets.put("/bare/report", new Report());
        server.servlets.put("/error", new Report());
        server.servlets.put("/failing", new Failing());
        server.servlets.put("/async/dispatch", new AsyncDispatch());
        server.servlets.put("/async/complete", new AsyncComplete());
        server.servlets.put("/async/failing", new AsyncFailing());
        port = server.start();
    }

    @AfterAll
    void stop() throws Exception {
        server.stop();
    }

    @ParameterizedTest
    @MethodSource("io.github.notdisposable.fixtures.ClientIpCase#all")
    void resolvesEachRowOfTheTable(ClientIpCase row) throws Exception {
        Answer answer = RawHttp.get(port, "/report", Rows.request(row));

        if (refusedRows().contains(row.row())) {
            assertThat(answer.status()).isEqualTo(400);
        } else {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(row.address().orElse("-") + " " + row.expected());
        }
    }

    @Test
    void showsTheSameClientToAnErrorPage() throws Exception {
        Answer answer = RawHttp.get(port, "/failing", from("198.51.100.7"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("198.51.100.7 198.51.100.7");
    }

    /** The dispatched request is read once more, with other headers than before, and yet its client stays. */
    @Test
    void showsTheSameClientAndVerdictsToAnAsynchronousDispatch() throws Exception {
        Answer answer = RawHttp.get(port, "/async/dispatch", from("198.51.100.7"));

        assertThat(answer.body()).isEqualTo("198.51.100.7 198.51.100.7 same-emails");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/report", "/failing", "/async/dispatch", "/async/complete", "/async/failing"})
    void leavesNothingOnTheThreadsOfThePool(String path) throws Exception {
        Set<String> used = new TreeSet<>();
        Set<String> clean = new TreeSet<>();
        for (int i = 0; i < 8; i++) {
            List<HeaderLine> lines = new ArrayList<>(from("198.51.100." + (10 + i)));
            lines.add(new HeaderLine("Test-Thread", "yes"));
            String body = RawHttp.get(port, path, lines).body();
            used.add(body.substring(body.lastIndexOf(' ') + 1));
        }
        for (int i = 0; i < 200 && !clean.containsAll(used); i++) {
            String[] body = RawHttp.get(port, "/bare/report", List.of(new HeaderLine("Test-Thread", "yes")))
                    .body()
                    .split(" ", -1);
            assertThat(body[0]).isEqualTo("-");
            assertThat(body[1]).isEqualTo("no-emails");
            clean.add(body[2]);
        }
        assertThat(clean).containsAll(used);
    }

    @Test
    void givesEachRequestItsOwnClientWhileOthersAreWaiting() throws Exception {
        List<Thread> clients = new ArrayList<>();
        Map<String, String> bodies = new java.util.concurrent.ConcurrentHashMap<>();
        for (int i = 1; i <= 12; i++) {
            String client = "198.51.100." + i;
            String path = i % 2 == 0 ? "/async/dispatch" : "/report";
            Thread thread = new Thread(() -> {
                try {
                    bodies.put(client, RawHttp.get(port, path, from(client)).body());
                } catch (IOException e) {
                    bodies.put(client, e.toString());
                }
            });
            thread.start();
            clients.add(thread);
        }
        for (Thread thread : clients) {
            thread.join();
        }
        assertThat(bodies)
                .hasSize(12)
                .allSatisfy((client, body) -> assertThat(body).startsWith(client + " " + client));
    }

    private static List<HeaderLine> from(String client) {
        return List.of(
                new HeaderLine(Rows.ROW, "8"),
                new HeaderLine(Rows.PEER, "10.0.0.1"),
                new HeaderLine("X-Forwarded-For", client));
    }

    /** Holds a filter for each row's configuration; requests without a row pass by. */
    private static final class FilterOfTheRow implements Filter {

        private final Map<String, ClientIpFilter> filters = new HashMap<>();

        FilterOfTheRow() {
            ClientIpCase.all().forEach(row -> filters.put(row.row(), new ClientIpFilter(Rows.resolver(row))));
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            ClientIpFilter filter = filters.get(((HttpServletRequest) request).getHeader(Rows.ROW));
            if (filter == null) {
                chain.doFilter(request, response);
            } else {
                filter.doFilter(request, response, chain);
            }
        }
    }

    private static void report(HttpServletRequest request, HttpServletResponse response) throws IOException {
        StringBuilder body = new StringBuilder(Rows.current());
        if (request.getAttribute(ClientIpFilter.RESOLUTION_ATTRIBUTE) instanceof ClientIpResolution resolution) {
            body.append(' ').append(resolution.reason().map(Enum::name).orElseGet(Rows::current));
        } else {
            body.append(CheckedEmails.current().isPresent() ? " emails" : " no-emails");
        }
        if (request.getAttribute("emails") != null) {
            body.append(
                    request.getAttribute("emails") == CheckedEmails.current().orElse(null)
                            ? " same-emails"
                            : " other-emails");
        }
        if (request.getHeader("Test-Thread") != null) {
            body.append(' ').append(Thread.currentThread().getName());
        }
        response.setContentType("text/plain");
        response.getWriter().write(body.toString());
    }

    @SuppressWarnings("serial")
    private static final class Report extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            report(request, response);
        }
    }

    @SuppressWarnings("serial")
    private static final class Failing extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException {
            throw new ServletException("wanted");
        }
    }

    @SuppressWarnings("serial")
    private static final class AsyncDispatch extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            request.setAttribute("emails", CheckedEmails.current().orElseThrow());
            AsyncContext async = request.startAsync();
            new Thread(() -> async.dispatch("/report")).start();
        }
    }

    @SuppressWarnings("serial")
    private static final class AsyncComplete extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            String began = Rows.current() + " " + Thread.currentThread().getName();
            AsyncContext async = request.startAsync();
            new Thread(() -> {
                        try {
                            async.getResponse().getWriter().write(began);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                        async.complete();
                    })
                    .start();
        }
    }

    @SuppressWarnings("serial")
    private static final class AsyncFailing extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext async = request.startAsync();
            new Thread(() -> async.dispatch("/failing")).start();
        }
    }
}
