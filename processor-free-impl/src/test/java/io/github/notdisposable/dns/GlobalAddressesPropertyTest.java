/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another library's arithmetic, and the blocks of RFC 6890's registries once more. */
class GlobalAddressesPropertyTest {

    private static final List<IPAddress> NOT_GLOBAL = blocks(
            "0.*.*.*",
            "10.*.*.*",
            "100.64-127.*.*",
            "127.*.*.*",
            "169.254.*.*",
            "172.16-31.*.*",
            "192.0.0.*",
            "192.0.2.*",
            "192.88.99.*",
            "192.168.*.*",
            "198.18-19.*.*",
            "198.51.100.*",
            "203.0.113.*",
            "224-255.*.*.*",
            "2001:0-1ff:*:*:*:*:*:*",
            "2001:db8:*:*:*:*:*:*",
            "2002:*:*:*:*:*:*:*",
            "3fff:0-fff:*:*:*:*:*:*",
            "0-1fff:*:*:*:*:*:*:*",
            "4000-ffff:*:*:*:*:*:*:*");

    private static List<IPAddress> blocks(String... blocks) {
        return Arrays.stream(blocks)
                .map(block -> new IPAddressString(block).getAddress())
                .toList();
    }

    @Property
    void agreesWithAnotherLibrary(@ForAll("addresses") byte[] bytes) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);
        IPAddress same = new IPAddressGenerator().from(address);

        assertThat(GlobalAddresses.isGlobal(address))
                .isEqualTo(NOT_GLOBAL.stream().noneMatch(block -> block.contains(same)));
    }

    /** Addresses anywhere, and those at and beside the edges of the blocks. */
    @Provide
    Arbitrary<byte[]> addresses() {
        Arbitrary<byte[]> edges = Arbitraries.of(NOT_GLOBAL)
                .flatMap(block -> Arbitraries.of(
                        block.getLower(),
                        block.getUpper(),
                        block.getLower().isZero()
                                ? block.getLower()
                                : block.getLower().increment(-1),
                        block.getUpper().isMax()
                                ? block.getUpper()
                                : block.getUpper().increment(1)))
                .map(IPAddress::getBytes);
        return Arbitraries.oneOf(
                edges,
                Arbitraries.bytes().array(byte[].class).ofSize(4),
                Arbitraries.bytes().array(byte[].class).ofSize(16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::1%1", "::ffff:10.0.0.1", "::", "::1"})
    void anAddressOfOneMachineOrLinkIsNotGlobal(String address) throws UnknownHostException {
        assertThat(GlobalAddresses.isGlobal(InetAddress.getByName(address))).isFalse();
    }
}
