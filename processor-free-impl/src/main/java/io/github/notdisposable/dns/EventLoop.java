/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import java.util.concurrent.RejectedExecutionException;

/** The one thread on which all lookups make progress. What runs there must never block. */
interface EventLoop extends AutoCloseable {

    /** A task for later. Used on the thread of the loop only. */
    interface Timer {
        void cancel();
    }

    /** {@return the time, in terms of {@link System#nanoTime()}} */
    long nanoTime();

    /**
     * Runs a task on the thread of the loop. May be called by any thread.
     *
     * @param task the task
     * @throws RejectedExecutionException if the loop is closed or its thread cannot start
     */
    void execute(Runnable task);

    /**
     * Runs a task at a time, or earlier if the loop ends. Called on the thread of the loop only.
     *
     * @param nanoTime when, in terms of {@link #nanoTime()}
     * @param task the task
     * @return what cancels it
     */
    Timer at(long nanoTime, Runnable task);

    /** Runs the tasks that were accepted, and ends the thread. */
    @Override
    void close();
}
