/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import io.github.notdisposable.backend.BackendAnswer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time in which a service is left alone, and the one question that finds out whether it is over. Thread-safe.
 *
 * <p>Who may ask gets a {@link Turn}, and either settles it by what the service answered, or gives it back if it asked nothing.
 */
final class Cooldown {

    /** How long the question that finds out may take before another one tries. */
    private static final Duration PROBE = Duration.ofSeconds(5);

    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Pause> pause = new AtomicReference<>();

    /**
     * A time in which the service is not asked.
     *
     * @param answer what is answered instead
     * @param end its end
     */
    private record Pause(BackendAnswer answer, long end) {

        // By hand: what the compiler generates keeps the class loader of an application that has ended alive on JDK 17.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pause that && answer.equals(that.answer) && end == that.end;
        }

        @Override
        public int hashCode() {
            return Objects.hash(answer, end);
        }
    }

    Cooldown(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns a turn to ask, or one that holds the answer to give instead of asking. */
    Turn enter() {
        Pause current = pause.get();
        if (current == null) {
            return new Turn(null, null, null);
        }
        long now = nanoTime.getAsLong();
        Pause probing = new Pause(current.answer, now + PROBE.toNanos());
        return now - current.end < 0 || !pause.compareAndSet(current, probing)
                ? new Turn(current.answer, null, null)
                : new Turn(null, current, probing);
    }

    /** Returns how much of the pause is left; zero if the service may be asked. */
    Duration left() {
        Pause current = pause.get();
        return current == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, current.end - nanoTime.getAsLong()));
    }

    /** One question's turn. */
    final class Turn {

        private final @Nullable BackendAnswer instead;
        private final @Nullable Pause ended;
        private final @Nullable Pause probing;

        private Turn(@Nullable BackendAnswer instead, @Nullable Pause ended, @Nullable Pause probing) {
            this.instead = instead;
            this.ended = ended;
            this.probing = probing;
        }

        /** Returns the answer to give instead of asking; null if the question may be asked. */
        @Nullable
        BackendAnswer instead() {
            return instead;
        }

        /** Lets the next question find out, as this one asked nothing. */
        void giveBack() {
            if (probing != null) {
                pause.compareAndSet(probing, ended);
            }
        }

        /** Ends the pause that this question was to find out about, but not one that another question has begun meanwhile. */
        void end() {
            pause.compareAndSet(probing, null);
        }

        /** Begins a pause, but does not shorten one that another question has begun meanwhile. */
        void begin(BackendAnswer answer, Duration time) {
            Pause begun = new Pause(answer, nanoTime.getAsLong() + time.toNanos());
            pause.updateAndGet(now -> now == null || now.equals(probing) || now.end - begun.end < 0 ? begun : now);
        }
    }
}
