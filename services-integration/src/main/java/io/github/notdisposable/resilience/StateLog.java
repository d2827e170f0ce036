/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import io.github.notdisposable.backend.UnavailableReason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line when a service begins to fail, one when the failure becomes one that a person must mend, and one when it answers again. */
final class StateLog {

    private static final Logger LOG = LoggerFactory.getLogger(ResilientBackend.class);

    /** A service that fails now and then is one that fails: it has recovered when it has not failed for so long. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final String backend;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable UnavailableReason> told = new AtomicReference<>();

    private volatile long lastFailure;

    StateLog(String backend, LongSupplier nanoTime) {
        this.backend = backend;
        this.nanoTime = nanoTime;
    }

    void fails(UnavailableReason reason, @Nullable String errorCode) {
        lastFailure = nanoTime.getAsLong();
        UnavailableReason before = told.get();
        boolean news = before == null || (needsAPerson(reason) && before != reason);
        if (!news || !told.compareAndSet(before, reason)) {
            return;
        }
        String code = errorCode == null ? "" : " (" + errorCode + ")";
        if (needsAPerson(reason)) {
            LOG.error(
                    "{} refuses its questions: {}{}. Addresses are let in or refused without it until that is mended.",
                    backend,
                    reason,
                    code);
        } else {
            LOG.warn(
                    "{} does not answer: {}{}. Addresses are let in or refused without it until it does.",
                    backend,
                    reason,
                    code);
        }
    }

    void answers() {
        UnavailableReason before = told.get();
        if (before != null
                && nanoTime.getAsLong() - lastFailure >= QUIET.toNanos()
                && told.compareAndSet(before, null)) {
            LOG.info("{} answers again.", backend);
        }
    }

    private static boolean needsAPerson(UnavailableReason reason) {
        return reason == UnavailableReason.UNAUTHORIZED || reason == UnavailableReason.QUOTA_EXHAUSTED;
    }
}
