package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignUpTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void refusesInTheLanguageOfTheRequest() throws Exception {
        try (EmbeddedServer server = start(Map.of())) {
            for (String path : List.of("/event-loop", "/signups")) {
                HttpResponse<String> english = post(server, path, "bob@mailinator.com", "en");
                assertEquals(400, english.statusCode());
                assertTrue(english.body().contains("Please use a permanent email address"), english.body());
                HttpResponse<String> german = post(server, path, "bob@mailinator.com", "de");
                assertTrue(german.body().contains("Bitte verwenden Sie"), german.body());
                assertFalse(german.body().contains("mailinator"), german.body());
                assertEquals(200, post(server, path, "bob@gmail.com", "de").statusCode());
            }
        }
    }

    @Test
    void theControllerHasTheClientAndTheVerdict() throws Exception {
        try (EmbeddedServer server = start(Map.of(
                "notdisposable.client-ip.mode", "chain",
                "notdisposable.client-ip.header", "X-Forwarded-For",
                "notdisposable.client-ip.trusted-proxies", "127.0.0.0/8"))) {
            for (String path : List.of("/event-loop", "/signups")) {
                assertEquals("203.0.113.9 true", post(server, path, "bob@gmail.com", "en").body());
            }
        }
    }

    @Test
    void settingsComeFromMicronautsConfiguration() throws Exception {
        try (EmbeddedServer server = start(Map.of(
                "notdisposable.allow", "mailinator.com", "notdisposable.block", List.of("gmail.com", "example.org")))) {
            assertEquals(200, post(server, "/signups", "bob@mailinator.com", "en").statusCode());
            assertEquals(400, post(server, "/signups", "bob@gmail.com", "en").statusCode());
            assertEquals(400, post(server, "/signups", "bob@example.org", "en").statusCode());
        }
        try (EmbeddedServer server = start(Map.of("notdisposable.enabled", "false"))) {
            assertEquals(200, post(server, "/signups", "bob@mailinator.com", "en").statusCode());
        }
    }

    @Test
    void aMisspeltKeyEndsTheStart() {
        Exception thrown = assertThrows(Exception.class, () -> start(Map.of("notdisposable.blok", "gmail.com")).close());

        String messages = thrown + " " + thrown.getCause();
        assertTrue(messages.contains("notdisposable.blok"), messages);
    }

    @Test
    void nothingWaitsOnTheEventLoop() throws Exception {
        try (EmbeddedServer server = start(Map.of("slow.backend", "true", "notdisposable.backends", "slow"))) {
            post(server, "/event-loop", "bob@gmail.com", "en");
            post(server, "/signups", "bob@gmail.com", "en");

            assertEquals(List.of(false, true), server.getApplicationContext().getBean(Slow.class).mayBlock);
        }
    }

    @Singleton
    @Requires(property = "slow.backend")
    static class Slow implements EmailBackend {

        final List<Boolean> mayBlock = Collections.synchronizedList(new ArrayList<>());

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            mayBlock.add(query.mayBlock());
            return BackendAnswer.about(Scope.DOMAIN).build();
        }
    }

    static EmbeddedServer start(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("micronaut.server.port", -1);
        all.put("micronaut.server.host", "127.0.0.1");
        return ApplicationContext.run(EmbeddedServer.class, all);
    }

    static HttpResponse<String> post(EmbeddedServer server, String path, String email, String language)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(server.getURL() + path))
                        .header("Content-Type", "application/json")
                        .header("Accept-Language", language)
                        .header("X-Forwarded-For", "203.0.113.9")
                        .POST(BodyPublishers.ofString("{\"email\":\"" + email + "\"}"))
                        .build(),
                BodyHandlers.ofString());
    }
}
