/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a forwarding header from right to left, that is from the nearest proxy to what the client may have written itself.
 *
 * <p>Whatever the client wrote cannot change how the entries are read that proxies put behind it: the text is scanned from its end, so an open
 * quote reaches no further than the next comma. Each character is looked at a bounded number of times, and nothing is copied.
 */
abstract class HeaderEntries {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private final List<String> lines;
    private int nextLine;

    /** The line that is being read. */
    private String line = "";

    /** Where the part of the line ends that was not read yet, or -1 if all was read. */
    private int end = -1;

    private int from;
    private int to;

    private HeaderEntries(List<String> lines) {
        this.lines = lines;
        this.nextLine = lines.size();
    }

    /** Returns the entries of a header that is a list of addresses, such as {@code X-Forwarded-For}. */
    static HeaderEntries ofList(List<String> lines) {
        return new AddressList(lines);
    }

    /** Returns the entries of {@code Forwarded} (RFC 7239, section 4). */
    static HeaderEntries ofForwarded(List<String> lines) {
        return new Forwarded(lines);
    }

    /** Moves to the next entry on the left. Returns false if there is none. */
    final boolean next() {
        while (end < 0) {
            if (nextLine == 0) {
                return false;
            }
            line = lines.get(--nextLine);
            end = line.length();
        }
        int comma = separator(line, end);
        from = comma + 1;
        to = end;
        end = comma;
        while (from < to && isBlank(line.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(line.charAt(to - 1))) {
            to--;
        }
        return true;
    }

    /** Returns whether the entry holds nothing but blanks; a recipient ignores such an element (RFC 9110, section 5.6.1.2). */
    final boolean isEmpty() {
        return from == to;
    }

    /** Returns the address that the entry names, or null if it names none. */
    final @Nullable ClientIp address() {
        ClientIp address = address(line, from, to);
        return address == null || address.isUnspecified() ? null : address;
    }

    /** Returns the place of the last comma before the end that separates entries, or -1. */
    abstract int separator(String line, int end);

    abstract @Nullable ClientIp address(String line, int from, int to);

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /**
     * Reads an address with or without a port: {@code 198.51.100.7}, {@code 198.51.100.7:49152}, {@code 2001:db8::7},
     * {@code [2001:db8::7]:49152}.
     */
    static @Nullable ClientIp node(String text, int from, int to, boolean obfuscatedPorts) {
        if (from < to && text.charAt(from) == '[') {
            int close = text.indexOf(']', from);
            if (close < 0 || close >= to) {
                return null;
            }
            boolean portIsSound = close + 1 == to || isPort(text, close + 1, to, obfuscatedPorts);
            int firstColon = text.indexOf(':', from);
            boolean ipv6 = firstColon >= 0 && firstColon < close;
            return portIsSound && ipv6 ? ClientIp.read(text, from + 1, close) : null;
        }
        int colon = -1;
        for (int at = from; at < to; at++) {
            if (text.charAt(at) == ':') {
                if (colon >= 0) {
                    return ClientIp.read(text, from, to);
                }
                colon = at;
            }
        }
        if (colon < 0) {
            return ClientIp.read(text, from, to);
        }
        return isPort(text, colon, to, obfuscatedPorts) ? ClientIp.read(text, from, colon) : null;
    }

    /** Returns whether the text is a colon and a port (RFC 7239, section 6). */
    private static boolean isPort(String text, int from, int to, boolean obfuscated) {
        int first = from + 1;
        if (first >= to || text.charAt(from) != ':') {
            return false;
        }
        if (text.charAt(first) == '_') {
            for (int at = first + 1; at < to; at++) {
                char c = text.charAt(at);
                if (!isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
                    return false;
                }
            }
            return obfuscated && first + 1 < to;
        }
        for (int at = first; at < to; at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return false;
            }
        }
        return to - first <= 5;
    }

    /** Returns whether a token may hold the character (RFC 9110, section 5.6.2). */
    static boolean isTokenCharacter(char c) {
        return isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static final class AddressList extends HeaderEntries {

        AddressList(List<String> lines) {
            super(lines);
        }

        @Override
        int separator(String line, int end) {
            return line.lastIndexOf(',', end - 1);
        }

        @Override
        @Nullable
        ClientIp address(String line, int from, int to) {
            return node(line, from, to, false);
        }
    }

    private static final class Forwarded extends HeaderEntries {

        Forwarded(List<String> lines) {
            super(lines);
        }

        @Override
        int separator(String line, int end) {
            boolean quoted = false;
            for (int at = end - 1; at >= 0; at--) {
                char c = line.charAt(at);
                if (c == '"' && !isEscaped(line, at)) {
                    quoted = !quoted;
                } else if (c == ',' && !quoted) {
                    return at;
                }
            }
            return -1;
        }

        private static boolean isEscaped(String line, int at) {
            int before = at;
            while (before > 0 && line.charAt(before - 1) == '\\') {
                before--;
            }
            return (at - before) % 2 == 1;
        }

        /** Returns the address of the one {@code for} parameter, or null if the element is not well-formed. */
        @Override
        @Nullable
        ClientIp address(String line, int from, int to) {
            ClientIp address = null;
            int at = from;
            while (at < to) {
                int name = skipBlanks(line, at, to);
                if (name == to || line.charAt(name) == ';') {
                    at = name + 1;
                    continue;
                }
                int equals = name;
                while (equals < to && isTokenCharacter(line.charAt(equals))) {
                    equals++;
                }
                if (equals == name || equals == to || line.charAt(equals) != '=') {
                    return null;
                }
                int value = equals + 1;
                int valueEnd = endOfValue(line, value, to);
                int behind = valueEnd < 0 ? to : skipBlanks(line, valueEnd, to);
                if (valueEnd < 0 || (behind < to && line.charAt(behind) != ';')) {
                    return null;
                }
                if (equals - name == 3 && line.regionMatches(true, name, "for", 0, 3)) {
                    if (address != null) {
                        return null;
                    }
                    boolean quoted = value < to && line.charAt(value) == '"';
                    address = quoted ? quotedNode(line, value + 1, valueEnd - 1) : node(line, value, valueEnd, true);
                    if (address == null) {
                        return null;
                    }
                }
                at = behind + 1;
            }
            return address;
        }

        /** Returns where a value ends, or -1 if it is neither a quoted string nor a run of visible characters. */
        private static int endOfValue(String line, int from, int to) {
            int at = from;
            if (at < to && line.charAt(at) == '"') {
                for (at++; at < to; at++) {
                    char c = line.charAt(at);
                    if (c == '"') {
                        return at + 1;
                    }
                    at += c == '\\' ? 1 : 0;
                    if (at < to && isControl(line.charAt(at))) {
                        return -1;
                    }
                }
                return -1;
            }
            while (at < to && line.charAt(at) != ';' && line.charAt(at) != ' ' && line.charAt(at) != '\t') {
                if (line.charAt(at) == '"' || isControl(line.charAt(at))) {
                    return -1;
                }
                at++;
            }
            return at;
        }

        private static @Nullable ClientIp quotedNode(String line, int from, int to) {
            if (!hasEscape(line, from, to)) {
                return node(line, from, to, true);
            }
            StringBuilder text = new StringBuilder(to - from);
            for (int at = from; at < to; at++) {
                at += line.charAt(at) == '\\' ? 1 : 0;
                text.append(line.charAt(at));
            }
            return node(text.toString(), 0, text.length(), true);
        }

        private static boolean hasEscape(String line, int from, int to) {
            for (int at = from; at < to; at++) {
                if (line.charAt(at) == '\\') {
                    return true;
                }
            }
            return false;
        }

        private static int skipBlanks(String line, int from, int to) {
            int at = from;
            while (at < to && isBlank(line.charAt(at))) {
                at++;
            }
            return at;
        }

        private static boolean isControl(char c) {
            return (c < ' ' && c != '\t') || c == 0x7f;
        }
    }
}
