/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.notdisposable.fixtures.FakeTime;
import io.github.notdisposable.fixtures.LogCapture;
import io.github.notdisposable.http.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ListRefresherTest {

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Set<String>> published = new ArrayList<>();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final FakeTime time = new FakeTime();
    private final LogCapture log = new LogCapture();

    @TempDir
    Path directory;

    @AfterEach
    void close() throws Exception {
        log.close();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private List<String> logLines() {
        return log.text()
                .lines()
                .filter(line -> line.contains("ListRefresher - "))
                .toList();
    }

    private ListServer server() throws IOException {
        ListServer server = new ListServer();
        open.add(server);
        return server;
    }

    private ListRefresher.Builder settings(URI... urls) {
        return settings(HttpSettings.defaults(), urls);
    }

    private ListRefresher.Builder settings(HttpSettings http, URI... urls) {
        return ListRefresher.builder(List.of(urls), http).executor(scheduler).clock(time);
    }

    private ListRefresher refresher(ListRefresher.Builder settings) {
        ListRefresher refresher = settings.build(published::add);
        open.add(refresher);
        return refresher;
    }

    private static String lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> "d" + i + ".test\n").collect(Collectors.joining());
    }

    private static RefreshResult only(List<RefreshResult> results) {
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    @Test
    void handsOnTheDomainsOfAllLists() throws IOException {
        ListServer first = server().sends(ListServer.text("mailinator.com\ntrash.test\n"));
        ListServer second = server().sends(ListServer.text("[\"trash.test\", \"junk.test\"]"));
        ListRefresher refresher = refresher(settings(first.url(), second.url("/list.json?key=secret")));
        assertThat(refresher.domains()).isEmpty();

        List<RefreshResult> results = refresher.refreshNow();

        assertThat(results)
                .extracting(RefreshResult::url)
                .containsExactly(first.url(), second.url("/list.json?key=secret"));
        assertThat(results).extracting(RefreshResult::status).containsOnly(RefreshResult.Status.UPDATED);
        assertThat(results).extracting(RefreshResult::domains).containsExactly(2, 2);
        assertThat(published).containsExactly(Set.of("mailinator.com", "trash.test", "junk.test"));
        assertThat(refresher.domains()).isEqualTo(published.get(0));
        assertThat(results.toString() + logLines()).doesNotContain("secret");
    }

    @Test
    void leavesOutThePublicSuffixesThatTheLibraryKnows() throws IOException {
        ListServer server = server().sends(ListServer.text("com.ar\nco.uk\nmailinator.com\n"));

        RefreshResult result = only(refresher(settings(server.url())).refreshNow());

        assertThat(published).containsExactly(Set.of("mailinator.com"));
        assertThat(result.dropped()).isEqualTo(2);
    }

    /** Each gets the server to fail in one way, after a good list of 100 domains. */
    static Stream<Arguments> failures() {
        byte[] list = lines(100).getBytes(StandardCharsets.UTF_8);
        byte[] packed = ListServer.gzip(list);
        return Stream.of(
                Arguments.of("empty", ListServer.text(""), RefreshResult.Problem.EMPTY),
                Arguments.of("nothing but comments", ListServer.text("# moved\n"), RefreshResult.Problem.EMPTY),
                Arguments.of(
                        "HTML instead of a list",
                        ListServer.with(
                                "Content-Type", "text/html", ListServer.text("<!doctype html><title>Log in</title>")),
                        RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("ten times smaller", ListServer.text(lines(10)), RefreshResult.Problem.SHRUNK),
                Arguments.of("less than half", ListServer.text(lines(49)), RefreshResult.Problem.SHRUNK),
                Arguments.of(
                        "truncated",
                        (ListServer.Reply) exchange -> {
                            exchange.sendResponseHeaders(200, list.length);
                            exchange.getResponseBody().write(list, 0, list.length - 100);
                            exchange.getResponseBody().flush();
                        },
                        RefreshResult.Problem.UNREACHABLE),
                Arguments.of(
                        "truncated JSON",
                        ListServer.text("[\"mailinator.com\", \"tra"),
                        RefreshResult.Problem.NOT_A_LIST),
                Arguments.of(
                        "truncated gzip",
                        ListServer.with(
                                "Content-Encoding", "gzip", ListServer.bytes(Arrays.copyOf(packed, packed.length / 2))),
                        RefreshResult.Problem.NOT_A_LIST),
                Arguments.of(
                        "gzip bomb",
                        ListServer.with(
                                "Content-Encoding", "gzip", ListServer.bytes(ListServer.gzip(new byte[20_000_000]))),
                        RefreshResult.Problem.TOO_LARGE),
                Arguments.of(
                        "packed in another way",
                        ListServer.with("Content-Encoding", "br", ListServer.bytes(list)),
                        RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("huge", ListServer.bytes(new byte[200_000]), RefreshResult.Problem.TOO_LARGE),
                Arguments.of(
                        "without an end",
                        (ListServer.Reply) exchange -> {
                            exchange.sendResponseHeaders(200, 0);
                            while (true) {
                                exchange.getResponseBody().write(list);
                            }
                        },
                        RefreshResult.Problem.TOO_LARGE),
                Arguments.of("too many domains", ListServer.text(lines(1_001)), RefreshResult.Problem.TOO_MANY_DOMAINS),
                Arguments.of(
                        "wrong charset",
                        ListServer.bytes(lines(100).getBytes(StandardCharsets.UTF_16)),
                        RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("binary", ListServer.bytes(new byte[5_000]), RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("500", ListServer.status(500, list), RefreshResult.Problem.HTTP_STATUS),
                Arguments.of("404", ListServer.status(404, list), RefreshResult.Problem.HTTP_STATUS),
                Arguments.of("204", ListServer.status(204, new byte[0]), RefreshResult.Problem.HTTP_STATUS),
                Arguments.of(
                        "redirect",
                        ListServer.with("Location", "http://127.0.0.1:1/", ListServer.status(302, new byte[0])),
                        RefreshResult.Problem.REDIRECTED),
                Arguments.of(
                        "500 without an end",
                        (ListServer.Reply) exchange -> {
                            exchange.sendResponseHeaders(500, 0);
                            while (true) {
                                exchange.getResponseBody().write(list);
                            }
                        },
                        RefreshResult.Problem.HTTP_STATUS),
                Arguments.of(
                        "no HTTP", (ListServer.Reply) exchange -> exchange.close(), RefreshResult.Problem.UNREACHABLE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void keepsTheLastGoodListAndSaysSoOnce(String name, ListServer.Reply failure, RefreshResult.Problem problem)
            throws IOException {
        ListServer.Reply good = ListServer.with("ETag", "\"good\"", ListServer.text(lines(100)));
        ListServer server = server().sends(good);
        ListRefresher refresher = refresher(
                settings(server.url()).directory(directory).maxBytes(100_000).maxDomains(1_000));
        refresher.refreshNow();
        Set<String> before = refresher.domains();
        log.reset();

        server.sends(ListServer.with("ETag", "\"bad\"", failure));
        RefreshResult result = only(refresher.refreshNow());
        refresher.refreshNow();

        assertThat(result.status()).isEqualTo(RefreshResult.Status.KEPT);
        assertThat(result.problem()).contains(problem);
        assertThat(result.domains()).isEqualTo(100);
        assertThat(refresher.domains()).isEqualTo(before).hasSize(100);
        assertThat(published).hasSize(1);
        assertThat(logLines()).hasSize(1);
        // The entity tag of what was refused would keep the next good list away.
        assertThat(server.requests().get(2).getFirst("If-None-Match")).isEqualTo("\"good\"");
        try (ListRefresher restarted = settings(server.url())
                .directory(directory)
                .executor(new ManualScheduler())
                .build(published::add)) {
            assertThat(restarted.domains()).isEqualTo(before);
        }

        log.reset();
        server.sends(good);
        assertThat(only(refresher.refreshNow()).problem()).isEmpty();
        refresher.refreshNow();
        assertThat(logLines()).hasSize(1).first().asString().contains("is refreshed again");
    }

    @Test
    void aSlowServerCannotOutlastTheTimeout() throws IOException {
        ListServer server = server().sends(ListServer.text(lines(10)));
        ListRefresher refresher = refresher(settings(server.url()).timeout(Duration.ofMillis(300)));
        refresher.refreshNow();
        for (ListServer.Reply slow : List.<ListServer.Reply>of(exchange -> server.holdUp(), exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('d');
            exchange.getResponseBody().flush();
            server.holdUp();
        })) {
            server.sends(slow);
            long start = System.nanoTime();

            assertThat(only(refresher.refreshNow()).problem()).contains(RefreshResult.Problem.TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(refresher.domains()).hasSize(10);
    }

    @Test
    void aServerThatIsDownDoesNotKeepTheOtherListsFromBeingRefreshed() throws IOException {
        ListServer down = server();
        URI downUrl = down.url();
        down.close();
        ListServer up = server().sends(ListServer.text("mailinator.com"));

        List<RefreshResult> results = refresher(settings(downUrl, up.url())).refreshNow();

        assertThat(results.get(0).problem()).contains(RefreshResult.Problem.UNREACHABLE);
        assertThat(results.get(1).status()).isEqualTo(RefreshResult.Status.UPDATED);
        assertThat(published).containsExactly(Set.of("mailinator.com"));
    }

    @Test
    void asksForAListOnlyIfItHasChanged() throws IOException {
        ListServer server = server().sends(ListServer.with(
                "ETag",
                "W/\"abc\"",
                ListServer.with("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT", ListServer.text(lines(10)))));
        ListRefresher refresher = refresher(settings(server.url()));
        refresher.refreshNow();
        server.sends(ListServer.status(304, new byte[0]));

        RefreshResult result = only(refresher.refreshNow());

        assertThat(result.status()).isEqualTo(RefreshResult.Status.UNCHANGED);
        assertThat(result.domains()).isEqualTo(10);
        assertThat(server.requests().get(0)).doesNotContainKeys("If-none-match", "If-modified-since");
        assertThat(server.requests().get(1).getFirst("If-None-Match")).isEqualTo("W/\"abc\"");
        assertThat(server.requests().get(1).getFirst("If-Modified-Since")).isEqualTo("Thu, 01 Jan 2026 00:00:00 GMT");
        assertThat(published).hasSize(1);
    }

    @Test
    void notModifiedInAnswerToAnUnconditionalRequestIsNoList() throws IOException {
        ListServer server = server().sends(ListServer.status(304, new byte[0]));

        assertThat(only(refresher(settings(server.url())).refreshNow()).problem())
                .contains(RefreshResult.Problem.HTTP_STATUS);
        assertThat(published).isEmpty();
    }

    @Test
    void theSameListAgainIsNoChange() throws IOException {
        ListServer server = server().sends(ListServer.text("mailinator.com\ntrash.test"));
        ListRefresher refresher = refresher(settings(server.url()));
        refresher.refreshNow();
        server.sends(ListServer.text("# new comment\ntrash.test\nMailinator.com\n"));

        assertThat(only(refresher.refreshNow()).status()).isEqualTo(RefreshResult.Status.UNCHANGED);
        assertThat(published).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "identity"})
    void unpacksGzipWhetherOrNotTheServerNamesIt(String coding) throws IOException {
        byte[] packed = ListServer.gzip(lines(1_000).getBytes(StandardCharsets.UTF_8));
        ListServer server = server().sends(ListServer.with("Content-Encoding", coding, ListServer.bytes(packed)));

        assertThat(only(refresher(settings(server.url())).refreshNow()).domains())
                .isEqualTo(1_000);
        assertThat(server.requests().get(0).getFirst("Accept-Encoding")).isEqualTo("gzip");
    }

    @Test
    void aListMayShrinkToHalf() throws IOException {
        ListServer server = server().sends(ListServer.text(lines(100)));
        ListRefresher refresher = refresher(settings(server.url()));
        refresher.refreshNow();
        server.sends(ListServer.text(lines(50)));

        assertThat(only(refresher.refreshNow()).status()).isEqualTo(RefreshResult.Status.UPDATED);
        assertThat(refresher.domains()).hasSize(50);
    }

    @Test
    void aListMayShrinkAsFarAsIsAllowed() throws IOException {
        ListServer server = server().sends(ListServer.text(lines(100)));
        ListRefresher refresher = refresher(settings(server.url()).minShare(0));
        refresher.refreshNow();
        server.sends(ListServer.text(lines(1)));

        assertThat(only(refresher.refreshNow()).status()).isEqualTo(RefreshResult.Status.UPDATED);
    }

    @Test
    void aRestartWithoutANetworkHasTheLastGoodData() throws IOException {
        ListServer server = server().sends(ListServer.with("ETag", "\"1\"", ListServer.text(lines(10))));
        try (ListRefresher first = settings(server.url()).directory(directory).build(published::add)) {
            first.refreshNow();
        }
        published.clear();
        URI url = server.url();
        server.close();

        ListRefresher restarted = refresher(settings(url).directory(directory));

        assertThat(published).hasSize(1);
        assertThat(published.get(0)).hasSize(10);
        assertThat(only(restarted.refreshNow()).problem()).contains(RefreshResult.Problem.UNREACHABLE);
        assertThat(restarted.domains()).hasSize(10);
    }

    @Test
    void aRestartAsksForAListOnlyIfItHasChanged() throws IOException {
        ListServer server = server().sends(ListServer.with("ETag", "\"1\"", ListServer.text(lines(10))));
        try (ListRefresher first = settings(server.url()).directory(directory).build(published::add)) {
            first.refreshNow();
        }
        server.sends(ListServer.status(304, new byte[0]));

        ListRefresher restarted = refresher(settings(server.url()).directory(directory));

        assertThat(only(restarted.refreshNow()).status()).isEqualTo(RefreshResult.Status.UNCHANGED);
        assertThat(server.requests().get(1).getFirst("If-None-Match")).isEqualTo("\"1\"");
    }

    @Test
    void keepsOneFileAListAndNoDrafts() throws IOException {
        ListServer server = server().sends(ListServer.text(lines(10)));
        ListRefresher refresher =
                refresher(settings(server.url("/a"), server.url("/b")).directory(directory.resolve("not/there/yet")));
        refresher.refreshNow();
        server.sends(ListServer.text(lines(11)));
        refresher.refreshNow();

        try (Stream<Path> files = Files.list(directory.resolve("not/there/yet"))) {
            assertThat(files).hasSize(2).allSatisfy(file -> assertThat(file).hasExtension("txt"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "cut", "flipped", "header", "huge"})
    void aDamagedCopyOnDiskIsNotBelieved(String damage) throws IOException {
        ListServer server = server().sends(ListServer.text(lines(10)));
        try (ListRefresher first = settings(server.url()).directory(directory).build(published::add)) {
            first.refreshNow();
        }
        published.clear();
        log.reset();
        Path copy;
        try (Stream<Path> files = Files.list(directory)) {
            copy = files.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(copy);
        byte[] damaged = switch (damage) {
            case "cut" -> Arrays.copyOf(bytes, bytes.length - 3);
            case "flipped" -> {
                bytes[bytes.length - 8] ^= 1;
                yield bytes;
            }
            case "header" -> Arrays.copyOf(bytes, 30);
            case "huge" -> Arrays.copyOf(bytes, 1_000_000);
            default -> damage.getBytes(StandardCharsets.UTF_8);
        };
        Files.write(copy, damaged);

        ListRefresher restarted =
                refresher(settings(server.url()).directory(directory).maxDomains(1_000));

        assertThat(published).isEmpty();
        assertThat(logLines()).hasSize(1);
        assertThat(only(restarted.refreshNow()).status()).isEqualTo(RefreshResult.Status.UPDATED);
    }

    @Test
    void goesOnWhenTheCopyCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");
        ListServer server = server().sends(ListServer.text(lines(10)));
        ListRefresher refresher = refresher(settings(server.url()).directory(file));
        refresher.refreshNow();
        server.sends(ListServer.text(lines(11)));

        assertThat(only(refresher.refreshNow()).status()).isEqualTo(RefreshResult.Status.UPDATED);
        assertThat(logLines())
                .filteredOn(line -> line.contains("cannot be written"))
                .hasSize(1);
    }

    @Test
    void writesTheCopyAnewWhenSomebodyHasDeletedIt() throws IOException {
        ListServer server = server().sends(ListServer.with("ETag", "\"1\"", ListServer.text(lines(10))));
        ListRefresher refresher = refresher(settings(server.url()).directory(directory));
        refresher.refreshNow();
        try (Stream<Path> files = Files.list(directory)) {
            Files.delete(files.findFirst().orElseThrow());
        }
        server.sends(ListServer.status(304, new byte[0]));
        refresher.refreshNow();

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void refreshesAtOnceAndThenAtEachIntervalMoreOrLess() throws IOException {
        ListServer server = server().sends(ListServer.text(lines(10)));
        refresher(settings(server.url()).interval(Duration.ofHours(10)));
        assertThat(scheduler.delay()).isZero();

        scheduler.run();

        assertThat(published).hasSize(1);
        assertThat(scheduler.delay()).isBetween(Duration.ofHours(9), Duration.ofHours(11));
    }

    @Test
    void asksAgainSoonAfterAFailureAndLessAndLessOften() throws IOException {
        ListServer server = server().sends(ListServer.status(503, new byte[0]));
        refresher(settings(server.url()).interval(Duration.ofMinutes(3)));
        scheduler.run();
        assertThat(scheduler.delay()).isBetween(Duration.ofSeconds(54), Duration.ofSeconds(66));
        scheduler.run();
        assertThat(scheduler.delay()).isBetween(Duration.ofSeconds(108), Duration.ofSeconds(132));
        scheduler.run();
        assertThat(scheduler.delay()).isBetween(Duration.ofSeconds(162), Duration.ofSeconds(198));

        server.sends(ListServer.text(lines(10)));
        scheduler.run();
        server.sends(ListServer.status(503, new byte[0]));
        scheduler.run();

        assertThat(scheduler.delay()).isBetween(Duration.ofSeconds(54), Duration.ofSeconds(66));
    }

    @Test
    void leavesACurrentCopyAloneAtAStart() throws IOException {
        ListServer server = server().sends(ListServer.text(lines(10)));
        try (ListRefresher first = settings(server.url()).directory(directory).build(published::add)) {
            first.refreshNow();
        }
        time.advance(Duration.ofHours(4));

        refresher(settings(server.url()).directory(directory).interval(Duration.ofHours(10)));

        assertThat(scheduler.delay()).isBetween(Duration.ofMinutes(324), Duration.ofMinutes(396));
        scheduler.shutdown();
    }

    @Test
    void aCopyFromTheFutureIsStale() throws IOException {
        ListServer server = server().sends(ListServer.text(lines(10)));
        try (ListRefresher first = settings(server.url()).directory(directory).build(published::add)) {
            first.refreshNow();
        }
        time.setWallClock(time.instant().minus(Duration.ofDays(400)));

        refresher(settings(server.url()).directory(directory));

        assertThat(scheduler.delay()).isZero();
    }

    @Test
    void goesOnWhenTheDomainsCannotBeHandedOn() throws IOException {
        ListServer server = server().sends(ListServer.text(lines(10)));
        ListRefresher refresher = settings(server.url()).build(domains -> {
            throw new IllegalStateException("of the sink");
        });
        open.add(refresher);

        scheduler.run();

        assertThat(refresher.domains()).hasSize(10);
        assertThat(scheduler.isAnythingPlanned()).isTrue();
    }

    @Test
    void runsOnOneDaemonThreadAndClosingEndsIt() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        CountDownLatch asked = new CountDownLatch(1);
        ListServer server = server();
        server.sends(exchange -> {
            asked.countDown();
            server.holdUp();
        });
        ListRefresher refresher = ListRefresher.builder(List.of(server.url()), HttpSettings.defaults())
                .build(published::add);
        asked.await();
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("notdisposable-refresh"))
                .toList();
        assertThat(threads).hasSize(1).allMatch(Thread::isDaemon);
        List<Thread> started = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().matches("notdisposable.*|HttpClient.*"))
                .toList();
        assertThat(started).hasSizeGreaterThan(1);

        refresher.close();
        refresher.close();

        for (Thread thread : started) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        }
        assertThat(started).noneMatch(Thread::isAlive);
        assertThat(only(refresher.refreshNow()).problem()).contains(RefreshResult.Problem.INTERRUPTED);
        assertThat(logLines()).isEmpty();
    }

    @Test
    void handsOnInTheBackground() throws Exception {
        BlockingQueue<Set<String>> received = new LinkedBlockingQueue<>();
        ListServer server = server().sends(ListServer.text(lines(10)));
        ListRefresher refresher = ListRefresher.builder(List.of(server.url()), HttpSettings.defaults())
                .build(received::add);
        open.add(refresher);

        assertThat(received.poll(20, TimeUnit.SECONDS)).hasSize(10);
    }

    @Test
    void closingPlansNothingMore() throws IOException {
        ListServer server = server().sends(ListServer.text(lines(10)));
        ListRefresher refresher = refresher(settings(server.url()));

        refresher.close();

        assertThat(scheduler.isAnythingPlanned()).isFalse();
        assertThat(scheduler.isShutdown()).isFalse();
    }

    @Test
    void anInterruptedCallerLeavesWithItsFlagSet() throws IOException {
        ListServer server = server().sends(ListServer.text(lines(10)));
        ListRefresher refresher = refresher(settings(server.url()));
        Thread.currentThread().interrupt();

        List<RefreshResult> results = refresher.refreshNow();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(only(results).problem()).contains(RefreshResult.Problem.INTERRUPTED);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aCallerThatIsInterruptedWhileItWaitsLeavesToo() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        ListServer server = server();
        server.sends(exchange -> {
            asked.countDown();
            server.holdUp();
        });
        ListRefresher refresher = refresher(settings(server.url()));
        CompletableFuture<RefreshResult> result = new CompletableFuture<>();
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            result.complete(only(refresher.refreshNow()));
            flag.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        asked.await();

        caller.interrupt();

        assertThat(result.get(20, TimeUnit.SECONDS).problem()).contains(RefreshResult.Problem.INTERRUPTED);
        assertThat(flag.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://lists.example.com/a.txt",
                "http://127.0.0.1.example.com/a.txt",
                "ftp://127.0.0.1/a.txt",
                "file:///etc/passwd",
                "jar:file:///a.jar!/b",
                "lists.example.com",
                "https:///a.txt",
                "https://user:hunter2@example.com/a.txt"
            })
    void anAddressThatMustNotBeAskedIsAnErrorAtStartUp(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(URI.create(url)))
                .withMessageStartingWith("'urls' must")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void httpToAnotherMachineIsAllowedOnlyIfThatIsMeant() {
        ListRefresher.Builder settings = settings(
                HttpSettings.builder().allowInsecure(true).build(), URI.create("http://lists.example.com/a.txt"));

        assertThat(refresher(settings).domains()).isEmpty();
    }

    @Test
    void settingsThatMakeNoSenseAreErrorsAtStartUp() {
        ListRefresher.Builder settings = settings(URI.create("https://lists.example.com/"));

        assertThatIllegalArgumentException().isThrownBy(() -> settings()).withMessage("'urls' must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.interval(Duration.ofSeconds(59)))
                .withMessage("'interval' must be at least one minute, was PT59S");
        assertThatIllegalArgumentException().isThrownBy(() -> settings.timeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.maxBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.maxDomains(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.minShare(Double.NaN));
    }

    @Test
    void anAddressThatIsNamedTwiceCountsOnce() throws IOException {
        ListServer server = server().sends(ListServer.text(lines(10)));

        assertThat(refresher(settings(server.url(), server.url())).refreshNow()).hasSize(1);
    }
}
