/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Holds the one task that is planned until the test runs it. */
final class ManualScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private @Nullable Planned planned;
    private boolean shutdown;

    /** {@return the delay of the planned task} */
    Duration delay() {
        return planned().delay;
    }

    boolean isAnythingPlanned() {
        return planned != null && !planned.isCancelled();
    }

    /** Runs the planned task. */
    void run() {
        Planned task = planned();
        planned = null;
        task.run();
    }

    private Planned planned() {
        if (planned == null) {
            throw new AssertionError("Nothing is planned");
        }
        return planned;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (isAnythingPlanned()) {
            throw new AssertionError("More than one task is planned");
        }
        planned = new Planned(command, Duration.of(delay, unit.toChronoUnit()));
        return planned;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execute(Runnable command) {
        command.run();
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }

    private static final class Planned extends FutureTask<Object> implements ScheduledFuture<Object> {

        private final Duration delay;

        Planned(Runnable command, Duration delay) {
            super(command, "");
            this.delay = delay;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(delay);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
