/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import io.github.notdisposable.backend.UnavailableReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * What an answer says about the name and type that were asked for.
 *
 * @param kind what it says
 * @param owner the name at the end of the aliases
 * @param records the records, only for {@link Kind#RECORDS}
 * @param ttl for how many seconds it holds; zero if it must not be kept
 * @param unavailable why there is no answer, only for {@link Kind#FAILED}
 */
record DnsAnswer(
        Kind kind,
        Name owner,
        List<Record> records,
        long ttl,
        @Nullable UnavailableReason unavailable) {

    enum Kind {
        /** There are such records. */
        RECORDS,
        /** The name exists, such records do not. */
        NO_DATA,
        /** The name does not exist. */
        NO_DOMAIN,
        /** The name is an alias of one about which the message says nothing: it must be asked for. */
        ALIAS,
        /** No answer. */
        FAILED
    }

    static DnsAnswer failed(Name name, UnavailableReason reason) {
        return new DnsAnswer(Kind.FAILED, name, List.of(), 0, reason);
    }

    /** {@return why there is no answer} */
    UnavailableReason reason() {
        return Objects.requireNonNullElse(unavailable, UnavailableReason.FAILED);
    }

    /**
     * Reads an answer: follows the aliases in it, and tells apart the kinds of "no" (RFC 2308 section 2).
     *
     * @param name the name that was asked for
     * @param type the type that was asked for
     * @param message a message whose code is NOERROR or NXDOMAIN
     * @return what it says
     */
    static DnsAnswer of(Name name, int type, Message message) {
        List<Record> answers = message.getSection(Section.ANSWER);
        Name owner = name;
        long ttl = Long.MAX_VALUE;
        Set<Name> seen = new HashSet<>();
        List<Record> records = new ArrayList<>();
        while (true) {
            if (!seen.add(owner)) {
                return failed(name, UnavailableReason.MALFORMED_ANSWER);
            }
            Name alias = null;
            for (Record record : answers) {
                if (record.getDClass() != DClass.IN || !record.getName().equals(owner)) {
                    continue;
                }
                if (record.getType() == type) {
                    records.add(record);
                    ttl = Math.min(ttl, ttl(record.getTTL()));
                } else if (record instanceof CNAMERecord cname && alias == null) {
                    alias = cname.getTarget();
                    ttl = Math.min(ttl, ttl(record.getTTL()));
                }
            }
            if (!records.isEmpty() || alias == null) {
                break;
            }
            owner = alias;
        }
        boolean exists = message.getRcode() == Rcode.NOERROR;
        if (!records.isEmpty()) {
            return exists
                    ? new DnsAnswer(Kind.RECORDS, owner, List.copyOf(records), ttl, null)
                    : failed(name, UnavailableReason.MALFORMED_ANSWER);
        }
        SOARecord soa = null;
        boolean hasNameServers = false;
        for (Record record : message.getSection(Section.AUTHORITY)) {
            if (record instanceof SOARecord start) {
                soa = start;
            }
            hasNameServers |= record.getType() == Type.NS;
        }
        // Without the zone's SOA, "no" must not be kept (RFC 2308 section 5).
        long negativeTtl = soa == null ? 0 : Math.min(ttl, Math.min(ttl(soa.getTTL()), ttl(soa.getMinimum())));
        if (!exists) {
            return new DnsAnswer(Kind.NO_DOMAIN, owner, List.of(), negativeTtl, null);
        }
        if (soa == null && !owner.equals(name)) {
            return new DnsAnswer(Kind.ALIAS, owner, List.of(), ttl, null);
        }
        if (soa == null && hasNameServers) {
            // A referral: this server does not look names up for others.
            return failed(name, UnavailableReason.SERVER_ERROR);
        }
        return new DnsAnswer(Kind.NO_DATA, owner, List.of(), negativeTtl, null);
    }

    /** A TTL with its highest bit set counts as zero (RFC 2181 section 8). */
    private static long ttl(long seconds) {
        return seconds < 0 || seconds > Integer.MAX_VALUE ? 0 : seconds;
    }
}
