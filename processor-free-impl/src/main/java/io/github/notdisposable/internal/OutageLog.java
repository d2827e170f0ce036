/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Logs one line when something begins to fail and one when it works again, instead of a line for each failure. Thread-safe.
 *
 * <p>Messages must not contain addresses, client IPs or keys.
 */
public final class OutageLog {

    private static final Object ANY_PROBLEM = "failed";

    private final Logger log;
    private final long quietNanos;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Outage> outage = new AtomicReference<>();

    private volatile long lastFailure;

    private record Outage(Level level, Object problem) {

        boolean isReplacedBy(Outage other) {
            return other.level.compareTo(level) >= 0 && !other.problem.equals(problem);
        }
    }

    /**
     * Creates a log of something that works, and that has recovered as soon as it works once.
     *
     * @param log where the lines go
     */
    public OutageLog(Logger log) {
        this(log, Duration.ZERO, () -> 0);
    }

    /**
     * Creates a log of something that works.
     *
     * @param log where the lines go
     * @param quiet how long it must not have failed to count as recovered; so that what fails now and then is not logged each time
     * @param nanoTime the time in nanoseconds, from any origin
     */
    public OutageLog(Logger log, Duration quiet, LongSupplier nanoTime) {
        this.log = log;
        this.quietNanos = quiet.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * Reports a failure, and logs a warning if it is the first.
     *
     * @param message the line
     * @return whether it was logged
     */
    public boolean failed(Supplier<String> message) {
        return failed(Level.WARNING, ANY_PROBLEM, message);
    }

    /**
     * Reports a failure, and logs it if it is the first, or a problem that differs from the one that was logged and is no less severe.
     *
     * @param level how severe it is
     * @param problem what fails, compared by {@code equals}
     * @param message the line
     * @return whether it was logged
     */
    public boolean failed(Level level, Object problem, Supplier<String> message) {
        lastFailure = nanoTime.getAsLong();
        Outage before = outage.get();
        Outage now = new Outage(level, problem);
        boolean isNews = (before == null || before.isReplacedBy(now)) && outage.compareAndSet(before, now);
        if (isNews) {
            log.log(level, message);
        }
        return isNews;
    }

    /**
     * Reports that it worked, and logs that if it failed before.
     *
     * @param message the line
     */
    public void worked(Supplier<String> message) {
        Outage before = outage.get();
        if (before != null && nanoTime.getAsLong() - lastFailure >= quietNanos && outage.compareAndSet(before, null)) {
            log.log(Level.INFO, message);
        }
    }

    /** {@return whether it fails} */
    public boolean isFailing() {
        return outage.get() != null;
    }
}
