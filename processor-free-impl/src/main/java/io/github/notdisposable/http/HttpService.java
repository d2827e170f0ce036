/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.http;

import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.internal.http.ClosableClient;
import io.github.notdisposable.internal.http.LimitedBody;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A service at the other end of the network: sends one request within one deadline that covers the body too.
 *
 * <p>Whatever goes wrong is an answer, never an exception.
 */
final class HttpService implements AutoCloseable {

    /**
     * How long a service that does not speak HTTP is left alone where each question costs a connection: the client of Java 17 never closes one
     * over which such a reply came.
     */
    private static final Duration SPARE_CONNECTIONS = Duration.ofMinutes(10);

    private final HttpSettings settings;
    private final Duration timeout;
    private final ClosableClient client;
    private final Map<Call, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
    private volatile boolean closed;

    HttpService(HttpSettings settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
        client = ClosableClient.of(
                settings.client().orElse(null),
                settings.connectTimeout(),
                settings.proxy().orElse(null),
                settings.sslContext().orElse(null),
                settings.executor().orElse(null));
    }

    /**
     * Asks the service.
     *
     * @param query the question, for its deadline and whether the thread may wait
     * @param request makes the request
     * @param reading makes an answer of the reply
     */
    BackendAnswer ask(BackendQuery query, Supplier<HttpRequest> request, Function<Reply, BackendAnswer> reading) {
        if (!query.mayBlock()) {
            return BackendAnswer.unavailable(UnavailableReason.WOULD_BLOCK);
        }
        Duration left = query.deadline().remaining();
        long nanos = Math.min(timeout.toNanos(), left.toNanos());
        if (nanos <= 0) {
            return BackendAnswer.unavailable(UnavailableReason.TIMEOUT);
        }
        if (!query.tryLookup()) {
            return BackendAnswer.unavailable(UnavailableReason.BUDGET_SPENT);
        }
        try {
            return send(request.get(), nanos, reading);
        } catch (RuntimeException unforeseen) {
            // Its message may hold the address.
            return BackendAnswer.unavailable(UnavailableReason.FAILED);
        }
    }

    private BackendAnswer send(HttpRequest request, long nanos, Function<Reply, BackendAnswer> reading) {
        if (closed) {
            return BackendAnswer.unavailable(UnavailableReason.FAILED);
        }
        Call call = new Call();
        // Cancelling this very future closes the connection; a stage that depends on it would leave it open.
        HttpClient http = client.http();
        CompletableFuture<?> exchange = http.sendAsync(request, call);
        CompletableFuture<?> unused = exchange.whenComplete(call::ended);
        underWay.put(call, exchange);
        try {
            if (closed) {
                exchange.cancel(true);
            }
            return reading.apply(call.reply.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            exchange.cancel(true);
            return BackendAnswer.unavailable(UnavailableReason.TIMEOUT);
        } catch (InterruptedException interrupted) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return BackendAnswer.unavailable(UnavailableReason.INTERRUPTED);
        } catch (ExecutionException failed) {
            return isNotHttp(failed.getCause())
                    ? notHttp(http)
                    : BackendAnswer.unavailable(reasonOf(failed.getCause()));
        } finally {
            underWay.remove(call);
        }
    }

    /** A head that cannot be read; the client throws what its parser throws, also for a length that is no number. */
    private static boolean isNotHttp(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProtocolException || cause instanceof NumberFormatException) {
                return true;
            }
        }
        return false;
    }

    private BackendAnswer notHttp(HttpClient http) {
        return client.renew(http)
                ? BackendAnswer.unavailable(UnavailableReason.MALFORMED_ANSWER)
                : BackendAnswer.unavailable(UnavailableReason.MALFORMED_ANSWER, SPARE_CONNECTIONS);
    }

    private static UnavailableReason reasonOf(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return UnavailableReason.TLS;
            }
            if (cause instanceof LimitedBody.TooLongException) {
                return UnavailableReason.MALFORMED_ANSWER;
            }
        }
        return failure instanceof IOException ? UnavailableReason.UNREACHABLE : UnavailableReason.FAILED;
    }

    @Override
    public void close() {
        closed = true;
        underWay.values().forEach(response -> response.cancel(true));
        client.close();
    }

    /**
     * One request, and the reply to come.
     *
     * <p>The caller waits for the body and not for the client's future, which completes a moment later on yet another thread.
     */
    private final class Call implements BodyHandler<byte[]> {

        final CompletableFuture<Reply> reply = new CompletableFuture<>();

        @Override
        public BodySubscriber<byte[]> apply(ResponseInfo head) {
            boolean success = head.statusCode() >= 200 && head.statusCode() < 300;
            LimitedBody body = new LimitedBody(settings.maxAnswerBytes(), success);
            body.getBody().whenComplete((octets, failure) -> {
                if (failure == null) {
                    reply.complete(new Reply(head.statusCode(), head.headers(), octets, settings.clock()));
                }
            });
            return body;
        }

        void ended(Object response, @Nullable Throwable failure) {
            if (failure != null) {
                reply.completeExceptionally(failure);
            }
        }
    }
}
