/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A domain, with what its rows have in common with those of other domains of its kind. Safe to hand to another thread without care. */
final class KnownDomain {

    /** As it stands in addresses, ASCII in lower case. */
    private final byte[] spelled;

    /** In canonical form; the same array where that is the same. */
    private final byte[] canonical;

    private final int rootStart;
    private final int hash;
    private final DomainKind kind;

    /**
     * Creates a domain.
     *
     * @param address an address at the domain
     * @param name the domain in canonical form
     * @param root its registrable domain, with which the domain ends
     * @param kind what it is
     */
    KnownDomain(Line address, String name, String root, DomainKind kind) {
        this.canonical = name.getBytes(StandardCharsets.ISO_8859_1);
        this.spelled = address.hasDomain(canonical) ? canonical : address.domain();
        this.rootStart = name.length() - root.length();
        this.hash = address.domainHash();
        this.kind = kind;
    }

    int hash() {
        return hash;
    }

    DomainKind kind() {
        return kind;
    }

    boolean isOf(Line address) {
        return address.domainHash() == hash && address.hasDomain(spelled);
    }

    /** Writes the row of an address at this domain; returns false, and writes nothing, if it is not of the pattern. */
    boolean write(Line address, RowPattern pattern, Buffer out) {
        MailboxForm mailbox = kind.mailbox();
        if (!address.drop(mailbox.dropsDots(), mailbox.dropsUnderscores())) {
            return false;
        }
        byte[] mailboxDomain = kind.mailboxDomain();
        out.write(pattern.part(0));
        address.writeTo(out);
        out.write(pattern.part(1));
        address.writeMailboxTo(out);
        out.write('@');
        out.write(mailboxDomain == null ? canonical : mailboxDomain);
        out.write(pattern.part(2));
        out.write(canonical);
        out.write(pattern.part(3));
        out.write(canonical, rootStart, canonical.length - rootStart);
        out.write(pattern.part(4));
        return true;
    }

    /** {@return whether the row of an address comes out of a pattern as it was written} */
    boolean writesAs(byte[] written, Line address, RowPattern pattern) {
        Buffer copy = new Buffer(2 * written.length);
        return write(address, pattern, copy) && Arrays.equals(copy.toByteArray(0), written);
    }
}
