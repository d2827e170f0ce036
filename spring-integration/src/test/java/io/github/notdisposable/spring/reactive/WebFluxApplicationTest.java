/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.checker.EmailVerdict;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.spring.Boot;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Hooks;
import reactor.core.scheduler.Schedulers;

/** A whole application on Netty, whose threads must not wait. */
class WebFluxApplicationTest {

    private static final List<BackendQuery> ASKED = new CopyOnWriteArrayList<>();

    private static ConfigurableApplicationContext context;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        client = HttpClient.newHttpClient();
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.REACTIVE)
                .initializers(created -> ((GenericApplicationContext) created)
                        // Tomcat is on the class path too, and would be taken.
                        .registerBean("server", Boot.nettyServerFactory()))
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.main.banner-mode=off",
                        "--notdisposable.backends=service,embedded",
                        "--notdisposable.client-ip.mode=hops",
                        "--notdisposable.client-ip.hops=1");
    }

    @AfterAll
    static void stop() {
        context.close();
        Hooks.disableAutomaticContextPropagation();
    }

    @BeforeEach
    void forget() {
        ASKED.clear();
    }

    @Test
    void refusesADisposableAddress() throws Exception {
        assertThat(post("bob@mailinator.com", "198.51.100.7").statusCode()).isEqualTo(400);
    }

    @Test
    void doesNotWaitOnTheEventLoopAndAsksOnBehalfOfTheClient() throws Exception {
        HttpResponse<String> response = post("bob+x@gmail.com", "198.51.100.7");

        assertThat(response.body()).isEqualTo("GREY");
        assertThat(ASKED).singleElement().satisfies(query -> {
            assertThat(query.mayBlock()).isFalse();
            assertThat(query.client().map(ClientIp::address)).contains("198.51.100.7");
        });
    }

    @Test
    void keepsRequestsThatOverlapApart() {
        List<String> clients = List.of("198.51.100.1", "198.51.100.2", "198.51.100.3", "198.51.100.4");
        clients.stream()
                .map(address -> client.sendAsync(request("bob@gmail.com", address), BodyHandlers.ofString()))
                .toList()
                .forEach(pending -> assertThat(pending.join().body()).isEqualTo("WHITE"));
        assertThat(ASKED)
                .extracting(query -> query.client().map(ClientIp::address).orElse("-"))
                .containsExactlyInAnyOrderElementsOf(clients);
    }

    @Test
    void speaksTheLanguageOfTheRequestInAFunctionalEndpointToo() throws Exception {
        for (String path : List.of("/functional", "/functional-later")) {
            HttpResponse<String> response = client.send(
                    request(path, "bob@mailinator.com", "198.51.100.7")
                            .header("Accept-Language", "de")
                            .build(),
                    BodyHandlers.ofString());
            assertThat(response.body()).as(path).startsWith("Bitte");
        }
    }

    private static HttpResponse<String> post(String email, String address) throws Exception {
        return client.send(request(email, address), BodyHandlers.ofString());
    }

    private static HttpRequest request(String email, String address) {
        return request("/signups", email, address).build();
    }

    private static HttpRequest.Builder request(String path, String email, String address) {
        String port = context.getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", "1.2.3.4, " + address)
                .POST(BodyPublishers.ofString("{\"email\":\"" + email + "\"}"));
    }

    @EnableAutoConfiguration
    @Import(SignUps.class)
    static class Application {

        @Bean
        RouterFunction<ServerResponse> functional(Validator validator) {
            return RouterFunctions.route()
                    .POST(
                            "/functional",
                            request -> request.bodyToMono(SignUp.class)
                                    .flatMap(signUp -> ServerResponse.ok().bodyValue(message(validator, signUp))))
                    .POST(
                            "/functional-later",
                            request -> request.bodyToMono(SignUp.class)
                                    .publishOn(Schedulers.parallel())
                                    .flatMap(signUp -> ServerResponse.ok().bodyValue(message(validator, signUp))))
                    .build();
        }

        private static String message(Validator validator, SignUp signUp) {
            return validator.validate(signUp).iterator().next().getMessage();
        }

        @Bean
        EmailBackend service() {
            return new EmailBackend() {
                @Override
                public String name() {
                    return "service";
                }

                @Override
                public BackendAnswer check(BackendQuery query) {
                    ASKED.add(query);
                    return BackendAnswer.about(BackendAnswer.Scope.ADDRESS).build();
                }
            };
        }
    }

    record SignUp(@NotDisposable String email) {}

    @RestController
    static class SignUps {

        @PostMapping("/signups")
        String signUp(@Valid @RequestBody SignUp signUp, ServerWebExchange exchange) {
            CheckedEmails emails = exchange.getRequiredAttribute(ClientIpWebFilter.EMAILS_ATTRIBUTE);
            return emails.verdictOn(signUp.email())
                    .map(EmailVerdict::category)
                    .map(Enum::name)
                    .orElse("nothing");
        }
    }
}
