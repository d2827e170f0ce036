/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import java.util.Locale;

/** Tells addresses that are written plainly from all other texts, in one pass and without creating an object. */
public final class PlainAddress {

    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_LENGTH = 64;
    private static final int MAX_LABEL_LENGTH = 63;

    private PlainAddress() {}

    /**
     * Finds the at sign of a plain address: letters of ASCII, digits, dots, hyphens and low lines, an at sign, and a domain whose last label is no
     * number. Its domain in lower case is canonical, and nothing of it is quoted.
     *
     * @param text any text
     * @return the index of the at sign; -1 if the text is no address, or not a plain one
     */
    public static int atSign(String text) {
        int length = text.length();
        int at = text.indexOf('@');
        if (at <= 0 || at > MAX_LOCAL_LENGTH || length > MAX_LENGTH) {
            return -1;
        }
        for (int i = 0; i < at; i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && !isDigit(c) && c != '.' && c != '-' && c != '_') {
                return -1;
            }
        }
        return endsInHostName(text, at + 1, length) ? at : -1;
    }

    /**
     * Returns the domain of a plain address.
     *
     * @param address an address in which {@link #atSign} finds one
     * @return the domain in canonical form
     */
    public static String domain(String address) {
        return address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean endsInHostName(String text, int from, int to) {
        int label = from;
        boolean isNumber = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (!isLabel(text, label, i)) {
                    return false;
                }
                label = i + 1;
                isNumber = true;
            } else if (!isDigit(c)) {
                if (!isLetter(c) && c != '-') {
                    return false;
                }
                isNumber = false;
            }
        }
        return !isNumber && isLabel(text, label, to);
    }

    private static boolean isLabel(String text, int from, int to) {
        return from < to && to - from <= MAX_LABEL_LENGTH && text.charAt(from) != '-' && text.charAt(to - 1) != '-';
    }

    private static boolean isLetter(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
