/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.jakarta;

import io.github.notdisposable.sandbox.SandboxServices;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The running sample, one for all tests, with a stand-in of StopReg behind it and behind a proxy that says which client a request is from. */
final class Sample implements BeforeAllCallback {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\"[^>]*? value=\"([^\"]*)\"");

    private Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(Namespace.create(Sample.class))
                .computeIfAbsent(Running.class, key -> Running.start(), Running.class);
    }

    private record Running(SandboxServices services, SignUpServer server) implements AutoCloseable {

        static Running start() {
            SandboxServices services = SandboxServices.start();
            Map.of(
                            "backends", "embedded,stopreg",
                            "embedded.dns", "never",
                            "stopreg.base-url", services.baseUrl().toString(),
                            "stopreg.api-token", SandboxServices.STOPREG_API_TOKEN,
                            "deadline", "1s",
                            "client-ip.mode", "chain",
                            "client-ip.trusted-proxies", "127.0.0.1")
                    .forEach((key, value) -> System.setProperty("notdisposable." + key, value));
            try {
                return new Running(services, SignUpServer.start(0));
            } catch (IOException | LifecycleException failed) {
                throw new IllegalStateException(failed);
            }
        }

        @Override
        public void close() throws LifecycleException {
            server.close();
            services.close();
        }
    }

    URI address() {
        return running.server.address();
    }

    /** Does something while the service takes requests and does not answer them. */
    void whileTheServiceIsSilent(Action action) throws Exception {
        running.services.server().setGlobalFixedDelay((int)
                Duration.ofMinutes(1).toMillis());
        try {
            action.run();
        } finally {
            running.services.server().setGlobalFixedDelay(0);
        }
    }

    interface Action {
        void run() throws Exception;
    }

    /** Opens a session for a client. */
    Visit visit(String client, String language) {
        return new Visit(client, language);
    }

    /** A client with a language, as a program or a browser. */
    final class Visit {

        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        private final String client;
        private final String language;

        private Visit(String client, String language) {
            this.client = client;
            this.language = language;
        }

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return send(request(path));
        }

        HttpResponse<String> postJson(String body) throws IOException, InterruptedException {
            return send(request("api/signups")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body)));
        }

        HttpResponse<String> signUp(String email) throws IOException, InterruptedException {
            return postJson("{\"email\":\"" + email + "\",\"password\":\"correct horse\"}");
        }

        /** Sends the form of a page that was shown. */
        HttpResponse<String> send(HttpResponse<String> shown, Map<String, String> values)
                throws IOException, InterruptedException {
            Map<String, String> fields = new LinkedHashMap<>(values);
            Matcher hidden = HIDDEN.matcher(shown.body());
            while (hidden.find()) {
                fields.put(hidden.group(1), hidden.group(2));
            }
            fields.put("send", "");
            String form = fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return send(request("index.xhtml")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)));
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(address().resolve(path))
                    .header("X-Forwarded-For", client)
                    .header("Accept-Language", language);
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
