/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.internal.OutageLog;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes visible that addresses are let in although a backend could not answer: each is reported to the listener, and the log has a line when it
 * begins and one with their number when it ends. Thread-safe.
 */
final class UncheckedLog {

    private static final Duration QUIET = Duration.ofMinutes(1);

    private final @Nullable CheckListener listener;
    private final OutageLog log;
    private final LongAdder number = new LongAdder();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    UncheckedLog(@Nullable CheckListener listener, LongSupplier nanoTime) {
        this.listener = listener;
        log = new OutageLog(System.getLogger(EmailChecker.class.getName()), QUIET, nanoTime);
    }

    /** Reports that a backend answered: what failed is over once each backend that failed has answered. */
    void answered(String backend) {
        if (log.isFailing()) {
            failing.remove(backend);
            if (failing.isEmpty()) {
                log.worked(() -> "All backends answer again. " + number.sumThenReset()
                        + " addresses were let in without the answer of one that was asked.");
            }
        }
    }

    boolean isFailing() {
        return log.isFailing();
    }

    void decided(EmailDecision decision) {
        EmailVerdict verdict = decision.verdict();
        if (decision.isAllowed() && !verdict.unavailable().isEmpty()) {
            number.increment();
            failing.addAll(verdict.unavailable().keySet());
            log.failed(() -> "Addresses are let in although a backend could not answer: "
                    + new TreeMap<>(verdict.unavailable())
                    + ". Set notdisposable.when-unavailable=reject to refuse those that"
                    + " no backend could check.");
            if (listener != null) {
                CheckRecorder.guarded(() -> listener.onLetInUnchecked(verdict.unavailable()));
            }
        }
    }
}
