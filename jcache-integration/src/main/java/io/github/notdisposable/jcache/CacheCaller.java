/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jcache;

import io.github.notdisposable.internal.DaemonThreads;
import io.github.notdisposable.internal.sharing.StoreHealth;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls the cache with a time limit, which JCache itself does not know: on a few threads of its own, so that a cache that hangs holds up those and
 * nobody else. Thread-safe.
 */
final class CacheCaller implements AutoCloseable {

    private static final int THREADS = 16;

    /** Callers that may wait for a thread. Where the cache answers they wait for moments; where it hangs, for no longer than the time limit. */
    private static final int MOST_WAITING = 4_096;

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final StoreHealth health = new StoreHealth(
            "The shared cache", System.getLogger(JCacheStores.class.getName()), PAUSE, System::nanoTime);
    private final long timeoutNanos;
    private final ThreadPoolExecutor threads;

    CacheCaller(Duration timeout) {
        timeoutNanos = timeout.toNanos();
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                DaemonThreads.named("jcache"));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Calls the cache.
     *
     * @param call what to do there
     * @param fallback what this machine answers by itself where the cache does not
     */
    <T extends @Nullable Object> T ask(Supplier<T> call, Supplier<? extends T> fallback) {
        return ask(call, fallback, timeoutNanos);
    }

    /** Calls the cache for what takes longer. */
    <T extends @Nullable Object> T ask(Supplier<T> call, Supplier<? extends T> fallback, long limitNanos) {
        if (threads.isShutdown() || !health.tryCall()) {
            return fallback.get();
        }
        FutureTask<T> answer = new FutureTask<>(call::get);
        try {
            threads.execute(answer);
        } catch (RejectedExecutionException e) {
            // All threads are busy.
            if (!threads.isShutdown()) {
                health.failed("its calls do not end");
            }
            return fallback.get();
        }
        try {
            T result = answer.get(limitNanos, TimeUnit.NANOSECONDS);
            health.succeeded();
            return result;
        } catch (InterruptedException e) {
            giveUp(answer);
            health.failed("a call was interrupted");
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            giveUp(answer);
            health.failed("it does not answer in time");
        } catch (CancellationException e) {
            // Closed before its turn.
            return fallback.get();
        } catch (ExecutionException e) {
            failed(e.getCause() == null ? e : e.getCause());
        }
        return fallback.get();
    }

    /** Calls the cache in the background, within the time limit, unless too many calls wait. */
    void submit(Runnable call) {
        if (threads.isShutdown() || !health.tryCall()) {
            return;
        }
        FutureTask<@Nullable Void> work = new FutureTask<>(call, null);
        try {
            CompletableFuture<?> unused = CompletableFuture.runAsync(work, threads)
                    .orTimeout(timeoutNanos, TimeUnit.NANOSECONDS)
                    .whenComplete((done, timeout) -> settle(work, timeout));
        } catch (RejectedExecutionException e) {
            // All threads are busy.
            if (!threads.isShutdown()) {
                health.failed("its calls do not end");
            }
        }
    }

    private void settle(FutureTask<?> work, @Nullable Throwable timeout) {
        if (timeout != null) {
            giveUp(work);
            if (!threads.isShutdown()) {
                health.failed("it does not answer in time");
            }
            return;
        }
        try {
            work.get();
            health.succeeded();
        } catch (ExecutionException e) {
            failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed(Throwable cause) {
        if (!threads.isShutdown()) {
            health.failed("it ends with a " + cause.getClass().getName());
        }
    }

    private void giveUp(FutureTask<?> answer) {
        answer.cancel(true);
        threads.remove(answer);
    }

    @Override
    public void close() {
        for (Runnable waiting : threads.shutdownNow()) {
            if (waiting instanceof Future<?> answer) {
                answer.cancel(false);
            }
        }
    }
}
