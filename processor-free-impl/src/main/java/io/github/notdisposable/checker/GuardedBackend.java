/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a back end, and takes an exception that its contract forbids for an answer that is missing. Logs once when that begins and ends. */
final class GuardedBackend {

    private static final Logger LOG = LoggerFactory.getLogger(EmailChecker.class);

    private final EmailBackend backend;
    private final AtomicBoolean broken = new AtomicBoolean();

    GuardedBackend(EmailBackend backend) {
        this.backend = backend;
    }

    String name() {
        return backend.name();
    }

    BackendAnswer check(BackendQuery query) {
        try {
            BackendAnswer answer = Objects.requireNonNull(backend.check(query), "answer");
            if (broken.get() && broken.compareAndSet(true, false)) {
                LOG.info("Back end {} answers again.", name());
            }
            return answer;
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            if (broken.compareAndSet(false, true)) {
                LOG.warn(
                        "Back end {} threw a {}, which its contract forbids; until it answers again it counts as unavailable.",
                        name(),
                        thrown.getClass().getName());
            }
            return BackendAnswer.unavailable(UnavailableReason.FAILED);
        }
    }
}
