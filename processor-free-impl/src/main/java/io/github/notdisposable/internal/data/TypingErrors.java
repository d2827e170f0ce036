/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import java.util.LinkedHashSet;
import java.util.Set;

/** Typing errors: one letter left out, added, replaced by another, or moved. */
final class TypingErrors {

    private static final int FARTHEST_MOVE = 2;

    private static final String[] KEYBOARD = {"1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm"};

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz.";

    private TypingErrors() {}

    /** Whether the first characters of a text are a name with any one error. */
    static boolean isOneErrorFrom(String text, int length, String name) {
        return isOneErrorFrom(text, length, name, false);
    }

    /** Whether the first characters of a text are a name with one error that fingers make, not in its first letter. */
    static boolean isOneLikelyErrorFrom(String text, int length, String name) {
        return isOneErrorFrom(text, length, name, true);
    }

    private static boolean isOneErrorFrom(String text, int length, String name, boolean likely) {
        int difference = length - name.length();
        if (difference < -1 || difference > 1) {
            return false;
        }
        int at = 0;
        int shorter = Math.min(length, name.length());
        while (at < shorter && text.charAt(at) == name.charAt(at)) {
            at++;
        }
        if (difference == 0) {
            if (at == length) {
                return false;
            }
            if (isMoved(text, length, name, at)) {
                return true;
            }
            return haveSameTail(text, length, at + 1, name, at + 1)
                    && (!likely || (at > 0 && areNeighbors(text.charAt(at), name.charAt(at))));
        }
        if (difference < 0) {
            return haveSameTail(text, length, at, name, at + 1) && (!likely || at > 0);
        }
        if (!haveSameTail(text, length, at + 1, name, at)) {
            return false;
        }
        return !likely || (at > 0 && isLikelyAddition(text.charAt(at), name, at));
    }

    /** Whether one letter stands one or two places from where it belongs, from the first difference on. */
    private static boolean isMoved(String text, int length, String name, int at) {
        int last = length - 1;
        while (text.charAt(last) == name.charAt(last)) {
            last--;
        }
        int distance = last - at;
        return distance >= 1
                && distance <= FARTHEST_MOVE
                && ((text.charAt(at) == name.charAt(last) && text.regionMatches(at + 1, name, at, distance))
                        || (text.charAt(last) == name.charAt(at) && text.regionMatches(at, name, at + 1, distance)));
    }

    private static boolean haveSameTail(String text, int length, int from, String name, int nameFrom) {
        return length - from == name.length() - nameFrom && text.regionMatches(from, name, nameFrom, length - from);
    }

    /** A letter too many: one beside it, or struck twice. An s at the end may be a name of its own. */
    private static boolean isLikelyAddition(char added, String name, int at) {
        char before = name.charAt(at - 1);
        if (added == 's' && at == name.length()) {
            return false;
        }
        return added == before
                || areNeighbors(added, before)
                || (at < name.length() && areNeighbors(added, name.charAt(at)));
    }

    /**
     * Returns what was perhaps meant by a text with one error.
     *
     * @param text a short text
     * @param likely whether only errors count that fingers make
     * @return the texts that are one error away
     */
    static Set<String> of(String text, boolean likely) {
        Set<String> candidates = new LinkedHashSet<>();
        for (int i = 0; i <= text.length(); i++) {
            String before = text.substring(0, i);
            String from = text.substring(i);
            for (int j = 0; j < LETTERS.length(); j++) {
                char c = LETTERS.charAt(j);
                candidates.add(before + c + from);
                if (!from.isEmpty() && (!likely || areNeighbors(c, from.charAt(0)))) {
                    candidates.add(before + c + from.substring(1));
                }
            }
            if (!from.isEmpty() && (!likely || isLikelyAddition(text, i))) {
                candidates.add(before + from.substring(1));
            }
            if (from.length() > 1) {
                candidates.add(before + from.charAt(1) + from.charAt(0) + from.substring(2));
            }
        }
        candidates.remove(text);
        return candidates;
    }

    /** Whether a character may be one too many: no letter, or like the one before or behind it. */
    private static boolean isLikelyAddition(String text, int at) {
        char added = text.charAt(at);
        return added < 'a' || isLike(added, text, at - 1) || isLike(added, text, at + 1);
    }

    private static boolean isLike(char added, String text, int at) {
        return at >= 0 && at < text.length() && (text.charAt(at) == added || areNeighbors(text.charAt(at), added));
    }

    /** Returns what was perhaps meant by an ending that is written twice, or whose keys were held, or whose dots are elsewhere. */
    static Set<String> ofMisplacedDots(String ending) {
        Set<String> candidates = new LinkedHashSet<>();
        String letters = ending.replaceAll("[.-]", "").replaceAll("^(.+?)\\1+$", "$1");
        String once = ending.replaceAll("(.)\\1+", "$1").replaceAll("(\\.[a-z]+)\\1+$", "$1");
        candidates.add(once);
        candidates.add(letters);
        for (int dot = 1; dot < letters.length(); dot++) {
            candidates.add(letters.substring(0, dot) + '.' + letters.substring(dot));
        }
        candidates.remove(ending);
        return candidates;
    }

    private static boolean areNeighbors(char a, char b) {
        for (int row = 0; row < KEYBOARD.length; row++) {
            int place = KEYBOARD[row].indexOf(a);
            if (place >= 0) {
                return isAt(row, place - 1, b)
                        || isAt(row, place + 1, b)
                        || isAt(row - 1, place, b)
                        || isAt(row - 1, place + 1, b)
                        || isAt(row + 1, place, b)
                        || isAt(row + 1, place - 1, b);
            }
        }
        return false;
    }

    private static boolean isAt(int row, int place, char c) {
        return row >= 0
                && row < KEYBOARD.length
                && place >= 0
                && place < KEYBOARD[row].length()
                && KEYBOARD[row].charAt(place) == c;
    }
}
