/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.github.notdisposable.address.DomainName;
import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.internal.OutageLog;
import java.io.EOFException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Finds out, without a memory, whether a domain accepts mail. Used on the thread of the loop only, and never blocks it. */
final class MailServerResolver {

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

    /** A reply, or why there is none. */
    private record Attempt(
            @Nullable DnsReply reply, @Nullable Throwable failure) {}

    private static final System.Logger LOG = System.getLogger(MailServerLookup.class.getName());

    /** How often each server is asked before it counts as silent: a datagram may get lost. */
    private static final int ROUNDS = 2;

    /** The longest chain of aliases over several messages. */
    private static final int MAX_ALIASES = 8;

    /** The most exchangers that are kept, the most preferred. */
    private static final int MAX_MAIL_SERVERS = 64;

    private final NameServers nameServers;
    private final EventLoop loop;
    private final DnsTransport transport;
    private final OutageLog silence = new OutageLog(LOG);
    private final OutageLog failures = new OutageLog(LOG);
    private final OutageLog blindness = new OutageLog(LOG);
    private long lastReply;

    MailServerResolver(NameServers nameServers, EventLoop loop, DnsTransport transport) {
        this.nameServers = nameServers;
        this.loop = loop;
        this.transport = transport;
        lastReply = loop.nanoTime() - 1;
    }

    /**
     * Asks the DNS.
     *
     * @param domain a canonical domain name
     * @param end when to give up, in terms of {@link EventLoop#nanoTime()}
     * @param result completed with the answer, unknown if it did not come in time; the first to complete it ends the lookup
     */
    void resolve(String domain, long end, CompletableFuture<Timed> result) {
        CompletableFuture<Timed> answer;
        try {
            answer = new Resolution(domain, end, result).run();
        } catch (RuntimeException | LinkageError e) {
            answer = failedFuture(e);
        }
        CompletableFuture<?> unused = answer.whenComplete((timed, failure) -> {
            if (failure == null) {
                failures.worked(() -> "DNS lookups work again.");
                result.complete(timed);
            } else {
                result.complete(Timed.unknown(UnavailableReason.FAILED));
                reportFailure(failure);
            }
        });
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

    private static boolean isGlobalAddress(Record each) {
        InetAddress address = null;
        if (each instanceof ARecord a) {
            address = a.getAddress();
        } else if (each instanceof AAAARecord aaaa) {
            address = aaaa.getAddress();
        }
        return address != null && GlobalAddresses.isGlobal(address);
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
        } catch (RuntimeException e) {
            // The parser lets some records through that cannot be read.
            return DnsAnswer.failed(name, UnavailableReason.MALFORMED_ANSWER);
        }
    }

    private void reportReply() {
        lastReply = loop.nanoTime();
        silence.worked(() -> "The name servers respond again.");
    }

    /** Reports an outage where nobody has heard from a name server since; otherwise the silence is that of one zone. */
    private void reportSilence(long since) {
        if (lastReply - since >= 0) {
            return;
        }
        boolean begins =
                silence.failed(() -> "No name server responds. Whether domains accept mail is unknown until one does.");
        if (begins) {
            try {
                nameServers.refresh();
            } catch (RuntimeException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        () -> "The system's name servers cannot be read again: "
                                + e.getClass().getName());
            }
        }
    }

    private void reportFailure(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        failures.failed(
                () -> "DNS lookups fail unexpectedly with a " + cause.getClass().getName() + ".");
    }

    private void reportBlind(boolean isBlind) {
        if (isBlind) {
            blindness.failed(
                    () ->
                            "The name servers deny domains and do not know the root of the DNS either. Whether domains accept mail is unknown.");
        } else {
            blindness.worked(() -> "The name servers know the root of the DNS again.");
        }
    }

    private static Name absolute(String domain) {
        try {
            return Name.fromString(domain, Name.root);
        } catch (TextParseException e) {
            throw new IllegalStateException("A canonical domain name is a name of the DNS", e);
        }
    }

    /** One lookup, with up to three questions. */
    private final class Resolution {

        private final String domain;
        private final Name name;
        private final long end;
        private final CompletableFuture<Timed> result;

        Resolution(String domain, long end, CompletableFuture<Timed> result) {
            this.domain = domain;
            this.name = absolute(domain);
            this.end = end;
            this.result = result;
        }

        CompletableFuture<Timed> run() {
            return ask(name, Type.MX).thenCompose(mx -> switch (mx.kind()) {
                case RECORDS -> completedFuture(new Timed(exchangers(mx.records(), domain), mx.ttl()));
                case NO_DATA -> byAddress(mx).thenCompose(this::ifBelieved);
                case NO_DOMAIN -> ifBelieved(new Timed(MailServerAnswer.noSuchDomain(), mx.ttl()));
                case ALIAS, FAILED -> completedFuture(Timed.unknown(mx.reason()));
            });
        }

        /**
         * Returns a "no" if it can be believed. In a closed network there are name servers that say of each domain that it does not exist; every
         * domain would be refused for it. Such a "no" comes without the SOA of a zone (RFC 2308 section 2.1), and then the name server is asked
         * for what is never absent: the name servers of the root.
         */
        private CompletableFuture<Timed> ifBelieved(Timed answer) {
            boolean proven = answer.answer().status() == MailServerAnswer.Status.ACCEPTS_MAIL
                    || answer.answer().status() == MailServerAnswer.Status.UNKNOWN
                    || answer.ttl() > 0;
            if (proven) {
                return completedFuture(answer);
            }
            return ask(Name.root, Type.NS).thenApply(root -> {
                boolean seesTheRoot = root.kind() == DnsAnswer.Kind.RECORDS;
                reportBlind(!seesTheRoot);
                return seesTheRoot ? answer : Timed.unknown(UnavailableReason.SERVER_ERROR);
            });
        }

        /** Without an MX record, the domain is its own exchanger (RFC 5321 section 5.1). */
        private CompletableFuture<Timed> byAddress(DnsAnswer mx) {
            return ask(name, Type.A)
                    .thenCompose(a -> hasGlobalAddress(a)
                            ? completedFuture(itself(mx, a))
                            : ask(name, Type.AAAA)
                                    .thenApply(
                                            aaaa -> hasGlobalAddress(aaaa) ? itself(mx, aaaa) : noMail(mx, a, aaaa)));
        }

        private boolean hasGlobalAddress(DnsAnswer addresses) {
            return addresses.records().stream().anyMatch(MailServerResolver::isGlobalAddress);
        }

        private Timed itself(DnsAnswer mx, DnsAnswer addresses) {
            List<MailServer> itself = List.of(new MailServer(domain, 0));
            return new Timed(MailServerAnswer.acceptsMail(itself), Math.min(mx.ttl(), addresses.ttl()));
        }

        private Timed noMail(DnsAnswer mx, DnsAnswer a, DnsAnswer aaaa) {
            for (DnsAnswer each : List.of(aaaa, a)) {
                if (each.kind() == DnsAnswer.Kind.FAILED || each.kind() == DnsAnswer.Kind.ALIAS) {
                    return Timed.unknown(each.reason());
                }
            }
            return new Timed(MailServerAnswer.noMail(), Math.min(mx.ttl(), Math.min(a.ttl(), aaaa.ttl())));
        }

        private CompletableFuture<DnsAnswer> ask(Name asked, int type) {
            return follow(asked, type, Long.MAX_VALUE, MAX_ALIASES);
        }

        private CompletableFuture<DnsAnswer> follow(Name owner, int type, long ttlSoFar, int aliasesLeft) {
            return new Question(owner, type).ask().thenCompose(answer -> {
                long ttl = Math.min(ttlSoFar, answer.ttl());
                if (answer.kind() != DnsAnswer.Kind.ALIAS) {
                    return completedFuture(
                            new DnsAnswer(answer.kind(), answer.owner(), answer.records(), ttl, answer.unavailable()));
                }
                String target = answer.owner().toString(true).toLowerCase(Locale.ROOT);
                return aliasesLeft > 0 && DomainName.isCanonical(target)
                        ? follow(answer.owner(), type, ttl, aliasesLeft - 1)
                        : completedFuture(DnsAnswer.failed(name, UnavailableReason.MALFORMED_ANSWER));
            });
        }

        /** One question to the name servers in turn, until one answers it. */
        private final class Question {

            private final Name asked;
            private final int type;
            private final long start = loop.nanoTime();
            private final Deque<InetSocketAddress> servers = new ArrayDeque<>();
            private UnavailableReason reason = UnavailableReason.UNREACHABLE;

            Question(Name asked, int type) {
                this.asked = asked;
                this.type = type;
            }

            CompletableFuture<DnsAnswer> ask() {
                List<InetSocketAddress> configured = nameServers.get();
                for (int round = 0; round < ROUNDS; round++) {
                    servers.addAll(configured);
                }
                return askNext();
            }

            private CompletableFuture<DnsAnswer> askNext() {
                long now = loop.nanoTime();
                if (result.isDone()) {
                    return failed(UnavailableReason.FAILED);
                }
                if (end - now <= 0) {
                    reason = UnavailableReason.TIMEOUT;
                    servers.clear();
                }
                if (servers.isEmpty()) {
                    reportSilence(start);
                    return failed(reason);
                }
                long attemptEnd = now + (end - now) / servers.size();
                InetSocketAddress server = servers.remove();
                return exchange(server, true, attemptEnd)
                        .thenCompose(reply ->
                                reply.mayDislikeEdns() ? exchange(server, false, attemptEnd) : completedFuture(reply))
                        .handle(Attempt::new)
                        .thenCompose(attempt -> attempt.failure() == null
                                ? settle(server, Objects.requireNonNull(attempt.reply()))
                                : goOn(attempt.failure()));
            }

            private CompletableFuture<DnsReply> exchange(InetSocketAddress server, boolean edns, long attemptEnd) {
                CompletableFuture<DnsReply> reply =
                        transport.exchange(server, new DnsQuery(asked, type, edns), attemptEnd);
                CompletableFuture<?> unused = result.whenComplete((timed, failure) -> reply.cancel(false));
                return reply;
            }

            private CompletableFuture<DnsAnswer> settle(InetSocketAddress server, DnsReply reply) {
                reportReply();
                DnsAnswer answer = read(reply, asked, type);
                if (answer.kind() != DnsAnswer.Kind.FAILED) {
                    return completedFuture(answer);
                }
                reason = answer.reason();
                // It has said what it has to say.
                servers.removeIf(server::equals);
                return askNext();
            }

            private CompletableFuture<DnsAnswer> goOn(Throwable failure) {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                if (cause instanceof AsynchronousCloseException) {
                    return failed(UnavailableReason.FAILED);
                }
                if (cause instanceof SocketTimeoutException) {
                    reason = UnavailableReason.TIMEOUT;
                } else if (cause instanceof EOFException) {
                    reason = UnavailableReason.MALFORMED_ANSWER;
                } else {
                    // Of the kind: no route, port closed, no permission, an address family this machine does not have.
                    reason = UnavailableReason.UNREACHABLE;
                }
                return askNext();
            }

            private CompletableFuture<DnsAnswer> failed(UnavailableReason why) {
                return completedFuture(DnsAnswer.failed(name, why));
            }
        }
    }
}
