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

    /** A way to close a client, from Java 21 on. */
    private static final @Nullable Method SHUTDOWN = methodOrNull("shutdown");

    private static final @Nullable Method SHUTDOWN_NOW = methodOrNull("shutdownNow");
    private static final @Nullable Method AWAIT_TERMINATION = methodOrNull("awaitTermination", Duration.class);

    private final HttpClient.@Nullable Builder maker;
    private final @Nullable ExecutorService pool;

    private volatile HttpClient http;

    private ClosableClient(HttpClient http, HttpClient.@Nullable Builder maker, @Nullable ExecutorService pool) {
        this.http = http;
        this.maker = maker;
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
            return new ClosableClient(given, null, null);
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
        return new ClosableClient(builder.build(), builder, pool);
    }

    /** {@return the client, which may be another the next time} */
    public HttpClient http() {
        return http;
    }

    /**
     * Puts a new client in the place of one that has met a reply which is not HTTP: it leaves such a connection open, and lets go of it
     * only when it is closed itself. What the old one is doing is brought to an end first.
     *
     * @param used the client that has met it
     * @return whether that was possible; not before Java 21, whose clients cannot be closed, nor for a client that was handed in
     */
    public boolean renew(HttpClient used) {
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
        if (maker != null) {
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
        if (SHUTDOWN_NOW == null || AWAIT_TERMINATION == null) {
            endSelector(http);
        } else {
            invoke(SHUTDOWN_NOW, http);
            invoke(AWAIT_TERMINATION, http, END_WAIT);
        }
    }

    private static @Nullable Method methodOrNull(String name, Class<?>... parameters) {
        try {
            return HttpClient.class.getMethod(name, parameters);
        } catch (NoSuchMethodException beforeJava21) {
            return null;
        }
    }

    private static void invoke(Method method, HttpClient http, Object... arguments) {
        try {
            method.invoke(http, arguments);
        } catch (IllegalAccessException leftToTheCollector) {
            // The client ends by itself once nothing refers to it.
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
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
