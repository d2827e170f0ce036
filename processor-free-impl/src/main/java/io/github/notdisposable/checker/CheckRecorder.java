/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.backend.BackendAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes down what came of one check, and tells a listener. Used by one thread. */
final class CheckRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(EmailChecker.class);
    private static final AtomicBoolean LISTENER_FAILED = new AtomicBoolean();

    private final LongSupplier nanoTime;
    private final long start;
    private final List<CheckEvent.Asked> asked = new ArrayList<>();
    private long last;

    CheckRecorder(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        start = nanoTime.getAsLong();
        last = start;
    }

    void asked(String backend, BackendAnswer answer) {
        long now = nanoTime.getAsLong();
        asked.add(new CheckEvent.Asked(
                backend,
                Duration.ofNanos(now - last),
                answer.origin(),
                answer.unavailableReason().orElse(null),
                answer.attemptsLeft().isPresent() ? answer.attemptsLeft().getAsInt() : null));
        last = now;
    }

    void tell(CheckListener listener, EmailVerdict verdict) {
        try {
            listener.onCheck(new CheckEvent(
                    verdict.category(),
                    verdict.traits(),
                    verdict.source(),
                    Duration.ofNanos(nanoTime.getAsLong() - start),
                    asked,
                    listener.wantsDomain() ? verdict.domain() : null));
        } catch (RuntimeException | LinkageError thrown) {
            if (LISTENER_FAILED.compareAndSet(false, true)) {
                LOG.warn(
                        "A check listener threw a {}; this is said once, and checks go on.",
                        thrown.getClass().getName());
            }
        }
    }
}
