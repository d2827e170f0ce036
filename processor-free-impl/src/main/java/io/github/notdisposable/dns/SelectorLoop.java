/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import io.github.notdisposable.internal.DaemonThreads;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** A daemon thread around a selector. It starts with the first task and ends after a while without work, so a forgotten lookup holds nothing. */
final class SelectorLoop implements EventLoop {

    private static final System.Logger LOG = System.getLogger(MailServerLookup.class.getName());

    private static final ThreadFactory THREADS = DaemonThreads.named("dns");

    private final long idleNanos;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** The thread that is running and its selector, or null. Guarded by this. */
    private @Nullable Worker worker;

    /** Guarded by this. */
    private boolean closed;

    SelectorLoop(Duration idle) {
        idleNanos = idle.toNanos();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public synchronized void execute(Runnable task) {
        if (closed) {
            throw new RejectedExecutionException("The lookup is closed");
        }
        Worker running = worker;
        if (running == null) {
            running = newWorker();
            worker = running;
        }
        tasks.add(task);
        running.selector.wakeup();
    }

    @Override
    public Timer at(long nanoTime, Runnable task) {
        return current().at(nanoTime, task);
    }

    /**
     * Calls a task whenever a channel is ready, until the channel is closed. Called on the thread of the loop only.
     *
     * @param channel a channel that does not block
     * @param operations what to wait for
     * @param ready the task
     * @return the key with which to wait for something else
     * @throws IOException if the channel is closed
     */
    SelectionKey register(SelectableChannel channel, int operations, Runnable ready) throws IOException {
        return channel.register(current().selector, operations, ready);
    }

    @Override
    public void close() {
        Worker running;
        synchronized (this) {
            closed = true;
            running = worker;
        }
        if (running == null || running.thread == Thread.currentThread()) {
            return;
        }
        running.selector.wakeup();
        try {
            running.thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Worker current() {
        if (worker == null) {
            throw new IllegalStateException("Not on the thread of the loop");
        }
        return worker;
    }

    private Worker newWorker() {
        Selector selector;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new RejectedExecutionException("No selector can be opened", e);
        }
        Worker starting = new Worker(selector);
        try {
            starting.thread.start();
        } catch (OutOfMemoryError e) {
            closeQuietly(selector);
            throw new RejectedExecutionException("No thread can be started", e);
        }
        return starting;
    }

    /** Returns whether a worker has to end. One that ends for lack of work is let go in the same step, so that the next task starts another. */
    private synchronized boolean shouldStop(boolean idle) {
        if (!closed && idle && tasks.isEmpty()) {
            worker = null;
            return true;
        }
        return closed;
    }

    private synchronized boolean isCurrent(Worker ending) {
        return worker == ending;
    }

    private synchronized void release(Worker ending) {
        if (worker == ending && tasks.isEmpty()) {
            worker = null;
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            // The thread belongs to all lookups, so no task may end it.
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "A DNS lookup failed unexpectedly with a "
                            + e.getClass().getName() + ".");
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Nothing is read from it or written to it any more.
        }
    }

    private final class Worker implements Runnable {

        final Selector selector;
        final Thread thread;
        private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();

        Worker(Selector selector) {
            this.selector = selector;
            thread = THREADS.newThread(this);
        }

        Timer at(long nanoTime, Runnable task) {
            Alarm alarm = new Alarm(nanoTime, task);
            alarms.add(alarm);
            return () -> alarms.remove(alarm);
        }

        @Override
        public void run() {
            long lastWork = System.nanoTime();
            try {
                do {
                    boolean worked = runTasks();
                    worked |= runAlarms();
                    worked |= select();
                    if (worked || !alarms.isEmpty()) {
                        lastWork = System.nanoTime();
                    }
                } while (!shouldStop(System.nanoTime() - lastWork >= idleNanos));
            } catch (IOException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        () -> "Waiting for name servers failed with a "
                                + e.getClass().getName() + ".");
            } finally {
                end();
            }
        }

        private boolean runTasks() {
            boolean any = false;
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                SelectorLoop.run(task);
                any = true;
            }
            return any;
        }

        private boolean runAlarms() {
            boolean any = false;
            for (Alarm next = alarms.peek(); next != null && next.isDue(); next = alarms.peek()) {
                alarms.remove();
                SelectorLoop.run(next.task);
                any = true;
            }
            return any;
        }

        private boolean select() throws IOException {
            Alarm next = alarms.peek();
            long wait = next == null ? idleNanos : next.nanoTime - System.nanoTime();
            int ready = wait <= 0 ? selector.selectNow() : selector.select(wait / 1_000_000 + 1);
            List<SelectionKey> keys = new ArrayList<>(selector.selectedKeys());
            selector.selectedKeys().clear();
            for (SelectionKey key : keys) {
                // A task before it may have closed the channel.
                if (key.isValid()) {
                    SelectorLoop.run((Runnable) key.attachment());
                }
            }
            return ready > 0;
        }

        /** Closes the channels first: what waits for one learns of it by its timer, which runs now. */
        private void end() {
            List.copyOf(selector.keys()).forEach(key -> closeQuietly(key.channel()));
            closeQuietly(selector);
            while (isCurrent(this)) {
                runTasks();
                for (Alarm next = alarms.poll(); next != null; next = alarms.poll()) {
                    SelectorLoop.run(next.task);
                }
                release(this);
            }
        }
    }

    private record Alarm(long nanoTime, Runnable task) implements Comparable<Alarm> {

        boolean isDue() {
            return nanoTime - System.nanoTime() <= 0;
        }

        // By hand: what the compiler generates keeps the class loader of an application that has ended alive on JDK 17.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Alarm that && nanoTime == that.nanoTime && task.equals(that.task);
        }

        @Override
        public int hashCode() {
            return Objects.hash(nanoTime, task);
        }

        @Override
        public int compareTo(Alarm other) {
            return Long.compare(nanoTime - other.nanoTime, 0);
        }
    }
}
