/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientIpTest {

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, 198.51.100.7",
        "0.0.0.1, 0.0.0.1",
        "255.255.255.255, 255.255.255.255",
        "2001:DB8:0::7, 2001:db8::7",
        "2001:0db8:0000:0000:0001:0000:0000:0001, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8:0:0:1:0:0:0, 2001:db8:0:0:1::",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1::, 1::",
        "::1, ::1",
        "fe80::0:1, fe80::1",
        "64:ff9b::198.51.100.7, 64:ff9b::c633:6407",
        "1:2:3:4:5:6:198.51.100.7, 1:2:3:4:5:6:c633:6407",
        "::ffff:198.51.100.7, 198.51.100.7",
        "::ffff:c633:6407, 198.51.100.7",
        "0000:0000:0000:0000:0000:ffff:198.151.100.107, 198.151.100.107",
        "::198.51.100.7, ::c633:6407",
    })
    void readsAnAddressAndWritesItInCanonicalForm(String text, String canonical) {
        assertThat(ClientIp.parse(text)).map(ClientIp::address).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1.2",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.4.",
                ".1.2.3.4",
                "1..2.3",
                "256.1.1.1",
                "1.2.3.1000",
                "01.2.3.4",
                "1.2.3.00",
                "0x1.2.3.4",
                "2130706433",
                "+1.2.3.4",
                "-1.2.3.4",
                "1.2.3.-4",
                "1.2.3.4 ",
                " 1.2.3.4",
                "1.2.3.4\0",
                "1.2.3.4\n",
                "1.2.3.4/32",
                "1.2.3.*",
                "1-2.3.4.5",
                "1_.2.3.4",
                "1.2.3.4:80",
                "[1.2.3.4]",
                "\uff11.\uff12.\uff13.\uff14",
                "\u0661.2.3.4",
                "1\u30022.3.4",
                ":",
                ":::",
                "1:",
                ":1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1::2:3:4:5:6:7:8",
                "1::2::3",
                "12345::",
                "00001::",
                "g::",
                "::\uff21",
                "[::1]",
                "::1%eth0",
                "fe80::1%",
                "::1/64",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1.2.3",
                "::1.2.3.4:5",
                "1.2.3.4::",
                "::ffff:010.0.0.1",
                "::ffff:1.2.3.256",
                "::ff_",
                "::1-2",
                "example.org",
                "localhost",
                "unknown",
                "*",
                "2001-db8--7.ipv6-literal.net",
                "0.0.0.0",
                "::",
                "::ffff:0.0.0.0",
                "0:0:0:0:0:0:0:0"
            })
    void refusesWhateverIsNoAddressOfOneHost(String text) {
        assertThat(ClientIp.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, 198.51.100.7",
        "::ffff:198.51.100.7, 198.51.100.7",
        "64:ff9b::198.51.100.7, 198.51.100.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:db8:1:2:ffff::, 2001:db8:1:2::/64",
        "64:ff9b::1:0:0, 64:ff9b::/64",
        "::1, ::/64",
    })
    void countsAnIpv6NetworkAsOneClient(String address, String group) {
        ClientGroup of = ClientIp.parse(address).orElseThrow().group();

        assertThat(of.text()).isEqualTo(group);
        assertThat(ClientGroup.parse(group)).contains(of);
        assertThat(ClientGroup.parse(address)).contains(of);
    }

    @Test
    void knowsTheWiderNetworksOfAnIpv6Client() {
        ClientGroup client = ClientIp.parse("2001:db8:1:2345::1").orElseThrow().group();

        assertThat(client.wider())
                .extracting(ClientGroup::text)
                .containsExactly("2001:db8:1:2300::/56", "2001:db8:1::/48");
        assertThat(client.wider())
                .allSatisfy(wider -> assertThat(ClientGroup.parse(wider.text())).contains(wider));
        assertThat(ClientIp.parse("198.51.100.7").orElseThrow().group().wider()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/64",
                "198.51.100.0/24",
                "198.51.100.7/64",
                "2001:db8::1/64",
                "2001:db8::1/48",
                "2001:db8::/47",
                "x/64"
            })
    void refusesWhateverIsNoGroup(String text) {
        assertThat(ClientGroup.parse(text)).isEmpty();
    }

    @Test
    void hidesTheAddressInItsTextForm() {
        ClientIp address = ClientIp.parse("198.51.100.7").orElseThrow();

        assertThat(address).hasToString("ClientIp[hidden]");
        assertThat(address.group()).hasToString("ClientGroup[hidden]");
        assertThat(ClientIpResolution.of(address)).hasToString("ClientIpResolution[hidden]");
    }

    @Property
    void agreesWithAnotherParserOnEveryAddress(@ForAll("addresses") IPAddress address) {
        String canonical = address.toCanonicalString();
        for (String spelling : new String[] {
            canonical,
            address.toFullString(),
            address.toNormalizedString(),
            address.toCompressedString(),
            canonical.toUpperCase(java.util.Locale.ROOT)
        }) {
            if (address.isIPv4() && !spelling.equals(canonical)) {
                continue;
            }
            assertThat(ClientIp.parse(spelling))
                    .as(spelling)
                    .map(ClientIp::address)
                    .isEqualTo(expected(address));
        }
    }

    @Property
    void neverReadsWhatAnotherParserReadsOtherwise(
            @ForAll
                    @StringLength(max = 24)
                    @Chars({':', '.', '%', '/', '-', '*', ' '})
                    @CharRange(from = '0', to = '9')
                    @CharRange(from = 'a', to = 'g')
                    String text) {
        ClientIp.parse(text).ifPresent(read -> {
            IPAddress other = new IPAddressString(text).getAddress();
            assertThat(other).as(text).isNotNull();
            assertThat(Optional.of(read.address())).as(text).isEqualTo(expected(other));
        });
    }

    private static Optional<String> expected(IPAddress address) {
        IPAddress plain = address.isIPv6() && address.toIPv6().isIPv4Mapped()
                ? address.toIPv6().getEmbeddedIPv4Address()
                : address;
        return plain.isZero() ? Optional.empty() : Optional.of(plain.toCanonicalString());
    }

    @Provide
    Arbitrary<IPAddress> addresses() {
        Arbitrary<Integer> group = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.just(0)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(0xffff)),
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(0, 0xffff)));
        Arbitrary<IPAddress> ipv6 = group.list()
                .ofSize(8)
                .map(groups -> new IPAddressString(String.join(
                                ":", groups.stream().map(Integer::toHexString).toList()))
                        .getAddress());
        Arbitrary<Integer> part = Arbitraries.integers().between(0, 255);
        Arbitrary<IPAddress> ipv4 = Combinators.combine(part, part, part, part)
                .as((a, b, c, d) -> new IPAddressString(a + "." + b + "." + c + "." + d).getAddress());
        return Arbitraries.oneOf(ipv4, ipv6);
    }
}
