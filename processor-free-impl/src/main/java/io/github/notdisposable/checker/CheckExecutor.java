/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.internal.DaemonThreads;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the asynchronous checks: a virtual thread for each check where Java has them (21 and later), else a pool. On both, only
 * so many checks are under way or wait; what comes beyond that is turned away.
 */
final class CheckExecutor implements Executor, AutoCloseable {

    private static final int MAX_THREADS = 32;
    private static final int MAX_WAITING = 1_000;

    private final Semaphore places = new Semaphore(MAX_THREADS + MAX_WAITING);
    private final ExecutorService threads;

    private CheckExecutor(ExecutorService threads) {
        this.threads = threads;
    }

    /** Creates the threads lazily: a checker whose asynchronous methods are never called costs none. */
    static CheckExecutor create() {
        return new CheckExecutor(Runtime.version().feature() >= 21 ? virtualThreads() : boundedPool());
    }

    @Override
    public void execute(Runnable task) {
        if (!places.tryAcquire()) {
            throw new RejectedExecutionException("Too many checks are under way");
        }
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    places.release();
                }
            });
        } catch (RuntimeException | Error e) {
            places.release();
            throw e;
        }
    }

    /** Lets the checks that are under way come to an end, which their deadline bounds. */
    @Override
    public void close() {
        threads.shutdown();
    }

    private static ExecutorService virtualThreads() {
        try {
            return (ExecutorService) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class))
                    .invoke();
        } catch (Throwable unexpected) {
            throw new LinkageError("Java 21 and later have virtual threads", unexpected);
        }
    }

    private static ExecutorService boundedPool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MAX_THREADS,
                MAX_THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.named("check"));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
