/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Optional;

/**
 * The IP address of a client, in canonical form. Immutable, and safe for use by several threads.
 *
 * <p>Its text form, {@link #toString()}, does not hold the address: ask {@link #address()} for it.
 */
public final class ClientIp {

    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowPrefix(false)
            .allowMask(false)
            .allowWildcardedSeparator(false)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowUnlimitedLeadingZeros(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBase85(false)
            .getParentBuilder()
            .toParams();

    private final String address;

    private ClientIp(String address) {
        this.address = address;
    }

    /**
     * Reads an address. Never asks the DNS.
     *
     * @param text an IPv4 address in four decimal parts, or an IPv6 address without a zone
     * @return the address, an IPv4-mapped one as IPv4; empty if the text is anything else
     */
    public static Optional<ClientIp> parse(String text) {
        IPAddress parsed = new IPAddressString(text, STRICT).getAddress();
        if (parsed == null || parsed.isMultiple()) {
            return Optional.empty();
        }
        IPAddress plain = parsed.isIPv6() && parsed.toIPv6().isIPv4Mapped()
                ? parsed.toIPv6().getEmbeddedIPv4Address()
                : parsed;
        return Optional.of(new ClientIp(plain.toCanonicalString()));
    }

    /** {@return the address: four decimal parts, or the canonical text of RFC 5952} */
    public String address() {
        return address;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientIp that && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return "ClientIp[hidden]";
    }
}
