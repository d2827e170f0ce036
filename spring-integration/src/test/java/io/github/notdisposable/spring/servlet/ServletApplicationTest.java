/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A whole application on its own server. */
class ServletApplicationTest {

    private static ConfigurableApplicationContext context;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        client = HttpClient.newHttpClient();
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.forward-headers-strategy=framework",
                        "notdisposable.client-ip.mode=hops",
                        "notdisposable.client-ip.hops=1",
                        "server.error.path=/failed",
                        "spring.web.error.path=/failed")
                .run("--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off");
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void handsTheDecisionToTheController() throws Exception {
        assertThat(post("bob@mailinator.com")).isEqualTo("1 disposable");
        assertThat(post("bob+x@gmail.com")).isEqualTo("0 allowed GREY");
        assertThat(post("bob@gmail.com")).isEqualTo("0 allowed WHITE");
    }

    /** Spring takes the first entry of the header, the one that the client wrote: that must not become the client's address. */
    @Test
    void findsTheClientBeforeSpringRewritesTheRequest() throws Exception {
        assertThat(get("/client")).isEqualTo("198.51.100.7 1.2.3.4");
    }

    @Test
    void showsTheSameClientToWorkThatIsDoneLater() throws Exception {
        assertThat(get("/later")).isEqualTo("198.51.100.7 1.2.3.4");
    }

    @Test
    void showsTheSameClientToTheErrorPage() throws Exception {
        assertThat(get("/broken")).isEqualTo("198.51.100.7 error");
    }

    private static String post(String email) throws Exception {
        return send(request("/signups")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"email\":\"" + email + "\"}")));
    }

    private static String get(String path) throws Exception {
        return send(request(path).header("X-Forwarded-For", "1.2.3.4, 198.51.100.7"));
    }

    private static HttpRequest.Builder request(String path) {
        String port = context.getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }

    @EnableAutoConfiguration
    @Import({SignUps.class, ErrorPage.class})
    static class Application {}

    record SignUp(@NotDisposable String email) {}

    @RestController
    static class SignUps {

        @PostMapping("/signups")
        String signUp(@Valid @RequestBody SignUp signUp, BindingResult result) {
            EmailDecision decision = CheckedEmails.current()
                    .flatMap(checked -> checked.decisionOn(signUp.email()))
                    .orElseThrow();
            return result.getErrorCount() + " "
                    + decision.refusal()
                            .map(reason -> reason.code())
                            .orElseGet(() -> "allowed " + decision.verdict().category());
        }

        @GetMapping("/client")
        String client(HttpServletRequest request) {
            return current() + " " + request.getRemoteAddr();
        }

        @GetMapping("/later")
        Callable<String> later(HttpServletRequest request) {
            return new Callable<>() {
                private final ClientIpHolder.Snapshot snapshot = ClientIpHolder.snapshot();

                @Override
                public String call() throws Exception {
                    return snapshot.wrapCallable(() -> client(request)).call();
                }
            };
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("wanted");
        }

        static String current() {
            return ClientIpHolder.current().map(ClientIp::address).orElse("-");
        }
    }

    @RestController
    static class ErrorPage {

        @GetMapping("/failed")
        String failed() {
            return SignUps.current() + " error";
        }
    }
}
