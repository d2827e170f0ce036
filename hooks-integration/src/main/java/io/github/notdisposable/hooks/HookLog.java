/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import io.github.notdisposable.hooks.HookException.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Logs requests that are not answered as sign-ups, each kind once a minute at most: anybody can send them. Thread-safe. */
final class HookLog {

    private static final Logger LOG = System.getLogger(SignUpHook.class.getName());

    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final String provider;
    private final LongSupplier nanoTime;
    private final Map<Problem, Long> logged = new ConcurrentHashMap<>();

    HookLog(String provider, LongSupplier nanoTime) {
        this.provider = provider;
        this.nanoTime = nanoTime;
    }

    void refused(Problem problem) {
        if (isDue(problem)) {
            LOG.log(
                    Level.WARNING,
                    "The hook for {0} refused a request: {1} Further ones of this kind are logged once a minute.",
                    provider,
                    problem.text());
        }
    }

    private boolean isDue(Problem problem) {
        long now = nanoTime.getAsLong();
        boolean[] due = new boolean[1];
        logged.compute(problem, (kind, last) -> {
            due[0] = last == null || now - last >= QUIET_NANOS;
            return due[0] ? Long.valueOf(now) : last;
        });
        return due[0];
    }
}
