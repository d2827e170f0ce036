/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.client.ClientIp;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a question is about, in one spelling.
 *
 * @param kind what the answer depends on
 * @param localPart the canonical local part, with its sub-address; empty for a domain
 * @param domain the domain
 */
record QuestionKey(Kind kind, String localPart, String domain) {

    enum Kind {
        /** The domain alone, whichever mailbox is asked about. */
        ANY_MAILBOX,

        /** The domain, where it alone was asked about: what such an answer says of a mailbox is not known. */
        BARE_DOMAIN,

        /** The whole address. */
        ADDRESS
    }

    /** A question of one client. */
    record OfClient(QuestionKey question, @Nullable ClientIp client) {
        // By hand: what the compiler generates keeps the class loader of an application that has ended alive on JDK 17.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof OfClient that
                    && question.equals(that.question)
                    && Objects.equals(client, that.client);
        }

        @Override
        public int hashCode() {
            return Objects.hash(question, client);
        }
    }

    static QuestionKey ofDomain(String domain) {
        return new QuestionKey(Kind.ANY_MAILBOX, "", domain);
    }

    static QuestionKey ofBareDomain(String domain) {
        return new QuestionKey(Kind.BARE_DOMAIN, "", domain);
    }

    static QuestionKey ofAddress(EmailAddress address) {
        return new QuestionKey(Kind.ADDRESS, address.canonicalLocalPart(), address.domain());
    }

    /** Returns what the question itself is about, for a backend of the given scope. */
    static QuestionKey of(BackendQuery query, Scope scope) {
        if (scope == Scope.DOMAIN) {
            return ofDomain(query.domain());
        }
        EmailAddress address = query.address().orElse(null);
        return address == null ? ofBareDomain(query.domain()) : ofAddress(address);
    }

    // By hand: what the compiler generates keeps the class loader of an application that has ended alive on JDK 17.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QuestionKey that
                && kind.equals(that.kind)
                && localPart.equals(that.localPart)
                && domain.equals(that.domain);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, localPart, domain);
    }

    @Override
    public String toString() {
        return "QuestionKey[" + kind + "]";
    }
}
