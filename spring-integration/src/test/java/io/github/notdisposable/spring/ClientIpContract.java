/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.client.ClientIpResolution;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.fixtures.ClientIpCase;
import io.github.notdisposable.fixtures.ClientIpCase.HeaderLine;
import io.github.notdisposable.fixtures.RawHttp;
import io.github.notdisposable.fixtures.RawHttp.Answer;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What each request must resolve to, in whole applications on servers of their own: one for each set of properties that the rows of the table
 * are about, and asked byte for byte.
 *
 * <p>All connections come from this machine. The header {@link #PEER} says what the server shall report in its place; the server is told so by
 * the means that it has for forwarding headers, before any filter is asked.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
public abstract class ClientIpContract {

    /** The header that holds the peer's address, URL-encoded. */
    protected static final String PEER = "Test-Peer";

    /** All headers that the rows send. */
    private static final List<String> HEADERS =
            List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "CF-Connecting-IP");

    private static final List<String> CHAIN =
            List.of("notdisposable.client-ip.mode=chain", "notdisposable.client-ip.trusted-proxies=10.0.0.0/8");

    /** What earlier requests have left on the threads of the servers. */
    private static final List<String> LEFT = new CopyOnWriteArrayList<>();

    private final Map<List<String>, ConfigurableApplicationContext> applications = new HashMap<>();

    /**
     * Returns an application whose {@code /report} answers with {@link #report}, and {@code /later} too, from another thread than the server's.
     */
    protected abstract SpringApplicationBuilder application();

    /** Returns properties of an application behind proxies on this machine and in 10.0.0.0/8, and further ones. */
    protected static List<String> behindProxies(String... further) {
        Stream<String> properties = Stream.of(
                "notdisposable.client-ip.mode=chain",
                "notdisposable.client-ip.trusted-proxies=loopback,10.0.0.0/8",
                "notdisposable.abuse.enabled=true");
        return Stream.concat(properties, Stream.of(further)).toList();
    }

    /** Returns the class with the beans that put the peer of the header {@link #PEER} in the place of this machine's address. */
    protected abstract Class<?> peers();

    /** Returns the rows whose bytes the server refuses with a status of 400, before the application sees them. */
    protected abstract Set<String> refusedRows();

    /** Returns the status with which the server refuses a head that is longer than its limit. */
    protected abstract int statusOfALongHead();

    @AfterAll
    void stop() {
        applications.values().forEach(ConfigurableApplicationContext::close);
    }

    @AfterEach
    void leavesNothingOnTheThreadsOfTheServer() {
        List<String> left = List.copyOf(LEFT);
        LEFT.clear();
        assertThat(left).isEmpty();
    }

    /** Also that the server hands over what was sent: a row that it alters would be about something else. */
    @ParameterizedTest
    @MethodSource("io.github.notdisposable.fixtures.ClientIpCase#all")
    void resolvesEachRowOfTheTable(ClientIpCase row) throws Exception {
        Answer answer = get(applicationOf(row), "/report", request(row));

        if (refusedRows().contains(row.row())) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("198.51.");
        } else {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().lines()).containsExactlyElementsOf(expectedReport(row));
        }
    }

    /** Row 32: by default a server does not let it through; in the test above the limit is a higher one. */
    @Test
    void doesNotSeeALongHeadThatTheServerRefuses() throws Exception {
        ClientIpCase row = row("32");

        assertThat(get(started(CHAIN), "/report", request(row)).status()).isEqualTo(statusOfALongHead());
    }

    /** Rows 40 and 58. */
    @ParameterizedTest
    @CsvSource({
        "hops, notdisposable.client-ip.hops, 0",
        "hops, notdisposable.client-ip.hops, -1",
        "chain, notdisposable.client-ip.trusted-proxies, 10.0.0.1/8",
        "chain, notdisposable.client-ip.trusted-proxies, proxy.example.org",
        "chain, notdisposable.client-ip.trusted-proxies, fe80::1%eth0",
        "chain, notdisposable.client-ip.trusted-proxies, 10.0.0.0/33"
    })
    void doesNotStartWithASettingThatCannotBeRight(String mode, String key, String value) {
        assertThatThrownBy(
                        () -> start(application(), List.of("notdisposable.client-ip.mode=" + mode, key + "=" + value)))
                .rootCause()
                .hasMessageContaining(key);
    }

    /** Row 59. */
    @Test
    void warnsAtTheStartWhereAllNetworksAreTrusted(CapturedOutput output) throws Exception {
        start(
                        application(),
                        List.of(
                                "notdisposable.client-ip.mode=chain",
                                "notdisposable.client-ip.trusted-proxies=0.0.0.0/0"))
                .close();

        assertThat(output).containsOnlyOnce(ClientIpResolver.Warning.EVERYBODY_TRUSTED.message());
    }

    /** Row 60. */
    @Test
    void showsNoClientOfAnEarlierRequestAfterAnAsynchronousOne() throws Exception {
        ConfigurableApplicationContext application = started(CHAIN);

        for (int i = 1; i <= 8; i++) {
            String client = "198.51.100." + i;
            assertThat(outcome(get(application, "/later", from("10.0.0.1", client))))
                    .isEqualTo(client + " " + client + " emails");
            assertThat(outcome(get(application, "/report", from("10.0.0.1")))).isEqualTo("- NO_HEADER emails");
            assertThat(outcome(get(application, "/later", from("10.0.0.1")))).isEqualTo("- NO_HEADER emails");
        }
    }

    /** Without anything that stands in for another peer. */
    @Test
    void seesTheAddressOfThisMachine() throws Exception {
        assertThat(ask(application(), List.of(), "198.51.100.7")).containsOnly("127.0.0.1 127.0.0.1 emails");
        assertThat(ask(
                        application(),
                        List.of(
                                "notdisposable.client-ip.mode=chain",
                                "notdisposable.client-ip.trusted-proxies=loopback"),
                        "198.51.100.7"))
                .containsOnly("198.51.100.7 198.51.100.7 emails");
    }

    /**
     * Asks an application that is started for this, from this machine, and closes it.
     *
     * @param application the application
     * @param properties its properties
     * @param forwardedFor the header {@code X-Forwarded-For}
     * @return what {@code /report} says of two requests, one after the other
     */
    protected static List<String> ask(
            SpringApplicationBuilder application, List<String> properties, String forwardedFor) throws IOException {
        try (ConfigurableApplicationContext started = start(application, properties)) {
            List<HeaderLine> lines = List.of(new HeaderLine("X-Forwarded-For", forwardedFor));
            return List.of(outcome(get(started, "/report", lines)), outcome(get(started, "/report", lines)));
        }
    }

    private ConfigurableApplicationContext applicationOf(ClientIpCase row) {
        List<String> properties = new ArrayList<>();
        properties.add("notdisposable.client-ip.mode=" + row.mode().toLowerCase(Locale.ROOT));
        if (!row.header().isEmpty() && !row.header().equals("X-Forwarded-For")) {
            properties.add("notdisposable.client-ip.header=" + row.header());
        }
        if (row.hops() > 0) {
            properties.add("notdisposable.client-ip.hops=" + row.hops());
        }
        if (!row.trusted().isEmpty()) {
            properties.add("notdisposable.client-ip.trusted-proxies=" + String.join(",", row.trusted()));
        }
        if (row.row().equals("32")) {
            properties.add("server.max-http-request-header-size=128KB");
        }
        return started(properties);
    }

    private ConfigurableApplicationContext started(List<String> properties) {
        return applications.computeIfAbsent(
                properties, unused -> start(application().sources(peers()), properties));
    }

    private static ConfigurableApplicationContext start(SpringApplicationBuilder application, List<String> properties) {
        return application.run(Stream.concat(
                        Stream.of(
                                "server.port=0",
                                "server.address=127.0.0.1",
                                "server.shutdown=immediate",
                                "spring.main.banner-mode=off",
                                "spring.main.log-startup-info=false"),
                        properties.stream())
                .map(property -> "--" + property)
                .toArray(String[]::new));
    }

    private static Answer get(ConfigurableApplicationContext application, String path, List<HeaderLine> lines)
            throws IOException {
        return RawHttp.get(
                application.getEnvironment().getRequiredProperty("local.server.port", Integer.class), path, lines);
    }

    private static List<HeaderLine> request(ClientIpCase row) {
        return Stream.concat(Stream.of(peer(row.peer())), row.lines().stream()).toList();
    }

    private static List<HeaderLine> from(String peer, String... forwardedFor) {
        return Stream.concat(
                        Stream.of(peer(peer)),
                        Arrays.stream(forwardedFor).map(client -> new HeaderLine("X-Forwarded-For", client)))
                .toList();
    }

    private static HeaderLine peer(String address) {
        return new HeaderLine(PEER, encode(address));
    }

    private static ClientIpCase row(String name) {
        return ClientIpCase.all()
                .filter(row -> row.row().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static String outcome(Answer answer) {
        return answer.body().lines().findFirst().orElse("");
    }

    /** The blanks around a value are no part of it, and each byte is a character (RFC 9110, 5.5). */
    private static List<String> expectedReport(ClientIpCase row) {
        List<String> lines = new ArrayList<>();
        lines.add(row.address().orElse("-") + " " + row.expected() + " emails");
        HEADERS.forEach(name -> row.values(name)
                .forEach(value -> lines.add(name + "="
                        + encode(new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                                .replaceAll("^ +| +$", "")))));
        assertThat(lines).hasSize(1 + row.lines().size());
        return lines;
    }

    /**
     * Returns what an application says of a request: the client, the resolution and whether verdicts are gathered on the first line, then the
     * headers of the table as they have come.
     *
     * @param client the client that is current
     * @param resolution what was found out, or why nothing
     * @param emails whether verdicts are gathered
     * @param headerLines returns the values of a header, one for each line
     */
    protected static String report(
            Optional<ClientIp> client,
            ClientIpResolution resolution,
            boolean emails,
            Function<String, List<String>> headerLines) {
        StringBuilder report = new StringBuilder();
        report.append(client.map(ClientIp::address).orElse("-"))
                .append(' ')
                .append(resolution
                        .client()
                        .map(ClientIp::address)
                        .orElseGet(() -> resolution.reason().orElseThrow().name()))
                .append(emails ? " emails" : " no-emails");
        for (String name : HEADERS) {
            headerLines
                    .apply(name)
                    .forEach(value ->
                            report.append('\n').append(name).append('=').append(encode(value)));
        }
        return report.toString();
    }

    /** Notes what is current on a thread of the server that begins to serve a request, which must be nothing. */
    protected static void lookAtTheThread() {
        ClientIpHolder.current().ifPresent(client -> LEFT.add(client.address()));
        CheckedEmails.current().ifPresent(emails -> LEFT.add("emails"));
    }

    /** Returns the address that the header {@link #PEER} holds. */
    protected static String decode(String peer) {
        return URLDecoder.decode(peer, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
