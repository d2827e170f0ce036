/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Consumer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The application, started with settings. */
final class Running implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private Running(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Running with(String... arguments) {
        return with(new Class<?>[] {Application.class}, arguments);
    }

    static Running with(Class<?>[] sources, String... arguments) {
        return with(sources, context -> {}, arguments);
    }

    /** Starts with beans that the test makes. */
    static Running with(Class<?>[] sources, Consumer<GenericApplicationContext> beans, String... arguments) {
        return new Running(new SpringApplicationBuilder(sources)
                .initializers(context -> beans.accept((GenericApplicationContext) context))
                .run(arguments));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Asks what an application can wait for, on any stack. */
    void decide(String email) {
        bean(EmailChecker.class)
                .decideAsync(email, EmailRule.of(EmailPolicy.DISPOSABLE_ONLY))
                .join();
    }

    HttpResponse<String> signUp(String email, String language) throws Exception {
        return send(request("/signups")
                .header("Content-Type", "application/json")
                .header("Accept-Language", language)
                .POST(BodyPublishers.ofString("{\"email\":\"" + email + "\"}")));
    }

    HttpResponse<String> get(String path, String language) throws Exception {
        return send(request(path).header("Accept-Language", language));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.close();
    }
}
