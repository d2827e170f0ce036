/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The endpoints, called as the providers call them. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "hooks.supabase.secrets=" + SignUpHooksTest.SECRET,
            "hooks.signed-json.secrets=" + SignUpHooksTest.SECRET,
            "hooks.kratos.header=X-Api-Key",
            "hooks.kratos.secrets=" + SignUpHooksTest.SECRET,
            "hooks.okta.secrets=" + SignUpHooksTest.SECRET,
            "hooks.firebase.project-id=shop",
            "hooks.firebase.audiences=http://localhost:8080/hooks/firebase",
            "hooks.firebase.keys=http://localhost:${keys.port}/",
            "hooks.entra.issuer=https://tenant.ciamlogin.com/tenant/v2.0",
            "hooks.entra.client-id=hook",
            "hooks.entra.keys=http://localhost:${keys.port}/"
        })
class SignUpHooksTest {

    static final String SECRET = "whsec_YSBzZWNyZXQgb2Ygc29tZSBsZW5ndGg=";

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path BETTER_AUTH = PROJECT.resolve("better-auth");

    /** Where the scripts publish the keys of an issuer. */
    private static final int KEYS_PORT = freePort();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry registry) {
        registry.add("keys.port", () -> KEYS_PORT);
    }

    @Test
    void aProviderThatIsNotConfiguredIsUnknownAndAStrangerIsRefused() throws Exception {
        assertThat(post("/hooks/nobody").statusCode()).isEqualTo(404);
        HttpResponse<String> stranger = post("/hooks/signed-json");
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.body()).isEqualTo("{\"error\":\"The signature or the secret is missing.\"}");
    }

    @Tag("node")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "supabase    | 200 {}                | 200 {\"error\":{\"http_code\":400,\"message\":\"Please",
                "signed-json | 200 {\"allowed\":true} | 200 {\"allowed\":false,\"reason\":\"disposable\",\"message\":\"Bitte",
                "kratos      | 200 {}                | 400 {\"messages\":[{\"instance_ptr\":\"#/traits/email\"",
                "okta        | 200 {\"commands\":[{\"type\":\"com.okta.action.update\",\"value\":{\"registration\":\"ALLOW\"}}]} | 200 {\"commands\":[{\"type\":\"com.okta.action.update\",\"value\":{\"registration\":\"DENY\"}}]",
                "firebase    | 200 {}                | 400 {\"error\":{\"message\":\"Bitte",
                "entra       | 200 {\"data\":{\"@odata.type\":\"microsoft.graph.onAttributeCollectionSubmitResponseData\",\"actions\":[{\"@odata.type\":\"microsoft.graph.attributeCollectionSubmit.continueWithDefaultBehavior\"}]}} | 200 {\"data\":{\"@odata.type\":\"microsoft.graph.onAttributeCollectionSubmitResponseData\",\"actions\":[{\"@odata.type\":\"microsoft.graph.attributeCollectionSubmit.showValidationError\",\"message\":\""
            })
    void theScriptOfEachProviderGetsItsAnswer(String provider, String good, String refused) throws Exception {
        assumeNode();

        assertThat(node("clients/" + provider + ".mjs", "bob@gmail.com")).isEqualTo(good);
        assertThat(node("clients/" + provider + ".mjs", "bob@mailinator.com"))
                .startsWith(refused)
                .doesNotContain("bob", "mailinator");
    }

    @Test
    @Tag("node")
    void cognitosTriggerAnswersWithTheEventOrFails() throws Exception {
        assumeNode();

        String event = node("clients/cognito.mjs", "bob@gmail.com");
        assertThat(cognito(event)).isEqualTo(event);
        assertThat(cognito(node("clients/cognito.mjs", "bob@mailinator.com")))
                .startsWith("PreSignUp failed with error Bitte")
                .doesNotContain("bob", "mailinator");
    }

    @Test
    @Tag("node")
    void betterAuthAsksBeforeItCreatesAUser() throws Exception {
        assumeNode();
        assumeTrue(
                Files.isDirectory(BETTER_AUTH.resolve("node_modules"))
                        || run(BETTER_AUTH, List.of("npm", "ci", "--silent")).status() == 0,
                "npm cannot install Better Auth here: is there a network?");

        assertThat(betterAuth("bob@gmail.com", "de"))
                .startsWith("200 {\"token\":")
                .contains("bob@gmail.com");
        // Better Auth's own log is part of the output.
        assertThat(betterAuth("bob@mailinator.com", "de"))
                .contains("400 {")
                .contains("Bitte", "EMAIL_REFUSED")
                .doesNotContain("bob", "mailinator");
        assertThat(betterAuth("bob@mailinator.com", "fr-CA")).contains("400 {").doesNotContain("Bitte", "Please");
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"email\":\"bob@gmail.com\"}"))
                                .build(),
                        BodyHandlers.ofString());
    }

    private void assumeNode() throws Exception {
        boolean found;
        try {
            found = run(PROJECT, List.of("node", "--version")).output().matches("v(2[0-9]|[3-9][0-9]).*");
        } catch (IOException missing) {
            found = false;
        }
        assumeTrue(found, "Node.js 20 or newer is missing (Debian packages: nodejs npm)");
    }

    private String node(String script, String email) throws Exception {
        Result result = run(PROJECT, List.of("node", script, email));
        assertThat(result.status()).as(result.output()).isZero();
        return result.output();
    }

    private String betterAuth(String email, String locale) throws Exception {
        return run(BETTER_AUTH, List.of("node", "sign-up.mjs", email, locale)).output();
    }

    private static String cognito(String event) throws Exception {
        Path in = Files.createTempFile("cognito", ".json");
        try {
            Files.writeString(in, event);
            ProcessBuilder process = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    CognitoMain.class.getName());
            process.redirectInput(in.toFile());
            return finish(process).output();
        } finally {
            Files.delete(in);
        }
    }

    private Result run(Path folder, List<String> command) throws Exception {
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
        process.environment().put("HOOKS_URL", "http://localhost:" + port);
        process.environment().put("HOOK_URL", "http://localhost:" + port + "/hooks/signed-json");
        process.environment().put("HOOK_SECRET", SECRET);
        process.environment().put("KEYS_PORT", String.valueOf(KEYS_PORT));
        return finish(process);
    }

    private static Result finish(ProcessBuilder process) throws Exception {
        Path output = Files.createTempFile("output", ".txt");
        try {
            Process started = process.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!started.waitFor(3, TimeUnit.MINUTES)) {
                started.destroyForcibly();
            }
            return new Result(
                    started.waitFor(),
                    Files.readString(output, StandardCharsets.UTF_8).strip());
        } finally {
            Files.delete(output);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Result(int status, String output) {}
}
