/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

/**
 * The hash of a name, computed from its end to its start so that one pass yields the hashes of all parents: FNV-1a, spread over all bits by
 * the finalizer of SplitMix64. Upper and lower case of ASCII are one.
 *
 * <p>It has no key, and both parts can be inverted: somebody who wants a name with a given hash computes one. No answer that lets an address
 * in may rest on a hash alone.
 */
final class NameHash {

    /** The state before the last character of a name. */
    static final long START = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    private NameHash() {}

    /** {@return the hash of part of a text} */
    static long of(String text, int from, int to) {
        long state = START;
        for (int i = to - 1; i >= from; i--) {
            state = step(state, fold(text.charAt(i)));
        }
        return finish(state);
    }

    /** {@return the state one character, in lower case, further to the left} */
    static long step(long state, int folded) {
        return (state ^ folded) * PRIME;
    }

    /** {@return the hash of what was stepped over so far} */
    static long finish(long state) {
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    static int fold(char c) {
        return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    }
}
