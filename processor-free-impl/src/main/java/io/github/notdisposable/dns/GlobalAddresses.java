/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.util.stream.Stream;

/** Tells addresses that the whole Internet can reach from those that mean something else at each place (RFC 6890 and its registries). */
final class GlobalAddresses {

    private static final IPAddress[] NOT_GLOBAL = parse(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    /** All that is handed out of IPv6 so far (RFC 4291 section 2.4). */
    private static final IPAddress GLOBAL_UNICAST = parse("2000::/3")[0];

    private GlobalAddresses() {}

    /**
     * Tells whether the whole Internet can reach an address.
     *
     * @param address an address
     * @return whether it can
     */
    static boolean isGlobal(InetAddress address) {
        IPAddress ip = new IPAddressString(address.getHostAddress()).getAddress();
        if (ip == null || (ip.isIPv6() && !GLOBAL_UNICAST.contains(ip))) {
            return false;
        }
        for (IPAddress block : NOT_GLOBAL) {
            if (block.contains(ip)) {
                return false;
            }
        }
        return true;
    }

    private static IPAddress[] parse(String... blocks) {
        return Stream.of(blocks)
                .map(block -> new IPAddressString(block).getAddress().toPrefixBlock())
                .toArray(IPAddress[]::new);
    }
}
