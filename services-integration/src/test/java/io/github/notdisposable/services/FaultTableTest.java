/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.fixtures.LogCapture;
import io.github.notdisposable.http.HttpSettings;
import io.github.notdisposable.resilience.ResilientBackend;
import io.github.notdisposable.services.FaultServer.Behaviour;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that a service can do wrong, for each backend that asks one. */
@Timeout(120)
class FaultTableTest {

    private static final String KEY = "k3y-that-nobody-may-see";
    private static final String MAILBOX = "ada.lovelace";
    private static final String DOMAIN = "analytical-engine.example";
    private static final String CLIENT = "198.51.100.77";

    /** For faults that last: the check must end by it. */
    private static final Duration SHORT = Duration.ofMillis(300);

    /** For faults that show at once: the deadline must not be what ends the check, however busy the machine is. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final Duration GRACE = Duration.ofMillis(100);
    private static final String JSON = "Content-Type: application/json\r\n";

    private final LogCapture log = new LogCapture();
    private Set<Thread> threadsBefore = Set.of();

    enum Kind {
        USER_CLEANING_QUERY,
        USER_CLEANING_BEARER,
        USER_CLEANING_JSON,
        STOPREG_EMAIL,
        STOPREG_DOMAIN,
        STOPREG_QUERY,
        STOPREG_TOKEN_IN_PATH,
        OWN_JSON;

        boolean isUserCleaning() {
            return name().startsWith("USER_CLEANING");
        }

        boolean isStopReg() {
            return name().startsWith("STOPREG");
        }

        /** An answer that says that nothing is wrong with the address. */
        String goodAnswer() {
            return isStopReg()
                    ? "{\"data\":{\"classification\":{\"is_disposable\":false}}}"
                    : "{\"category\":\"white\"}";
        }
    }

    /**
     * One row of the table.
     *
     * @param name what goes wrong
     * @param lasts whether only the deadline ends it
     * @param behaviour what the server does
     * @param outcome what the backend says: the reason, or that the client is banned
     */
    private record Fault(
            String name, boolean lasts, Function<Kind, Behaviour> behaviour, Function<Kind, String> outcome) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> faults() {
        List<Arguments> rows = new ArrayList<>();
        for (Fault fault : table()) {
            for (Kind kind : Kind.values()) {
                rows.add(Arguments.of(fault, kind));
            }
        }
        return rows.stream();
    }

    private static List<Fault> table() {
        List<Fault> table = new ArrayList<>();
        table.add(atOnce("reset before the answer", "UNREACHABLE", exchange -> {
            exchange.reset();
            return false;
        }));
        table.add(atOnce("closed before the answer", "UNREACHABLE", exchange -> false));
        table.add(atOnce("reset in the middle of the body", "UNREACHABLE", exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 100\r\n\r\n{\"cat");
            exchange.reset();
            return false;
        }));
        table.add(atOnce("closed in the middle of the body", "UNREACHABLE", exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 100\r\n\r\n{\"cat");
            return false;
        }));
        table.add(lasting("silence", exchange -> {
            exchange.silence();
            return false;
        }));
        table.add(lasting("silence after the headers", exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 100\r\n\r\n");
            exchange.silence();
            return false;
        }));
        table.add(lasting("one byte a second", exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 10000\r\n\r\n");
            exchange.drip();
            return false;
        }));
        table.add(lasting("headers at one byte a second", exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\nX-Y:");
            exchange.drip();
            return false;
        }));
        table.add(atOnce("no HTTP at all", "MALFORMED_ANSWER", exchange -> {
            exchange.send("SSH-2.0-OpenSSH_9.2\r\n\r\n");
            return false;
        }));
        for (String head : List.of("HTTP/9.9 200 OK", "HTTP/1.1 abc OK", "HTTP/1.1 200 OK\r\nContent-Length: abc")) {
            table.add(atOnce(head.replaceFirst("(?s).*\n", "") + ", no HTTP", "MALFORMED_ANSWER", exchange -> {
                exchange.send(head + "\r\n\r\n");
                return false;
            }));
        }
        table.add(answering("empty body", 200, JSON, "", "MALFORMED_ANSWER"));
        table.add(new Fault(
                "half a JSON document",
                false,
                kind -> exchange -> {
                    String whole = kind.goodAnswer();
                    exchange.respond(
                            200, JSON, whole.substring(0, whole.length() - 3).getBytes(UTF_8));
                    return true;
                },
                kind -> "MALFORMED_ANSWER"));
        table.add(answering("JSON of another shape", 200, JSON, "{\"hello\":{\"world\":1}}", "MALFORMED_ANSWER"));
        table.add(answering("JSON that is no object", 200, JSON, "[true]", "MALFORMED_ANSWER"));
        table.add(answering("JSON nested without end", 200, JSON, "[".repeat(30_000), "MALFORMED_ANSWER"));
        table.add(answering("HTML", 200, "Content-Type: text/html\r\n", "<html>Sign in</html>", "MALFORMED_ANSWER"));
        table.add(good("wrong content type", "Content-Type: text/html\r\n", answer -> answer.getBytes(UTF_8)));
        table.add(good(
                "wrong charset",
                JSON,
                answer -> answer.replace("{\"", "{\"ü\":1,\"").getBytes(ISO_8859_1)));
        table.add(good("10 MB", JSON, answer -> (answer + " ".repeat(10_000_000)).getBytes(UTF_8)));
        table.add(
                good("compressed, though not asked for", JSON + "Content-Encoding: gzip\r\n", FaultTableTest::zipped));
        table.add(good(
                "compressed bomb",
                JSON + "Content-Encoding: gzip\r\n",
                answer -> zipped(answer + " ".repeat(20_000_000))));
        table.add(new Fault(
                "body without end",
                false,
                kind -> exchange -> {
                    exchange.send("HTTP/1.1 200 OK\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n");
                    String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
                    while (exchange.stopped().getCount() > 0) {
                        exchange.send(chunk);
                    }
                    return false;
                },
                kind -> "MALFORMED_ANSWER"));
        table.add(new Fault(
                "204",
                false,
                kind -> exchange -> {
                    exchange.send("HTTP/1.1 204 No Content\r\n\r\n");
                    return true;
                },
                kind -> "MALFORMED_ANSWER"));
        table.add(refusing("400 of somebody else", "{}", kind -> kind == Kind.OWN_JSON));
        for (String code : List.of("invalid_email", "invalid_domain")) {
            table.add(refusing("400 " + code, error(code), kind -> !kind.isUserCleaning()));
        }
        table.add(refusing("400 with a detail", "{\"detail\":\"No email.\"}", kind -> !kind.isStopReg()));
        table.add(answering("401", 401, "", "", "UNAUTHORIZED"));
        for (String code : List.of("missing_token", "invalid_token", "token_expired")) {
            table.add(answering("401 " + code, 401, JSON, error(code), "UNAUTHORIZED"));
        }
        table.add(banning("403 with a detail", JSON, "{\"detail\":\"Too many attempts.\"}", "Too many attempts."));
        table.add(answering("403 without a detail", 403, JSON, "{}", "UNAUTHORIZED"));
        table.add(answering("403 with an empty body", 403, "", "", "UNAUTHORIZED"));
        table.add(answering("403 with a page", 403, "Content-Type: text/html\r\n", "<p>no</p>", "UNAUTHORIZED"));
        table.add(answering("404", 404, JSON, "{\"detail\":\"Not Found\"}", "MALFORMED_ANSWER"));
        for (String retryAfter :
                List.of("2", "Fri, 31 Dec 1999 23:59:59 GMT", "99999999999999999999", "-1", "soon", "")) {
            String header = retryAfter.isEmpty() ? "" : "Retry-After: " + retryAfter + "\r\n";
            table.add(answering(
                    "429, Retry-After: " + retryAfter, 429, JSON + header, error("rate_limited"), "RATE_LIMITED"));
        }
        table.add(new Fault(
                "429 token_exhausted",
                false,
                kind -> exchange -> {
                    exchange.respond(429, JSON, error("token_exhausted").getBytes(UTF_8));
                    return true;
                },
                kind -> kind.isStopReg() ? "QUOTA_EXHAUSTED" : "RATE_LIMITED"));
        for (int status : List.of(500, 502, 503, 504)) {
            table.add(answering(Integer.toString(status), status, "", "<h1>oops</h1>", "SERVER_ERROR"));
        }
        table.add(new Fault(
                "500 with 10 MB",
                false,
                kind -> exchange -> {
                    exchange.respond(500, "", new byte[10_000_000]);
                    return true;
                },
                kind -> "SERVER_ERROR"));
        return table;
    }

    private static Fault atOnce(String name, String outcome, Behaviour behaviour) {
        return new Fault(name, false, kind -> behaviour, kind -> outcome);
    }

    private static Fault lasting(String name, Behaviour behaviour) {
        return new Fault(name, true, kind -> behaviour, kind -> "TIMEOUT");
    }

    private static Fault answering(String name, int status, String headers, String body, String outcome) {
        return atOnce(name, outcome, exchange -> {
            exchange.respond(status, headers, body.getBytes(UTF_8));
            return true;
        });
    }

    private static Fault good(String name, String headers, Function<String, byte[]> spoilt) {
        return new Fault(
                name,
                false,
                kind -> exchange -> {
                    exchange.respond(200, headers, spoilt.apply(kind.goodAnswer()));
                    return true;
                },
                kind -> "MALFORMED_ANSWER");
    }

    private static Fault refusing(String name, String body, Predicate<Kind> refusesTheInput) {
        return new Fault(
                name,
                false,
                kind -> exchange -> {
                    exchange.respond(400, JSON, body.getBytes(UTF_8));
                    return true;
                },
                kind -> refusesTheInput.test(kind) ? "REFUSED_INPUT" : "MALFORMED_ANSWER");
    }

    private static Fault banning(String name, String headers, String body, String detail) {
        return new Fault(
                name,
                false,
                kind -> exchange -> {
                    exchange.respond(403, headers, body.getBytes(UTF_8));
                    return true;
                },
                kind -> kind.isUserCleaning() ? "BANNED " + detail : "UNAUTHORIZED");
    }

    private static String error(String code) {
        return "{\"status\":400,\"message\":\"error\",\"data\":{\"error\":\"" + code + "\"}}";
    }

    private static byte[] zipped(String text) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(text.getBytes(UTF_8));
        } catch (IOException neverInMemory) {
            throw new AssertionError(neverInMemory);
        }
        return zipped.toByteArray();
    }

    @BeforeAll
    static void loadClasses() throws Exception {
        try (FaultServer server = new FaultServer(exchange -> {
                    exchange.respond(500, "", new byte[0]);
                    return true;
                });
                EmailBackend backend = resilient(Kind.STOPREG_EMAIL, server.baseUrl())) {
            backend.check(query(LONG));
        }
    }

    @BeforeEach
    void readTheLog() {
        threadsBefore = Thread.getAllStackTraces().keySet();
    }

    @AfterEach
    void restore() {
        log.close();
        assertThat(Thread.interrupted())
                .as("an interrupt flag that a test forgot")
                .isFalse();
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("faults")
    void endsAsDeclared(Fault fault, Kind kind) throws Exception {
        int tries = 0;
        Duration over;
        do {
            over = endAsDeclared(fault, kind);
            tries++;
        } while (fault.lasts && over.compareTo(GRACE) > 0 && tries < 5);
        if (fault.lasts) {
            assertThat(over).as("time over the deadline, best of %d", tries).isLessThanOrEqualTo(GRACE);
        }
    }

    private Duration endAsDeclared(Fault fault, Kind kind) throws Exception {
        log.reset();
        long sockets = openSockets();
        Duration deadline = fault.lasts ? SHORT : LONG;
        try (FaultServer server = new FaultServer(fault.behaviour.apply(kind))) {
            BackendAnswer answer;
            Duration took;
            try (EmailBackend backend = resilient(kind, server.baseUrl())) {
                long start = System.nanoTime();
                answer = backend.check(query(deadline));
                took = Duration.ofNanos(System.nanoTime() - start);

                assertThat(outcomeOf(answer)).isEqualTo(fault.outcome.apply(kind));
                if (fault.lasts) {
                    assertThat(server.awaitNoConnection())
                            .as("the connection is closed, not left to the other side")
                            .isTrue();
                }
            }
            assertThat(server.awaitNoConnection())
                    .as("no connection is left behind")
                    .isTrue();
            assertNoThreadIsLeft();
            assertNoSocketIsLeft(fault, sockets + 1);
            assertOneLineWithoutPersonalData(answer);
            return took.minus(deadline);
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionRefused(Kind kind) throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertUnavailable(kind, "http://localhost:" + port, LONG, UnavailableReason.UNREACHABLE);
    }

    @ParameterizedTest
    @EnumSource
    void nameNotFound(Kind kind) throws Exception {
        // A label that is too long: no resolver is asked, on any network.
        HttpSettings http = HttpSettings.builder().allowInsecure(true).build();
        assertUnavailable(
                backend(kind, "http://" + "x".repeat(64) + ".invalid", http), LONG, UnavailableReason.UNREACHABLE);
    }

    @ParameterizedTest
    @EnumSource
    void tlsFailure(Kind kind) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread plain = new Thread(() -> answerInClear(listener), "plain-server");
            plain.setDaemon(true);
            plain.start();
            assertUnavailable(kind, "https://localhost:" + listener.getLocalPort(), LONG, UnavailableReason.TLS);
        }
    }

    private static void answerInClear(ServerSocket listener) {
        while (true) {
            try (Socket socket = listener.accept()) {
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                socket.getOutputStream().flush();
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            } catch (IOException closed) {
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectTimeout(Kind kind) throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            String baseUrl = "http://127.0.0.1:" + full.getLocalPort();

            assertUnavailable(kind, baseUrl, SHORT, UnavailableReason.TIMEOUT);
            HttpSettings hasty =
                    HttpSettings.builder().connectTimeout(Duration.ofMillis(50)).build();
            try (EmailBackend backend = ResilientBackend.builder(backend(kind, baseUrl, hasty))
                    .retries(0)
                    .build()) {
                assertThat(outcomeOf(backend.check(query(LONG)))).isEqualTo("UNREACHABLE");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void redirectToAnotherHost(Kind kind) throws Exception {
        try (FaultServer other = new FaultServer(exchange -> true);
                FaultServer server = new FaultServer(exchange -> {
                    exchange.respond(301, "Location: " + other.baseUrl() + "/stolen\r\n", new byte[0]);
                    return true;
                })) {
            assertUnavailable(kind, server.baseUrl(), LONG, UnavailableReason.MALFORMED_ANSWER);

            assertThat(other.accepted()).as("the key goes nowhere else").isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void serverThatClosesIdleConnections(Kind kind) throws Exception {
        try (FaultServer server = new FaultServer(exchange -> {
                    if (exchange.number() > 1) {
                        return false;
                    }
                    exchange.respond(200, JSON, kind.goodAnswer().getBytes(UTF_8));
                    return true;
                });
                EmailBackend backend = resilient(kind, server.baseUrl())) {
            for (int i = 0; i < 4; i++) {
                EmailAddress address =
                        EmailAddress.parse("ada@company" + i + ".example").orElseThrow();
                BackendAnswer answer = backend.check(
                        BackendQuery.of(address, Deadline.after(LONG)).build());
                assertThat(outcomeOf(answer)).isEqualTo("answered");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void callingThreadInterrupted(Kind kind) throws Exception {
        Thread caller = Thread.currentThread();
        try (FaultServer server = new FaultServer(exchange -> {
                    caller.interrupt();
                    exchange.silence();
                    return false;
                });
                EmailBackend backend = resilient(kind, server.baseUrl())) {
            BackendAnswer during = backend.check(query(LONG));
            boolean flag = Thread.interrupted();
            assertThat(outcomeOf(during)).isEqualTo("INTERRUPTED");
            assertThat(flag).as("the interrupt flag is set again").isTrue();
            assertThat(server.awaitNoConnection()).isTrue();

            Thread.currentThread().interrupt();
            BackendAnswer before = backend.check(query(LONG));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(outcomeOf(before)).isEqualTo("INTERRUPTED");
        }
        assertNoThreadIsLeft();
        assertThat(logLines()).as("nothing is wrong with the service").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void closedWhileAsking(Kind kind) throws Exception {
        EmailBackend[] asking = new EmailBackend[1];
        try (FaultServer server = new FaultServer(exchange -> {
            asking[0].close();
            exchange.silence();
            return false;
        })) {
            asking[0] = backend(kind, server.baseUrl(), HttpSettings.defaults());
            BackendAnswer answer = asking[0].check(query(LONG));
            asking[0].close();

            assertThat(answer.isAvailable()).isFalse();
            assertThat(asking[0].check(query(LONG)).isAvailable()).isFalse();
            assertThat(server.awaitNoConnection()).isTrue();
        }
        assertNoThreadIsLeft();
    }

    @Test
    void writesNoLineForEachFailedRequest() throws Exception {
        AtomicInteger number = new AtomicInteger();
        try (FaultServer server = new FaultServer(exchange -> {
                    int status = number.incrementAndGet() % 2 == 0 ? 500 : 429;
                    exchange.respond(
                            status,
                            JSON + "Retry-After: 0\r\n",
                            error("rate_limited").getBytes(UTF_8));
                    return true;
                });
                EmailBackend backend = resilient(Kind.STOPREG_EMAIL, server.baseUrl())) {
            for (int i = 0; i < 50; i++) {
                EmailAddress address = EmailAddress.parse("ada" + i + "@x.com").orElseThrow();
                backend.check(BackendQuery.of(address, Deadline.after(LONG)).build());
            }
        }
        assertThat(logLines()).hasSize(1);
    }

    private void assertUnavailable(Kind kind, String baseUrl, Duration deadline, UnavailableReason reason)
            throws InterruptedException {
        assertUnavailable(backend(kind, baseUrl, HttpSettings.defaults()), deadline, reason);
    }

    private void assertUnavailable(EmailBackend bare, Duration deadline, UnavailableReason reason)
            throws InterruptedException {
        BackendAnswer answer;
        try (EmailBackend backend = ResilientBackend.of(bare)) {
            answer = backend.check(query(deadline));
        }
        assertThat(answer.unavailableReason()).contains(reason);
        // Before Java 21 the thread of a client that never connected ends some seconds after the client is collected.
        assertNoThreadIsLeft(Runtime.version().feature() >= 21 ? "notdisposable-.*|HttpClient-.*" : "notdisposable-.*");
        assertOneLineWithoutPersonalData(answer);
    }

    private void assertOneLineWithoutPersonalData(BackendAnswer answer) {
        boolean failureOfTheService =
                !answer.isAvailable() && answer.unavailableReason().orElseThrow() != UnavailableReason.REFUSED_INPUT;
        assertThat(logLines()).hasSize(failureOfTheService ? 1 : 0);
        assertThat(log.text() + answer).doesNotContain(KEY, MAILBOX, DOMAIN, CLIENT, "Too many");
    }

    /** Other tools of the build write to the same stream. */
    private List<String> logLines() {
        return log.text()
                .lines()
                .filter(line -> line.contains("] WARN ") || line.contains("] ERROR ") || line.contains("] INFO "))
                .toList();
    }

    /** One is the server's. Before Java 21 the JDK's client leaves a connection open over which no HTTP came. */
    private static void assertNoSocketIsLeft(Fault fault, long allowed) {
        if (fault.name.contains("no HTTP") && Runtime.version().feature() < 21) {
            return;
        }
        for (int i = 0; i < 5_000 && openSockets() > allowed; i++) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(openSockets()).as("open sockets").isLessThanOrEqualTo(allowed);
    }

    /** Returns 0 where the system does not tell. */
    private static long openSockets() {
        String[] files = new File("/proc/self/fd").list();
        if (files == null) {
            return 0;
        }
        return Stream.of(files).filter(FaultTableTest::isSocket).count();
    }

    private static boolean isSocket(String file) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd", file))
                    .toString()
                    .startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private void assertNoThreadIsLeft() throws InterruptedException {
        assertNoThreadIsLeft("notdisposable-.*|HttpClient-.*");
    }

    private void assertNoThreadIsLeft(String names) throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().matches(names) && !threadsBefore.contains(thread)) {
                thread.join(10_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    private static String outcomeOf(BackendAnswer answer) {
        if (answer.category().filter(Category.BANNED::equals).isPresent()) {
            return "BANNED " + answer.detail().orElse(null);
        }
        return answer.unavailableReason().map(Enum::name).orElse("answered");
    }

    private static EmailBackend resilient(Kind kind, String baseUrl) {
        return ResilientBackend.of(backend(kind, baseUrl, HttpSettings.defaults()));
    }

    private static EmailBackend backend(Kind kind, String baseUrl, HttpSettings http) {
        return switch (kind) {
            case USER_CLEANING_QUERY -> userCleaning(UserCleaningBackend.Contract.QUERY, baseUrl, http);
            case USER_CLEANING_BEARER -> userCleaning(UserCleaningBackend.Contract.QUERY_BEARER, baseUrl, http);
            case USER_CLEANING_JSON -> userCleaning(UserCleaningBackend.Contract.JSON, baseUrl, http);
            case STOPREG_EMAIL -> stopReg(StopRegBackend.Contract.PATH, StopRegBackend.Send.EMAIL, baseUrl, http);
            case STOPREG_DOMAIN -> stopReg(StopRegBackend.Contract.PATH, StopRegBackend.Send.DOMAIN, baseUrl, http);
            case STOPREG_QUERY -> stopReg(StopRegBackend.Contract.QUERY, StopRegBackend.Send.EMAIL, baseUrl, http);
            case STOPREG_TOKEN_IN_PATH ->
                stopReg(StopRegBackend.Contract.TOKEN_IN_PATH, StopRegBackend.Send.EMAIL, baseUrl, http);
            case OWN_JSON ->
                JsonBackend.builder("own")
                        .url(baseUrl + "/{address}?key=" + KEY)
                        .header("X-Key", KEY)
                        .category("/category")
                        .trait(EmailTrait.PUBLIC, "/public")
                        .http(http)
                        .timeout(Duration.ofMinutes(1))
                        .build();
        };
    }

    private static EmailBackend userCleaning(UserCleaningBackend.Contract contract, String baseUrl, HttpSettings http) {
        return UserCleaningBackend.builder()
                .apiKey(KEY)
                .baseUrl(baseUrl)
                .contract(contract)
                .http(http)
                .timeout(Duration.ofMinutes(1))
                .build();
    }

    private static EmailBackend stopReg(
            StopRegBackend.Contract contract, StopRegBackend.Send send, String baseUrl, HttpSettings http) {
        return StopRegBackend.builder()
                .apiToken(KEY)
                .baseUrl(baseUrl)
                .contract(contract)
                .send(send)
                .http(http)
                .timeout(Duration.ofMinutes(1))
                .build();
    }

    private static BackendQuery query(Duration deadline) {
        return BackendQuery.of(new EmailAddress(MAILBOX, DOMAIN), Deadline.after(deadline))
                .client(ClientIp.parse(CLIENT).orElseThrow())
                .build();
    }
}
