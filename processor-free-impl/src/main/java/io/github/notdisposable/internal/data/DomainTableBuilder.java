/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Builds a table at run time. Not thread-safe. */
public final class DomainTableBuilder {

    /** The table of hashes is never fuller than this, in hundredths. */
    private static final int FILL = 75;

    private long[] hashes = new long[64];

    /** Flags are never zero where a hash is taken. */
    private byte[] flags = new byte[64];

    /** The names of the domains that a table holds by name, by their hash. */
    private final Map<Long, String> names = new HashMap<>();

    private int size;

    DomainTableBuilder() {}

    /**
     * Adds a domain, or adds flags to one that is there.
     *
     * @param domain the domain, in ASCII; upper and lower case are one
     * @param domainFlags at least one of the flags of {@link DomainTable}
     * @return this builder
     * @throws IllegalArgumentException if the flags are none, or others
     */
    public DomainTableBuilder add(String domain, int domainFlags) {
        if (domainFlags == 0 || (domainFlags & ~DomainTable.FLAGS) != 0) {
            throw new IllegalArgumentException("'domainFlags' must be flags of a domain, was " + domainFlags);
        }
        if ((size + 1) * 100L > (long) hashes.length * FILL) {
            grow();
        }
        long hash = NameHash.of(domain, 0, domain.length());
        put(hash, domainFlags);
        if (DomainTable.isNamed(domainFlags)) {
            names.put(hash, domain.toLowerCase(Locale.ROOT));
        }
        return this;
    }

    /** {@return the number of domains so far} */
    public int size() {
        return size;
    }

    /** {@return a table of what was added, independent of this builder} */
    public DomainTable build() {
        long[] sorted = sortedHashes();
        int words = DomainTable.words(size);
        int shift = DomainTable.wordShift(words);
        long[] presenceFilter = new long[words];
        int[] starts = new int[words + 1];
        long[] slots = new long[size];
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = 0; i < size; i++) {
            long hash = sorted[i];
            int value = flags[placeOf(hash)];
            int word = (int) (hash >>> shift);
            presenceFilter[word] |= DomainTable.bit(hash, shift);
            starts[word + 1] = i + 1;
            if (DomainTable.isNamed(value)) {
                slots[i] = DomainTable.slot(hash, shift, value, text.size());
                byte[] name = names.getOrDefault(hash, "").getBytes(StandardCharsets.US_ASCII);
                text.write(name.length);
                text.writeBytes(name);
            } else {
                slots[i] = DomainTable.slot(hash, shift, value);
            }
        }
        for (int word = 0; word < words; word++) {
            starts[word + 1] = Math.max(starts[word], starts[word + 1]);
        }
        return new DomainTable(presenceFilter, starts, slots, text.toByteArray());
    }

    /** The hashes without their sign, as an array is sorted by. */
    private long[] sortedHashes() {
        long[] sorted = new long[size];
        int next = 0;
        for (int i = 0; i < hashes.length; i++) {
            if (flags[i] != 0) {
                sorted[next++] = hashes[i] ^ Long.MIN_VALUE;
            }
        }
        Arrays.sort(sorted);
        for (int i = 0; i < size; i++) {
            sorted[i] ^= Long.MIN_VALUE;
        }
        return sorted;
    }

    private void put(long hash, int added) {
        int at = placeOf(hash);
        size += flags[at] == 0 ? 1 : 0;
        hashes[at] = hash;
        flags[at] |= (byte) added;
    }

    private int placeOf(long hash) {
        int at = (int) (((hash >>> 32) * hashes.length) >>> 32);
        while (flags[at] != 0 && hashes[at] != hash) {
            at = at + 1 == hashes.length ? 0 : at + 1;
        }
        return at;
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
