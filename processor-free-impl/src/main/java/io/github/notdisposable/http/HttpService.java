/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.http;

import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.internal.http.ClosableClient;
import io.github.notdisposable.internal.http.LimitedBody;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
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

    private final HttpSettings settings;
    private final Duration timeout;
    private final ClosableClient client;
    private final Map<Object, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
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
        // Cancelling this very future closes the connection; a stage that depends on it would leave it open.
        CompletableFuture<HttpResponse<byte[]>> response = client.http().sendAsync(request, this::bodyOf);
        Object call = new Object();
        underWay.put(call, response);
        try {
            if (closed) {
                response.cancel(true);
            }
            HttpResponse<byte[]> received = response.get(nanos, TimeUnit.NANOSECONDS);
            return reading.apply(
                    new Reply(received.statusCode(), received.headers(), received.body(), settings.clock()));
        } catch (TimeoutException late) {
            response.cancel(true);
            return BackendAnswer.unavailable(UnavailableReason.TIMEOUT);
        } catch (InterruptedException interrupted) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            return BackendAnswer.unavailable(UnavailableReason.INTERRUPTED);
        } catch (CancellationException closedMeanwhile) {
            return BackendAnswer.unavailable(UnavailableReason.FAILED);
        } catch (ExecutionException failed) {
            return BackendAnswer.unavailable(reasonOf(failed.getCause()));
        } finally {
            underWay.remove(call);
        }
    }

    private static UnavailableReason reasonOf(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return UnavailableReason.TLS;
            }
            if (cause instanceof LimitedBody.TooLongException || cause instanceof ProtocolException) {
                return UnavailableReason.MALFORMED_ANSWER;
            }
        }
        return failure instanceof IOException ? UnavailableReason.UNREACHABLE : UnavailableReason.FAILED;
    }

    private BodySubscriber<byte[]> bodyOf(HttpResponse.ResponseInfo head) {
        boolean success = head.statusCode() >= 200 && head.statusCode() < 300;
        return new LimitedBody(settings.maxAnswerBytes(), success);
    }

    @Override
    public void close() {
        closed = true;
        underWay.values().forEach(response -> response.cancel(true));
        client.close();
    }
}
