/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
public final class DidYouMean {

    private static final int LONGEST = 100;

    private DidYouMean() {}

    /**
     * Returns the candidate that is nearest to what was written; the first of several that are equally near; empty if there is none.
     * Letter case and punctuation count for nothing.
     */
    public static Optional<String> nearest(String written, Collection<String> candidates) {
        String plain = plain(written);
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = distance(plain, plain(candidate));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Returns a text that is fit for a message: not endless, and without control characters. */
    public static String printable(String text) {
        String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return shown.replaceAll("[^\\x20-\\x7E]", "?");
    }

    private static String plain(String text) {
        String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        return start.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
    }

    /** The Damerau-Levenshtein distance in which no part is edited twice (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] distances = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            distances[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            distances[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replaced = distances[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int removed = distances[i - 1][j] + 1;
                int added = distances[i][j - 1] + 1;
                int least = Math.min(replaced, Math.min(removed, added));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                distances[i][j] = swapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
            }
        }
        return distances[a.length()][b.length()];
    }
}
