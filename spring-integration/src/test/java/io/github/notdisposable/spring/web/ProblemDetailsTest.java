/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.spring.Boot;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an application answers to a refused address, on each stack. */
class ProblemDetailsTest {

    private static final String[] SWITCHES = {
        "--spring.mvc.problemdetails.enabled=true", "--spring.webflux.problemdetails.enabled=true"
    };

    private final HttpClient client = HttpClient.newHttpClient();
    private ConfigurableApplicationContext context;

    @AfterEach
    void stop() {
        context.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void saysWhyABodyIsRefusedInTheCallersLanguage(WebApplicationType type) throws Exception {
        start(type, SWITCHES);

        HttpResponse<String> response = post("{\"email\":\"bob@mailinator.com\",\"name\":\"\"}", "de");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode email = error(response, "email");
        assertThat(email.path("reason").asText()).isEqualTo("disposable");
        assertThat(email.path("message").asText()).startsWith("Bitte");
        assertThat(error(response, "name").has("reason")).isFalse();
        assertThat(error(response, "name").path("message").asText()).isNotEmpty();
        assertThat(response.body()).doesNotContain("bob", "mailinator");
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void suggestsTheDomainThatWasMeant(WebApplicationType type) throws Exception {
        start(type, "--notdisposable.problem-details=true");

        HttpResponse<String> response = post("{\"strict\":\"bob@gnail.com\",\"name\":\"Bob\"}", "en");

        JsonNode strict = error(response, "strict");
        assertThat(strict.path("suggestion").asText()).isEqualTo("gmail.com");
        assertThat(strict.path("reason").asText()).isIn("disposable", "suspicious");
        assertThat(response.body()).doesNotContain("bob", "gnail");
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void saysWhyAParameterIsRefused(WebApplicationType type) throws Exception {
        start(type, SWITCHES);

        HttpResponse<String> response = send(request("/check?address=bob@mailinator.com", "en"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response, "address").path("reason").asText()).isEqualTo("disposable");
        assertThat(response.body()).doesNotContain("mailinator.com\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void forbidsABannedClient(WebApplicationType type) throws Exception {
        start(type, SWITCHES[0], SWITCHES[1], "--notdisposable.abuse.enabled=true", "--notdisposable.abuse.limit=1");
        post("{\"email\":\"bob@mailinator.com\",\"name\":\"Bob\"}", "en");

        HttpResponse<String> response = post("{\"email\":\"bob@gmail.com\",\"name\":\"Bob\"}", "en");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(json(response).path("status").asInt()).isEqualTo(403);
        assertThat(error(response, "email").path("reason").asText()).isEqualTo("banned");
    }

    @ParameterizedTest
    @CsvSource({"SERVLET, ''", "SERVLET, --notdisposable.enabled=false", "REACTIVE, ''"})
    void leavesTheAnswerToSpringWhereNobodyAskedForMore(WebApplicationType type, String argument) throws Exception {
        start(type, argument.isEmpty() ? new String[0] : new String[] {argument});

        HttpResponse<String> response = post("{\"email\":\"bob@mailinator.com\",\"name\":\"\"}", "en");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(json(response).has("errors")).isFalse();
    }

    private void start(WebApplicationType type, String... further) {
        List<String> arguments = new ArrayList<>(
                List.of("--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off"));
        arguments.addAll(List.of(further));
        context = new SpringApplicationBuilder(Application.class)
                .web(type)
                .initializers(created -> {
                    if (type == WebApplicationType.REACTIVE) {
                        // Tomcat is on the class path too, and would be taken.
                        ((GenericApplicationContext) created).registerBean("server", Boot.nettyServerFactory());
                    }
                })
                .run(arguments.toArray(String[]::new));
    }

    private HttpResponse<String> post(String body, String language) throws Exception {
        return send(request("/signups", language)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, String language) {
        String port = context.getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept-Language", language);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }

    private static JsonNode error(HttpResponse<String> response, String field) throws Exception {
        for (JsonNode error : json(response).path("errors")) {
            if (error.path("field").asText().equals(field)) {
                return error;
            }
        }
        throw new AssertionError("no error of " + field + " in " + response.body());
    }

    @EnableAutoConfiguration
    @Import(SignUps.class)
    static class Application {}

    record SignUp(
            @NotDisposable String email,

            @NotDisposable(block = io.github.notdisposable.Block.SUSPICIOUS)
            String strict,

            @NotBlank String name) {}

    @RestController
    static class SignUps {

        @PostMapping("/signups")
        String signUp(@Valid @RequestBody SignUp signUp) {
            return "welcome";
        }

        @GetMapping("/check")
        String check(@RequestParam("address") @NotDisposable String address) {
            return "fine";
        }
    }
}
