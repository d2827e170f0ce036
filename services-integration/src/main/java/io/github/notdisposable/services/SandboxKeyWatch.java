/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import io.github.notdisposable.Category;
import io.github.notdisposable.backend.BackendAnswer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Notices a key of user.cleaning's sandbox, for which each address but two is white without a type. It is suspected after the first such answer
 * about a domain that is known as disposable, and cleared by the first answer that a sandbox does not give. Thread-safe.
 */
final class SandboxKeyWatch {

    /** The warning that a suspected key is reported by. */
    static final String WARNING = "sandbox-key";

    private static final Logger LOG = System.getLogger(SandboxKeyWatch.class.getName());

    /** The addresses that the sandbox does not call white. */
    private static final Set<String> KNOWN_TO_THE_SANDBOX = Set.of("test@disposable.com", "test@multi-alias.com");

    private enum State {
        OPEN,
        SUSPECTED,
        LIVE
    }

    private final Predicate<String> isDisposable;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    /**
     * Creates a watch.
     *
     * @param isDisposable returns whether a domain is known to be disposable
     */
    SandboxKeyWatch(Predicate<String> isDisposable) {
        this.isDisposable = isDisposable;
    }

    /** Takes note of an answer of the service itself. */
    void saw(String address, String domain, BackendAnswer answer) {
        State before = state.get();
        if (before == State.LIVE || !answer.isAvailable()) {
            return;
        }
        if (answer.category().filter(Category.WHITE::equals).isEmpty()) {
            boolean isOfTheSandbox = KNOWN_TO_THE_SANDBOX.contains(address.toLowerCase(Locale.ROOT));
            if (!isOfTheSandbox && state.getAndSet(State.LIVE) == State.SUSPECTED) {
                LOG.log(Level.INFO, "The key of user-cleaning is no sandbox key: it refuses addresses.");
            }
        } else if (before == State.OPEN
                && isWithoutType(answer)
                && isDisposable.test(domain)
                && state.compareAndSet(State.OPEN, State.SUSPECTED)) {
            LOG.log(
                    Level.ERROR,
                    "The key of user-cleaning looks like a sandbox key: the service lets in a domain that the bundled data lists as"
                            + " disposable. With a sandbox key every address is let in. Set 'notdisposable.user-cleaning.api-key' to a live key.");
        }
    }

    private static boolean isWithoutType(BackendAnswer answer) {
        String type = answer.details().getOrDefault(UserCleaningReply.TYPE, "");
        return type.isBlank() || type.equalsIgnoreCase("unknown");
    }

    Optional<String> warning() {
        return state.get() == State.SUSPECTED ? Optional.of(WARNING) : Optional.empty();
    }
}
