/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.address.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An address of letters of ASCII or Latin-1, digits, dots and underscores, with a plus sign before its tag if it has one, at a domain of letters,
 * digits, dots and hyphens. What is known of two of them differs in the name of the mailbox alone if they have the same {@link #variant()} and the same
 * domain.
 *
 * <p>Holds one address at a time, in the bytes that it was read from. Used by one thread.
 */
final class PlainAddress {

    /** The number of variants. */
    static final int VARIANTS = 4;

    private static final int ROLE = 1;
    private static final int TAGGED = 2;

    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_LENGTH = 64;

    private static final int IN_LOCAL_PART = 1;
    private static final int IN_DOMAIN = 2;
    private static final int FIRST = 4;
    private static final int LATIN_LETTER = 8;
    private static final byte[] CLASSES = classes();

    /** The first byte of U+00C0 to U+00FF. */
    private static final byte LATIN = (byte) 0xC3;

    /** The second byte of the first of them that is small. */
    private static final byte SHARP_S = (byte) 0x9F;

    private byte[] text = {};
    private int from;
    private int end;
    private int variant;
    private int domainHash;

    /** The domain in lower case. */
    private final byte[] domain = new byte[MAX_LENGTH];

    private int domainLength;

    /** The name of the mailbox in lower case; at first with all characters, then without those that the provider ignores. */
    private final byte[] mailbox = new byte[MAX_LOCAL_LENGTH + 1];

    private int mailboxLength;

    /**
     * Reads a part of a text.
     *
     * @param bytes the text, which must not change while the address is used
     * @param start where the part begins
     * @param to where it ends, exclusive
     * @return whether it is such an address, as far as its characters show; if not, nothing else may be called
     */
    boolean read(byte[] bytes, int start, int to) {
        if (start == to || to - start > MAX_LENGTH || !isOf(FIRST, bytes[start])) {
            return false;
        }
        int at = readLocalPart(bytes, start, Math.min(to, start + MAX_LOCAL_LENGTH + 1));
        if (at < 0 || !readDomain(bytes, at + 1, to)) {
            return false;
        }
        text = bytes;
        from = start;
        end = to;
        variant = (mailboxLength == at - start ? 0 : TAGGED) + (isRole() ? ROLE : 0);
        return true;
    }

    /** Reads up to the at sign; returns where it stands, -1 if there is something else before it. */
    private int readLocalPart(byte[] bytes, int start, int to) {
        int plus = -1;
        for (int i = start; i < to; i++) {
            byte b = bytes[i];
            if (b == '@') {
                mailboxLength = (plus < 0 ? i : plus) - start;
                return i;
            }
            if (b == LATIN && i + 1 < to && isOf(LATIN_LETTER, bytes[i + 1])) {
                mailbox[i - start] = b;
                i++;
                mailbox[i - start] = bytes[i] < SHARP_S ? (byte) (bytes[i] | 0x20) : bytes[i];
            } else if (b == '+' && plus < 0) {
                plus = i;
            } else if (isOf(IN_LOCAL_PART, b)) {
                mailbox[i - start] = lower(b);
            } else {
                return -1;
            }
        }
        return -1;
    }

    private boolean readDomain(byte[] bytes, int start, int to) {
        int state = 0;
        for (int i = start; i < to; i++) {
            byte b = bytes[i];
            if (b == LATIN && i + 1 < to && isOf(LATIN_LETTER, bytes[i + 1])) {
                domain[i - start] = b;
                i++;
                b = bytes[i];
            } else if (isOf(IN_DOMAIN, b)) {
                b = lower(b);
            } else {
                return false;
            }
            domain[i - start] = b;
            state = 31 * state + b;
        }
        domainLength = to - start;
        domainHash = state * 0x9E3779B9;
        return domainLength > 0;
    }

    /** {@return what an address is besides mailbox and domain: whether it has a tag, whether it is that of a role} */
    int variant() {
        return variant;
    }

    /** {@return a hash of the domain, well spread over the upper bits} */
    int domainHash() {
        return domainHash;
    }

    /** {@return the domain, ASCII in lower case} */
    byte[] domain() {
        return Arrays.copyOf(domain, domainLength);
    }

    /** Tells whether the domain is one that is given with ASCII in lower case. */
    boolean hasDomain(byte[] name) {
        return Arrays.equals(domain, 0, domainLength, name, 0, name.length);
    }

    /** {@return the address as it is spelled} */
    String text() {
        return new String(text, from, end - from, StandardCharsets.UTF_8);
    }

    /** Drops characters from the mailbox; returns whether the variant is still that of the address. */
    boolean drop(boolean dots, boolean underscores) {
        int kept = 0;
        for (int i = 0; i < mailboxLength; i++) {
            byte b = mailbox[i];
            if ((b != '.' || !dots) && (b != '_' || !underscores)) {
                mailbox[kept++] = b;
            }
        }
        boolean isWhole = kept == mailboxLength;
        mailboxLength = kept;
        return isWhole || isRole() == ((variant & ROLE) != 0);
    }

    void writeTo(Buffer out) {
        out.write(text, from, end - from);
    }

    void writeMailboxTo(Buffer out) {
        out.write(mailbox, 0, mailboxLength);
    }

    @Override
    public String toString() {
        return "PlainAddress[hidden]";
    }

    private boolean isRole() {
        return EmailAddress.isRoleName(new String(mailbox, 0, mailboxLength, StandardCharsets.UTF_8));
    }

    private static byte lower(byte b) {
        return (byte) (b >= 'A' && b <= 'Z' ? b | 0x20 : b);
    }

    private static boolean isOf(int charClass, byte b) {
        return (CLASSES[b & 0xFF] & charClass) != 0;
    }

    private static byte[] classes() {
        byte[] classes = new byte[1 << Byte.SIZE];
        for (int c = 0x80; c <= 0xBF; c++) {
            // Neither the sign of multiplication nor that of division.
            classes[c] = c == 0x97 || c == 0xB7 ? 0 : (byte) LATIN_LETTER;
        }
        for (int c = 0; c < 0x80; c++) {
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
                classes[c] = IN_LOCAL_PART | IN_DOMAIN | FIRST;
            }
        }
        classes['.'] = IN_LOCAL_PART | IN_DOMAIN;
        classes['_'] = IN_LOCAL_PART;
        classes['-'] = IN_DOMAIN;
        return classes;
    }
}
