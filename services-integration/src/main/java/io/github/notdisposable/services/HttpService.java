/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.http.HttpSettings;
import io.github.notdisposable.internal.http.DeadlineClient;
import io.github.notdisposable.internal.http.DeadlineClient.ClosedException;
import io.github.notdisposable.internal.http.DeadlineClient.NotHttpException;
import io.github.notdisposable.internal.http.DeadlineClient.Response;
import io.github.notdisposable.internal.http.LimitedBody;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/**
 * A service at the other end of the network: sends one request within one deadline that covers the body too.
 *
 * <p>Whatever the network or the service does is an answer, never an exception.
 */
final class HttpService implements AutoCloseable {

    /**
     * How long a service that does not speak HTTP is left alone where each question costs a connection: the client of Java 17 never closes one
     * over which such a reply came.
     */
    private static final Duration SPARE_CONNECTIONS = Duration.ofMinutes(10);

    private final HttpSettings settings;
    private final Duration timeout;
    private final DeadlineClient client;

    HttpService(HttpSettings settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
        client = DeadlineClient.of(
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
        long nanos = (timeout.compareTo(left) < 0 ? timeout : left).toNanos();
        if (nanos <= 0) {
            return BackendAnswer.unavailable(UnavailableReason.NO_TIME_LEFT);
        }
        if (!query.tryLookup()) {
            return BackendAnswer.unavailable(UnavailableReason.BUDGET_SPENT);
        }
        return send(request.get(), nanos, reading);
    }

    private BackendAnswer send(HttpRequest request, long nanos, Function<Reply, BackendAnswer> reading) {
        try {
            Response response = client.send(request, this::bodyOf, nanos);
            return reading.apply(new Reply(response.status(), response.headers(), response.body(), settings.clock()));
        } catch (TimeoutException e) {
            return BackendAnswer.unavailable(UnavailableReason.TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return BackendAnswer.unavailable(UnavailableReason.INTERRUPTED);
        } catch (RejectedExecutionException e) {
            return BackendAnswer.unavailable(UnavailableReason.OVERLOADED);
        } catch (NotHttpException e) {
            return BackendAnswer.unavailable(
                    UnavailableReason.MALFORMED_ANSWER, e.isConnectionClosed() ? null : SPARE_CONNECTIONS);
        } catch (IOException failed) {
            return BackendAnswer.unavailable(reasonOf(failed));
        }
    }

    /** A refusal need not be read to its end. */
    private LimitedBody bodyOf(int status) {
        return new LimitedBody(settings.maxAnswerBytes(), status >= 200 && status < 300);
    }

    private static UnavailableReason reasonOf(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return UnavailableReason.TLS;
            }
            if (cause instanceof LimitedBody.TooLongException) {
                return UnavailableReason.MALFORMED_ANSWER;
            }
        }
        return failure instanceof ClosedException ? UnavailableReason.FAILED : UnavailableReason.UNREACHABLE;
    }

    @Override
    public void close() {
        client.close();
    }
}
