/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jcache;

import io.github.notdisposable.internal.sharing.StoreLink;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Calls the cache with a time limit, which JCache itself does not know: on a few threads of its own, so that a cache that hangs holds up those and
 * nobody else. Safe for use by several threads.
 */
final class CacheCaller implements AutoCloseable {

    private static final int THREADS = 16;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final StoreLink link =
            new StoreLink("The shared cache", LoggerFactory.getLogger(JCacheStores.class), PAUSE);
    private final long timeoutNanos;
    private final ThreadPoolExecutor threads;

    CacheCaller(Duration timeout) {
        timeoutNanos = timeout.toNanos();
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                0, THREADS, IDLE.toSeconds(), TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "notdisposable-jcache-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Calls the cache.
     *
     * @param call what to do there
     * @param alone what this machine answers by itself where the cache does not
     */
    <T extends @Nullable Object> T ask(Supplier<T> call, Supplier<? extends T> alone) {
        return ask(call, alone, timeoutNanos);
    }

    /** Calls the cache for what takes longer. */
    <T extends @Nullable Object> T ask(Supplier<T> call, Supplier<? extends T> alone, long limitNanos) {
        if (threads.isShutdown() || !link.tryCall()) {
            return alone.get();
        }
        Future<T> answer;
        try {
            answer = threads.submit(call::get);
        } catch (RejectedExecutionException busy) {
            link.failed("its calls do not end", busy);
            return alone.get();
        }
        try {
            T result = answer.get(limitNanos, TimeUnit.NANOSECONDS);
            link.succeeded();
            return result;
        } catch (InterruptedException e) {
            answer.cancel(true);
            link.failed("a call was interrupted", e);
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            answer.cancel(true);
            link.failed("it does not answer in time", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (!threads.isShutdown()) {
                link.failed("it ends with a " + cause.getClass().getName(), cause);
            }
        }
        return alone.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
