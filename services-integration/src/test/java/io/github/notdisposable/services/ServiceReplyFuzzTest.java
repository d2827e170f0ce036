/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.http.HttpSettings;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Whatever a service replies, it is an answer. The first two bytes are the status, the rest is the body. */
class ServiceReplyFuzzTest {

    private static final EmailAddress ADDRESS = new EmailAddress("bob", "example.com");

    @FuzzTest
    void anyReplyIsAnAnswer(byte[] reply) {
        int status = reply.length < 2 ? 200 : 200 + ((reply[0] & 0xFF) + (reply[1] & 1) * 256 + 56) % 400;
        byte[] body = reply.length < 2 ? reply : Arrays.copyOfRange(reply, 2, reply.length);
        HttpSettings http =
                HttpSettings.builder().client(new CannedClient(status, body)).build();
        assertAnswer(StopRegBackend.builder().apiToken("token").http(http).build());
        assertAnswer(UserCleaningBackend.builder().apiKey("key").http(http).build());
        assertAnswer(JsonBackend.builder("ours")
                .url("https://service.example/?address={address}")
                .category("/category")
                .field(JsonField.SUGGESTION, "/data/input/suggestion")
                .http(http)
                .build());
    }

    private static void assertAnswer(EmailBackend backend) {
        try (backend) {
            BackendAnswer answer = backend.check(BackendQuery.of(ADDRESS, Deadline.in(Duration.ofSeconds(10)))
                    .build());

            assertThat(answer.isAvailable())
                    .isEqualTo(answer.unavailableReason().isEmpty());
            assertThat(answer.toString()).doesNotContain("bob");
        }
    }

    /** Replies without a network. */
    private static final class CannedClient extends HttpClient {

        private final int status;
        private final byte[] body;

        CannedClient(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        @Override
        public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
            BodySubscriber<T> subscriber = handler.apply(new HttpResponse.ResponseInfo() {
                @Override
                public int statusCode() {
                    return status;
                }

                @Override
                public HttpHeaders headers() {
                    return HttpHeaders.of(Map.of("Content-Type", List.of("application/json")), (name, value) -> true);
                }

                @Override
                public Version version() {
                    return Version.HTTP_1_1;
                }
            });
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {}
            });
            subscriber.onNext(List.of(ByteBuffer.wrap(body)));
            subscriber.onComplete();
            return subscriber.getBody().toCompletableFuture().thenApply(ignored -> null);
        }

        @Override
        public <T> CompletableFuture<HttpResponse<T>> sendAsync(
                HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushes) {
            return sendAsync(request, handler);
        }

        @Override
        public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<CookieHandler> cookieHandler() {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> connectTimeout() {
            return Optional.empty();
        }

        @Override
        public Redirect followRedirects() {
            return Redirect.NEVER;
        }

        @Override
        public Optional<ProxySelector> proxy() {
            return Optional.empty();
        }

        @Override
        public SSLContext sslContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SSLParameters sslParameters() {
            return new SSLParameters();
        }

        @Override
        public Optional<Authenticator> authenticator() {
            return Optional.empty();
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }

        @Override
        public Optional<Executor> executor() {
            return Optional.empty();
        }
    }
}
