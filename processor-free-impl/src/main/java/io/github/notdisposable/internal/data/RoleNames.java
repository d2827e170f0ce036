/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

/** The local parts that name a function and not a person, such as {@code info} and {@code sales}. Immutable. */
final class RoleNames {

    private static final int SLOTS_PER_NAME = 2;

    /** Whole hashes of 64 bits, zero where a slot is free. */
    private final long[] slots;

    private final int longest;

    private final int size;

    /** Takes names in lower case, one a line. */
    RoleNames(String lines) {
        int names = 0;
        for (int end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', end + 1)) {
            names++;
        }
        slots = new long[Math.max(1, names * SLOTS_PER_NAME)];
        size = names;
        int longestName = 0;
        for (int from = 0, to = lines.indexOf('\n'); to >= 0; from = to + 1, to = lines.indexOf('\n', from)) {
            longestName = Math.max(longestName, to - from);
            long hash = NameHash.of(lines, from, to);
            slots[placeOf(hash)] = hash;
        }
        longest = longestName;
    }

    int size() {
        return size;
    }

    boolean contains(String text, int from, int to) {
        if (to <= from || to - from > longest) {
            return false;
        }
        return slots[placeOf(NameHash.of(text, from, to))] != 0;
    }

    /** Returns whether there is a name that a text becomes when its dots, hyphens and low lines are left out. */
    boolean containsWithoutSigns(String text, int from, int to) {
        long state = NameHash.START;
        int kept = 0;
        for (int i = to - 1; i >= from; i--) {
            char c = text.charAt(i);
            if (c != '.' && c != '-' && c != '_') {
                state = NameHash.step(state, NameHash.fold(c));
                kept++;
            }
        }
        return kept > 0 && kept < to - from && slots[placeOf(NameHash.finish(state))] != 0;
    }

    private int placeOf(long hash) {
        int at = (int) (((hash >>> 32) * slots.length) >>> 32);
        while (slots[at] != 0 && slots[at] != hash) {
            at = at + 1 == slots.length ? 0 : at + 1;
        }
        return at;
    }
}
