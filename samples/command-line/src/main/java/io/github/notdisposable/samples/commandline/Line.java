/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.address.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line of a text, in the bytes that it was read from.
 *
 * <p>It may be a plain address: one of letters of ASCII or Latin-1, digits, dots and underscores, with a plus sign before its tag if it has one, at a
 * domain of letters, digits, dots and hyphens. What is known of two of them differs in the name of the mailbox alone if they have the same
 * {@link #variant()} and the same domain.
 *
 * <p>Used by one thread, for one line after the other.
 */
final class Line {

    /** The number of variants. */
    static final int VARIANTS = 4;

    private static final int ROLE = 1;
    private static final int TAGGED = 2;

    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_LENGTH = 64;

    /** By byte, what may stand in a local part and in a domain, in lower case; 0 for all else. */
    private static final byte[] IN_LOCAL_PART = lettersDigitsAnd('.', '_');

    private static final byte[] IN_DOMAIN = lettersDigitsAnd('.', '-');

    /** The first byte of U+00C0 to U+00FF. */
    private static final byte LATIN = (byte) 0xC3;

    /** The second byte of the first of them that is small. */
    private static final byte SHARP_S = (byte) 0x9F;

    /** The second bytes of two that are no letters: the signs of multiplication and of division. */
    private static final byte TIMES = (byte) 0x97;

    private static final byte DIVIDED_BY = (byte) 0xB7;

    private byte[] text = {};

    /** At the places of the text, the mailbox and the domain in lower case. */
    private byte[] lower = {};

    private int from;
    private int at;
    private int end;

    /** Without the tag, and without the characters that {@link #drop} dropped. */
    private int mailboxEnd;

    private boolean isPlain;
    private int variant;
    private int domainHash;

    /**
     * Reads a line.
     *
     * @param bytes the text, which must not change while the line is used
     * @param scratch as long as the text; this line uses its own part of it
     * @param start where the line begins
     * @return where the next one begins
     */
    int read(byte[] bytes, byte[] scratch, int start) {
        text = bytes;
        lower = scratch;
        from = start;
        at = readLocalPart(start);
        boolean hasMailbox = at > start
                && at - start <= MAX_LOCAL_LENGTH
                && at < bytes.length
                && bytes[at] == '@'
                && bytes[start] != '.'
                && bytes[start] != '_'
                && bytes[start] != LATIN
                && mailboxEnd > start;
        int read = hasMailbox ? readDomain(at + 1) : at;
        int lineEnd = read;
        while (lineEnd < bytes.length && bytes[lineEnd] != '\n') {
            lineEnd++;
        }
        end = lineEnd > start && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        isPlain = hasMailbox && read == end && end > at + 1 && end - start <= MAX_LENGTH;
        if (isPlain) {
            variant = (mailboxEnd == at ? 0 : TAGGED) + (isRole() ? ROLE : 0);
        }
        return lineEnd + 1;
    }

    /** Returns the place of the first byte that cannot stand in a local part. */
    private int readLocalPart(int start) {
        int plus = -1;
        int i = start;
        for (; i < text.length; i++) {
            byte b = text[i];
            byte small = IN_LOCAL_PART[b & 0xFF];
            if (small != 0) {
                lower[i] = small;
            } else if (isLatinLetter(i)) {
                lower[i] = b;
                i++;
                lower[i] = text[i] < SHARP_S ? (byte) (text[i] | 0x20) : text[i];
            } else if (b == '+' && plus < 0) {
                plus = i;
            } else {
                break;
            }
        }
        mailboxEnd = plus < 0 ? i : plus;
        return i;
    }

    /** Returns the place of the first byte that cannot stand in a domain. */
    private int readDomain(int start) {
        int state = 0;
        int i = start;
        for (; i < text.length; i++) {
            byte small = IN_DOMAIN[text[i] & 0xFF];
            if (small == 0) {
                if (!isLatinLetter(i)) {
                    break;
                }
                lower[i] = text[i];
                i++;
                small = text[i];
            }
            lower[i] = small;
            state = 31 * state + small;
        }
        int spread = state * 0x9E3779B9;
        domainHash = spread ^ (spread >>> Short.SIZE);
        return i;
    }

    private boolean isLatinLetter(int index) {
        if (text[index] != LATIN || index + 1 == text.length) {
            return false;
        }
        byte second = text[index + 1];
        return (second & 0xC0) == 0x80 && second != TIMES && second != DIVIDED_BY;
    }

    /** {@return whether the line is a plain address, as far as its characters show} What concerns an address may not be asked of another line. */
    boolean isPlainAddress() {
        return isPlain;
    }

    /** {@return what an address is besides mailbox and domain: whether it has a tag, whether it is that of a role} */
    int variant() {
        return variant;
    }

    /** {@return a hash of the domain, well spread over the lower bits} */
    int domainHash() {
        return domainHash;
    }

    /** {@return the domain, ASCII in lower case} */
    byte[] domain() {
        return Arrays.copyOfRange(lower, at + 1, end);
    }

    /** {@return the domain as text, ASCII in lower case} */
    String domainText() {
        return new String(lower, at + 1, end - at - 1, StandardCharsets.UTF_8);
    }

    /** Tells whether the domain is one that is given with ASCII in lower case. */
    boolean hasDomain(byte[] name) {
        return Arrays.equals(lower, at + 1, end, name, 0, name.length);
    }

    /** {@return the bytes of the line} */
    byte[] bytes() {
        return Arrays.copyOfRange(text, from, end);
    }

    /** {@return the line as it is spelled; of one that is too long its two ends} */
    String text() {
        return Lines.value(text, from, end);
    }

    /** {@return the number of bytes of the line} */
    int length() {
        return end - from;
    }

    /** {@return a hash of the line} */
    int hash() {
        int state = 0;
        for (int i = from; i < end; i++) {
            state = 31 * state + text[i];
        }
        return state;
    }

    /** Tells whether the line is the same as another. */
    boolean hasBytes(byte[] other) {
        return Arrays.equals(text, from, end, other, 0, other.length);
    }

    /** Drops characters from the mailbox; returns whether the variant is still that of the address. */
    boolean drop(boolean dots, boolean underscores) {
        if (!dots && !underscores) {
            return true;
        }
        int kept = from;
        for (int i = from; i < mailboxEnd; i++) {
            byte b = lower[i];
            if ((b != '.' || !dots) && (b != '_' || !underscores)) {
                lower[kept++] = b;
            }
        }
        boolean isWhole = kept == mailboxEnd;
        mailboxEnd = kept;
        return isWhole || isRole() == ((variant & ROLE) != 0);
    }

    void writeTo(Buffer out) {
        out.write(text, from, end - from);
    }

    void writeMailboxTo(Buffer out) {
        out.write(lower, from, mailboxEnd - from);
    }

    @Override
    public String toString() {
        return "Line[hidden]";
    }

    private boolean isRole() {
        return EmailAddress.isRoleName(new String(lower, from, mailboxEnd - from, StandardCharsets.UTF_8));
    }

    private static byte[] lettersDigitsAnd(char... others) {
        byte[] lower = new byte[1 << Byte.SIZE];
        for (char c = '0'; c <= 'z'; c++) {
            if (c <= '9' || c >= 'a') {
                lower[c] = (byte) c;
            } else if (c >= 'A' && c <= 'Z') {
                lower[c] = (byte) (c | 0x20);
            }
        }
        for (char other : others) {
            lower[other] = (byte) other;
        }
        return lower;
    }
}
