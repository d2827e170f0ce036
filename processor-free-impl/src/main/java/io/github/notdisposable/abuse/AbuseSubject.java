/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.abuse;

import io.github.notdisposable.client.ClientGroup;
import io.github.notdisposable.client.ClientIp;
import java.util.Objects;

/**
 * Whom something is counted for, or who is banned. Immutable, and safe for use by several threads.
 *
 * <p>Its text form, {@link #toString()}, does not hold the client's address: ask {@link #text()} for it.
 *
 * @param kind what it is
 * @param text {@link ClientGroup#text()} for a client; a domain in canonical form for a domain
 */
public record AbuseSubject(Kind kind, String text) {

    /**
     * Creates a subject.
     *
     * @param kind what it is
     * @param text {@link ClientGroup#text()} for a client; a domain in canonical form for a domain
     */
    public AbuseSubject {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
    }

    /**
     * Returns a client as a subject.
     *
     * @param client an address of the client; all addresses of its group are the same subject
     * @return the subject
     */
    public static AbuseSubject client(ClientIp client) {
        return client(client.group());
    }

    /**
     * Returns a client as a subject.
     *
     * @param client the client
     * @return the subject
     */
    public static AbuseSubject client(ClientGroup client) {
        return new AbuseSubject(Kind.CLIENT, client.text());
    }

    /**
     * Returns a domain as a subject.
     *
     * @param domain the domain in canonical form: lower case, ASCII, no dot at the end
     * @return the subject
     */
    public static AbuseSubject domain(String domain) {
        return new AbuseSubject(Kind.DOMAIN, domain);
    }

    @Override
    public String toString() {
        return kind == Kind.CLIENT ? "AbuseSubject[client hidden]" : "AbuseSubject[domain=" + text + "]";
    }

    /** What a subject is. */
    public enum Kind {
        /** A client: an IPv4 address or a /64 network of IPv6. */
        CLIENT,

        /** A domain of addresses. */
        DOMAIN
    }
}
