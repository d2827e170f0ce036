/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import org.jspecify.annotations.Nullable;

/**
 * Finds the great provider that was meant where a domain has a typing error, such as {@code gmail.com} for {@code gnail.com}.
 *
 * <p>It would rather say nothing than say it of a real domain. One error is looked for, of those that fingers make: a letter left out, one
 * struck twice, one of its neighbours on the keyboard in its place or beside it, a letter a place or two from where it belongs; and an ending that does not
 * exist. The first letter is taken as right, for there are real services at {@code ymail}, {@code fmail} and {@code email}. What the
 * bundled data knows as public, as a relay, as real or as disposable is no error. Immutable, and safe for use by several threads.
 */
public final class TypoSuggester {

    /** The names that are long and odd enough for one error to be seen in them. */
    private static final String[] NAMES = {
        "gmail", "googlemail", "yahoo", "hotmail", "outlook", "icloud", "protonmail", "rocketmail", "comcast",
                "verizon", "sbcglobal",
        "bellsouth", "btinternet", "yandex", "rambler", "rediffmail", "wanadoo", "laposte", "virgilio", "bigpond",
                "tutanota", "earthlink",
        "cox", "aol", "live", "msn"
    };

    /** Shorter names have real neighbours all around: of them only the ending is looked at. */
    private static final int SHORTEST = 5;

    private static final int FARTHEST_MOVE = 2;

    /** Real names one error away from a great provider's. */
    private static final String[] REAL = {"gail"};

    /** What stands for the ending of a provider in another country, or for a slip, though it exists. */
    private static final String[] SLIPS_OF_COM = {"co", "cm", "om"};

    private static final String[] KEYBOARD = {"1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm"};

    private final DomainTable domains;
    private final PublicSuffixes suffixes;

    TypoSuggester(DomainTable domains, PublicSuffixes suffixes) {
        this.domains = domains;
        this.suffixes = suffixes;
    }

    /**
     * Suggests the domain that was probably meant.
     *
     * @param domain a domain in canonical form
     * @return a provider's domain; {@code null} if the name looks like itself
     */
    public @Nullable String suggest(String domain) {
        int dot = domain.indexOf('.');
        if (dot < 0) {
            return withoutDot(domain);
        }
        String best = null;
        for (String name : NAMES) {
            if (name.charAt(0) == domain.charAt(0) || name.charAt(0) == domain.charAt(1)) {
                String suggestion = suggest(domain, dot, name);
                if (suggestion != null) {
                    best = suggestion;
                    break;
                }
            }
        }
        return best == null || isKnown(domain) ? null : best;
    }

    private @Nullable String suggest(String domain, int dot, String name) {
        boolean exact = dot == name.length() && domain.startsWith(name);
        if (!exact && !(name.length() >= SHORTEST && isOneErrorFrom(domain, dot, name))) {
            return null;
        }
        String ending = domain.substring(dot + 1);
        String meant = name + '.' + ending;
        if (!exact && isPublicMail(meant)) {
            return meant;
        }
        String dotCom = name + ".com";
        boolean badEnding = isSlipOfCom(ending);
        return badEnding && isPublicMail(dotCom) ? dotCom : null;
    }

    /** {@code gmailcom}. */
    private @Nullable String withoutDot(String text) {
        int length = text.length() - 3;
        if (length < SHORTEST || !text.endsWith("com")) {
            return null;
        }
        for (String name : NAMES) {
            if (name.length() == length && text.startsWith(name)) {
                return name + ".com";
            }
        }
        return null;
    }

    private boolean isKnown(String domain) {
        int known = DomainTable.flags(domains.find(domain, 0, domain.length()));
        return (known & ~DomainTable.SUSPICIOUS) != 0;
    }

    private boolean isPublicMail(String domain) {
        return (DomainTable.flags(domains.findExact(domain, 0, domain.length())) & DomainTable.PUBLIC) != 0;
    }

    private boolean isSlipOfCom(String ending) {
        for (String slip : SLIPS_OF_COM) {
            if (slip.equals(ending)) {
                return true;
            }
        }
        return ending.indexOf('.') < 0
                && !suffixes.isKnownSuffix(ending, 0, ending.length())
                && distanceAtMostOne(ending, ending.length(), "com", false);
    }

    private static boolean isOneErrorFrom(String domain, int dot, String name) {
        for (String real : REAL) {
            if (real.length() == dot && domain.startsWith(real)) {
                return false;
            }
        }
        return distanceAtMostOne(domain, dot, name, true);
    }

    /**
     * Whether the first characters of a text are a name with one error.
     *
     * @param likely whether only errors count that fingers make, and the first letter must stand in the first or second place
     */
    private static boolean distanceAtMostOne(String text, int length, String name, boolean likely) {
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
            return endsAlike(text, length, at + 1, name, at + 1)
                    && (!likely || (at > 0 && areNeighbours(text.charAt(at), name.charAt(at))));
        }
        if (difference < 0) {
            return endsAlike(text, length, at, name, at + 1) && (!likely || at > 0);
        }
        if (!endsAlike(text, length, at + 1, name, at)) {
            return false;
        }
        return !likely || (at > 0 && isSlip(text.charAt(at), name, at));
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

    private static boolean endsAlike(String text, int length, int from, String name, int nameFrom) {
        return length - from == name.length() - nameFrom && text.regionMatches(from, name, nameFrom, length - from);
    }

    /** A letter too many: one beside it, or struck twice. An s at the end may be a name of its own. */
    private static boolean isSlip(char added, String name, int at) {
        char before = name.charAt(at - 1);
        if (added == 's' && at == name.length()) {
            return false;
        }
        return added == before
                || areNeighbours(added, before)
                || (at < name.length() && areNeighbours(added, name.charAt(at)));
    }

    private static boolean areNeighbours(char a, char b) {
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
