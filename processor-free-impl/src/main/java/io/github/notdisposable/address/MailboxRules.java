/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.address;

import io.github.notdisposable.internal.data.BundledData;
import io.github.notdisposable.internal.data.DomainTable;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a provider reads local parts: which characters it ignores, where a sub-address begins, which of its domains are one.
 *
 * <p>A rule is here if the provider's help pages state it. The bundled data says which domains are the provider's. At all other domains only
 * the plus sign starts a sub-address (RFC 5233), as in most mail systems.
 *
 * @param separator starts a sub-address, besides the plus sign
 * @param ignored characters that make no difference
 * @param hyphenIsDot whether a hyphen and a dot are the same character
 * @param domain the domain that stands for all domains of the provider, or null if each stands for itself
 * @param belowDomain the rule for the domains right below one of the provider's, or null if they are not the provider's mail
 * @param userIsLabel whether the mailbox is named by the first label of the domain: {@code anything@user.example.com} is the mailbox
 *     {@code user@example.com}
 */
record MailboxRules(
        char separator,
        String ignored,
        boolean hyphenIsDot,
        @Nullable String domain,
        @Nullable MailboxRules belowDomain,
        boolean userIsLabel) {

    private static final MailboxRules DEFAULT = of("", null);

    /** By the name that the bundled data has for the provider. */
    private static final Map<String, MailboxRules> BY_PROVIDER = Map.of(
            "Google",
            of(".", "gmail.com"),
            "Apple",
            of("", "icloud.com"),
            "Proton",
            of(".-_", "proton.me"),
            "Yandex",
            new MailboxRules('+', "", true, "yandex.ru", null, false),
            "Fastmail",
            new MailboxRules('+', "", false, null, new MailboxRules('+', "", false, null, null, true), false),
            "Yahoo",
            new MailboxRules('-', "", false, null, null, false));

    private static MailboxRules of(String ignored, @Nullable String domain) {
        return new MailboxRules('+', ignored, false, domain, null, false);
    }

    /** The providers that have a rule of their own. */
    static Set<String> providers() {
        return BY_PROVIDER.keySet();
    }

    /** Finds the rule for a domain in canonical form. */
    static MailboxRules of(String domain) {
        BundledData data = BundledData.get();
        long match = data.domains().find(domain, 0, domain.length());
        String provider = data.provider(DomainTable.provider(match));
        // A provider's relay hands out addresses that are no names of mailboxes.
        if (provider == null || (DomainTable.flags(match) & DomainTable.PUBLIC) == 0) {
            return DEFAULT;
        }
        MailboxRules rules = BY_PROVIDER.getOrDefault(provider, DEFAULT);
        int start = DomainTable.start(match);
        if (start == 0) {
            return rules;
        }
        MailboxRules below = rules.belowDomain;
        return below != null && start == domain.indexOf('.') + 1 ? below : DEFAULT;
    }

    /** Finds the rule by which the user's name is found, without looking up the domain where no rule would find a sub-address. */
    static MailboxRules ofUser(String localPart, String domain) {
        boolean hasSeparator = localPart.indexOf('+') >= 0 || localPart.indexOf('-') >= 0;
        return hasSeparator || domain.indexOf('.') != domain.lastIndexOf('.') ? of(domain) : DEFAULT;
    }

    /** Returns where the user's name ends: at the first separator behind it, or at the end. */
    int endOfUser(String localPart) {
        int own = localPart.indexOf(separator);
        int plus = localPart.indexOf('+');
        if (own <= 0 && plus <= 0) {
            return localPart.length();
        }
        return own <= 0 || plus <= 0 ? Math.max(own, plus) : Math.min(own, plus);
    }

    /** Drops the differences that the provider does not see; a name that consists of nothing else stays as it is. */
    String withoutIgnored(String user) {
        String one = hyphenIsDot ? user.replace('-', '.') : user;
        if (ignored.isEmpty()) {
            return one;
        }
        StringBuilder kept = new StringBuilder(one.length());
        for (int i = 0; i < one.length(); i++) {
            if (ignored.indexOf(one.charAt(i)) < 0) {
                kept.append(one.charAt(i));
            }
        }
        return kept.isEmpty() ? one : kept.toString();
    }
}
