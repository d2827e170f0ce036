/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.fixtures.LogCapture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What name servers do wrong, and what attackers send in their place. */
@Timeout(20)
class NameServerFailureTest extends DnsTestSupport {

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
    void reportsAnOutageOnceAndItsEndOnce() throws IOException {
        TestDnsServer server = server("shop MX 10 mx.example.com.").silent();
        MailServerLookup lookup = lookup(builder(server).timeout(SHORT));

        try (LogCapture log = new LogCapture()) {
            ask(lookup, "a.example.com");
            ask(lookup, "b.example.com");
            server.udp(query -> List.of(server.answer(query).toWire()));
            ask(lookup, "shop.example.com");
            ask(lookup, "c.example.com");

            assertThat(log.messages("MailServerLookup"))
                    .containsExactly(
                            "No name server responds. Whether domains accept mail is unknown until one does.",
                            "The name servers respond again.");
        }
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
    void whatNobodyExpectsIsUnknownAndFreesItsPlace() {
        SimulatedDns dns = new SimulatedDns();
        MailServerLookup broken = MailServerLookup.builder()
                .nameServers(List.of("127.0.0.1"))
                .build(settings -> new MailServerCache(settings, dns, (server, query, end) -> {
                    throw new IllegalStateException(query.name().toString());
                }));

        try (LogCapture log = new LogCapture()) {
            for (int i = 0; i < 10; i++) {
                CompletableFuture<SimulatedDns.Timed> answer = dns.find(broken, "shop" + i + ".slow.com", null);
                dns.pass(Duration.ZERO);

                assertThat(answer.join().answer()).isEqualTo(MailServerAnswer.unknown(UnavailableReason.FAILED));
            }
            assertThat(log.messages("MailServerLookup"))
                    .containsExactly("DNS lookups fail unexpectedly with a java.lang.IllegalStateException.");
        }
    }
}
