/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer.Origin;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.internal.TraitSet;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of a check, without the address and the client. Immutable, and safe for use by several threads.
 *
 * @param category the verdict in one word
 * @param traits what is known
 * @param source who decided, as in {@link EmailVerdict#source()}; {@code null} if nobody could answer
 * @param time how long the whole check took
 * @param asked the back ends that were asked, in order; empty if a list of the application's own decided
 * @param domain the domain in canonical form; {@code null} unless the listener asks for it
 */
public record CheckEvent(
        Category category,
        Set<EmailTrait> traits,
        @Nullable String source,
        Duration time,
        List<Asked> asked,
        @Nullable String domain) {

    /**
     * Creates an event; collections are copied.
     *
     * @param category the verdict in one word
     * @param traits what is known
     * @param source who decided; {@code null} if nobody could answer
     * @param time how long the whole check took
     * @param asked the back ends that were asked, in order
     * @param domain the domain in canonical form; {@code null} unless the listener asks for it
     */
    public CheckEvent {
        traits = TraitSet.copyOf(traits);
        asked = List.copyOf(asked);
    }

    /** {@return whether the back end that decided answered from memory} */
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
        return domain == null ? this : new CheckEvent(category, traits, source, time, asked, null);
    }

    /**
     * One back end's part in a check.
     *
     * @param backend its name
     * @param time how long it took
     * @param origin where its answer comes from
     * @param failure why it could not answer; {@code null} if it did
     * @param attemptsLeft how many more refused attempts the service grants the client before it bans it; {@code null} if it did not say
     */
    public record Asked(
            String backend,
            Duration time,
            Origin origin,
            @Nullable UnavailableReason failure,
            @Nullable Integer attemptsLeft) {}
}
