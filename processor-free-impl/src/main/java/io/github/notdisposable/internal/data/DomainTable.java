/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import org.jspecify.annotations.Nullable;

/**
 * A set of domains with what is known of each, matched on label boundaries without creating an object.
 *
 * <p>An entry is a slot of 64 bits; slots are sorted by the hash of their names. The first bits of a hash are the number of a word: 64 bits,
 * one for each value that the next six bits can have, of which those are set for which there are entries. Most names that are not in the
 * table are found out there, in memory that is small enough to stay close to the processor. The bits that are set before that of the name
 * tell where in the word's slots to begin.
 *
 * <p>A slot has the following 48 bits of the hash, and a value of 16 (five flags and the number of a provider). A name that is not in the table is
 * taken for one of its entries with a probability of about 4 in 10<sup>14</sup>, unless somebody computed it for that. The worst that comes of
 * it is that this name is refused: a domain that is kept (a relay, public or protected), and so hides what lists say of its parents, is held
 * by its name, of which the slot has the place instead of the last 24 bits of the hash.
 *
 * <p>Immutable, and thread-safe.
 */
public final class DomainTable {

    /** The domain serves disposable addresses, by strong evidence. */
    public static final int DISPOSABLE = 1;

    /** Weak evidence says that the domain serves disposable addresses. */
    public static final int SUSPICIOUS = 1 << 1;

    /** The domain forwards to persons' real mailboxes. */
    public static final int RELAY = 1 << 2;

    /** Anyone can have a mailbox at the domain. */
    public static final int PUBLIC = 1 << 3;

    /** The domain is real, whatever a list says. */
    public static final int PROTECTED = 1 << 4;

    /** The number of the last provider that fits into a value; 0 means that none is known. */
    static final int MAX_PROVIDER = (1 << 11) - 1;

    /** What is found in a text that is no address, or one whose domain does not end plainly written. It has no flags. */
    public static final long NOT_PLAIN = 1L << 16;

    private static final int LISTED = DISPOSABLE | SUSPICIOUS;
    private static final int PROTECTED_KINDS = RELAY | PUBLIC | PROTECTED;
    static final int FLAGS = LISTED | PROTECTED_KINDS;
    static final int PROVIDER_SHIFT = 5;
    private static final int VALUE_BITS = 16;
    private static final int VALUE_MASK = (1 << VALUE_BITS) - 1;

    /** More than a domain has, and the at sign before it. */
    private static final int LONGEST = 256;

    /** At most; at least half of it, as the number of words is a power of two. */
    private static final int BITS_PER_ENTRY = 8;

    private static final int FEWEST_WORDS = 2;

    /** A word has this many bits, as a power of two. */
    private static final int LOG2_WORD_BITS = 6;

    /** Each slot has this many bits of a hash at its start, by which slots are sorted. */
    static final int KEY_BITS = 24;

    /** In the slot of a kept domain, the place of its name has as many. */
    private static final int PLACE_MASK = (1 << KEY_BITS) - 1;

    private static final int KEY_SHIFT = Long.SIZE - KEY_BITS;

    /**
     * The character of a name in lower case; {@link #NAME_ENDS} for the at sign, {@link #SIGN} for signs that no host has in its name,
     * {@link #OTHER} for blanks.
     */
    private static final byte[] FOLDED = new byte[0x80];

    /** In {@link #FOLDED}, all that is less, but for the hyphen, is no part of a label. */
    private static final int FIRST_DIGIT = '0';

    private static final int NAME_ENDS = 0;
    private static final int OTHER = -1;
    private static final int SIGN = -2;

    static {
        for (char c = 0; c < FOLDED.length; c++) {
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            int notInNames = c <= ' ' || c == 0x7F ? OTHER : SIGN;
            FOLDED[c] = (byte) (letterOrDigit || c == '-' || c == '.' ? NameHash.fold(c) : notInNames);
        }
        FOLDED['@'] = NAME_ENDS;
    }

    private final long[] presenceFilter;

    /** For each word the place of its first slot, and at the end the number of slots. */
    private final int[] starts;

    private final long[] slots;

    /** The names of kept domains: one byte for the length, then ASCII in lower case. */
    private final byte[] names;

    /** By how many bits a hash is shifted to yield the number of its word. */
    private final int wordShift;

    /** Takes what {@link DomainTableFile} reads or {@link DomainTableBuilder} makes. */
    DomainTable(long[] presenceFilter, int[] starts, long[] slots, byte[] names) {
        this.presenceFilter = presenceFilter;
        this.starts = starts;
        this.slots = slots;
        this.names = names;
        wordShift = wordShift(presenceFilter.length);
    }

    /** {@return how many words a table has} */
    static int words(int size) {
        return Math.max(FEWEST_WORDS, Integer.highestOneBit((int) ((long) BITS_PER_ENTRY * size / Long.SIZE)));
    }

    static int wordShift(int words) {
        return Long.SIZE - Integer.numberOfTrailingZeros(words);
    }

    /** {@return the bit of a hash in its word} */
    static long bit(long hash, int wordShift) {
        return 1L << (hash >>> (wordShift - LOG2_WORD_BITS));
    }

    /** {@return the slot of an entry that is not kept} */
    static long slot(long hash, int wordShift, int value) {
        return ((hash << (Long.SIZE - wordShift)) & -(1L << VALUE_BITS)) | value;
    }

    /** {@return the slot of an entry whose name is at a place} */
    static long slot(long hash, int wordShift, int value, int place) {
        return (slot(hash, wordShift, 0) & -(1L << KEY_SHIFT)) | ((long) place << VALUE_BITS) | value;
    }

    /** {@return whether an entry is held by its name} */
    static boolean isNamed(int value) {
        return (value & PROTECTED_KINDS) != 0;
    }

    /** {@return a builder of a table} */
    public static DomainTableBuilder builder() {
        return new DomainTableBuilder();
    }

    /** {@return the number of domains} */
    public int size() {
        return slots.length;
    }

    /** {@return the bytes that the table holds} */
    public long bytes() {
        return (long) Long.BYTES * (slots.length + presenceFilter.length)
                + (long) Integer.BYTES * starts.length
                + names.length;
    }

    /**
     * Finds what is known of a domain by itself and by its parents.
     *
     * <p>The most specific entry wins, with two exceptions: a relay, a public or a protected domain among the name and its parents hides
     * what lists say of disposable addresses; and strong evidence at any of them stands above weak evidence.
     *
     * @param text holds the domain, in ASCII; upper and lower case are one
     * @param from where the domain begins
     * @param to where it ends, exclusive
     * @return 0 if nothing is known; else a match, to be read with {@link #flags(long)}, {@link #provider(long)} and {@link #start(long)}
     */
    public long find(String text, int from, int to) {
        return find(this, null, text, from, to);
    }

    /**
     * Finds what is known of a domain in two tables at once, as if they were one: what one keeps, the other does not refuse.
     *
     * @param first a table
     * @param second another, or {@code null}; where both have an entry for the same name, their flags add up and the provider is the first's
     * @param text holds the domain, in ASCII; upper and lower case are one
     * @param from where the domain begins
     * @param to where it ends, exclusive
     * @return as {@link #find(String, int, int)}
     */
    public static long find(DomainTable first, @Nullable DomainTable second, String text, int from, int to) {
        long match = find(first, second, text, from, to, NAME_ENDS);
        return match == NOT_PLAIN ? 0 : match;
    }

    /**
     * Finds what is known of the domain of an address in two tables at once, in one pass over the domain.
     *
     * @param first a table
     * @param second another, or {@code null}
     * @param address any text
     * @return as {@link #find(String, int, int)} for what follows the last at sign, or for the labels behind the last sign of ASCII that no
     *     host has in its name; {@link #NOT_PLAIN} if nothing stands before the at sign, or what follows it is longer than a domain, ends in
     *     such a sign or in a dot, or has a blank or a character beyond ASCII
     */
    public static long findInAddress(DomainTable first, @Nullable DomainTable second, String address) {
        int end = address.length();
        return find(first, second, address, Math.max(1, end - LONGEST), end, OTHER);
    }

    /** Reads from the end to an at sign or the start, which counts as the character that is given. */
    private static long find(
            DomainTable first, @Nullable DomainTable second, String text, int from, int to, int beforeStart) {
        long best = 0;
        long hash = NameHash.START;
        int labelEnd = to;
        for (int i = to - 1; ; i--) {
            int c = i < from ? beforeStart : folded(text.charAt(i));
            if (c < FIRST_DIGIT && c != '-') {
                if (c < 0 || i + 1 == labelEnd) {
                    return c == OTHER || labelEnd == to ? NOT_PLAIN : best;
                }
                best = moreSpecific(best, valueOf(NameHash.finish(hash), text, i + 1, to, first, second), i + 1);
                if (c == NAME_ENDS) {
                    return best;
                }
                labelEnd = i;
            }
            hash = NameHash.step(hash, c);
        }
    }

    private static int folded(char c) {
        return c < FOLDED.length ? FOLDED[c] : OTHER;
    }

    /** Weighs what is known of a name against what is known of its parents. */
    private static long moreSpecific(long ofParents, int value, int start) {
        if (value == 0) {
            return ofParents;
        }
        if ((value & PROTECTED_KINDS) != 0) {
            return match(value & ~LISTED, start);
        }
        boolean stronger = (value & DISPOSABLE) != 0 || (ofParents & DISPOSABLE) == 0;
        return stronger && (ofParents & PROTECTED_KINDS) == 0 ? match(value, start) : ofParents;
    }

    private static int valueOf(
            long hash, String text, int from, int to, DomainTable first, @Nullable DomainTable second) {
        int value = first.valueOf(hash, text, from, to);
        if (second == null) {
            return value;
        }
        int other = second.valueOf(hash, text, from, to);
        return value == 0 ? other : value | (other & FLAGS);
    }

    /**
     * Finds the value of one name, not of its parents.
     *
     * @param text holds the domain, in ASCII; upper and lower case are one
     * @param from where the domain begins
     * @param to where it ends, exclusive
     * @return 0 if the table does not hold it; else a match
     */
    public long findExact(String text, int from, int to) {
        int value = valueOf(NameHash.of(text, from, to), text, from, to);
        return value == 0 ? 0 : match(value, from);
    }

    /**
     * Returns the flags of a match.
     *
     * @param match what a find method returned
     * @return {@link #DISPOSABLE}, {@link #SUSPICIOUS}, {@link #RELAY}, {@link #PUBLIC} and {@link #PROTECTED}, or 0
     */
    public static int flags(long match) {
        return (int) match & FLAGS;
    }

    /**
     * Returns the number of the provider of a match, to be asked of {@link BundledData#provider(int)}.
     *
     * @param match what a find method returned
     * @return the number; 0 if the provider is not known
     */
    public static int provider(long match) {
        return ((int) match & VALUE_MASK) >>> PROVIDER_SHIFT;
    }

    /**
     * Returns where in the text the entry begins that matched; it ends where the domain ends.
     *
     * @param match what a find method returned, not 0
     * @return the index
     */
    public static int start(long match) {
        return (int) (match >>> 32);
    }

    private static long match(int value, int start) {
        return ((long) start << 32) | value;
    }

    /** The value of one name with its hash, 0 if there is none. */
    int valueOf(long hash, String text, int from, int to) {
        int word = (int) (hash >>> wordShift);
        long bit = bit(hash, wordShift);
        long before = presenceFilter[word];
        if ((before & bit) == 0) {
            return 0;
        }
        long wanted = hash << (Long.SIZE - wordShift);
        int end = starts[word + 1];
        for (int at = starts[word] + Long.bitCount(before & (bit - 1)); at < end; at++) {
            long slot = slots[at];
            long ahead = (slot >>> KEY_SHIFT) - (wanted >>> KEY_SHIFT);
            if (ahead > 0) {
                return 0;
            }
            if (ahead == 0 && isEntry(slot, wanted, text, from, to)) {
                return (int) slot & VALUE_MASK;
            }
        }
        return 0;
    }

    private boolean isEntry(long slot, long wanted, String text, int from, int to) {
        if (!isNamed((int) slot)) {
            return (slot ^ wanted) >>> VALUE_BITS == 0;
        }
        int name = (int) (slot >>> VALUE_BITS) & PLACE_MASK;
        if ((names[name] & 0xFF) != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (names[++name] != NameHash.fold(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
