/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What the DNS says of a domain. */
@Timeout(20)
class MailServerLookupTest extends DnsTestSupport {

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
    void reportsThatThereIsNoSuchDomain() throws IOException {
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

    @Test
    void theTextOfAnAnswerHoldsNoName() {
        assertThat(accepts(new MailServer("mx.example.com", 10)))
                .hasToString("MailServerAnswer[ACCEPTS_MAIL, mailServers=1]");
        assertThat(MailServerAnswer.unknown(UnavailableReason.TIMEOUT))
                .hasToString("MailServerAnswer[UNKNOWN, TIMEOUT]");
    }
}
