/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.abuse;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps counters and bans: in the memory of one machine, or for many machines together.
 *
 * <p>Implementations are thread-safe, answer quickly, and hold a bounded amount of memory. A store that many machines share
 * bridges its own failures, for example by counting on its own until they end; what it throws nevertheless counts as "nothing was counted,
 * nobody is banned". Keys that leave the process should not hold {@link AbuseSubject#text()} as it is.
 */
public interface AbuseStore {

    /**
     * Returns a store in the memory of this machine.
     *
     * @param maxEntries how many counters and how many bans it keeps at most, positive; beyond that, those are forgotten that are used least. A
     *     counter of many events counts for several.
     * @param clock the clock that windows and bans go by
     * @return the store
     * @throws IllegalArgumentException if the number is not positive
     */
    static AbuseStore inMemory(int maxEntries, Clock clock) {
        return new InMemoryAbuseStore(maxEntries, clock);
    }

    /**
     * Counts an event, unless there were as many already as the window takes. Atomic.
     *
     * @param counter what is counted
     * @param subject for whom
     * @param max how many events the window takes, at least 1; always the same for a counter
     * @param window how long an event counts, positive and at most 36,500 days; always the same for a counter. It slides: an event counts
     *     from its moment until this time has passed.
     * @return the number of events within the window, this one included, so 1 to {@code max}; {@code max + 1} if it was not counted
     */
    int add(Counter counter, AbuseSubject subject, int max, Duration window);

    /**
     * Forgets the event that was counted last, if there is one: what it stood for did not happen. Atomic.
     *
     * @param counter what is counted
     * @param subject for whom
     */
    void takeBack(Counter counter, AbuseSubject subject);

    /**
     * Forgets the events that were counted.
     *
     * @param counter what is counted
     * @param subject for whom
     */
    void reset(Counter counter, AbuseSubject subject);

    /**
     * Returns the ban of a subject.
     *
     * @param subject who may be banned
     * @return the ban; empty if there is none or it has run out
     */
    Optional<Ban> ban(AbuseSubject subject);

    /**
     * Returns whether subjects of a kind may be banned at all, so that {@link #ban} need not be asked of each.
     *
     * @param kind a kind of subjects
     * @return {@code false} if it is certain, at once, that none of that kind is banned; {@code true} by default
     */
    default boolean mayHoldBansOf(AbuseSubject.Kind kind) {
        return true;
    }

    /**
     * Returns the ban of a subject without keeping the caller waiting: for a thread that must not block, such as an event loop.
     *
     * @param subject who may be banned
     * @return the ban, as far as this machine knows; a store that has to ask others answers from memory, and may ask them in the background. What
     *     {@link #ban} returns, unless a store says otherwise.
     */
    default Optional<Ban> knownBan(AbuseSubject subject) {
        return ban(subject);
    }

    /**
     * Keeps a ban, in the place of the one that the subject has, if any.
     *
     * @param ban the ban
     * @return whether the subject was not banned before
     */
    boolean putBan(Ban ban);

    /**
     * Forgets a ban.
     *
     * @param subject who may be banned
     * @return the ban that was in force; empty if there was none
     */
    Optional<Ban> removeBan(AbuseSubject subject);

    /** {@return the bans that are in force, in no particular order} */
    List<Ban> bans();

    /** What is counted. */
    enum Counter {
        /** Refused attempts of a client. */
        REFUSALS,

        /** Lookups for a client, or paid ones for all clients together. */
        LOOKUPS,

        /** Whether it was reported that the lookups of a client, or of all, are spent. */
        SPENT_BUDGETS,

        /** Clients that tried a domain that could not be verified. */
        UNRESOLVED,

        /** Whether a client tried such a domain before. */
        UNRESOLVED_BY_CLIENT
    }
}
