/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.address;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The spelling of local parts: quotes, quoted pairs, case and composed letters. */
final class LocalPart {

    private LocalPart() {}

    /**
     * Returns what a local part says: its text without quotes and quoted pairs (RFC 5321 section 4.1.2; RFC 5322 section 4.4 allows several
     * quoted words between dots).
     *
     * @return the text; {@code null} if there are quotes that do not match
     */
    static @Nullable String unquotedOrNull(String localPart) {
        int quote = localPart.indexOf('"');
        if (quote < 0) {
            return localPart;
        }
        StringBuilder content = new StringBuilder(localPart.length());
        boolean quoted = false;
        for (int i = 0; i < localPart.length(); i++) {
            char c = localPart.charAt(i);
            if (c == '"') {
                boolean atEdgeOfWord = quoted
                        ? i + 1 == localPart.length() || localPart.charAt(i + 1) == '.'
                        : i == 0 || localPart.charAt(i - 1) == '.';
                if (!atEdgeOfWord) {
                    return null;
                }
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
                if (i == localPart.length()) {
                    return null;
                }
                content.append(localPart.charAt(i));
            } else {
                content.append(c);
            }
        }
        return quoted ? null : content.toString();
    }

    /**
     * Returns whether a text can be the local part of one address. Outside of quotes it has no white space, comma, semicolon, angle bracket or
     * at sign (RFC 5322 section 3.2.3): those separate addresses, and the names of people from them.
     */
    static boolean isOneMailbox(String text) {
        boolean quotesMatch = unquotedOrNull(text) != null;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quotesMatch) {
                quoted = !quoted;
            } else if (quoted) {
                i += c == '\\' ? 1 : 0;
            } else if (separatesAddresses(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean separatesAddresses(char c) {
        return c <= ' ' || c == '@' || c == ',' || c == ';' || c == '<' || c == '>';
    }

    /** Returns a text in lower case and with composed letters (RFC 6532 section 3.1). */
    static String folded(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        // A capital letter may have no composed form where the small one has.
        return DomainName.isAscii(lower) ? lower : Normalizer.normalize(lower, Normalizer.Form.NFC);
    }

    /** Writes a text as a local part, in quotes if it needs them. */
    static String quotedIfNeeded(String content) {
        if (!needsQuotes(content)) {
            return content;
        }
        StringBuilder quoted = new StringBuilder(content.length() + 2).append('"');
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    private static boolean needsQuotes(String content) {
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (isSpecial(c) || EmailAddress.isBlank(c)) {
                return true;
            }
        }
        return content.isEmpty();
    }

    private static boolean isSpecial(char c) {
        return switch (c) {
            case '(', ')', '<', '>', '[', ']', ':', ';', '@', '\\', ',', '"' -> true;
            default -> false;
        };
    }
}
