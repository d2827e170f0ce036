/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.backend;

import io.github.notdisposable.EmailTrait;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A source of knowledge about email addresses: the bundled data, a service, or one of your own.
 *
 * <p>The contract:
 *
 * <ul>
 *   <li>{@link #check} is thread-safe.
 *   <li>It never throws for an address it does not like or a service that fails: it answers
 *       {@link BackendAnswer#unavailable(UnavailableReason)}. The checker takes an exception for {@link UnavailableReason#FAILED}.
 *   <li>It is over when the query's deadline is, and sets the interrupt flag again when it was interrupted.
 *   <li>When the query says that the thread must not block, it answers from memory, or {@link UnavailableReason#WOULD_BLOCK}.
 *   <li>It writes no address, no client and no key to a log, a message or an exception.
 * </ul>
 *
 * <p>The artifact {@code notdisposable-test-kit} holds an abstract test class that checks an implementation against it.
 */
public interface EmailBackend extends AutoCloseable {

    /**
     * Returns the name under which settings, verdicts and logs know this backend.
     *
     * @return lower-case letters, digits and hyphens
     */
    String name();

    /**
     * Answers what is known about an address or a domain.
     *
     * @param query the question
     * @return the answer, never {@code null}
     */
    BackendAnswer check(BackendQuery query);

    /**
     * Returns what answers of this backend depend on at most: how far one answer can serve other questions.
     *
     * @return {@link BackendAnswer.Scope#DOMAIN} if every answer depends on the domain alone; {@link BackendAnswer.Scope#CLIENT} if the service
     *     looks at who asks, counts attempts and bans, so that questions of two clients are never answered by one request;
     *     {@link BackendAnswer.Scope#ADDRESS}, as by default, otherwise
     */
    default BackendAnswer.Scope scope() {
        return BackendAnswer.Scope.ADDRESS;
    }

    /**
     * Returns what an operator should know although this backend answers, for a health page: a key that works in a sandbox only, for example.
     *
     * @return a short word such as {@code sandbox-key}, without an address or a key; empty, as by default, if there is nothing
     */
    default Optional<String> warning() {
        return Optional.empty();
    }

    /**
     * Returns what a list in memory says of a domain, without the DNS, a service or anything else that may block. The checker asks it of the
     * end of a value that is no email address, so that {@code bob@a_b.mailinator.com} is refused.
     *
     * @param domain a domain in canonical form
     * @return the answer with its matched entry and what that is: {@link EmailTrait#DISPOSABLE}, {@link EmailTrait#SUSPICIOUS},
     *     {@link EmailTrait#RELAY} or {@link EmailTrait#PUBLIC}; empty, as by default, if no list holds the domain
     */
    default Optional<BackendAnswer> listed(String domain) {
        return Optional.empty();
    }

    /**
     * Returns a fast test for addresses that need no check.
     *
     * @param wanted the traits that matter
     * @return the test; as by default, it is certain of no address
     */
    default Screen screen(Set<EmailTrait> wanted) {
        return address -> null;
    }

    /** A fast test for addresses that need no check. It never blocks and is thread-safe. */
    @FunctionalInterface
    interface Screen {

        /**
         * Returns which of the wanted traits an address has.
         *
         * @param address any text
         * @return the traits, if it is certain, from memory and at once, that {@link EmailBackend#check} would answer with these and no other of the
         *     wanted ones, and with no category of its own; else {@code null}
         */
        @Nullable
        Set<EmailTrait> traitsOf(String address);
    }

    /** Frees what this backend holds: connections, threads, files. Does nothing by default. Closing twice does no harm. */
    @Override
    default void close() {}
}
