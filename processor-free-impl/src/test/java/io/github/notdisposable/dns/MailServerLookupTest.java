/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

@Timeout(20)
class MailServerLookupTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(15);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private TestDnsServer server(String... zone) throws IOException {
        TestDnsServer server = new TestDnsServer(zone);
        open.add(server);
        return server;
    }

    private MailServerLookup lookup(MailServerLookup.Builder builder) {
        MailServerLookup lookup = builder.build();
        open.add(lookup);
        return lookup;
    }

    private MailServerLookup lookup(TestDnsServer... servers) {
        return lookup(builder(servers).timeout(LONG));
    }

    private static MailServerLookup.Builder builder(TestDnsServer... servers) {
        return MailServerLookup.builder()
                .nameServers(
                        List.of(servers).stream().map(TestDnsServer::address).toList());
    }

    private static MailServerAnswer ask(MailServerLookup lookup, String domain) {
        return lookup.lookup(domain, Deadline.in(LONG));
    }

    private static MailServerAnswer accepts(MailServer... servers) {
        return MailServerAnswer.acceptsMail(List.of(servers));
    }

    @Test
    void sortsMailExchangersByPreference() throws IOException {
        MailServerLookup lookup = lookup(server(
                "shop MX 20 b.mail.example.com.", "shop MX 10 C.mail.example.com.", "shop MX 20 a.mail.example.com."));

        assertThat(ask(lookup, "shop.example.com").mailServers())
                .containsExactly(
                        new MailServer("c.mail.example.com", 10),
                        new MailServer("a.mail.example.com", 20),
                        new MailServer("b.mail.example.com", 20));
    }

    @Test
    void keepsThePreferredOfVeryManyMailExchangers() throws IOException {
        MailServerLookup lookup = lookup(server(IntStream.range(0, 100)
                .mapToObj(i -> "shop MX " + (1_000 - i) + " mx" + i + ".example.com.")
                .toArray(String[]::new)));

        assertThat(ask(lookup, "shop.example.com").mailServers())
                .hasSize(64)
                .startsWith(new MailServer("mx99.example.com", 901), new MailServer("mx98.example.com", 902));
    }

    @Test
    void takesANullMxForNoMail() throws IOException {
        TestDnsServer server = server("nomail MX 0 .", "nomail A 8.8.8.8");

        assertThat(ask(lookup(server), "nomail.example.com")).isEqualTo(MailServerAnswer.noMail());
        assertThat(server.asked()).containsExactly("nomail.example.com. MX");
    }

    @ParameterizedTest
    @CsvSource({
        "A 8.8.8.8, true",
        "AAAA 2606:4700:4700::1111, true",
        "A 10.1.2.3, false",
        "A 127.0.0.1, false",
        "A 169.254.1.1, false",
        "A 100.64.0.1, false",
        "A 192.168.1.1, false",
        "A 172.31.255.255, false",
        "A 172.32.0.1, true",
        "A 192.0.2.7, false",
        "A 0.0.0.0, false",
        "A 255.255.255.255, false",
        "AAAA ::1, false",
        "AAAA fe80::1, false",
        "AAAA fd00::1, false",
        "AAAA 2001:db8::1, false",
        "AAAA ::ffff:10.0.0.1, false",
        "TXT hello, false",
    })
    void withoutMxAsksForAnAddressThatTheWholeInternetCanReach(String record, boolean accepts) throws IOException {
        MailServerLookup lookup = lookup(server("plain " + record));

        assertThat(ask(lookup, "plain.example.com"))
                .isEqualTo(accepts ? accepts(new MailServer("plain.example.com", 0)) : MailServerAnswer.noMail());
    }

    @Test
    void onePrivateAddressBesideAGlobalOneDoesNoHarm() throws IOException {
        MailServerLookup lookup = lookup(server("mixed A 10.0.0.1", "mixed A 8.8.4.4"));

        assertThat(ask(lookup, "mixed.example.com").status()).isEqualTo(MailServerAnswer.Status.ACCEPTS_MAIL);
    }

    @Test
    void tellsThatThereIsNoSuchDomain() throws IOException {
        assertThat(ask(lookup(server("a A 8.8.8.8")), "missing.example.com"))
                .isEqualTo(MailServerAnswer.noSuchDomain());
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.NXDOMAIN, Rcode.NOERROR})
    void aNoOfANameServerThatDeniesTheRootTooIsUnknown(int rcode) throws IOException {
        assertThat(ask(lookup(server().failing(rcode)), "shop.example.com"))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.SERVER_ERROR));
    }

    @Test
    void aNoWithoutProofCountsWhereTheNameServerKnowsTheRoot() throws IOException {
        TestDnsServer server = server(". NS a.root-servers.test.");
        server.udp(query -> List.of((query.getQuestion().getType() == Type.NS
                        ? server.answer(query)
                        : TestDnsServer.reply(query, Rcode.NXDOMAIN))
                .toWire()));

        assertThat(ask(lookup(server), "missing.example.com")).isEqualTo(MailServerAnswer.noSuchDomain());
        assertThat(server.asked()).containsExactly("missing.example.com. MX", ". NS");
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.SERVFAIL, Rcode.REFUSED, Rcode.NOTIMP, Rcode.FORMERR, Rcode.YXDOMAIN, Rcode.NOTAUTH})
    void anErrorOfTheNameServerIsNeverNoMail(int rcode) throws IOException {
        assertThat(ask(lookup(server().failing(rcode)), "shop.example.com"))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.SERVER_ERROR));
    }

    @Test
    void anErrorWithoutTheQuestionIsUnderstood() throws IOException {
        TestDnsServer server = server().udp(query -> {
            Header header = new Header(query.getHeader().getID());
            header.setFlag(Flags.QR);
            header.setRcode(Rcode.REFUSED);
            return List.of(header.toWire());
        });

        assertThat(ask(lookup(server), "shop.example.com"))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.SERVER_ERROR));
    }

    @Test
    void aSilentNameServerIsUnknownAndIsAskedTwice() throws IOException {
        TestDnsServer server = server().silent();

        assertThat(ask(lookup(builder(server).timeout(SHORT)), "shop.example.com"))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.TIMEOUT));
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void saysOnceThatNoNameServerRepliesAndOnceThatOneDoesAgain() throws IOException {
        TestDnsServer server = server("shop MX 10 mx.example.com.").silent();
        MailServerLookup lookup = lookup(builder(server).timeout(SHORT));
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream standardError = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            ask(lookup, "a.example.com");
            ask(lookup, "b.example.com");
            server.udp(query -> List.of(server.answer(query).toWire()));
            ask(lookup, "shop.example.com");
            ask(lookup, "c.example.com");
        } finally {
            System.setErr(standardError);
        }
        List<String> lines = log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("MailServerLookup - "))
                .toList();
        assertThat(lines).hasSize(2).noneMatch(line -> line.contains("example.com"));
        assertThat(lines.get(0)).contains("No name server replies");
        assertThat(lines.get(1)).contains("reply again");
    }

    @Test
    void aClosedPortIsUnknown() throws IOException {
        TestDnsServer server = server();
        server.close();

        MailServerAnswer answer = ask(lookup(builder(server).timeout(SHORT)), "shop.example.com");

        assertThat(answer.status()).isEqualTo(MailServerAnswer.Status.UNKNOWN);
        assertThat(answer.unavailableReason()).get().isIn(UnavailableReason.UNREACHABLE, UnavailableReason.TIMEOUT);
    }

    @Test
    void asksTheNextNameServerWhenOneFails() throws IOException {
        TestDnsServer refusing = server().failing(Rcode.REFUSED);
        TestDnsServer silent = server().silent();
        TestDnsServer good = server("shop MX 10 mx.example.com.");

        MailServerLookup lookup = lookup(builder(refusing, silent, good).timeout(Duration.ofSeconds(4)));

        assertThat(ask(lookup, "shop.example.com")).isEqualTo(accepts(new MailServer("mx.example.com", 10)));
        assertThat(refusing.asked()).hasSize(1);
    }

    @Test
    void aLostDatagramIsSentAgain() throws IOException {
        TestDnsServer server = server("shop MX 10 mx.example.com.");
        AtomicLong queries = new AtomicLong();
        server.udp(query -> queries.incrementAndGet() == 1
                ? List.of()
                : List.of(server.answer(query).toWire(512)));

        assertThat(ask(lookup(builder(server).timeout(Duration.ofSeconds(2))), "shop.example.com"))
                .isEqualTo(accepts(new MailServer("mx.example.com", 10)));
    }

    @Test
    void asksWithoutEdnsAServerThatDoesNotKnowIt() throws IOException {
        TestDnsServer server = server("shop MX 10 mx.example.com.");
        server.udp(query ->
                List.of((query.getOPT() == null ? server.answer(query) : TestDnsServer.reply(query, Rcode.FORMERR))
                        .toWire(512)));

        assertThat(ask(lookup(server), "shop.example.com")).isEqualTo(accepts(new MailServer("mx.example.com", 10)));
    }

    @Test
    void readsPastForgedAndLateReplies() throws IOException {
        TestDnsServer server = server("shop MX 10 mx.example.com.");
        server.udp(query -> {
            Message wrongId = TestDnsServer.reply(query, Rcode.NXDOMAIN);
            wrongId.getHeader().setID(query.getHeader().getID() ^ 1);
            Message wrongName = TestDnsServer.reply(query, Rcode.NXDOMAIN);
            wrongName.removeAllRecords(Section.QUESTION);
            wrongName.addRecord(Record.newRecord(Name.fromString("other.test."), Type.MX, DClass.IN), Section.QUESTION);
            Message wrongType = TestDnsServer.reply(query, Rcode.NXDOMAIN);
            wrongType.removeAllRecords(Section.QUESTION);
            wrongType.addRecord(Record.newRecord(query.getQuestion().getName(), Type.A, DClass.IN), Section.QUESTION);
            Message noQuestion = TestDnsServer.reply(query, Rcode.NXDOMAIN);
            noQuestion.removeAllRecords(Section.QUESTION);
            return List.of(
                    wrongId.toWire(),
                    wrongName.toWire(),
                    wrongType.toWire(),
                    noQuestion.toWire(),
                    query.toWire(),
                    new byte[1],
                    server.answer(query).toWire(512));
        });

        assertThat(ask(lookup(server), "shop.example.com")).isEqualTo(accepts(new MailServer("mx.example.com", 10)));
    }

    @Test
    void aFloodOfForgedRepliesEndsTheQuestion() throws IOException {
        TestDnsServer server = server().udp(query -> {
            List<byte[]> flood = new ArrayList<>();
            for (int i = 1; i <= 200; i++) {
                Message forged = TestDnsServer.reply(query, Rcode.NXDOMAIN);
                forged.getHeader().setID((query.getHeader().getID() + i) & 0xFFFF);
                flood.add(forged.toWire());
            }
            return flood;
        });

        assertThat(ask(lookup(server), "shop.example.com"))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.MALFORMED_ANSWER));
    }

    @Test
    void aReplyThatCannotBeReadIsUnknown() throws IOException {
        TestDnsServer server = server().udp(query -> {
            byte[] wire = TestDnsServer.reply(query, Rcode.NOERROR).toWire();
            wire[7] = 9;
            return List.of(wire);
        });

        assertThat(ask(lookup(server), "shop.example.com"))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.MALFORMED_ANSWER));
    }

    @Test
    void fetchesATruncatedReplyOverTcp() throws IOException {
        String[] many = new String[40];
        for (int i = 0; i < many.length; i++) {
            many[i] = "big MX " + i + " mail-exchanger-number-" + i + ".with-a-long-name.example.com.";
        }
        TestDnsServer server = server(many);
        server.udp(query -> List.of(TestDnsServer.truncated(query).toWire()));

        assertThat(ask(lookup(server), "big.example.com").mailServers()).hasSize(40);
        assertThat(server.tcpConnections()).isEqualTo(1);
    }

    @Test
    void aDatagramCutInTheMiddleOfARecordIsFetchedOverTcpToo() throws IOException {
        TestDnsServer server = server("shop MX 10 mx.example.com.");
        server.udp(query -> {
            Message reply = server.answer(query);
            reply.getHeader().setFlag(Flags.TC);
            byte[] wire = reply.toWire();
            return List.of(Arrays.copyOf(wire, wire.length - 5));
        });

        assertThat(ask(lookup(server), "shop.example.com")).isEqualTo(accepts(new MailServer("mx.example.com", 10)));
    }

    @Test
    void aReplyThatIsTruncatedOverTcpTooIsUnknown() throws IOException {
        TestDnsServer server = server().udp(
                        query -> List.of(TestDnsServer.truncated(query).toWire()))
                .tcp((query, out) -> TestDnsServer.writeFramed(
                        out, TestDnsServer.truncated(query).toWire()));

        assertThat(ask(lookup(server), "shop.example.com"))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.MALFORMED_ANSWER));
    }

    @Test
    void aReplyToAnotherQuestionOverTcpIsUnknown() throws IOException {
        TestDnsServer server = server().udp(
                        query -> List.of(TestDnsServer.truncated(query).toWire()))
                .tcp((query, out) -> TestDnsServer.writeFramed(out, new byte[20]));

        assertThat(ask(lookup(server), "shop.example.com"))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.MALFORMED_ANSWER));
    }

    @Test
    void aConnectionThatEndsEarlyIsUnknown() throws IOException {
        TestDnsServer server = server().udp(
                        query -> List.of(TestDnsServer.truncated(query).toWire()))
                .tcp((query, out) -> out.write(new byte[] {0, 100, 1, 2, 3}));

        assertThat(ask(lookup(server), "shop.example.com"))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.MALFORMED_ANSWER));
    }

    @Test
    void aNameServerThatDripsItsReplyOverTcpCannotOutlastTheTimeout() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        open.add(over::countDown);
        TestDnsServer server = server("shop MX 10 mx.example.com.");
        server.udp(query -> List.of(TestDnsServer.truncated(query).toWire())).tcp((query, out) -> {
            byte[] wire = server.answer(query).toWire();
            out.write(0);
            out.write(wire.length);
            for (byte each : wire) {
                out.write(each);
                out.flush();
                if (over.await(50, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        });
        long start = System.nanoTime();

        assertThat(ask(lookup(builder(server).timeout(SHORT)), "shop.example.com"))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.TIMEOUT));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void followsAliases() throws IOException {
        MailServerLookup lookup = lookup(server(
                "www CNAME web", "web CNAME host", "host MX 5 mx.example.com.", "bare CNAME plain", "plain A 8.8.8.8"));

        assertThat(ask(lookup, "www.example.com")).isEqualTo(accepts(new MailServer("mx.example.com", 5)));
        assertThat(ask(lookup, "bare.example.com")).isEqualTo(accepts(new MailServer("bare.example.com", 0)));
    }

    @Test
    void asksForTheTargetOfAnAliasAboutWhichTheReplySaysNothing() throws IOException {
        TestDnsServer server = server("www CNAME host", "host MX 5 mx.example.com.");
        server.udp(query -> {
            Message whole = server.answer(query);
            if (query.getQuestion().getName().toString().startsWith("www")) {
                List.copyOf(whole.getSection(Section.ANSWER)).stream()
                        .filter(r -> r.getType() == Type.MX)
                        .forEach(r -> whole.removeRecord(r, Section.ANSWER));
            }
            return List.of(whole.toWire());
        });

        assertThat(ask(lookup(server), "www.example.com")).isEqualTo(accepts(new MailServer("mx.example.com", 5)));
        assertThat(server.asked()).containsExactly("www.example.com. MX", "host.example.com. MX");
    }

    @Test
    void aliasesThatRunInACircleAreUnknown() throws IOException {
        MailServerLookup lookup = lookup(server("a CNAME b", "b CNAME a", "self CNAME self"));

        assertThat(ask(lookup, "a.example.com"))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.MALFORMED_ANSWER));
        assertThat(ask(lookup, "self.example.com"))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.MALFORMED_ANSWER));
    }

    @Test
    void aliasesWithoutEndAreUnknown() throws IOException {
        AtomicLong next = new AtomicLong();
        TestDnsServer server = server().udp(query -> {
            Message reply = TestDnsServer.reply(query, Rcode.NOERROR);
            Name target = Name.fromString("n" + next.incrementAndGet() + ".example.com.");
            reply.addRecord(new CNAMERecord(query.getQuestion().getName(), DClass.IN, 60, target), Section.ANSWER);
            return List.of(reply.toWire());
        });

        assertThat(ask(lookup(server), "a.example.com"))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.MALFORMED_ANSWER));
        assertThat(server.asked()).hasSizeLessThan(12);
    }

    @Test
    void anAliasOfANameThatDoesNotExistIsNoSuchDomain() throws IOException {
        assertThat(ask(lookup(server("www CNAME missing")), "www.example.com"))
                .isEqualTo(MailServerAnswer.noSuchDomain());
    }

    @ParameterizedTest
    @CsvSource({
        "alias.example.com., true",
        "intranet.example.com., true",
        "my_mail.example.com., true",
        "192.0.2.1., false",
        "localhost., false",
        "mailhost., false",
        "mail.local., false",
        "localhost.localdomain., false",
        "exchange.corp.internal., false",
        "mail.example.org., false",
        "mail.invalid., false",
        "., false",
        "'\\@\\$\\{jndi:x\\}.example.com.', false",
        "a\\.b.example.com., true",
    })
    void anExchangerCountsIfItIsTheNameOfAHost(String exchange, boolean accepts) throws IOException {
        MailServerLookup lookup = lookup(
                server("shop MX 10 " + exchange, "shop A 8.8.8.8", "alias CNAME intranet", "intranet A 10.0.0.25"));

        MailServerAnswer answer = ask(lookup, "shop.example.com");

        if (exchange.contains("\\.b")) {
            // A dot within a label is no part of a host's name.
            assertThat(answer).isEqualTo(MailServerAnswer.noMail());
        } else {
            assertThat(answer)
                    .isEqualTo(
                            accepts
                                    ? accepts(new MailServer(exchange.substring(0, exchange.length() - 1), 10))
                                    : MailServerAnswer.noMail());
        }
    }

    @Test
    void theUsableExchangersRemain() throws IOException {
        MailServerLookup lookup = lookup(server("shop MX 0 .", "shop MX 10 mx.example.com.", "shop MX 20 192.0.2.1."));

        assertThat(ask(lookup, "shop.example.com")).isEqualTo(accepts(new MailServer("mx.example.com", 10)));
    }

    @Test
    void aReferralIsNotAnAnswer() throws IOException {
        TestDnsServer server = server().udp(query -> {
            Message reply = TestDnsServer.reply(query, Rcode.NOERROR);
            reply.addRecord(
                    new NSRecord(Name.fromString("com."), DClass.IN, 60, Name.fromString("ns.test.")),
                    Section.AUTHORITY);
            return List.of(reply.toWire());
        });

        assertThat(ask(lookup(server), "shop.example.com"))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.SERVER_ERROR));
    }

    @Test
    void recordsUnderNxdomainContradictThemselves() throws IOException {
        TestDnsServer server = server("shop MX 10 mx.example.com.");
        server.udp(query -> {
            Message reply = server.answer(query);
            reply.getHeader().setRcode(Rcode.NXDOMAIN);
            return List.of(reply.toWire());
        });

        assertThat(ask(lookup(server), "shop.example.com"))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.MALFORMED_ANSWER));
    }

    @Test
    void recordsOfOtherNamesAreNotBelieved() throws IOException {
        TestDnsServer server = server().udp(query -> {
            Message reply = TestDnsServer.reply(query, Rcode.NOERROR);
            reply.addRecord(
                    new MXRecord(
                            Name.fromString("victim.test."), DClass.IN, 60, 1, Name.fromString("evil.example.com.")),
                    Section.ANSWER);
            reply.addRecord(TestDnsServer.soa(60, 60), Section.AUTHORITY);
            return List.of(reply.toWire());
        });

        assertThat(ask(lookup(server), "shop.example.com")).isEqualTo(MailServerAnswer.noMail());
    }

    @Test
    void withoutMxAnErrorForTheAddressIsUnknownUnlessTheOtherKindAnswers() throws IOException {
        TestDnsServer server = server("v6 AAAA 2606:4700::1", "v4 A 8.8.8.8", "none TXT x");
        server.udp(query -> List.of((query.getQuestion().getType() == Type.A
                        ? TestDnsServer.reply(query, Rcode.SERVFAIL)
                        : server.answer(query))
                .toWire()));
        MailServerLookup lookup = lookup(server);

        assertThat(ask(lookup, "v6.example.com").status()).isEqualTo(MailServerAnswer.Status.ACCEPTS_MAIL);
        assertThat(ask(lookup, "v4.example.com")).isEqualTo(MailServerAnswer.unknown(UnavailableReason.SERVER_ERROR));
        assertThat(ask(lookup, "none.example.com")).isEqualTo(MailServerAnswer.unknown(UnavailableReason.SERVER_ERROR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "mail.localhost", "shop.invalid", "abcdef.onion"})
    void namesThatAreNeverInTheDnsStayInTheProcess(String domain) throws IOException {
        TestDnsServer server = server("a A 8.8.8.8");

        assertThat(ask(lookup(server), domain)).isEqualTo(MailServerAnswer.noSuchDomain());
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Shop.example.com",
                "shop.example.com.",
                "x_y.com",
                "1.2.3.4",
                "[1.2.3.4]",
                "ldap://evil.test/x",
                "a..b",
                "a b.com",
                "${jndi:x}",
                "mailinator。com"
            })
    void onlyAVerifiedHostNameGoesToAResolver(String domain) throws IOException {
        TestDnsServer server = server();
        MailServerLookup lookup = lookup(server);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask(lookup, domain))
                .withMessage("'canonicalDomain' must be a domain name in canonical form");
        assertThatIllegalArgumentException().isThrownBy(() -> lookup.cached(domain));
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void asksForAbsoluteNamesOnly() throws IOException {
        TestDnsServer server = server("a A 8.8.8.8");

        assertThat(ask(lookup(server), "intranet").status()).isEqualTo(MailServerAnswer.Status.NO_SUCH_DOMAIN);
        assertThat(server.asked()).containsExactly("intranet. MX");
    }

    @ParameterizedTest
    @CsvSource({
        // what the zone holds, seconds that the answer is kept
        "quick 5 MX 10 mx.example.com., 30",
        "quick 120 MX 10 mx.example.com., 120",
        "quick 999999 MX 10 mx.example.com., 3600",
        "quick 120 A 8.8.8.8, 120",
        "quick 900 A 8.8.8.8, 300",
        "quick 900 A 10.0.0.1, 300",
        "other 60 A 8.8.8.8, 300",
        "quick 60 CNAME other, 60",
    })
    void keepsAnAnswerForItsTimeToLiveWithinBounds(String record, int seconds) throws IOException {
        TestDnsServer server = server(record, "other 900 MX 10 mx.example.com.");
        AtomicLong now = new AtomicLong();
        MailServerLookup lookup = lookup(builder(server).timeout(LONG).nanoTime(now::get));
        assertThat(lookup.cached("quick.example.com")).isEmpty();

        MailServerAnswer answer = ask(lookup, "quick.example.com");

        now.addAndGet(Duration.ofSeconds(seconds).toNanos() - 1);
        assertThat(lookup.cached("quick.example.com")).contains(answer);
        now.addAndGet(1);
        assertThat(lookup.cached("quick.example.com")).isEmpty();
    }

    @Test
    void keepsForSecondsThatNobodyCouldSay() throws IOException {
        TestDnsServer server = server("shop MX 10 mx.example.com.").failing(Rcode.SERVFAIL);
        AtomicLong now = new AtomicLong();
        MailServerLookup lookup = lookup(builder(server).timeout(LONG).nanoTime(now::get));
        assertThat(ask(lookup, "shop.example.com").status()).isEqualTo(MailServerAnswer.Status.UNKNOWN);
        ask(lookup, "shop.example.com");
        assertThat(server.asked()).hasSize(1);

        server.udp(query -> List.of(server.answer(query).toWire()));
        now.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThat(ask(lookup, "shop.example.com")).isEqualTo(accepts(new MailServer("mx.example.com", 10)));
    }

    @Test
    void forgetsTheLeastUsefulWhenItIsFull() throws IOException {
        TestDnsServer server = server("* MX 10 mx.example.com.");
        server.udp(query -> {
            Message reply = TestDnsServer.reply(query, Rcode.NOERROR);
            reply.addRecord(
                    new MXRecord(query.getQuestion().getName(), DClass.IN, 600, 1, Name.fromString("mx.example.com.")),
                    Section.ANSWER);
            return List.of(reply.toWire());
        });
        MailServerLookup lookup = lookup(builder(server).timeout(LONG).cacheMaxSize(10));

        for (int i = 0; i < 50; i++) {
            ask(lookup, "d" + i + ".example.com");
        }

        int known = 0;
        for (int i = 0; i < 50; i++) {
            known += lookup.cached("d" + i + ".example.com").isPresent() ? 1 : 0;
        }
        assertThat(known).isLessThanOrEqualTo(10);
    }

    @Test
    void asksOnceForManyCallers() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        TestDnsServer server = server("shop MX 10 mx.example.com.");
        server.udp(query -> {
            release.await();
            return List.of(server.answer(query).toWire());
        });
        MailServerLookup lookup = lookup(builder(server).timeout(LONG));
        ExecutorService callers = Executors.newFixedThreadPool(20);
        open.add(callers::shutdownNow);
        CountDownLatch started = new CountDownLatch(20);
        List<CompletableFuture<MailServerAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(CompletableFuture.supplyAsync(
                    () -> {
                        started.countDown();
                        return ask(lookup, "shop.example.com");
                    },
                    callers));
        }
        started.await();
        release.countDown();

        assertThat(answers)
                .allSatisfy(each -> assertThat(each.join()).isEqualTo(accepts(new MailServer("mx.example.com", 10))));
        assertThat(server.asked()).containsExactly("shop.example.com. MX");
    }

    @Test
    void aCallerWithLittleTimeLeavesAndTheNextFindsTheAnswer() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        TestDnsServer server = server("shop MX 10 mx.example.com.");
        server.udp(query -> {
            release.await();
            return List.of(server.answer(query).toWire());
        });
        MailServerLookup lookup = lookup(builder(server).timeout(LONG));

        assertThat(lookup.lookup("shop.example.com", Deadline.in(Duration.ofMillis(30))))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.TIMEOUT));
        assertThat(lookup.cached("shop.example.com")).isEmpty();
        release.countDown();

        assertThat(ask(lookup, "shop.example.com")).isEqualTo(accepts(new MailServer("mx.example.com", 10)));
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void asksNobodyWhenTheDeadlineHasPassed() throws IOException {
        TestDnsServer server = server("shop MX 10 mx.example.com.");

        assertThat(lookup(server).lookup("shop.example.com", Deadline.in(Duration.ZERO)))
                .isEqualTo(MailServerAnswer.unknown(UnavailableReason.TIMEOUT));
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void anInterruptedCallerLeavesWithItsFlagSet() throws IOException {
        MailServerLookup lookup = lookup(builder(server().silent()).timeout(SHORT));
        Thread.currentThread().interrupt();

        MailServerAnswer answer = ask(lookup, "shop.example.com");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).isEqualTo(MailServerAnswer.unknown(UnavailableReason.INTERRUPTED));
    }

    @Test
    void runsOnTheExecutorThatItIsGiven() throws IOException {
        List<Thread> threads = new ArrayList<>();
        MailServerLookup lookup =
                lookup(builder(server("shop MX 10 mx.example.com.")).executor(task -> {
                    threads.add(Thread.currentThread());
                    task.run();
                }));

        assertThat(ask(lookup, "shop.example.com").status()).isEqualTo(MailServerAnswer.Status.ACCEPTS_MAIL);
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void aFullExecutorIsUnknownAndIsNotRemembered() throws IOException {
        MailServerLookup lookup = lookup(builder(server()).executor(task -> {
            throw new RejectedExecutionException();
        }));

        assertThat(ask(lookup, "shop.example.com")).isEqualTo(MailServerAnswer.unknown(UnavailableReason.OVERLOADED));
        assertThat(lookup.cached("shop.example.com")).isEmpty();
    }

    @Test
    void closingLeavesNoThreadAndEndsWhatIsUnderWay() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        TestDnsServer server = server();
        CountDownLatch asked = new CountDownLatch(1);
        server.udp(query -> {
            asked.countDown();
            return List.of();
        });
        MailServerLookup lookup = lookup(builder(server).timeout(LONG));
        CompletableFuture<MailServerAnswer> answer =
                CompletableFuture.supplyAsync(() -> ask(lookup, "shop.example.com"));
        asked.await();

        lookup.close();
        lookup.close();

        assertThat(answer.join()).isEqualTo(MailServerAnswer.unknown(UnavailableReason.FAILED));
        assertThat(ask(lookup, "later.example.com")).isEqualTo(MailServerAnswer.unknown(UnavailableReason.FAILED));
        List<Thread> left = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().matches(".*(notdisposable|dnsjava).*"))
                .toList();
        for (Thread thread : left) {
            // The pool counts a thread as gone a moment before it is.
            thread.join(LONG.toMillis());
        }
        assertThat(left).noneMatch(Thread::isAlive);
    }

    @Test
    void itsThreadsAreDaemonsOutsideTheApplication() throws Exception {
        CompletableFuture<Thread> seen = new CompletableFuture<>();
        TestDnsServer server = server("shop MX 10 mx.example.com.");
        server.udp(query -> {
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("notdisposable-dns-"))
                    .findFirst()
                    .ifPresent(seen::complete);
            return List.of(server.answer(query).toWire());
        });

        ask(lookup(server), "shop.example.com");

        assertThat(seen.join().isDaemon()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":53",
                "127.0.0.1:",
                "127.0.0.1:0",
                "127.0.0.1:65536",
                "127.0.0.1:x",
                "[::1",
                "[::1]53",
                "a b",
                "udp://x"
            })
    void aNameServerThatCannotBeReadIsAnErrorAtStartUp(String server) {
        MailServerLookup.Builder builder = MailServerLookup.builder().nameServers(List.of(server));

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("'nameServers'");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, 53",
        "127.0.0.1:5353, 127.0.0.1, 5353",
        "::1, 0:0:0:0:0:0:0:1, 53",
        "[::1], 0:0:0:0:0:0:0:1, 53",
        "[::1]:5353, 0:0:0:0:0:0:0:1, 5353",
    })
    void readsNameServers(String text, String host, int port) {
        assertThat(NameServers.parse(text).getAddress().getHostAddress()).isEqualTo(host);
        assertThat(NameServers.parse(text).getPort()).isEqualTo(port);
    }

    @Test
    void findsTheNameServersOfTheSystem() {
        NameServers system = NameServers.ofSystem();
        system.refresh();

        assertThat(system.get()).isNotEmpty();
    }

    @Test
    void settingsThatMakeNoSenseAreErrorsAtStartUp() {
        MailServerLookup.Builder builder = MailServerLookup.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.timeout(Duration.ZERO))
                .withMessage("'timeout' must be positive and at most 365 days, was PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.minTtl(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxTtl(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.unknownTtl(Duration.ofDays(366)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.cacheMaxSize(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        MailServerLookup.builder().minTtl(Duration.ofHours(2)).build())
                .withMessage("'minTtl' must not be longer than 'maxTtl', was PT2H and PT1H");
    }

    @Test
    void theTextOfAnAnswerHoldsNoName() {
        assertThat(accepts(new MailServer("mx.example.com", 10)))
                .hasToString("MailServerAnswer[ACCEPTS_MAIL, mailServers=1]");
        assertThat(MailServerAnswer.unknown(UnavailableReason.TIMEOUT))
                .hasToString("MailServerAnswer[UNKNOWN, TIMEOUT]");
    }
}
