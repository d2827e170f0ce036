/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that are counted as one client: a single IPv4 address, or a /64 network of IPv6, where one household or one rented server
 * has 2<sup>64</sup> addresses. Immutable, and thread-safe.
 *
 * <p>An address of {@code 64:ff9b::/96} (RFC 6052) is counted as the IPv4 address that it holds, as that one network stands for all of
 * IPv4.
 *
 * <p>Its text form, {@link #toString()}, does not hold the address: ask {@link #text()} for it.
 */
public final class ClientGroup {

    private static final int LONGEST_PREFIX = 64;

    /** What a household or a site is given (RFC 6177 section 2), beyond the one network of a device. */
    private static final List<Integer> WIDER_PREFIXES = List.of(56, 48);

    private static final long NAT64_HIGH = 0x0064_ff9b_0000_0000L;

    private final ClientIp first;
    private final int prefix;

    private ClientGroup(ClientIp first) {
        this(first, LONGEST_PREFIX);
    }

    private ClientGroup(ClientIp first, int prefix) {
        this.first = first;
        this.prefix = prefix;
    }

    /**
     * Returns the group that an address belongs to.
     *
     * @param address the address
     * @return its group
     */
    public static ClientGroup of(ClientIp address) {
        if (address.isIpv4()) {
            return new ClientGroup(address);
        }
        if (address.high() == NAT64_HIGH && address.low() >>> 32 == 0) {
            return new ClientGroup(ClientIp.ofBits(0, 0xffff_0000_0000L | address.low()));
        }
        return new ClientGroup(ClientIp.ofBits(address.high(), 0));
    }

    /**
     * Returns the wider networks that this group lies in, which a provider may give to one customer as a whole.
     *
     * @return the /56 and the /48 of an IPv6 client, in this order; empty for an IPv4 client
     */
    public List<ClientGroup> wider() {
        return first.isIpv4()
                ? List.of()
                : WIDER_PREFIXES.stream()
                        .filter(wider -> wider < prefix)
                        .map(wider -> new ClientGroup(ClientIp.ofBits(first.high() & -1L << (64 - wider), 0), wider))
                        .toList();
    }

    /**
     * Reads a group.
     *
     * @param text an address as {@link ClientIp#parse} takes it, which stands for the group it belongs to, or the {@link #text()} of a group
     * @return the group; empty if the text is anything else
     */
    public static Optional<ClientGroup> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return ClientIp.parse(text).map(ClientGroup::of);
        }
        ClientIp first = ClientIp.read(text, 0, slash);
        if (first == null || first.isIpv4()) {
            return Optional.empty();
        }
        ClientGroup narrowest = new ClientGroup(first);
        return Stream.concat(Stream.of(narrowest), narrowest.wider().stream())
                .filter(group -> group.first.equals(first) && first.low() == 0 && text.endsWith("/" + group.prefix))
                .findFirst();
    }

    /** {@return the address of an IPv4 client, or the network of an IPv6 client such as {@code 2001:db8::/64}} */
    public String text() {
        return first.isIpv4() ? first.address() : first.address() + '/' + prefix;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientGroup that && first.equals(that.first) && prefix == that.prefix;
    }

    @Override
    public int hashCode() {
        return 31 * first.hashCode() + prefix;
    }

    @Override
    public String toString() {
        return "ClientGroup[hidden]";
    }
}
