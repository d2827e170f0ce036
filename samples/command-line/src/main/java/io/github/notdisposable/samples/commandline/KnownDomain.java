/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.checker.EmailVerdict;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A domain, with the patterns of the rows of its plain addresses. Safe to hand to another thread without care. */
final class KnownDomain {

    /** As it stands in addresses, ASCII in lower case. */
    private final byte[] spelled;

    /** In canonical form; the same array where that is the same. */
    private final byte[] canonical;

    private final int rootLength;

    /** By variant; one array for all domains that have the pattern of the plainest variant in common. A pattern is null until it is known. */
    private final @Nullable RowPattern[] patterns;

    KnownDomain(PlainAddress address, EmailVerdict verdict, @Nullable RowPattern[] patterns) {
        byte[] name = verdict.domain().getBytes(StandardCharsets.ISO_8859_1);
        this.spelled = address.hasDomain(name) ? name : address.domain();
        this.canonical = name;
        this.rootLength = verdict.root().length();
        this.patterns = patterns;
    }

    boolean isOf(PlainAddress address) {
        return address.hasDomain(spelled);
    }

    /** {@return the pattern of the row of an address at this domain, or null if it is not known} */
    @Nullable
    RowPattern pattern(PlainAddress address) {
        return patterns[address.variant()];
    }

    void setPattern(PlainAddress address, RowPattern pattern) {
        patterns[address.variant()] = pattern;
    }

    /** Writes the row of an address at this domain; returns false, and writes nothing, if it is not of the pattern. */
    boolean write(PlainAddress address, RowPattern pattern, Buffer out) {
        MailboxForm mailbox = pattern.mailbox();
        if (!address.drop(mailbox.dropsDots(), mailbox.dropsUnderscores())) {
            return false;
        }
        List<byte[]> constant = pattern.constant();
        out.write(constant.get(0));
        address.writeTo(out);
        out.write(constant.get(1));
        address.writeMailboxTo(out);
        out.write('@');
        if (mailbox.domain() == null) {
            out.write(canonical);
        } else {
            out.write(mailbox.domain().getBytes(StandardCharsets.ISO_8859_1));
        }
        out.write(constant.get(2));
        out.write(canonical);
        out.write(constant.get(3));
        out.write(canonical, canonical.length - rootLength, rootLength);
        out.write(constant.get(4));
        return true;
    }

    /** {@return whether the row of an address comes out of a pattern as it was written} */
    boolean writesAs(byte[] written, PlainAddress address, RowPattern pattern) {
        Buffer copy = new Buffer(2 * written.length);
        return write(address, pattern, copy) && Arrays.equals(copy.toByteArray(0), written);
    }
}
