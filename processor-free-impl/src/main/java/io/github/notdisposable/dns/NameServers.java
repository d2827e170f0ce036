/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;

/** Where to ask: the name servers of the settings, or those of the system. */
@FunctionalInterface
interface NameServers {

    /** {@return the servers, the first to ask first} */
    List<InetSocketAddress> get();

    /** Looks again for the servers, which may have changed since. */
    default void refresh() {}

    /**
     * Reads one server.
     *
     * @param text {@code host}, {@code host:port}, an IPv6 address, or {@code [IPv6 address]:port}
     * @return the server
     * @throws IllegalArgumentException if the text is none of these, or the host's address cannot be found
     */
    static InetSocketAddress parse(String text) {
        String host = text;
        int port = SimpleResolver.DEFAULT_PORT;
        boolean bracketed = text.startsWith("[");
        int hostEnd = bracketed ? text.indexOf(']') + 1 : text.indexOf(':');
        boolean hasPort = hostEnd > 0 && (bracketed ? hostEnd < text.length() : text.indexOf(':', hostEnd + 1) < 0);
        if (hasPort) {
            host = text.substring(0, hostEnd);
            port = text.charAt(hostEnd) == ':' ? port(text.substring(hostEnd + 1)) : 0;
        }
        if (host.isBlank() || port == 0 || host.chars().anyMatch(c -> c <= ' ' || c > '~' || c == '/')) {
            throw new IllegalArgumentException("'dnsServers' must hold host or host:port, was " + text);
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'dnsServers' holds a host whose address cannot be found: " + text, e);
        }
    }

    /** {@return the servers of the system, as dnsjava finds them} */
    static NameServers ofSystem() {
        return new NameServers() {
            @Override
            public List<InetSocketAddress> get() {
                return ResolverConfig.getCurrentConfig().servers();
            }

            @Override
            public void refresh() {
                ResolverConfig.refresh();
            }
        };
    }

    private static int port(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        int port = Integer.parseInt(digits);
        return port <= 0xFFFF ? port : 0;
    }
}
