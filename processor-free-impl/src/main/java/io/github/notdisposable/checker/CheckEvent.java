/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Origin;
import io.github.notdisposable.backend.UnavailableReason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The outcome of a check, without the address and the client. Immutable and thread-safe. {@link EmailChecker} makes it. */
public final class CheckEvent {

    private final Category category;
    private final Set<EmailTrait> traits;
    private final @Nullable String source;
    private final Duration time;
    private final List<Asked> asked;
    private final @Nullable String domain;

    CheckEvent(EmailVerdict verdict, Duration time, List<Asked> asked, boolean withDomain) {
        category = verdict.category();
        traits = verdict.traits();
        source = verdict.source();
        domain = withDomain ? verdict.domain() : null;
        this.time = time;
        this.asked = List.copyOf(asked);
    }

    /** What came of a check that one backend's memory decided. */
    CheckEvent(String backend, Set<EmailTrait> traits, Duration time, @Nullable String domain) {
        category = Category.of(traits);
        this.traits = traits;
        source = backend;
        this.time = time;
        this.domain = domain;
        asked = List.of(new Asked(backend, time));
    }

    private CheckEvent(CheckEvent event) {
        category = event.category;
        traits = event.traits;
        source = event.source;
        time = event.time;
        asked = event.asked;
        domain = null;
    }

    /** {@return the verdict in one word} */
    public Category category() {
        return category;
    }

    /** {@return the known traits, in the order of {@link EmailTrait}} */
    public Set<EmailTrait> traits() {
        return traits;
    }

    /** {@return the source of the decision, as in {@link EmailVerdict#source()}; {@code null} if no backend could answer} */
    public @Nullable String source() {
        return source;
    }

    /** {@return how long the whole check took} */
    public Duration time() {
        return time;
    }

    /** {@return the backends that were asked, in order; empty if a list of the application's own decided} */
    public List<Asked> asked() {
        return asked;
    }

    /** {@return the domain in canonical form; {@code null} unless the listener asks for it} */
    public @Nullable String domain() {
        return domain;
    }

    /** {@return whether the backend that decided answered from memory} */
    public boolean isCached() {
        for (Asked one : asked) {
            if (one.backend().equals(source)) {
                return one.origin() != Origin.ASKED;
            }
        }
        return false;
    }

    /** {@return the same event without the domain} */
    public CheckEvent withoutDomain() {
        return domain == null ? this : new CheckEvent(this);
    }

    @Override
    public String toString() {
        return "CheckEvent[category=" + category + ", traits=" + traits + ", source=" + source + ", time=" + time
                + ", asked=" + asked + "]";
    }

    /** One backend's part in a check. Immutable and thread-safe. */
    public static final class Asked {

        private final String backend;
        private final Duration time;
        private final Origin origin;
        private final @Nullable UnavailableReason failure;
        private final @Nullable Integer attemptsLeft;

        Asked(String backend, Duration time, BackendAnswer answer) {
            this.backend = backend;
            this.time = time;
            origin = answer.origin();
            failure = answer.unavailableReason().orElse(null);
            attemptsLeft =
                    answer.attemptsLeft().isPresent() ? answer.attemptsLeft().getAsInt() : null;
        }

        private Asked(String backend, Duration time) {
            this.backend = backend;
            this.time = time;
            origin = Origin.ASKED;
            failure = null;
            attemptsLeft = null;
        }

        /** {@return its name} */
        public String backend() {
            return backend;
        }

        /** {@return how long it took} */
        public Duration time() {
            return time;
        }

        /** {@return the origin of its answer} */
        public Origin origin() {
            return origin;
        }

        /** {@return why it could not answer; {@code null} if it did} */
        public @Nullable UnavailableReason failure() {
            return failure;
        }

        /** {@return how many more refused attempts the service grants the client before it bans it; {@code null} if it did not say} */
        public @Nullable Integer attemptsLeft() {
            return attemptsLeft;
        }

        @Override
        public String toString() {
            return "Asked[backend=" + backend + ", time=" + time + ", origin=" + origin + ", failure=" + failure + "]";
        }
    }
}
