/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.address;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Brings domain names to the one form in which they are compared: ASCII letters in lower case, digits, hyphens and dots.
 *
 * <p>Full-width forms and ideographic full stops are folded, invisible characters dropped, international names turned to their A-labels,
 * one dot at the end is taken off. Limits are those of RFC 1035: 63 bytes a label, 253 a name.
 */
public final class DomainName {

    /** The longest text that could be a domain name before it is folded: a label may be written with many invisible characters. */
    static final int MAX_RAW_LENGTH = 1_024;

    private static final int MAX_LENGTH = 253;
    private static final int MAX_LABEL_LENGTH = 63;

    private static final Pattern FULL_STOPS = Pattern.compile("[\\u3002\\uFF0E\\uFF61]");

    /** Letters that have no other in Unicode's case folding but whose capital or small form is another one's. */
    private static final String NOT_CASED = "\u0130\u0131";

    private DomainName() {}

    /**
     * Reads a domain name as it is typed into a form: white space, control and invisible characters at the ends are dropped, as
     * {@link EmailAddress#parse} drops them. Bounded in time for any input.
     *
     * @param text any text
     * @return the canonical form; empty if the text is no domain name, as for {@link #canonical}
     */
    public static Optional<String> parse(CharSequence text) {
        String stripped = EmailAddress.stripEnds(text);
        return stripped == null ? Optional.empty() : canonical(stripped);
    }

    /**
     * Returns a domain name in canonical form.
     *
     * @param text a domain name, possibly international
     * @return the canonical form; empty if the text is no domain name: a label that is empty, too long or has other characters, an IP
     *     address, or a number as its last label
     */
    public static Optional<String> canonical(String text) {
        return Optional.ofNullable(canonicalOrNull(text));
    }

    /**
     * Returns whether a name is in canonical form.
     *
     * @param name any text
     * @return whether it is a domain name, and canonical
     */
    public static boolean isCanonical(String name) {
        return isHostName(name) && !hasUpperCase(name);
    }

    static @Nullable String canonicalOrNull(String text) {
        if (text.length() > MAX_RAW_LENGTH) {
            return null;
        }
        String name = isAscii(text) ? text : toAsciiOrNull(folded(text));
        if (name == null) {
            return null;
        }
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (!isHostName(name)) {
            return null;
        }
        return hasUpperCase(name) ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** Drops what cannot be seen. */
    static String withoutInvisible(String text) {
        return mapped(text.codePoints().filter(c -> !isInvisible(c)));
    }

    /** Returns whether IDNA maps a character to nothing, or forbids it but people paste it without seeing it. */
    static boolean isInvisible(int c) {
        if (c < 0x80) {
            return false;
        }
        return Character.getType(c) == Character.FORMAT
                || (c >= 0x180B && c <= 0x180F)
                || (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0100 && c <= 0xE01EF)
                || "\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0".indexOf(c) >= 0;
    }

    private static String mapped(IntStream codePoints) {
        return codePoints
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Writes a name with the letters and full stops that its characters stand for; international labels are not turned to A-labels yet. */
    static String folded(String text) {
        if (isAscii(text)) {
            return text;
        }
        String visible = withoutInvisible(Normalizer.normalize(withoutInvisible(text), Normalizer.Form.NFKC));
        return mapped(FULL_STOPS.matcher(visible).replaceAll(".").codePoints().map(DomainName::caseFolded));
    }

    /** Folds the case of a letter as Unicode does today: {@link IDN} knows the letters of Unicode 3.2, and takes others as they are. */
    private static int caseFolded(int c) {
        if (NOT_CASED.indexOf(c) >= 0) {
            return c;
        }
        // The capital letters of Cherokee are the older ones.
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.CHEROKEE
                ? Character.toUpperCase(c)
                : Character.toLowerCase(Character.toUpperCase(c));
    }

    private static @Nullable String toAsciiOrNull(String folded) {
        if (folded.isEmpty()) {
            return null;
        }
        try {
            return IDN.toASCII(folded, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return null;
        } catch (IndexOutOfBoundsException e) {
            // The JDK throws it for some empty labels.
            return null;
        }
    }

    private static boolean isHostName(String name) {
        int length = name.length();
        if (length == 0 || length > MAX_LENGTH) {
            return false;
        }
        int labelStart = 0;
        boolean labelIsNumber = true;
        for (int i = 0; i <= length; i++) {
            char c = i < length ? name.charAt(i) : '.';
            if (c == '.') {
                int labelLength = i - labelStart;
                if (labelLength == 0
                        || labelLength > MAX_LABEL_LENGTH
                        || name.charAt(labelStart) == '-'
                        || name.charAt(i - 1) == '-') {
                    return false;
                }
                if (i < length) {
                    labelStart = i + 1;
                    labelIsNumber = true;
                }
            } else if (isLetter(c) || c == '-') {
                labelIsNumber = false;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return !labelIsNumber;
    }

    private static boolean hasUpperCase(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
