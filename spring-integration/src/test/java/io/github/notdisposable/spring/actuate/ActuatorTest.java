/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.spring.Boot;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import jakarta.validation.Valid;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What operators see of an application that asks a service, on each stack. */
class ActuatorTest {

    private static final String CLIENT = "127.0.0.1";
    private static final Pattern METRIC = Pattern.compile("(notdisposable_\\w+)(?:\\{(\\w+)(!?=)\"([^\"]*)\"})?");
    private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private HttpServer service;
    private String answer = "{\"category\":\"white\",\"type\":\"personal\"}";
    private int status = 200;
    private ConfigurableApplicationContext context;

    @BeforeEach
    void startService() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        context.close();
        service.stop(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void showsTheHealthOfEachBackend(WebApplicationType type) throws Exception {
        start(type, "--management.endpoint.health.show-details=always");

        JsonNode healthy = get("/actuator/health").path("components").path("notdisposable");
        assertThat(healthy.path("status").asText()).isEqualTo("UP");
        assertThat(healthy.at("/components/embedded/details/dataDate").asText()).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(healthy.at("/components/embedded/details/dataAgeDays").isNumber())
                .isTrue();
        assertThat(healthy.at("/components/user-cleaning/details/state").asText())
                .isEqualTo("answering");

        status = 401;
        // On an event loop a service is asked by those who can wait.
        context.getBean(EmailChecker.class)
                .decideAsync("bob@example.org", EmailRule.of(EmailPolicy.DISPOSABLE_ONLY))
                .join();
        JsonNode health = get("/actuator/health");
        JsonNode refused = health.at("/components/notdisposable/components/user-cleaning");
        assertThat(refused.path("status").asText()).isEqualTo("DEGRADED");
        assertThat(refused.at("/details/state").asText()).isEqualTo("paused");
        assertThat(refused.at("/details/reason").asText()).isEqualTo("unauthorized");
        assertThat(refused.at("/details/askedAgainInSeconds").asLong()).isPositive();
        assertThat(health.path("status").asText()).isEqualTo("UP");
    }

    @Test
    void showsThatAKeyIsOfTheSandbox() throws Exception {
        start(
                WebApplicationType.SERVLET,
                "--management.endpoint.health.show-details=always",
                "--notdisposable.backends=user-cleaning");
        answer = "{\"category\":\"white\"}";

        signUp("bob@mailinator.com");

        JsonNode part = get("/actuator/health").at("/components/notdisposable/components/user-cleaning");
        assertThat(part.at("/details/warning").asText()).isEqualTo("sandbox-key");
        assertThat(part.path("status").asText()).isEqualTo("DEGRADED");
    }

    @Test
    void tellsTheDateOfTheData() throws Exception {
        start(WebApplicationType.SERVLET);

        assertThat(get("/actuator/info").at("/notdisposable/dataDate").asText()).matches("\\d{4}-\\d\\d-\\d\\d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/notdisposable", "/actuator/notdisposable/bans"})
    void givesNoAccessToTheEndpointByDefaultHoweverItIsExposed(String path) throws Exception {
        start(WebApplicationType.SERVLET);

        assertThat(send(request(path)).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void looksUpADomainWithItsEvidence(WebApplicationType type) throws Exception {
        start(type, "--management.endpoint.notdisposable.access=read-only");

        JsonNode domain = get("/actuator/notdisposable/domains/mail.mailinator.com");

        assertThat(domain.path("category").asText()).isEqualTo("black");
        assertThat(domain.path("traits").get(0).asText()).isEqualTo("disposable");
        assertThat(domain.path("source").asText()).isEqualTo("embedded");
        assertThat(domain.path("matchedEntry").asText()).isEqualTo("mailinator.com");
        assertThat(domain.path("root").asText()).isEqualTo("mailinator.com");
        assertThat(send(request("/actuator/notdisposable/domains/no domain".replace(" ", "%20")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(request("/actuator/notdisposable/elsewhere/example.org"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(request("/actuator/notdisposable/refresh").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({
        "SERVLET, 198.51.100.7, client, 198.51.100.7",
        "REACTIVE, 198.51.100.7, client, 198.51.100.7",
        "SERVLET, 2001:db8::1, client, 2001:db8::/64",
        "SERVLET, Example.NET, domain, example.net"
    })
    void setsListsAndLiftsBans(WebApplicationType type, String subject, String kind, String canonical)
            throws Exception {
        start(type, "--management.endpoint.notdisposable.access=unrestricted");

        HttpResponse<String> banned = send(request("/actuator/notdisposable/bans")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"subject\":\"" + subject + "\",\"time\":\"2h\"}")));
        assertThat(banned.statusCode()).isEqualTo(200);
        JsonNode ban = get("/actuator/notdisposable/bans").path("bans").get(0);
        assertThat(ban.path("kind").asText()).isEqualTo(kind);
        assertThat(ban.path("subject").asText()).isEqualTo(canonical);

        HttpResponse<String> lifted =
                send(request("/actuator/notdisposable/bans/" + canonical).DELETE());
        assertThat(json.readTree(lifted.body()).path("lifted").asBoolean()).isTrue();
        assertThat(get("/actuator/notdisposable/bans").path("bans")).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithABan() throws Exception {
        start(WebApplicationType.SERVLET, "--management.endpoint.notdisposable.access=unrestricted");

        for (String body : List.of("{}", "{\"subject\":\"a b\"}", "{\"subject\":\"a.example\",\"time\":\"-1h\"}")) {
            assertThat(send(request("/actuator/notdisposable/bans")
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body)))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void refreshesTheLists() throws Exception {
        answer = "throw-away.example\n";
        start(
                WebApplicationType.SERVLET,
                "--management.endpoint.notdisposable.access=unrestricted",
                "--notdisposable.embedded.refresh.urls=http://127.0.0.1:"
                        + service.getAddress().getPort() + "/list.txt");

        HttpResponse<String> refreshed = send(request("/actuator/notdisposable/refresh")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.noBody()));

        assertThat(refreshed.statusCode()).as(refreshed.body()).isEqualTo(200);
        JsonNode list = json.readTree(refreshed.body()).path("lists").get(0);
        assertThat(list.path("domains").asInt()).isEqualTo(1);
        assertThat(refreshed.body()).doesNotContain("127.0.0.1");
        assertThat(get("/actuator/notdisposable/domains/throw-away.example")
                        .path("category")
                        .asText())
                .isEqualTo("black");
    }

    @Test
    void measuresWhatTheDashboardAsksForAndNobodysAddress() throws Exception {
        start(WebApplicationType.SERVLET);
        signUp("bob@example.org");
        signUp("bob@mailinator.com");
        answer = "{\"category\":\"black\",\"remaining_attempts_before_ban\":1}";
        signUp("bob@example.com");
        status = 500;
        signUp("ann@example.net");
        for (int i = 0; i < 6; i++) {
            signUp("bob@mailinator.com");
        }

        String scrape = send(request("/actuator/prometheus"))
                .body()
                .lines()
                .filter(line -> line.startsWith("notdisposable"))
                .collect(Collectors.joining("\n"));

        JsonNode dashboard = json.readTree(Files.readString(Path.of("../docs/grafana-dashboard.json")));
        List<String> expressions = dashboard.findValuesAsText("expr");
        assertThat(expressions).hasSizeGreaterThan(10).allSatisfy(expression -> holds(expression, scrape));
        assertThat(scrape)
                .contains("notdisposable_unchecked_total 1.0")
                .contains("notdisposable_refusals_total{reason=\"disposable\",source=\"embedded\"}")
                .doesNotContain("bob", "mailinator", "example", CLIENT);
    }

    @Test
    void observesEachRequestToAService() throws Exception {
        start(WebApplicationType.SERVLET);

        signUp("bob@example.org");
        signUp("bob@example.org");

        assertThat(context.getBean(Observations.class).seen)
                .singleElement()
                .satisfies(seen -> assertThat(seen.getLowCardinalityKeyValues())
                        .extracting(value -> value.getKey() + "=" + value.getValue())
                        .contains("backend=user-cleaning", "reason=none"))
                .satisfies(
                        seen -> assertThat(seen.getHighCardinalityKeyValues()).isEmpty());
    }

    @Test
    void measuresNothingWhereTheChecksAreOff() throws Exception {
        start(WebApplicationType.SERVLET, "--notdisposable.enabled=false");

        signUp("bob@mailinator.com");

        assertThat(send(request("/actuator/prometheus")).body()).doesNotContain("notdisposable");
        assertThat(get("/actuator/health").at("/components/notdisposable").isMissingNode())
                .isTrue();
    }

    /** Holds where each meter of a query is there, with each label that the query goes by. */
    private static void holds(String expression, String scrape) {
        TreeSet<String> labels = new TreeSet<>();
        Matcher by = BY.matcher(expression);
        while (by.find()) {
            labels.addAll(List.of(by.group(1).split(", ")));
        }
        List<MatchResult> metrics = METRIC.matcher(expression).results().toList();
        assertThat(metrics).isNotEmpty();
        for (MatchResult metric : metrics) {
            List<String> samples = scrape.lines()
                    .filter(line -> line.matches(metric.group(1) + "[ {].*"))
                    .toList();
            assertThat(samples).as(expression).isNotEmpty().allSatisfy(sample -> {
                for (String label : labels) {
                    assertThat(sample).contains(label + "=\"");
                }
            });
            if (metric.group(2) != null) {
                String selected = metric.group(2) + "=\"" + metric.group(4) + '"';
                assertThat(samples).as(expression).anyMatch(sample -> sample.contains(selected));
            }
        }
    }

    private void start(WebApplicationType type, String... arguments) {
        context = new SpringApplicationBuilder(Application.class)
                .web(type)
                .initializers(created -> {
                    if (type == WebApplicationType.REACTIVE) {
                        // Tomcat is on the class path too, and would be taken.
                        ((GenericApplicationContext) created).registerBean("server", Boot.nettyServerFactory());
                    }
                })
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "management.endpoints.web.exposure.include=*",
                        "management.endpoint.health.show-components=always",
                        "notdisposable.backends=embedded,user-cleaning",
                        "notdisposable.user-cleaning.api-key=key",
                        "notdisposable.user-cleaning.base-url=http://127.0.0.1:"
                                + service.getAddress().getPort(),
                        "notdisposable.http.allow-insecure=true",
                        "notdisposable.abuse.enabled=true")
                .run(arguments);
    }

    private void signUp(String email) throws Exception {
        send(request("/signups")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"email\":\"" + email + "\"}")));
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> response = send(request(path));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    private HttpRequest.Builder request(String path) {
        String port = context.getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    @EnableAutoConfiguration
    @Import(SignUps.class)
    static class Application {

        @Bean
        static Observations observations() {
            return new Observations();
        }
    }

    /** Keeps what was observed of services. */
    static class Observations implements ObservationHandler<Observation.Context> {

        private final List<Observation.Context> seen = new ArrayList<>();

        @Override
        public void onStop(Observation.Context context) {
            if (context.getName().startsWith("notdisposable")) {
                seen.add(context);
            }
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    record SignUp(@NotDisposable String email) {}

    @RestController
    static class SignUps {

        @PostMapping("/signups")
        Map<String, String> signUp(@Valid @RequestBody SignUp signUp) {
            return Map.of();
        }
    }
}
