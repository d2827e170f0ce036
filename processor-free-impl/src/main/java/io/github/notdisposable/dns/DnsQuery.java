/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** One question to a name server, under an id that cannot be guessed, and what makes a message its reply (RFC 5452 section 9.1). */
final class DnsQuery {

    /** The largest reply over UDP that is asked for: it fits in one unfragmented packet nearly everywhere (RFC 9715). */
    static final int UDP_PAYLOAD = 1_232;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Record question;
    private final int id;
    private final byte[] wire;

    /**
     * @param name an absolute name
     * @param type the type of record asked for
     * @param edns whether to speak EDNS, which a few old servers answer with an error
     */
    DnsQuery(Name name, int type, boolean edns) {
        question = Record.newRecord(name, type, DClass.IN);
        id = RANDOM.nextInt(0x1_0000);
        Message message = new Message(id);
        message.getHeader().setFlag(Flags.RD);
        message.addRecord(question, Section.QUESTION);
        if (edns) {
            message.addRecord(new OPTRecord(UDP_PAYLOAD, 0, 0), Section.ADDITIONAL);
        }
        wire = message.toWire();
    }

    Name name() {
        return question.getName();
    }

    int type() {
        return question.getType();
    }

    byte[] wire() {
        return wire.clone();
    }

    /**
     * Reads what came in.
     *
     * @param bytes any bytes
     * @return what they are; never throws
     */
    DnsReply read(byte[] bytes) {
        if (bytes.length < Header.LENGTH || ((bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF)) != id) {
            return DnsReply.STRAY;
        }
        Header header;
        try {
            header = new Header(Arrays.copyOf(bytes, Header.LENGTH));
        } catch (IOException | RuntimeException e) {
            // Not thrown for twelve bytes.
            return DnsReply.MALFORMED;
        }
        if (!header.getFlag(Flags.QR) || header.getOpcode() != Opcode.QUERY) {
            return DnsReply.STRAY;
        }
        int rcode = header.getRcode();
        boolean isFailure = rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN;
        if (isFailure && header.getCount(Section.QUESTION) == 0) {
            // A server that did not understand the question, or would not look at it, need not repeat it.
            return DnsReply.failed(rcode);
        }
        Message message;
        try {
            message = new Message(bytes);
        } catch (IOException | RuntimeException e) {
            // The records of a truncated message may end anywhere; the whole is fetched again over TCP.
            return header.getFlag(Flags.TC) ? DnsReply.TRUNCATED : DnsReply.MALFORMED;
        }
        Record repeated = message.getQuestion();
        if (repeated == null
                || header.getCount(Section.QUESTION) != 1
                || repeated.getType() != question.getType()
                || repeated.getDClass() != question.getDClass()
                || !repeated.getName().equals(question.getName())) {
            return DnsReply.STRAY;
        }
        if (header.getFlag(Flags.TC)) {
            return DnsReply.TRUNCATED;
        }
        int extended = message.getRcode();
        return extended == Rcode.NOERROR || extended == Rcode.NXDOMAIN
                ? DnsReply.answer(message)
                : DnsReply.failed(extended);
    }
}
