/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/**
 * What bytes from a name server are to a question.
 *
 * @param kind what they are
 * @param rcode the server's error, where it reports one
 * @param message the message, only for {@link Kind#ANSWER}
 */
record DnsReply(Kind kind, int rcode, @Nullable Message message) {

    enum Kind {
        /** Not the reply to this question: a late one, or a forged one. */
        STRAY,
        /** A reply that cannot be read. */
        MALFORMED,
        /** A reply that was cut off to fit in a datagram. */
        TRUNCATED,
        /** The server could not or would not answer. */
        FAILED,
        /** The server answered, if only that there is no such name. */
        ANSWER
    }

    static final DnsReply STRAY = new DnsReply(Kind.STRAY, Rcode.NOERROR, null);
    static final DnsReply MALFORMED = new DnsReply(Kind.MALFORMED, Rcode.NOERROR, null);
    static final DnsReply TRUNCATED = new DnsReply(Kind.TRUNCATED, Rcode.NOERROR, null);

    static DnsReply failed(int rcode) {
        return new DnsReply(Kind.FAILED, rcode, null);
    }

    static DnsReply answer(Message message) {
        return new DnsReply(Kind.ANSWER, message.getRcode(), message);
    }

    /** {@return whether the server may have stumbled over EDNS (RFC 6891 section 7)} */
    boolean mayDislikeEdns() {
        return kind == Kind.FAILED && (rcode == Rcode.FORMERR || rcode == Rcode.NOTIMP || rcode == Rcode.BADVERS);
    }
}
