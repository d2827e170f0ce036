/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.http;

import io.github.notdisposable.internal.DaemonThreads;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.ProtocolException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's client with what it lacks: one deadline over a whole exchange, the body and the name's lookup included, and an end on every JDK.
 * Thread-safe.
 *
 * <p>A thread of ours sends the request and waits, while the caller waits for the body with an eye on the clock; a caller that has waited long
 * enough interrupts that thread, whereupon the client closes the connection. The client's own asynchronous method would hand each request from
 * thread to thread more often, and starts a new one for each where there are only two processors (before Java 25). What the client does when
 * bytes arrive never waits, so it does it on the thread on which it hears of them.
 */
public final class DeadlineClient implements AutoCloseable {

    /** More than any bulkhead should let through, and few enough for a machine to bear. */
    private static final int MOST_THREADS = 1_024;

    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration END_WAIT = Duration.ofSeconds(1);

    /** Ways to close a client, from Java 21 on. */
    private static final @Nullable Method SHUTDOWN = methodOrNull("shutdown");

    private static final @Nullable Method SHUTDOWN_NOW = methodOrNull("shutdownNow");
    private static final @Nullable Method AWAIT_TERMINATION = methodOrNull("awaitTermination", Duration.class);

    private final HttpClient.@Nullable Builder maker;
    private final ClientThread clientThread;
    private final Executor threads;
    private final @Nullable ExecutorService ownThreads;
    private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();

    /** Null once this client is closed, so that the JDK's can be collected. */
    private volatile @Nullable HttpClient http;

    private volatile boolean closed;

    private DeadlineClient(
            HttpClient http,
            HttpClient.@Nullable Builder maker,
            ClientThread clientThread,
            @Nullable Executor executor) {
        this.clientThread = clientThread;
        this.http = http;
        this.maker = maker;
        if (executor != null) {
            threads = executor;
            ownThreads = null;
        } else {
            ownThreads = newThreads();
            threads = ownThreads;
        }
    }

    /**
     * Returns a client over HTTP/1.1 that follows no redirects.
     *
     * @param given a client that is used in place of a new one, and not closed, or {@code null}
     * @param connectTimeout how long making a connection may take
     * @param proxy chooses the proxy, or {@code null} for what the JVM does
     * @param sslContext the TLS context, or {@code null} for that of the JVM
     * @param executor where requests are sent and waited for, which is not shut down, or {@code null} for threads of its own
     * @return the client
     */
    public static DeadlineClient of(
            @Nullable HttpClient given,
            Duration connectTimeout,
            @Nullable ProxySelector proxy,
            @Nullable SSLContext sslContext,
            @Nullable Executor executor) {
        if (given != null) {
            return new DeadlineClient(given, null, new ClientThread(), executor);
        }
        ClientThread clientThread = new ClientThread();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(clientThread);
        if (proxy != null) {
            builder.proxy(proxy);
        }
        if (sslContext != null) {
            builder.sslContext(sslContext);
        }
        return new DeadlineClient(builder.build(), builder, clientThread, executor);
    }

    /**
     * Sends a request and waits for the whole response.
     *
     * @param request the request
     * @param bodyOf what to take of a body, by the status
     * @param nanos how long that may take, in nanoseconds
     * @return the response
     * @throws TimeoutException if it takes longer
     * @throws InterruptedException if the calling thread is interrupted
     * @throws NotHttpException if the server's reply is not HTTP
     * @throws RejectedExecutionException if no thread is to be had
     * @throws ClosedException if this client is closed before or meanwhile
     * @throws IOException if no connection can be made, it breaks, or the body is too long
     */
    public Response send(HttpRequest request, IntFunction<LimitedBody> bodyOf, long nanos)
            throws IOException, TimeoutException, InterruptedException {
        HttpClient used = http;
        if (used == null) {
            throw new ClosedException();
        }
        Exchange exchange = new Exchange(used, request, bodyOf);
        underWay.add(exchange);
        try {
            if (closed) {
                throw new ClosedException();
            }
            threads.execute(exchange.sending);
            return exchange.response.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            exchange.cancel();
            throw e;
        } catch (CancellationException e) {
            throw new ClosedException();
        } catch (RejectedExecutionException e) {
            if (closed) {
                throw new ClosedException();
            }
            throw e;
        } catch (ExecutionException failed) {
            throw explained(failed.getCause(), used);
        } finally {
            underWay.remove(exchange);
        }
    }

    private IOException explained(@Nullable Throwable failure, HttpClient used) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // The client throws what its parser throws, also for a length that is no number.
            if (cause instanceof ProtocolException || cause instanceof NumberFormatException) {
                return new NotHttpException(renew(used));
            }
        }
        return failure instanceof IOException of ? of : new IOException("not sent", failure);
    }

    /**
     * Puts a new client in the place of one that has met a reply which is not HTTP: it leaves such a connection open, and lets go of it
     * only when it is closed itself. What the old one is doing is brought to an end first. Not possible before Java 21, whose clients cannot
     * be closed, nor for a client that was handed in.
     */
    private boolean renew(HttpClient used) {
        if (maker == null || SHUTDOWN == null) {
            return false;
        }
        HttpClient fresh = maker.build();
        invoke(SHUTDOWN, replace(used, fresh) ? used : fresh);
        return true;
    }

    private synchronized boolean replace(HttpClient used, HttpClient fresh) {
        boolean isUsed = http == used;
        if (isUsed) {
            http = fresh;
        }
        return isUsed;
    }

    @Override
    public void close() {
        closed = true;
        underWay.forEach(Exchange::cancel);
        HttpClient last = release();
        if (maker != null && last != null) {
            end(last);
        }
        if (ownThreads != null) {
            ownThreads.shutdownNow();
        }
    }

    private synchronized @Nullable HttpClient release() {
        HttpClient last = http;
        http = null;
        return last;
    }

    /** Not virtual ones: the stack that waits for a response is deep, and would be copied to the heap each time. */
    private static ExecutorService newThreads() {
        return new ThreadPoolExecutor(
                0,
                MOST_THREADS,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                DaemonThreads.named("http"));
    }

    private void end(HttpClient last) {
        if (SHUTDOWN_NOW != null && AWAIT_TERMINATION != null) {
            invoke(SHUTDOWN_NOW, last);
            invoke(AWAIT_TERMINATION, last, END_WAIT);
        } else {
            clientThread.end();
        }
    }

    private static @Nullable Method methodOrNull(String name, Class<?>... parameters) {
        try {
            return HttpClient.class.getMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            // Before Java 21.
            return null;
        }
    }

    private static void invoke(Method method, HttpClient http, Object... arguments) {
        try {
            method.invoke(http, arguments);
        } catch (IllegalAccessException e) {
            // The client ends by itself once nothing refers to it.
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Runs what the client does when bytes arrive, on the thread of the client that hears of them. Before Java 21 a client cannot be closed: that
     * thread, and with it the connections, ends when it is interrupted, or some seconds after the client is collected.
     */
    private static final class ClientThread implements Executor {

        private volatile @Nullable Thread thread;

        @Override
        public void execute(Runnable task) {
            Thread current = Thread.currentThread();
            if (current.getClass().getModule() == HttpClient.class.getModule()) {
                thread = current;
            }
            task.run();
        }

        void end() {
            Thread last = thread;
            if (last == null) {
                return;
            }
            last.interrupt();
            try {
                last.join(END_WAIT.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One request, and the response to come: known as soon as the body is whole, a moment before the thread that sends it hears of it. */
    private static final class Exchange implements BodyHandler<byte[]> {

        final CompletableFuture<Response> response = new CompletableFuture<>();
        final FutureTask<?> sending;
        private final IntFunction<LimitedBody> bodyOf;

        Exchange(HttpClient client, HttpRequest request, IntFunction<LimitedBody> bodyOf) {
            this.bodyOf = bodyOf;
            sending = new FutureTask<>(() -> client.send(request, this)) {
                @Override
                protected void done() {
                    ended();
                }
            };
        }

        void cancel() {
            sending.cancel(true);
        }

        @Override
        public BodySubscriber<byte[]> apply(ResponseInfo head) {
            LimitedBody body = bodyOf.apply(head.statusCode());
            body.getBody().whenComplete((bytes, failure) -> {
                if (failure == null) {
                    response.complete(new Response(head.statusCode(), head.headers(), bytes));
                }
            });
            return body;
        }

        private void ended() {
            try {
                sending.get();
            } catch (ExecutionException failed) {
                response.completeExceptionally(failed.getCause());
            } catch (CancellationException e) {
                response.cancel(false);
            } catch (InterruptedException e) {
                // Not thrown, as it is done.
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What a server sent. */
    public static final class Response {

        private final int status;
        private final HttpHeaders headers;
        private final byte[] body;

        Response(int status, HttpHeaders headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        /** {@return the status code} */
        public int status() {
            return status;
        }

        /** {@return the header fields} */
        public HttpHeaders headers() {
            return headers;
        }

        /** {@return the body, as far as it was wanted; not a copy} */
        public byte[] body() {
            return body;
        }
    }

    /** A reply that is not HTTP. */
    public static final class NotHttpException extends IOException {

        private static final long serialVersionUID = 1L;

        private final boolean connectionClosed;

        NotHttpException(boolean connectionClosed) {
            super("not HTTP");
            this.connectionClosed = connectionClosed;
        }

        /** {@return whether the connection is closed; where it is not, it stays until the JVM lets go of it} */
        public boolean isConnectionClosed() {
            return connectionClosed;
        }
    }

    /** The client was closed before the response came. */
    public static final class ClosedException extends IOException {

        private static final long serialVersionUID = 1L;

        ClosedException() {
            super("closed");
        }
    }
}
