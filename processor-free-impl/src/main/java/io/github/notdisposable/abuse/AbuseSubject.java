/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.abuse;

import io.github.notdisposable.address.DomainName;
import io.github.notdisposable.client.ClientGroup;
import io.github.notdisposable.client.ClientIp;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whom something is counted for, or who is banned. Immutable and thread-safe.
 *
 * <p>Its text form, {@link #toString()}, does not hold the client's address: ask {@link #text()} for it.
 */
public final class AbuseSubject {

    /** All clients together, for what they share. */
    static final AbuseSubject EVERYBODY = new AbuseSubject("", Kind.EVERYBODY);

    private final Kind kind;
    private final String text;

    /**
     * Creates a subject.
     *
     * @param kind what it is
     * @param text for a client its address, or the {@linkplain ClientGroup#text() text} of its group; for a domain its name in any spelling.
     *     The subject holds the canonical form.
     * @throws IllegalArgumentException if the text is no client or no domain; the message does not hold it
     */
    public AbuseSubject(Kind kind, String text) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.text = switch (kind) {
            case CLIENT ->
                ClientGroup.parse(text)
                        .map(ClientGroup::text)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'text' must be an IP address, or a network of IPv6 of 64, 56 or 48 bits"));
            case DOMAIN ->
                DomainName.parse(text).orElseThrow(() -> new IllegalArgumentException("'text' must be a domain name"));
            case CLIENT_AT_DOMAIN, EVERYBODY -> text;
        };
    }

    /** Takes a text that is canonical already, which is not read again for each check. */
    private AbuseSubject(String canonical, Kind kind) {
        this.kind = kind;
        this.text = canonical;
    }

    /** {@return what it is} */
    public Kind kind() {
        return kind;
    }

    /** {@return {@link ClientGroup#text()} for a client, a domain in canonical form for a domain} */
    public String text() {
        return text;
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
        return new AbuseSubject(client.text(), Kind.CLIENT);
    }

    /**
     * Returns a domain as a subject.
     *
     * @param domain the domain, in any spelling
     * @return the subject
     * @throws IllegalArgumentException if the text is no domain name
     */
    public static AbuseSubject domain(String domain) {
        return DomainName.isCanonical(domain)
                ? new AbuseSubject(domain, Kind.DOMAIN)
                : new AbuseSubject(Kind.DOMAIN, domain);
    }

    /** Returns a client's attempts with one domain; those of clients that are not known are one. */
    static AbuseSubject clientAtDomain(@Nullable ClientIp client, String domain) {
        return new AbuseSubject((client == null ? "" : client.group().text()) + '@' + domain, Kind.CLIENT_AT_DOMAIN);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AbuseSubject that && kind.equals(that.kind) && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + text.hashCode();
    }

    @Override
    public String toString() {
        return kind == Kind.DOMAIN ? "AbuseSubject[domain=" + text + "]" : "AbuseSubject[" + kind + " hidden]";
    }

    /** What a subject is. */
    public enum Kind {
        /** A client: an IPv4 address, or a /64, /56 or /48 network of IPv6. */
        CLIENT,

        /** A domain of addresses. */
        DOMAIN,

        /** What one client does with one domain. It is counted, and never banned. */
        CLIENT_AT_DOMAIN,

        /** All clients together. They are counted, and never banned. */
        EVERYBODY
    }
}
