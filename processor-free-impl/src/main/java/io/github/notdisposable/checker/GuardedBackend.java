/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.internal.OutageLog;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Asks a backend, and takes an exception that its contract forbids as unavailable. Logs once when that begins and ends. */
final class GuardedBackend {

    private final EmailBackend backend;
    private final OutageLog outage = new OutageLog(System.getLogger(EmailChecker.class.getName()));

    GuardedBackend(EmailBackend backend) {
        this.backend = backend;
    }

    String name() {
        return backend.name();
    }

    BackendAnswer check(BackendQuery query) {
        try {
            BackendAnswer answer = Objects.requireNonNull(backend.check(query), "answer");
            outage.worked(() -> "Backend " + name() + " answers again.");
            return answer;
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            failed(thrown);
            return BackendAnswer.unavailable(UnavailableReason.FAILED);
        }
    }

    /** Returns what a list of the backend says of a domain; empty if it throws. */
    Optional<BackendAnswer> listed(String domain) {
        try {
            return Objects.requireNonNull(backend.listed(domain), "answer");
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            failed(thrown);
            return Optional.empty();
        }
    }

    /** Returns the fast test of the backend. It does not hold where that throws. */
    Predicate<String> screen(Set<EmailTrait> wanted) {
        try {
            Predicate<String> certain = Objects.requireNonNull(backend.screen(wanted), "screen");
            return address -> {
                try {
                    return certain.test(address);
                } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
                    failed(thrown);
                    return false;
                }
            };
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            failed(thrown);
            return address -> false;
        }
    }

    private void failed(Throwable thrown) {
        outage.failed(
                () -> "Backend " + name() + " threw a " + thrown.getClass().getName()
                        + ", which its contract forbids. It counts as unavailable until it answers again.");
    }
}
