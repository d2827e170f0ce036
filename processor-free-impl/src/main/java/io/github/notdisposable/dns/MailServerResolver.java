/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import io.github.notdisposable.address.DomainName;
import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Finds out, on the calling thread and without a memory, whether a domain accepts mail. */
final class MailServerResolver implements AutoCloseable {

    /**
     * An answer and for how long it holds.
     *
     * @param answer the answer
     * @param ttl seconds; zero if the DNS does not allow it to be kept
     */
    record Timed(MailServerAnswer answer, long ttl) {

        static Timed unknown(UnavailableReason reason) {
            return new Timed(MailServerAnswer.unknown(reason), 0);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(MailServerLookup.class);

    /** How often each server is asked before it counts as silent: a datagram may get lost. */
    private static final int ROUNDS = 2;

    /** The longest chain of aliases over several messages. */
    private static final int MAX_ALIASES = 8;

    /** The most exchangers that are kept, the most preferred. */
    private static final int MAX_MAIL_SERVERS = 64;

    private final NameServers nameServers;
    private final DnsTransport transport = new DnsTransport();
    private final AtomicBoolean silent = new AtomicBoolean();
    private final AtomicBoolean blind = new AtomicBoolean();

    MailServerResolver(NameServers nameServers) {
        this.nameServers = nameServers;
    }

    /**
     * Asks the DNS.
     *
     * @param domain a canonical domain name
     * @param end when to give up, in terms of {@link System#nanoTime()}
     * @return the answer, unknown if it did not come in time
     */
    Timed resolve(String domain, long end) {
        Name name = absolute(domain);
        DnsAnswer mx = ask(name, Type.MX, end);
        return switch (mx.kind()) {
            case RECORDS -> new Timed(exchangers(mx.records(), domain), mx.ttl());
            case NO_DATA -> ifBelieved(byAddress(domain, name, mx, end), end);
            case NO_DOMAIN -> ifBelieved(new Timed(MailServerAnswer.noSuchDomain(), mx.ttl()), end);
            case ALIAS, FAILED -> Timed.unknown(mx.reason());
        };
    }

    /**
     * Returns a "no" if it can be believed. In a closed network there are name servers that say of each domain that it does not exist; every
     * domain would be refused for it. Such a "no" comes without the SOA of a zone (RFC 2308 section 2.1), and then the name server is asked for
     * what is never absent: the name servers of the root.
     */
    private Timed ifBelieved(Timed answer, long end) {
        boolean proven = answer.answer().status() == MailServerAnswer.Status.ACCEPTS_MAIL
                || answer.answer().status() == MailServerAnswer.Status.UNKNOWN
                || answer.ttl() > 0;
        if (proven) {
            return answer;
        }
        DnsAnswer root = ask(Name.root, Type.NS, end);
        boolean seesTheRoot = root.kind() == DnsAnswer.Kind.RECORDS;
        if (seesTheRoot) {
            blind.set(false);
        } else if (blind.compareAndSet(false, true)) {
            LOG.warn(
                    "The name servers deny domains and do not know the root of the DNS either: whether domains accept mail is unknown");
        }
        return seesTheRoot ? answer : Timed.unknown(UnavailableReason.SERVER_ERROR);
    }

    /** Reads the MX records: an exchange that is no host on the Internet is as good as none. */
    static MailServerAnswer exchangers(List<Record> records, String domain) {
        List<MailServer> servers = new ArrayList<>();
        for (Record each : records) {
            if (each instanceof MXRecord mx) {
                hostname(mx.getTarget(), domain)
                        .ifPresent(hostname -> servers.add(new MailServer(hostname, mx.getPriority())));
            }
        }
        if (servers.size() > MAX_MAIL_SERVERS) {
            servers.sort(Comparator.comparingInt(MailServer::priority));
            servers.subList(MAX_MAIL_SERVERS, servers.size()).clear();
        }
        // RFC 5321 section 5.1: with MX records of which none can be used, there is no falling back to the domain's own
        // address.
        return servers.isEmpty() ? MailServerAnswer.noMail() : MailServerAnswer.acceptsMail(servers);
    }

    /** Returns the name of a host to which mail could be sent; empty for the root (RFC 7505), an IP address, or a reserved name. */
    private static Optional<String> hostname(Name exchanger, String domain) {
        String text = exchanger.toString(true).toLowerCase(Locale.ROOT);
        // Underscores are wrong in the name of a host, but there are such exchangers, and mail reaches them.
        boolean isHost = DomainName.isCanonical(text.replace('_', 'x')) && ReservedNames.isReachable(text, domain);
        return isHost ? Optional.of(text) : Optional.empty();
    }

    /** Without an MX record, the domain is its own exchanger (RFC 5321 section 5.1). */
    private Timed byAddress(String domain, Name name, DnsAnswer mx, long end) {
        long ttl = mx.ttl();
        UnavailableReason unavailable = null;
        for (int type : new int[] {Type.A, Type.AAAA}) {
            DnsAnswer addresses = ask(name, type, end);
            if (addresses.kind() == DnsAnswer.Kind.FAILED || addresses.kind() == DnsAnswer.Kind.ALIAS) {
                unavailable = addresses.reason();
            } else if (addresses.records().stream().anyMatch(MailServerResolver::isGlobalAddress)) {
                List<MailServer> itself = List.of(new MailServer(domain, 0));
                return new Timed(MailServerAnswer.acceptsMail(itself), Math.min(mx.ttl(), addresses.ttl()));
            }
            ttl = Math.min(ttl, addresses.ttl());
        }
        return unavailable == null ? new Timed(MailServerAnswer.noMail(), ttl) : Timed.unknown(unavailable);
    }

    private static boolean isGlobalAddress(Record each) {
        InetAddress address = null;
        if (each instanceof ARecord a) {
            address = a.getAddress();
        } else if (each instanceof AAAARecord aaaa) {
            address = aaaa.getAddress();
        }
        return address != null && GlobalAddresses.isGlobal(address);
    }

    private DnsAnswer ask(Name name, int type, long end) {
        Name owner = name;
        long ttl = Long.MAX_VALUE;
        for (int i = 0; i <= MAX_ALIASES; i++) {
            DnsAnswer answer = askServers(owner, type, end);
            ttl = Math.min(ttl, answer.ttl());
            if (answer.kind() != DnsAnswer.Kind.ALIAS) {
                return new DnsAnswer(answer.kind(), answer.owner(), answer.records(), ttl, answer.unavailable());
            }
            owner = answer.owner();
            if (!DomainName.isCanonical(owner.toString(true).toLowerCase(Locale.ROOT))) {
                break;
            }
        }
        return DnsAnswer.failed(name, UnavailableReason.MALFORMED_ANSWER);
    }

    private DnsAnswer askServers(Name name, int type, long end) {
        List<InetSocketAddress> servers = new ArrayList<>(nameServers.get());
        int attempts = servers.size() * ROUNDS;
        boolean anyReply = false;
        UnavailableReason reason = UnavailableReason.UNREACHABLE;
        for (int round = 0; round < ROUNDS; round++) {
            for (InetSocketAddress server : List.copyOf(servers)) {
                long now = System.nanoTime();
                if (end - now <= 0) {
                    reason = UnavailableReason.TIMEOUT;
                    continue;
                }
                long attemptEnd = now + (end - now) / Math.max(1, attempts);
                attempts--;
                try {
                    DnsReply reply = exchange(server, name, type, attemptEnd);
                    anyReply = true;
                    DnsAnswer answer = read(reply, name, type);
                    if (answer.kind() != DnsAnswer.Kind.FAILED) {
                        report(true);
                        return answer;
                    }
                    reason = answer.reason();
                    // It has said what it has to say.
                    servers.remove(server);
                    attempts = Math.max(1, attempts - (ROUNDS - 1 - round));
                } catch (AsynchronousCloseException closed) {
                    return DnsAnswer.failed(name, UnavailableReason.FAILED);
                } catch (SocketTimeoutException e) {
                    reason = UnavailableReason.TIMEOUT;
                } catch (InterruptedIOException e) {
                    return DnsAnswer.failed(name, UnavailableReason.INTERRUPTED);
                } catch (EOFException e) {
                    reason = UnavailableReason.MALFORMED_ANSWER;
                } catch (IOException | RuntimeException e) {
                    // Of the kind: no route, port closed, no permission, an address family this machine does not have.
                    reason = UnavailableReason.UNREACHABLE;
                }
            }
        }
        report(anyReply);
        return DnsAnswer.failed(name, reason);
    }

    private DnsReply exchange(InetSocketAddress server, Name name, int type, long end) throws IOException {
        DnsReply reply = transport.exchange(server, new DnsQuery(name, type, true), end);
        return reply.mayDislikeEdns() ? transport.exchange(server, new DnsQuery(name, type, false), end) : reply;
    }

    /** Reads a reply. Never throws, whatever the server sent. */
    static DnsAnswer read(DnsReply reply, Name name, int type) {
        if (reply.kind() == DnsReply.Kind.FAILED) {
            return DnsAnswer.failed(name, UnavailableReason.SERVER_ERROR);
        }
        if (reply.message() == null) {
            return DnsAnswer.failed(name, UnavailableReason.MALFORMED_ANSWER);
        }
        try {
            return DnsAnswer.of(name, type, reply.message());
        } catch (RuntimeException recordsThatTheParserLetsThrough) {
            return DnsAnswer.failed(name, UnavailableReason.MALFORMED_ANSWER);
        }
    }

    private void report(boolean anyReply) {
        if (anyReply) {
            if (silent.compareAndSet(true, false)) {
                LOG.info("The name servers reply again");
            }
        } else if (silent.compareAndSet(false, true)) {
            LOG.warn("No name server replies: whether domains accept mail is unknown until one does");
            try {
                nameServers.refresh();
            } catch (RuntimeException e) {
                LOG.warn("The system's name servers could not be read again", e);
            }
        }
    }

    private static Name absolute(String domain) {
        try {
            return Name.fromString(domain, Name.root);
        } catch (TextParseException e) {
            throw new IllegalStateException("A canonical domain name is a name of the DNS", e);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
