/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import org.jspecify.annotations.Nullable;

/**
 * The endings under which anyone registers a name, by the Public Suffix List and its algorithm.
 *
 * <p>Both parts of the list count: {@code co.uk}, which a registry runs, and {@code github.io}, whose owner gives names to users. So the
 * registrable domain of {@code a.b.co.uk} is {@code b.co.uk}, and that of {@code a.b.github.io} is {@code b.github.io}. An ending that no
 * rule knows is a suffix of one label. Immutable, and thread-safe.
 */
public final class PublicSuffixes {

    private static final int EXACT = 1 << DomainTable.PROVIDER_SHIFT;
    private static final int WILDCARD = EXACT << 1;
    private static final int EXCEPTION = EXACT << 2;

    private final DomainTable rules;

    /**
     * Takes the rules by their names without mark, as protected domains so that they are held by name, with their kind in the place of the
     * provider.
     */
    PublicSuffixes(DomainTable rules) {
        this.rules = rules;
    }

    /** {@return the number of rules} */
    public int size() {
        return rules.size();
    }

    /**
     * Returns the registrable domain of a name: its public suffix and one label more.
     *
     * @param domain a domain in ASCII; upper and lower case are one
     * @return the registrable domain as it is written there; {@code null} if the name is a public suffix itself
     */
    public @Nullable String registrableDomain(String domain) {
        int start = registrableStart(domain, 0, domain.length());
        return start < 0 ? null : domain.substring(start);
    }

    /**
     * Finds where the registrable domain of a name begins. Creates no object.
     *
     * @param text holds the domain, in ASCII; upper and lower case are one
     * @param from where the domain begins
     * @param to where it ends, exclusive
     * @return the index in the text; -1 if the name is a public suffix itself
     */
    public int registrableStart(String text, int from, int to) {
        int suffix = suffixStart(text, from, to);
        return suffix == from ? -1 : labelStart(text, from, suffix - 1);
    }

    /**
     * Returns whether a name is a public suffix that a rule knows.
     *
     * @param text holds the name, in ASCII; upper and lower case are one
     * @param from where the name begins
     * @param to where it ends, exclusive
     * @return whether a rule says so; an ending that no rule knows is none here
     */
    public boolean isKnownSuffix(String text, int from, int to) {
        if ((rules.valueOf(NameHash.of(text, from, to), text, from, to) & EXACT) != 0) {
            return true;
        }
        return suffixStart(text, from, to) == from && text.lastIndexOf('.', to - 1) >= from;
    }

    private int suffixStart(String text, int from, int to) {
        int suffix = labelStart(text, from, to);
        int labelBefore = to;
        boolean wildcard = false;
        long hash = NameHash.START;
        for (int i = to - 1; i >= from; i--) {
            hash = NameHash.step(hash, NameHash.fold(text.charAt(i)));
            if (i == from || text.charAt(i - 1) == '.') {
                int rule = rules.valueOf(NameHash.finish(hash), text, i, to);
                if ((rule & EXCEPTION) != 0) {
                    return labelBefore;
                }
                if (wildcard || (rule & EXACT) != 0) {
                    suffix = i;
                }
                wildcard = (rule & WILDCARD) != 0;
                labelBefore = i;
            }
        }
        return suffix;
    }

    /** Where the label begins that ends before an index. */
    private static int labelStart(String text, int from, int end) {
        int start = end;
        while (start > from && text.charAt(start - 1) != '.') {
            start--;
        }
        return start;
    }
}
