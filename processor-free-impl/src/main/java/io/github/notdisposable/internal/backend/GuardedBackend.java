/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.backend;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.internal.OutageLog;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A backend that never throws: an exception of the one within, which its contract forbids, counts as unavailable. Logs once when that begins and
 * once when it ends. Thread-safe.
 */
public final class GuardedBackend implements EmailBackend {

    private final EmailBackend backend;
    private final OutageLog outage = new OutageLog(System.getLogger("io.github.notdisposable.checker.EmailChecker"));

    /**
     * Wraps a backend.
     *
     * @param backend the backend, which is closed with this one
     */
    public GuardedBackend(EmailBackend backend) {
        this.backend = backend;
    }

    @Override
    public String name() {
        return backend.name();
    }

    @Override
    public BackendAnswer check(BackendQuery query) {
        BackendAnswer answer;
        try {
            answer = Objects.requireNonNull(backend.check(query), "answer");
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            failed(thrown);
            return BackendAnswer.unavailable(UnavailableReason.FAILED);
        }
        outage.worked(() -> "Backend " + name() + " answers again.");
        return answer;
    }

    @Override
    public BackendAnswer.Scope scope() {
        return backend.scope();
    }

    @Override
    public Optional<String> warning() {
        return backend.warning();
    }

    @Override
    public Optional<BackendAnswer> listed(String domain) {
        return guarded(() -> backend.listed(domain), Optional.empty());
    }

    @Override
    public Screen screen(Set<EmailTrait> wanted) {
        Screen certain = guarded(() -> backend.screen(wanted), address -> null);
        // One try for each address, and no object.
        return address -> {
            try {
                return certain.traitsOf(address);
            } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
                failed(thrown);
                return null;
            }
        };
    }

    @Override
    public void close() {
        backend.close();
    }

    private <T> T guarded(Supplier<T> call, T otherwise) {
        try {
            return Objects.requireNonNull(call.get(), "answer");
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            failed(thrown);
            return otherwise;
        }
    }

    private void failed(Throwable thrown) {
        outage.failed(
                () -> "Backend " + name() + " threw a " + thrown.getClass().getName()
                        + ", which its contract forbids. It counts as unavailable until it answers again.");
    }
}
