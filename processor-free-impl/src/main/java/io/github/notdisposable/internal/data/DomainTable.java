/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A set of domains with what is known of each, matched on label boundaries without creating an object.
 *
 * <p>Names are not kept: a domain is a slot of 64 bits, a fingerprint of 48 and a value of 16 (five flags and the number of a provider).
 * The hash is computed from the end of a name to its start, so one pass yields that of every parent. A name that is not in the table is
 * taken for one of its entries with a probability of about 4 in 10<sup>14</sup> for each of its labels: a miss looks at some eleven slots
 * of 48 bits. The entries themselves are told apart for certain, the builder and the generator see to that.
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class DomainTable {

    /** The domain serves throw-away addresses, by strong evidence. */
    public static final int DISPOSABLE = 1;

    /** Weak evidence says that the domain serves throw-away addresses. */
    public static final int SUSPICIOUS = 1 << 1;

    /** The domain forwards to persons' real mailboxes. */
    public static final int RELAY = 1 << 2;

    /** Anyone can have a mailbox at the domain. */
    public static final int PUBLIC = 1 << 3;

    /** The domain is real, whatever a list says. */
    public static final int PROTECTED = 1 << 4;

    /** The number of the last provider that fits into a value; 0 means that none is known. */
    static final int MAX_PROVIDER = (1 << 11) - 1;

    /** What is found in a text that is no address, or one whose domain is not plainly written. It has no flags. */
    public static final long NOT_PLAIN = 1L << 16;

    private static final int REFUSED = DISPOSABLE | SUSPICIOUS;
    private static final int KEPT = RELAY | PUBLIC | PROTECTED;
    private static final int FLAGS = REFUSED | KEPT;
    private static final int PROVIDER_SHIFT = 5;
    private static final int VALUE_BITS = 16;
    private static final int VALUE_MASK = (1 << VALUE_BITS) - 1;

    /** More than a domain has, and the at sign before it. */
    private static final int LONGEST = 256;

    /** At most; at least half of it, as their number is a power of two. */
    private static final int BITS_PER_ENTRY = 3;

    /** A long has this many bits, as a power of two. */
    private static final int BIT_OF_WORD = 6;

    private static final int MAGIC = 0x4e444454;
    private static final int FORMAT = 1;
    private static final int HEADER_BYTES = 20;

    /** More slots than this are those of no table. */
    private static final int LARGEST = 1 << 24;

    private static final long HASH_START = 0xcbf29ce484222325L;
    private static final long HASH_PRIME = 0x100000001b3L;

    /** The character of a name in lower case; {@link #NAME_ENDS} for the at sign, {@link #OTHER} for what is in no name. */
    private static final byte[] FOLDED = new byte[0x80];

    /** In {@link #FOLDED}, all that is less, but for the hyphen, is no part of a label. */
    private static final int FIRST_DIGIT = '0';

    private static final int NAME_ENDS = 0;
    private static final int OTHER = -1;

    static {
        for (char c = 0; c < FOLDED.length; c++) {
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            FOLDED[c] = (byte) (letterOrDigit || c == '-' || c == '.' ? fold(c) : OTHER);
        }
        FOLDED['@'] = NAME_ENDS;
    }

    /** Empty slots are zero; a value is never zero, so neither is a slot that is taken. */
    private final long[] slots;

    /**
     * A bit for each entry, at the place that the end of its hash says; several may share one. Most names that are not in the table are told
     * here, in memory that is small enough to stay close to the processor.
     */
    private final long[] present;

    private final int size;

    private DomainTable(long[] slots, int size) {
        this.slots = slots;
        this.size = size;
        present = new long[Math.max(1, Integer.highestOneBit(BITS_PER_ENTRY * size) / Long.SIZE)];
        for (long slot : slots) {
            if (slot != 0) {
                long finished = slot >>> VALUE_BITS;
                present[presentAt(finished)] |= 1L << finished;
            }
        }
    }

    /** {@return a builder of a table} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the number of domains} */
    public int size() {
        return size;
    }

    /** {@return the bytes that the table holds} */
    public long bytes() {
        return (long) Long.BYTES * (slots.length + present.length);
    }

    /**
     * Finds what is known of a domain by itself and by its parents.
     *
     * <p>The most specific entry wins, with two exceptions: a relay, a public or a protected domain among the name and its parents hides
     * what lists say of throw-away addresses; and strong evidence at any of them stands above weak evidence.
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
     * @return as {@link #find(String, int, int)} for what follows the last at sign; {@link #NOT_PLAIN} if nothing stands before that sign, or
     *     what follows it is longer than a domain, or has other characters than letters, digits, hyphens and single inner dots of ASCII
     */
    public static long findInAddress(DomainTable first, @Nullable DomainTable second, String address) {
        int end = address.length();
        return find(first, second, address, Math.max(1, end - LONGEST), end, OTHER);
    }

    /** Reads from the end to an at sign or the start, which counts as the character that is given. */
    private static long find(
            DomainTable first, @Nullable DomainTable second, String text, int from, int to, int beforeStart) {
        long best = 0;
        long hash = HASH_START;
        int labelEnd = to;
        for (int i = to - 1; ; i--) {
            int c = i < from ? beforeStart : folded(text.charAt(i));
            if (c < FIRST_DIGIT && c != '-') {
                if (c == OTHER || i + 1 == labelEnd) {
                    return NOT_PLAIN;
                }
                best = better(best, valueOf(finish(hash), first, second), i + 1);
                if (c == NAME_ENDS) {
                    return best;
                }
                labelEnd = i;
            }
            hash = (hash ^ c) * HASH_PRIME;
        }
    }

    private static int folded(char c) {
        return c < FOLDED.length ? FOLDED[c] : OTHER;
    }

    /** Weighs what is known of a name against what is known of its parents. */
    private static long better(long ofParents, int value, int start) {
        if (value == 0) {
            return ofParents;
        }
        if ((value & KEPT) != 0) {
            return match(value & ~REFUSED, start);
        }
        boolean stronger = (value & DISPOSABLE) != 0 || (ofParents & DISPOSABLE) == 0;
        return stronger && (ofParents & KEPT) == 0 ? match(value, start) : ofParents;
    }

    private static int valueOf(long finished, DomainTable first, @Nullable DomainTable second) {
        int value = first.valueOf(finished);
        if (second == null) {
            return value;
        }
        int other = second.valueOf(finished);
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
        int value = valueOf(hash(text, from, to));
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

    /** The hash of part of a text, from its end to its start. */
    static long hash(String text, int from, int to) {
        long hash = HASH_START;
        for (int i = to - 1; i >= from; i--) {
            hash = step(hash, text.charAt(i));
        }
        return finish(hash);
    }

    static long hashStart() {
        return HASH_START;
    }

    /** FNV-1a, one character further to the left. */
    static long step(long hash, char c) {
        return (hash ^ fold(c)) * HASH_PRIME;
    }

    private static int fold(char c) {
        return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    }

    /** Spreads the hash over all bits: the finalizer of SplitMix64. */
    static long finish(long hash) {
        long z = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** The value of a finished hash, 0 if there is none. The position comes from the upper bits, the fingerprint is the lower 48. */
    int valueOf(long finished) {
        if ((present[presentAt(finished)] & (1L << finished)) == 0) {
            return 0;
        }
        long fingerprint = finished << VALUE_BITS;
        int at = position(finished, slots.length);
        for (long slot = slots[at]; slot != 0; slot = slots[at]) {
            if ((slot ^ fingerprint) >>> VALUE_BITS == 0) {
                return (int) slot & VALUE_MASK;
            }
            at = at + 1 == slots.length ? 0 : at + 1;
        }
        return 0;
    }

    private int presentAt(long finished) {
        return (int) (finished >>> BIT_OF_WORD) & (present.length - 1);
    }

    private static int position(long finished, int length) {
        return (int) (((finished >>> 32) * length) >>> 32);
    }

    /**
     * Reads a table as {@code data/generate.mjs} writes it: a header of five integers (a mark, the format, the slots, the entries, a
     * checksum), a bit for each slot that is taken, then those slots.
     *
     * @param in the stream, which is read to its end and not closed
     * @return the table
     * @throws IOException if it cannot be read, or is not such a table
     * @throws IllegalStateException if its format is another one
     */
    static DomainTable read(InputStream in) throws IOException {
        byte[] header = in.readNBytes(HEADER_BYTES);
        if (header.length < HEADER_BYTES) {
            throw new IOException("The table is cut off");
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        if (fields.getInt() != MAGIC) {
            throw new IOException("This is no table of domains");
        }
        int format = fields.getInt();
        if (format != FORMAT) {
            throw new IllegalStateException(
                    "The bundled data has format " + format + ", and this version of notdisposable reads format "
                            + FORMAT
                            + ": use versions of notdisposable and notdisposable-data that fit together, as notdisposable-bom names them");
        }
        int length = fields.getInt();
        int size = fields.getInt();
        int checksum = fields.getInt();
        if (size < 0 || size >= length || length > LARGEST) {
            throw new IOException("The table is damaged");
        }
        int words = (length + Long.SIZE - 1) / Long.SIZE;
        byte[] bytes = new byte[Long.BYTES * (words + size)];
        int read = in.readNBytes(bytes, 0, bytes.length);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (read < bytes.length || in.read() >= 0 || (int) crc.getValue() != checksum) {
            throw new IOException("The table is damaged");
        }
        // Copied in one step: in a process that has just started, each call of a buffer costs more than all else here.
        long[] body = new long[words + size];
        ByteBuffer.wrap(bytes).asLongBuffer().get(body);
        long[] slots = new long[length];
        int next = words;
        for (int word = 0; word < words; word++) {
            for (long bits = body[word]; bits != 0; bits &= bits - 1) {
                slots[word * Long.SIZE + Long.numberOfTrailingZeros(bits)] = body[next++];
            }
        }
        return new DomainTable(slots, size);
    }

    /** Builds a table at run time. Not safe for use by several threads. */
    public static final class Builder {

        /** Neither this builder nor its tables are fuller than this, in hundredths. */
        private static final int FILL = 75;

        private static final int FEWEST_SLOTS = 8;

        /** Whole hashes, of which a table keeps less: they are needed to find a place again when the builder grows. */
        private long[] hashes = new long[64];

        /** Flags are never zero where a hash is taken. */
        private byte[] flags = new byte[64];

        private int size;

        private Builder() {}

        /**
         * Adds a domain, or adds flags to one that is there.
         *
         * @param domain the domain, in ASCII; upper and lower case are one
         * @param domainFlags at least one of the flags of {@link DomainTable}
         * @return this builder
         * @throws IllegalArgumentException if the flags are none, or others
         */
        public Builder add(String domain, int domainFlags) {
            return add(domain, 0, domain.length(), domainFlags);
        }

        /**
         * Adds a domain that is part of a text, or adds flags to one that is there.
         *
         * @param text holds the domain, in ASCII; upper and lower case are one
         * @param from where the domain begins
         * @param to where it ends, exclusive
         * @param domainFlags at least one of the flags of {@link DomainTable}
         * @return this builder
         * @throws IllegalArgumentException if the flags are none, or others
         */
        public Builder add(String text, int from, int to, int domainFlags) {
            if (domainFlags == 0 || (domainFlags & ~FLAGS) != 0) {
                throw new IllegalArgumentException("'domainFlags' must be flags of a domain, was " + domainFlags);
            }
            if ((size + 1) * 100L > (long) hashes.length * FILL) {
                grow();
            }
            put(hash(text, from, to), domainFlags);
            return this;
        }

        /** {@return the number of domains so far} */
        public int size() {
            return size;
        }

        /** {@return a table of what was added, independent of this builder} */
        public DomainTable build() {
            long[] slots = new long[(int) Math.max(FEWEST_SLOTS, size * 100L / FILL + 1)];
            int taken = 0;
            for (int i = 0; i < hashes.length; i++) {
                if (flags[i] != 0) {
                    long fingerprint = hashes[i] << VALUE_BITS;
                    int at = position(hashes[i], slots.length);
                    while (slots[at] != 0 && (slots[at] ^ fingerprint) >>> VALUE_BITS != 0) {
                        at = at + 1 == slots.length ? 0 : at + 1;
                    }
                    taken += slots[at] == 0 ? 1 : 0;
                    slots[at] |= fingerprint | flags[i];
                }
            }
            return new DomainTable(slots, taken);
        }

        private void put(long hash, int added) {
            int at = position(hash, hashes.length);
            while (flags[at] != 0 && hashes[at] != hash) {
                at = at + 1 == hashes.length ? 0 : at + 1;
            }
            size += flags[at] == 0 ? 1 : 0;
            hashes[at] = hash;
            flags[at] |= (byte) added;
        }

        private void grow() {
            long[] oldHashes = hashes;
            byte[] oldFlags = flags;
            hashes = new long[oldHashes.length * 2];
            flags = new byte[oldHashes.length * 2];
            size = 0;
            for (int i = 0; i < oldHashes.length; i++) {
                if (oldFlags[i] != 0) {
                    put(oldHashes[i], oldFlags[i]);
                }
            }
        }
    }
}
