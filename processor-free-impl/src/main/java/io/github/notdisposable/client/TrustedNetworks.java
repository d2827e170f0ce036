/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The networks of your own reverse proxies, which are trusted to name the client. Immutable, and thread-safe.
 *
 * <p>Nothing is trusted unless it is named. An entry is one of:
 *
 * <ul>
 *   <li>a network such as {@code 10.0.0.0/8} or {@code fd00::/8}, or a single address; a network of IPv4-mapped addresses is one of IPv4;
 *   <li>{@code loopback}: 127.0.0.0/8 and ::1;
 *   <li>{@code private}: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 (RFC 1918) and fc00::/7 (RFC 4193);
 *   <li>{@code cloudflare}: the ranges that Cloudflare publishes at {@code https://www.cloudflare.com/ips/};
 *   <li>{@code unix}, or {@code @}: peers that connect through a Unix domain socket.
 * </ul>
 */
public final class TrustedNetworks {

    private static final TrustedNetworks NONE = new TrustedNetworks(List.of(), false);

    private static final Map<String, List<String>> PRESETS = Map.of(
            "loopback",
            List.of("127.0.0.0/8", "::1/128"),
            "private",
            List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
            "cloudflare",
            List.of(
                    "173.245.48.0/20",
                    "103.21.244.0/22",
                    "103.22.200.0/22",
                    "103.31.4.0/22",
                    "141.101.64.0/18",
                    "108.162.192.0/18",
                    "190.93.240.0/20",
                    "188.114.96.0/20",
                    "197.234.240.0/22",
                    "198.41.128.0/17",
                    "162.158.0.0/15",
                    "104.16.0.0/13",
                    "104.24.0.0/14",
                    "172.64.0.0/13",
                    "131.0.72.0/22",
                    "2400:cb00::/32",
                    "2606:4700::/32",
                    "2803:f800::/32",
                    "2405:b500::/32",
                    "2405:8100::/32",
                    "2a06:98c0::/29",
                    "2c0f:f248::/32"));

    private final Network[] networks;
    private final boolean unixSockets;

    private TrustedNetworks(List<Network> networks, boolean unixSockets) {
        this.networks = networks.toArray(Network[]::new);
        this.unixSockets = unixSockets;
    }

    /** {@return an empty set of networks} */
    public static TrustedNetworks none() {
        return NONE;
    }

    /**
     * Reads entries.
     *
     * @param entries the entries, as this class describes them
     * @return the networks
     * @throws IllegalArgumentException if an entry is no network and no preset: a host name, an address with a zone, a prefix that is too long,
     *     or an address that has bits set behind its prefix, as {@code 10.0.0.1/8} has
     */
    public static TrustedNetworks of(String... entries) {
        return of(Arrays.asList(entries));
    }

    /**
     * Reads entries.
     *
     * @param entries the entries, as this class describes them
     * @return the networks
     * @throws IllegalArgumentException if an entry is no network and no preset: a host name, an address with a zone, a prefix that is too long,
     *     or an address that has bits set behind its prefix, as {@code 10.0.0.1/8} has
     */
    public static TrustedNetworks of(Collection<String> entries) {
        List<Network> networks = new ArrayList<>();
        boolean unixSockets = false;
        for (String entry : entries) {
            String name = entry.strip();
            if (name.equals("@") || name.equalsIgnoreCase("unix")) {
                unixSockets = true;
            } else {
                for (String network : PRESETS.getOrDefault(name.toLowerCase(Locale.ROOT), List.of(name))) {
                    networks.add(Network.parse(network));
                }
            }
        }
        return new TrustedNetworks(networks, unixSockets);
    }

    /**
     * Returns whether an address is trusted.
     *
     * @param address the address
     * @return whether it lies in one of the networks
     */
    public boolean contains(ClientIp address) {
        for (Network network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether peers are trusted that connect through a Unix domain socket} */
    public boolean trustsUnixSockets() {
        return unixSockets;
    }

    /** {@return whether nobody is trusted} */
    public boolean isEmpty() {
        return networks.length == 0 && !unixSockets;
    }

    /** {@return whether one of the networks is the whole of IPv4 or of IPv6, so that every client of that family is believed} */
    public boolean trustsEverybody() {
        for (Network network : networks) {
            if (network.isWhole()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "TrustedNetworks[networks=" + networks.length + ", unixSockets=" + unixSockets + "]";
    }

    /** A network of 128-bit addresses, where IPv4 lies in {@code ::ffff:0:0/96}; the prefix counts from the first of 128 bits. */
    private record Network(boolean ipv4, long high, long low, long highMask, long lowMask) {

        private static final int IPV4_OFFSET = 96;

        static Network parse(String text) {
            int slash = text.indexOf('/');
            ClientIp first = ClientIp.read(text, 0, slash < 0 ? text.length() : slash);
            if (first == null) {
                throw new IllegalArgumentException(
                        "'" + text + "' must be a network such as 10.0.0.0/8, an address, or one of loopback, "
                                + "private, cloudflare and unix; a trusted proxy cannot be given by host name or with a zone");
            }
            boolean dotted = text.indexOf(':') < 0;
            int offset = dotted ? IPV4_OFFSET : 0;
            int prefix = offset + (slash < 0 ? 128 - offset : prefix(text, slash + 1, 128 - offset));
            long highMask = mask(Math.min(prefix, 64));
            long lowMask = mask(Math.max(prefix - 64, 0));
            if ((first.high() & ~highMask) != 0 || (first.low() & ~lowMask) != 0) {
                throw new IllegalArgumentException(
                        "'" + text + "' must be the first address of its network: bits are set behind the prefix");
            }
            return new Network(first.isIpv4() && prefix >= IPV4_OFFSET, first.high(), first.low(), highMask, lowMask);
        }

        private static int prefix(String text, int from, int max) {
            int length = text.length() - from;
            int value = 0;
            for (int i = from; i < text.length() && value >= 0; i++) {
                char c = text.charAt(i);
                value = c >= '0' && c <= '9' ? Math.min(value * 10 + (c - '0'), 1000) : -1;
            }
            if (length == 0 || value < 0 || value > max || (length > 1 && text.charAt(from) == '0')) {
                throw new IllegalArgumentException("'" + text + "' must have a prefix length of 0 to " + max);
            }
            return value;
        }

        private static long mask(int bits) {
            return bits == 0 ? 0 : -1L << (64 - bits);
        }

        boolean contains(ClientIp address) {
            return ipv4 == address.isIpv4() && (address.high() & highMask) == high && (address.low() & lowMask) == low;
        }

        boolean isWhole() {
            return ipv4 ? lowMask == mask(IPV4_OFFSET - 64) : highMask == 0;
        }
    }
}
