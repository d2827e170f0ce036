/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import io.github.notdisposable.http.HttpSettings;
import io.github.notdisposable.internal.http.DeadlineClient;
import io.github.notdisposable.internal.http.DeadlineClient.ClosedException;
import io.github.notdisposable.internal.http.DeadlineClient.NotHttpException;
import io.github.notdisposable.internal.http.DeadlineClient.Response;
import io.github.notdisposable.internal.http.LimitedBody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Fetches lists over HTTP, with conditional requests (RFC 9110 section 13) and within one deadline that covers the body. */
final class HttpFetcher implements Fetcher {

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int MAX_VALIDATOR_LENGTH = 256;

    private final DeadlineClient client;

    HttpFetcher(HttpSettings settings) {
        client = DeadlineClient.of(
                settings.client().orElse(null),
                settings.connectTimeout(),
                settings.proxy().orElse(null),
                settings.sslContext().orElse(null),
                settings.executor().orElse(null));
    }

    @Override
    public Fetched fetch(URI url, @Nullable ListSnapshot known, int maxBytes, Duration timeout)
            throws RefreshException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Accept", "text/plain, application/json;q=0.9, */*;q=0.1")
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", "NotDisposable");
        if (known != null && known.entityTag() != null) {
            request.header("If-None-Match", known.entityTag());
        }
        if (known != null && known.lastModified() != null) {
            request.header("If-Modified-Since", known.lastModified());
        }
        Response response = send(request.build(), maxBytes, timeout);
        int status = response.status();
        if (status == NOT_MODIFIED && known != null) {
            return new Fetched(null, known.entityTag(), known.lastModified());
        }
        if (status >= 300 && status < 400 && status != NOT_MODIFIED) {
            throw new RefreshException(RefreshResult.Problem.REDIRECTED, "the server redirects, which is not followed");
        }
        if (status != OK) {
            throw new RefreshException(RefreshResult.Problem.HTTP_STATUS, "the server answered with status " + status);
        }
        String coding = response.headers().firstValue("Content-Encoding").orElse("identity");
        if (!coding.equalsIgnoreCase("identity")
                && !coding.equalsIgnoreCase("gzip")
                && !coding.equalsIgnoreCase("x-gzip")) {
            throw new RefreshException(
                    RefreshResult.Problem.NOT_A_LIST, "it is packed in another way than was asked for");
        }
        return new Fetched(response.body(), validator(response, "ETag"), validator(response, "Last-Modified"));
    }

    private Response send(HttpRequest request, int maxBytes, Duration timeout) throws RefreshException {
        try {
            return client.send(request, status -> bodyOf(status, maxBytes), timeout.toNanos());
        } catch (TimeoutException e) {
            throw new RefreshException(RefreshResult.Problem.TIMEOUT, "it did not arrive within " + timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefreshException(RefreshResult.Problem.INTERRUPTED, "the thread was interrupted");
        } catch (ClosedException e) {
            throw new RefreshException(RefreshResult.Problem.INTERRUPTED, "the refresher was closed");
        } catch (NotHttpException e) {
            throw new RefreshException(RefreshResult.Problem.NOT_A_LIST, "the server's reply is not HTTP");
        } catch (IOException failed) {
            throw explained(failed, maxBytes);
        }
    }

    /** The body of another answer than 200 does not matter, and is not read on. */
    private static LimitedBody bodyOf(int status, int maxBytes) {
        return status == OK ? new LimitedBody(maxBytes, true) : new LimitedBody(0, false);
    }

    private static RefreshException explained(IOException failure, int maxBytes) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LimitedBody.TooLongException) {
                return new RefreshException(RefreshResult.Problem.TOO_LARGE, "it has more than " + maxBytes + " bytes");
            }
            if (cause instanceof SSLException) {
                return new RefreshException(
                        RefreshResult.Problem.TLS, "the server's certificate or protocol was not accepted");
            }
        }
        return new RefreshException(
                RefreshResult.Problem.UNREACHABLE,
                "the connection failed, or broke off before the whole list had arrived");
    }

    private static @Nullable String validator(Response response, String name) {
        return response.headers()
                .firstValue(name)
                .filter(value -> !value.isBlank() && value.length() <= MAX_VALIDATOR_LENGTH)
                .filter(value -> value.chars().allMatch(c -> c >= ' ' && c < 0x7F))
                .orElse(null);
    }

    @Override
    public void close() {
        client.close();
    }
}
