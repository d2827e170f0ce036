/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.http;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The JDK's client, and a way to end its threads on every JDK. */
public final class ClosableClient implements AutoCloseable {

    /** Few, as no thread waits here: each hand-over to one that sleeps costs more than the work that it then does. */
    private static final int POOL_SIZE =
            Math.min(8, Math.max(2, Runtime.getRuntime().availableProcessors() / 2));

    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration END_WAIT = Duration.ofSeconds(1);
    private static final AtomicInteger THREAD_NUMBER = new AtomicInteger();

    private final HttpClient http;
    private final boolean own;
    private final @Nullable ExecutorService pool;

    private ClosableClient(HttpClient http, boolean own, @Nullable ExecutorService pool) {
        this.http = http;
        this.own = own;
        this.pool = pool;
    }

    /**
     * Returns a client over HTTP/1.1 that follows no redirects.
     *
     * @param given a client that is used in place of a new one, and not closed, or {@code null}
     * @param connectTimeout how long making a connection may take
     * @param proxy chooses the proxy, or {@code null} for what the JVM does
     * @param sslContext the TLS context, or {@code null} for that of the JVM
     * @param executor where the client does its work, which is not shut down, or {@code null} for a pool of its own
     * @return the client
     */
    public static ClosableClient of(
            @Nullable HttpClient given,
            Duration connectTimeout,
            @Nullable ProxySelector proxy,
            @Nullable SSLContext sslContext,
            @Nullable Executor executor) {
        if (given != null) {
            return new ClosableClient(given, false, null);
        }
        ExecutorService pool = executor == null ? newPool() : null;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(pool != null ? pool : executor);
        if (proxy != null) {
            builder.proxy(proxy);
        }
        if (sslContext != null) {
            builder.sslContext(sslContext);
        }
        return new ClosableClient(builder.build(), true, pool);
    }

    /** {@return the client} */
    public HttpClient http() {
        return http;
    }

    @Override
    public void close() {
        if (own) {
            end(http);
        }
        if (pool != null) {
            pool.shutdownNow();
        }
    }

    private static ExecutorService newPool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                POOL_SIZE,
                POOL_SIZE,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                ClosableClient::newThread);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Holds on to nothing of the thread that happened to ask first: in a container its class loader would never go. */
    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(null, work, "notdisposable-http-" + THREAD_NUMBER.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClosableClient.class.getClassLoader());
        return thread;
    }

    private static void end(HttpClient http) {
        try {
            Method shutdownNow = HttpClient.class.getMethod("shutdownNow");
            shutdownNow.invoke(http);
            HttpClient.class.getMethod("awaitTermination", Duration.class).invoke(http, END_WAIT);
        } catch (NoSuchMethodException beforeJava21) {
            endSelector(http);
        } catch (IllegalAccessException | InvocationTargetException leftToTheCollector) {
            // The client ends by itself once nothing refers to it.
        }
    }

    /**
     * Before Java 21 a client cannot be closed: its one thread ends some time after the client is collected, or at once when it is
     * interrupted. The client's text form ends with the number that is in its thread's name.
     */
    private static void endSelector(HttpClient http) {
        Matcher number = Pattern.compile("\\((\\d+)\\)$").matcher(http.toString());
        if (!number.find()) {
            return;
        }
        String name = "HttpClient-" + number.group(1) + "-SelectorManager";
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(name)) {
                thread.interrupt();
                join(thread);
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(END_WAIT.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
