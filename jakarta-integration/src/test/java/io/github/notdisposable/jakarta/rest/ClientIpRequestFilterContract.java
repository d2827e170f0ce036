/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.fixtures.ClientIpCase;
import io.github.notdisposable.fixtures.ClientIpCase.HeaderLine;
import io.github.notdisposable.fixtures.RawHttp;
import io.github.notdisposable.fixtures.RawHttp.Answer;
import io.github.notdisposable.jakarta.testing.Rows;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the filters do with Jersey, whatever the server; the server has a single thread for requests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientIpRequestFilterContract {

    /** The application of each configuration, by what tells the configurations of the rows apart. */
    private final Map<String, String> paths = new LinkedHashMap<>();

    private int port;

    /** Starts a server with applications by path. Returns the port. */
    abstract int start(Map<String, ResourceConfig> applications) throws Exception;

    abstract void stop() throws Exception;

    abstract Object filter(ClientIpResolver resolver);

    /** The rows whose bytes the server refuses before any filter sees them. */
    abstract Set<String> refusedRows();

    @BeforeAll
    void startApplications() throws Exception {
        Map<String, ResourceConfig> applications = new LinkedHashMap<>();
        applications.put("/bare", application());
        ClientIpCase.all()
                .forEach(row -> paths.computeIfAbsent(configuration(row), unused -> {
                    String path = "/app" + applications.size();
                    applications.put(path, application().register(filter(Rows.resolver(row))));
                    return path;
                }));
        port = start(applications);
    }

    private static ResourceConfig application() {
        return new ResourceConfig(Resource.class).property("jersey.config.server.wadl.disableWadl", true);
    }

    private static String configuration(ClientIpCase row) {
        return row.mode() + row.header() + row.hops() + row.trusted();
    }

    @AfterAll
    void stopServer() throws Exception {
        stop();
    }

    @ParameterizedTest
    @MethodSource("io.github.notdisposable.fixtures.ClientIpCase#all")
    void resolvesEachRowOfTheTable(ClientIpCase row) throws Exception {
        Answer answer = RawHttp.get(port, paths.get(configuration(row)) + "/report", Rows.request(row));

        if (refusedRows().contains(row.row())) {
            assertThat(answer.status()).isEqualTo(400);
        } else {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(row.address().orElse("-") + " emails");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/report", "/missing", "/failing", "/suspended", "/suspended-failing", "/stage", "/no-such-path"
            })
    void leavesNothingOnTheThreadOfTheServer(String path) throws Exception {
        List<HeaderLine> lines =
                List.of(new HeaderLine(Rows.PEER, "10.0.0.1"), new HeaderLine("X-Forwarded-For", "198.51.100.7"));
        String chain = paths.get("CHAINX-Forwarded-For0[10.0.0.0/8]");

        RawHttp.get(port, chain + path, lines);

        assertThat(RawHttp.get(port, "/bare/report", List.of()).body()).isEqualTo("- no-emails");
        assertThat(RawHttp.get(port, chain + "/report", lines).body()).isEqualTo("198.51.100.7 emails");
    }

    /** Says what is current, in each way that Jakarta REST knows to answer. */
    @Path("/")
    public static final class Resource {

        /** Answers on the thread of the request. */
        @GET
        @Path("report")
        public String report() {
            return Rows.current() + (CheckedEmails.current().isPresent() ? " emails" : " no-emails");
        }

        /** Fails in a way that Jakarta REST maps to an answer. */
        @GET
        @Path("missing")
        public String missing(@QueryParam("found") boolean found) {
            if (found) {
                return report();
            }
            throw new NotFoundException();
        }

        /** Fails in a way that nothing maps. */
        @GET
        @Path("failing")
        public String failing(@QueryParam("well") boolean well) {
            if (well) {
                return report();
            }
            throw new IllegalStateException("wanted");
        }

        /** Answers on another thread. */
        @GET
        @Path("suspended")
        public void suspended(@Suspended AsyncResponse response) {
            String report = report();
            new Thread(() -> response.resume(report)).start();
        }

        /** Fails on another thread, in a way that Jakarta REST maps to an answer. */
        @GET
        @Path("suspended-failing")
        public void suspendedFailing(@Suspended AsyncResponse response) {
            new Thread(() -> response.resume(new NotFoundException())).start();
        }

        /** Answers on another thread. */
        @GET
        @Path("stage")
        public CompletionStage<String> stage() {
            String report = report();
            return CompletableFuture.supplyAsync(() -> report);
        }
    }
}
