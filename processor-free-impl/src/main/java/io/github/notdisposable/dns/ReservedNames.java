/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names that are set apart, so that nobody on the Internet finds a host below them. */
final class ReservedNames {

    /** Names that are not looked up in any DNS: RFC 6761 section 6, RFC 7686, RFC 9476. */
    private static final Set<String> NEVER_LOOKED_UP = Set.of("localhost", "invalid", "onion", "alt");

    /** Names that one network gives a meaning of its own, or that stand in examples. */
    private static final Set<String> PRIVATE = Set.of(
            // RFC 6761 section 6: tests and documentation.
            "test",
            "example",
            "example.com",
            "example.net",
            "example.org",
            // RFC 6762 section 3 and appendix G: multicast DNS, and what private networks use instead.
            "local",
            "lan",
            "intranet",
            "private",
            // ICANN resolutions of 2018-02-04 (never to be delegated) and 2024-07-29 (for private use).
            "home",
            "corp",
            "mail",
            "internal",
            // Hosts files ship with it; SSAC's SAC 045 counts it among the most asked names that do not exist.
            "localdomain",
            // RFC 8375, 9665, 9462, 8880, 9031 and 9140: names of the home network and of protocols.
            "home.arpa",
            "service.arpa",
            "resolver.arpa",
            "ipv4only.arpa",
            "6tisch.arpa",
            "eap-noob.arpa");

    private ReservedNames() {}

    /**
     * Returns whether a name never exists in a DNS, so that nobody need be asked.
     *
     * @param name a canonical domain name
     * @return whether it never does
     */
    static boolean isNeverLookedUp(String name) {
        return NEVER_LOOKED_UP.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /**
     * Returns whether mail for a domain could reach an exchanger of this name. A name of one label means another host in each network. A private
     * name counts for a domain below the same private name, as both are of one network.
     *
     * @param exchanger the name of a host in lower case
     * @param domain the domain that names it as its exchanger, in canonical form
     * @return whether it could
     */
    static boolean isReachable(String exchanger, String domain) {
        if (exchanger.indexOf('.') < 0 || isNeverLookedUp(exchanger)) {
            return false;
        }
        String reserved = privateEnding(exchanger);
        return reserved == null || domain.equals(reserved) || domain.endsWith("." + reserved);
    }

    private static @Nullable String privateEnding(String name) {
        int last = name.lastIndexOf('.');
        String one = name.substring(last + 1);
        if (PRIVATE.contains(one)) {
            return one;
        }
        String two = name.substring(name.lastIndexOf('.', last - 1) + 1);
        return PRIVATE.contains(two) ? two : null;
    }
}
