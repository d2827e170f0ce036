/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The IP address of a client, in canonical form. Immutable, and thread-safe.
 *
 * <p>Its text form, {@link #toString()}, does not hold the address: ask {@link #address()} for it.
 */
public final class ClientIp {

    /** The most characters that an address in text form can have: {@code 0000:0000:0000:0000:0000:ffff:255.255.255.255}. */
    private static final int MAX_LENGTH = 45;

    private static final int GROUPS = 8;

    /** The first 64 bits. */
    private final long high;

    /** The last 64 bits; those of an IPv4 address are {@code ffff}, then its own 32. */
    private final long low;

    private ClientIp(long high, long low) {
        this.high = high;
        this.low = low;
    }

    static ClientIp ofBits(long high, long low) {
        return new ClientIp(high, low);
    }

    /**
     * Reads an address. Never asks the DNS.
     *
     * <p>Four decimal parts without leading zeros, or an IPv6 address of RFC 4291, section 2.2; no port, no zone, no brackets, no blanks, no
     * other digits than those of ASCII. The short, octal and hexadecimal forms of {@code inet_aton} are refused, as parsers disagree about them.
     *
     * @param text the text
     * @return the address, an IPv4-mapped one as IPv4; empty if the text is anything else, or one of the unspecified addresses
     *     {@code 0.0.0.0} and {@code ::}, which name nobody
     */
    public static Optional<ClientIp> parse(String text) {
        return Optional.ofNullable(read(text, 0, text.length())).filter(address -> !address.isUnspecified());
    }

    /** Reads a part of a text; unlike {@link #parse}, takes the unspecified addresses too. */
    static @Nullable ClientIp read(String text, int from, int to) {
        if (to - from > MAX_LENGTH) {
            return null;
        }
        for (int at = from; at < to; at++) {
            if (text.charAt(at) == ':') {
                return readIpv6(text, from, to);
            }
        }
        long ipv4 = readIpv4(text, from, to);
        return ipv4 < 0 ? null : new ClientIp(0, 0xffff_0000_0000L | ipv4);
    }

    /** Returns the 32 bits, or -1. */
    private static long readIpv4(String text, int from, int to) {
        long bits = 0;
        int at = from;
        for (int part = 0; part < 4; part++) {
            if (part > 0 && (at >= to || text.charAt(at++) != '.')) {
                return -1;
            }
            int start = at;
            int value = 0;
            while (at < to && at - start < 3 && isDigit(text.charAt(at))) {
                value = value * 10 + (text.charAt(at++) - '0');
            }
            boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
            if (at == start || leadingZero || value > 255) {
                return -1;
            }
            bits = bits << 8 | value;
        }
        return at == to ? bits : -1;
    }

    private static @Nullable ClientIp readIpv6(String text, int from, int to) {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        int at = from;
        if (text.startsWith("::", at)) {
            gap = 0;
            at += 2;
        }
        while (at < to) {
            if (count == GROUPS) {
                return null;
            }
            int start = at;
            int value = 0;
            while (at < to && at - start < 4 && Character.digit(text.charAt(at), 16) >= 0 && text.charAt(at) < 0x80) {
                value = value << 4 | Character.digit(text.charAt(at++), 16);
            }
            if (at < to && text.charAt(at) == '.') {
                long ipv4 = count <= GROUPS - 2 ? readIpv4(text, start, to) : -1;
                if (ipv4 < 0) {
                    return null;
                }
                groups[count++] = (int) (ipv4 >>> 16);
                groups[count++] = (int) (ipv4 & 0xffff);
                break;
            }
            if (at == start) {
                return null;
            }
            groups[count++] = value;
            if (at == to) {
                break;
            }
            if (text.charAt(at++) != ':') {
                return null;
            }
            if (at < to && text.charAt(at) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at++;
            } else if (at >= to) {
                return null;
            }
        }
        if (gap < 0 ? count != GROUPS : count == GROUPS) {
            return null;
        }
        if (gap >= 0) {
            int behind = count - gap;
            System.arraycopy(groups, gap, groups, GROUPS - behind, behind);
            Arrays.fill(groups, gap, GROUPS - behind, 0);
        }
        return new ClientIp(bits(groups, 0), bits(groups, 4));
    }

    private static long bits(int[] groups, int first) {
        return (long) groups[first] << 48
                | (long) groups[first + 1] << 32
                | (long) groups[first + 2] << 16
                | groups[first + 3];
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    boolean isUnspecified() {
        return high == 0 && (low == 0 || low == 0xffff_0000_0000L);
    }

    /** {@return whether it is an IPv4 address, which is how an IPv4-mapped IPv6 address is taken} */
    public boolean isIpv4() {
        return high == 0 && low >>> 32 == 0xffff;
    }

    /** {@return the address: four decimal parts, or the canonical text of RFC 5952} */
    public String address() {
        return isIpv4() ? ipv4Text() : ipv6Text();
    }

    private String ipv4Text() {
        return (low >>> 24 & 0xff) + "." + (low >>> 16 & 0xff) + "." + (low >>> 8 & 0xff) + "." + (low & 0xff);
    }

    private String ipv6Text() {
        int gap = -1;
        int gapLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && group(end) == 0) {
                end++;
            }
            if (end - i > gapLength) {
                gap = i;
                gapLength = end - i;
            }
            i = Math.max(i, end - 1);
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == gap) {
                text.append("::");
                i += gapLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(group(i)));
        }
        return text.toString();
    }

    private int group(int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> (48 - 16 * (index & 3)) & 0xffff);
    }

    /** {@return the group of addresses that is counted as one client} */
    public ClientGroup group() {
        return ClientGroup.of(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientIp that && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high * 31 + low);
    }

    @Override
    public String toString() {
        return "ClientIp[hidden]";
    }
}
