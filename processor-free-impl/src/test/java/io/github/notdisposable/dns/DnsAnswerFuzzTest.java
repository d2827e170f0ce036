/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.notdisposable.address.DomainName;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.MailServer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Whatever bytes a name server sends, they are one of the answers. */
class DnsAnswerFuzzTest {

    private static final Name NAME = Name.fromConstantString("shop.example.com.");

    @FuzzTest
    void anyBytesAreAnAnswer(byte[] bytes) {
        assertAnswer(bytes);
    }

    @Property(tries = 2_000)
    void randomBytesAreAnAnswer(@ForAll byte[] bytes) {
        assertAnswer(bytes);
    }

    @Property(tries = 2_000)
    void damagedRepliesAreAnAnswer(@ForAll("damagedReplies") byte[] bytes) {
        assertAnswer(bytes);
    }

    @Property(tries = 60)
    void damagedRepliesOverASocketAreAnAnswer(@ForAll("damagedReplies") byte[] bytes) throws IOException {
        try (TestDnsServer server = new TestDnsServer().udp(query -> List.of(withIdOf(query.toWire(), bytes)));
                MailServerLookup lookup = MailServerLookup.builder()
                        .nameServers(List.of(server.address()))
                        .timeout(Duration.ofMillis(20))
                        .build()) {
            MailServerAnswer answer = lookup.lookup("shop.example.com", null, Deadline.after(Duration.ofSeconds(5)));

            assertThat(answer.unavailableReason().isPresent())
                    .isEqualTo(answer.status() == MailServerAnswer.Status.UNKNOWN);
        }
    }

    @Provide
    Arbitrary<byte[]> damagedReplies() {
        Arbitrary<byte[]> whole = Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 0xFFFF))
                .as(DnsAnswerFuzzTest::reply);
        return Combinators.combine(
                        whole,
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.bytes(),
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.integers().between(0, 400))
                .as((wire, at, value, otherAt, cut) -> {
                    byte[] damaged = cut < wire.length && cut % 3 == 0 ? Arrays.copyOf(wire, cut) : wire;
                    if (damaged.length > 2) {
                        damaged[2 + at % (damaged.length - 2)] = value;
                        damaged[2 + otherAt % (damaged.length - 2)] ^= (byte) 0xC0;
                    }
                    return damaged;
                });
    }

    private static byte[] reply(int rcode, int aliases, int exchangers, int ttl) {
        Message query = Message.newQuery(Record.newRecord(NAME, Type.MX, DClass.IN));
        Message reply = TestDnsServer.reply(query, rcode);
        try {
            Name owner = NAME;
            for (int i = 0; i < aliases; i++) {
                Name target = Name.fromString("alias" + i + ".example.com.");
                reply.addRecord(new CNAMERecord(owner, DClass.IN, ttl, target), Section.ANSWER);
                owner = target;
            }
            for (int i = 0; i < exchangers; i++) {
                Name target = Name.fromString("mx" + i + ".example.com.");
                reply.addRecord(new MXRecord(owner, DClass.IN, ttl, i, target), Section.ANSWER);
                reply.addRecord(
                        new ARecord(target, DClass.IN, ttl, InetAddress.getLoopbackAddress()), Section.ADDITIONAL);
                reply.addRecord(
                        new AAAARecord(target, DClass.IN, ttl, InetAddress.getByAddress(new byte[16])),
                        Section.ADDITIONAL);
            }
            reply.addRecord(TestDnsServer.soa(ttl, ttl), Section.AUTHORITY);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return reply.toWire();
    }

    private static byte[] withIdOf(byte[] query, byte[] bytes) {
        byte[] copy = bytes.clone();
        if (copy.length > 1) {
            copy[0] = query[0];
            copy[1] = query[1];
        }
        return copy;
    }

    private static void assertAnswer(byte[] bytes) {
        for (int type : new int[] {Type.MX, Type.A, Type.AAAA}) {
            DnsQuery query = new DnsQuery(NAME, type, true);
            DnsReply reply = query.read(withIdOf(query.wire(), bytes));
            DnsAnswer answer = MailServerResolver.read(reply, NAME, type);

            assertThat(answer.kind()).isNotNull();
            assertThat(answer.unavailable() != null).isEqualTo(answer.kind() == DnsAnswer.Kind.FAILED);
            if (answer.kind() == DnsAnswer.Kind.RECORDS && type == Type.MX) {
                assertThat(MailServerResolver.exchangers(answer.records(), "shop.example.com")
                                .mailServers())
                        .extracting(MailServer::hostname)
                        .allMatch(hostname -> DomainName.isCanonical(hostname.replace('_', 'x')));
            }
        }
    }
}
