/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the great provider that was meant where a domain has a typing error, such as {@code gmail.com} for {@code gnail.com}.
 *
 * <p>It prefers silence to a wrong suggestion. One error is looked for, of those that fingers make: a letter left out, one struck twice, one of
 * its neighbors on the keyboard in its place or beside it, a letter a place or two from where it belongs; and an ending that does not exist,
 * such as {@code comcast.ner} or {@code hotmail.couk}. The first letter is taken as right, for there are real services at {@code ymail},
 * {@code fmail} and {@code email}. Of a domain that a list names, which is refused or doubted anyway, any one error is enough.
 *
 * <p>Immutable, and thread-safe.
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

    /** Shorter names have real neighbors all around: of them only the ending is looked at. */
    private static final int SHORTEST = 5;

    /** Longer endings are not those of a provider, with an error or without. */
    private static final int LONGEST_ENDING = 12;

    /** Real names one error away from a great provider's. */
    private static final Set<String> REAL_NAMES = Set.of("gail");

    /** What stands for the ending of a provider in another country, or for a slip, though it exists. */
    private static final Set<String> SLIPS_OF_COM = Set.of("co", "cm", "om");

    /** Where such an ending is the provider's own. */
    private static final Set<String> REAL_DOMAINS = Set.of("outlook.co", "outlook.cm");

    private static final String COM = "com";

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
     * @param match what is known of it, as {@link DomainTable#find(String, int, int)} returned it for the whole text
     * @return a provider's domain; {@code null} if the name looks like itself, or is real: public, a relay or protected
     */
    public @Nullable String suggest(String domain, long match) {
        int flags = DomainTable.flags(match);
        boolean isProtected = (flags & DomainTable.PROTECTED) != 0 && DomainTable.start(match) == 0;
        if (isProtected || (flags & (DomainTable.PUBLIC | DomainTable.RELAY)) != 0) {
            return null;
        }
        return suggest(domain, (flags & (DomainTable.DISPOSABLE | DomainTable.SUSPICIOUS)) != 0);
    }

    private @Nullable String suggest(String domain, boolean listed) {
        int dot = domain.indexOf('.');
        if (dot < 0) {
            return withoutDot(domain);
        }
        for (String name : NAMES) {
            if (listed || name.charAt(0) == domain.charAt(0) || name.charAt(0) == domain.charAt(1)) {
                String suggestion = suggest(domain, dot, name, listed);
                if (suggestion != null) {
                    return suggestion;
                }
            }
        }
        return null;
    }

    private @Nullable String suggest(String domain, int dot, String name, boolean listed) {
        boolean exact = dot == name.length() && domain.startsWith(name);
        if (!exact && !(name.length() >= SHORTEST && isOneErrorFrom(domain, dot, name, listed))) {
            return null;
        }
        String ending = domain.substring(dot + 1);
        String meant;
        if (!exact && isOfProvider(name, ending)) {
            meant = ending;
        } else if (SLIPS_OF_COM.contains(ending) && isOfProvider(name, COM)) {
            meant = REAL_DOMAINS.contains(domain) ? null : COM;
        } else {
            meant = ending.length() > LONGEST_ENDING ? null : meantEnding(name, exact, ending, listed);
        }
        return meant == null ? null : name + '.' + meant;
    }

    /** {@code gmailcom}. */
    private @Nullable String withoutDot(String text) {
        for (String name : NAMES) {
            if (name.length() >= SHORTEST && text.startsWith(name)) {
                String ending = text.substring(name.length());
                return isOfProvider(name, ending) ? name + '.' + ending : null;
            }
        }
        return null;
    }

    /**
     * Finds the ending that was meant by one that does not exist.
     *
     * @param exact whether the name before it is right
     */
    private @Nullable String meantEnding(String name, boolean exact, String ending, boolean listed) {
        if (suffixes.isKnownSuffix(ending, 0, ending.length())) {
            return listed && exact ? onlyOfProvider(name, TypingErrors.of(ending, false)) : null;
        }
        int lastLabel = ending.lastIndexOf('.') + 1;
        boolean noSuchTopLevel = !suffixes.isKnownSuffix(ending, lastLabel, ending.length());
        if (lastLabel == 0 && TypingErrors.isOneErrorFrom(ending, ending.length(), COM) && isOfProvider(name, COM)) {
            return COM;
        }
        String meant = onlyOfProvider(name, TypingErrors.of(ending, true));
        if (meant == null) {
            meant = onlyOfProvider(name, TypingErrors.ofMisplacedDots(ending));
        }
        return meant == null && exact && (noSuchTopLevel || listed)
                ? onlyOfProvider(name, TypingErrors.of(ending, false))
                : meant;
    }

    /** Returns the one ending with which the name is the provider's; null if there is none, or more than one. */
    private @Nullable String onlyOfProvider(String name, Set<String> endings) {
        String only = null;
        for (String ending : endings) {
            if (isOfProvider(name, ending)) {
                if (only != null) {
                    return null;
                }
                only = ending;
            }
        }
        return only;
    }

    /** Whether there is public mail at a name with an ending, of the provider that has the name under {@code com}, if anybody has. */
    private boolean isOfProvider(String name, String ending) {
        long match = find(name + '.' + ending);
        if ((DomainTable.flags(match) & DomainTable.PUBLIC) == 0) {
            return false;
        }
        int ofCom = DomainTable.provider(find(name + '.' + COM));
        return ofCom == 0 || ofCom == DomainTable.provider(match);
    }

    private long find(String domain) {
        return domains.findExact(domain, 0, domain.length());
    }

    private static boolean isOneErrorFrom(String domain, int dot, String name, boolean listed) {
        boolean letterAndMail = dot == SHORTEST && domain.startsWith("mail", 1);
        return listed
                ? !letterAndMail && TypingErrors.isOneErrorFrom(domain, dot, name)
                : TypingErrors.isOneLikelyErrorFrom(domain, dot, name)
                        && !REAL_NAMES.contains(domain.substring(0, dot));
    }
}
