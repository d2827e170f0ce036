/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.internal.OutageLog;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Logs one line when a service begins to fail, one when the failure becomes one that a person must fix, and one when it answers again. */
final class StateLog {

    /** A service that fails now and then is failing: it has recovered once it has not failed for this long. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    private static final String PASSES = "passes by itself";

    private final String backend;
    private final OutageLog outage;

    StateLog(String backend, LongSupplier nanoTime) {
        this.backend = backend;
        this.outage = new OutageLog(System.getLogger(ResilientBackend.class.getName()), QUIET, nanoTime);
    }

    void fails(UnavailableReason reason, @Nullable String errorCode) {
        String code = errorCode == null ? "" : " (" + errorCode + ")";
        if (needsAPerson(reason)) {
            outage.failed(
                    Level.ERROR,
                    reason,
                    () -> backend + " rejects requests: " + reason + code
                            + ". Checks continue without it until this is fixed.");
        } else {
            outage.failed(
                    Level.WARNING,
                    PASSES,
                    () -> backend + " does not answer: " + reason + code
                            + ". Checks continue without it until it does.");
        }
    }

    void answers() {
        outage.worked(() -> backend + " answers again.");
    }

    private static boolean needsAPerson(UnavailableReason reason) {
        return reason == UnavailableReason.UNAUTHORIZED || reason == UnavailableReason.QUOTA_EXHAUSTED;
    }
}
