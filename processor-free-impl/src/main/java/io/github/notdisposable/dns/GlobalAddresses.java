/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.TrustedNetworks;
import java.net.InetAddress;

/** Distinguishes addresses that the whole Internet can reach from those that have a local meaning (RFC 6890 and its registries). */
final class GlobalAddresses {

    private static final TrustedNetworks NOT_GLOBAL = TrustedNetworks.of(
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

    /** IPv4, and all of IPv6 that is handed out so far (RFC 4291 section 2.4). */
    private static final TrustedNetworks UNICAST = TrustedNetworks.of("0.0.0.0/0", "2000::/3");

    private GlobalAddresses() {}

    /**
     * Returns whether the whole Internet can reach an address.
     *
     * @param address an address
     * @return whether it can
     */
    static boolean isGlobal(InetAddress address) {
        ClientIp ip = ClientIp.parse(address.getHostAddress()).orElse(null);
        return ip != null && UNICAST.contains(ip) && !NOT_GLOBAL.contains(ip);
    }
}
