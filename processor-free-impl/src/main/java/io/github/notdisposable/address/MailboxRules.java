/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.address;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a provider reads local parts: which characters it does not see, where a sub-address begins, which of its domains are one.
 *
 * <p>Each rule is what the provider's own help pages say of its addresses. Where a provider is not known, only the plus sign is taken for
 * the start of a sub-address (RFC 5233), as it is by most mail systems.
 */
final class MailboxRules {

    private static final MailboxRules DEFAULT = new MailboxRules("", '+', null, false);

    private static final Map<String, MailboxRules> BY_DOMAIN = byDomain();

    /** Characters that make no difference. */
    private final String ignored;

    private final char separator;

    /** The domain that stands for all domains of the group, or null where each stands for itself. */
    private final @Nullable String canonicalDomain;

    /** Whether {@code anything@user.example.com} is the mailbox {@code user@example.com}. */
    private final boolean subdomainAddressing;

    /** Whether a hyphen and a dot are the same character. */
    private final boolean hyphenIsDot;

    private MailboxRules(
            String ignored, char separator, @Nullable String canonicalDomain, boolean subdomainAddressing) {
        this(ignored, separator, canonicalDomain, subdomainAddressing, false);
    }

    private MailboxRules(
            String ignored,
            char separator,
            @Nullable String canonicalDomain,
            boolean subdomainAddressing,
            boolean hyphenIsDot) {
        this.ignored = ignored;
        this.separator = separator;
        this.canonicalDomain = canonicalDomain;
        this.subdomainAddressing = subdomainAddressing;
        this.hyphenIsDot = hyphenIsDot;
    }

    static MailboxRules of(String domain) {
        MailboxRules rules = BY_DOMAIN.get(domain);
        if (rules != null) {
            return rules;
        }
        int dot = domain.indexOf('.');
        if (domain.indexOf('.', dot + 1) < 0) {
            return DEFAULT;
        }
        MailboxRules ofParent = BY_DOMAIN.get(domain.substring(dot + 1));
        return ofParent != null && ofParent.subdomainAddressing ? ofParent : DEFAULT;
    }

    boolean isSubAddressed(String localPart, String domain) {
        String user = unquoted(localPart);
        return separatorIn(user) > 0 || isBelowItsProvider(domain);
    }

    String normalForm(String localPart, String domain) {
        String user = unquoted(localPart).toLowerCase(Locale.ROOT);
        String provider = domain;
        if (isBelowItsProvider(domain)) {
            int dot = domain.indexOf('.');
            user = domain.substring(0, dot);
            provider = domain.substring(dot + 1);
        } else {
            int end = separatorIn(user);
            user = end > 0 ? user.substring(0, end) : user;
        }
        String plain = withoutIgnored(hyphenIsDot ? user.replace('-', '.') : user);
        return (plain.isEmpty() ? user : plain) + '@' + (canonicalDomain != null ? canonicalDomain : provider);
    }

    private boolean isBelowItsProvider(String domain) {
        return subdomainAddressing && !BY_DOMAIN.containsKey(domain);
    }

    /** Where the sub-address begins: at the provider's own separator, or at a plus sign; -1 if there is none behind a user's name. */
    private int separatorIn(String user) {
        int own = user.indexOf(separator);
        int plus = user.indexOf('+');
        if (own <= 0) {
            return plus;
        }
        return plus <= 0 ? own : Math.min(own, plus);
    }

    private String withoutIgnored(String user) {
        if (ignored.isEmpty()) {
            return user;
        }
        StringBuilder kept = new StringBuilder(user.length());
        for (int i = 0; i < user.length(); i++) {
            if (ignored.indexOf(user.charAt(i)) < 0) {
                kept.append(user.charAt(i));
            }
        }
        return kept.toString();
    }

    /** A quoted local part that needs no quotes is the same mailbox without them (RFC 5321 section 4.1.2). */
    private static String unquoted(String localPart) {
        int last = localPart.length() - 1;
        if (last < 2 || localPart.charAt(0) != '"' || localPart.charAt(last) != '"') {
            return localPart;
        }
        String inner = localPart.substring(1, last);
        boolean atoms = inner.chars().allMatch(c -> c > ' ' && c != 0x7F && "()<>[]:;@\\,\"".indexOf(c) < 0);
        return atoms ? inner : localPart;
    }

    private static Map<String, MailboxRules> byDomain() {
        Map<String, MailboxRules> rules = new HashMap<>();
        put(rules, new MailboxRules(".", '+', "gmail.com", false), "gmail.com", "googlemail.com");
        put(rules, new MailboxRules("", '+', "icloud.com", false), "icloud.com", "me.com", "mac.com");
        put(
                rules,
                new MailboxRules(".-_", '+', "proton.me", false),
                "proton.me",
                "protonmail.com",
                "protonmail.ch",
                "pm.me");
        put(
                rules,
                new MailboxRules("", '+', "yandex.ru", false, true),
                "yandex.ru",
                "ya.ru",
                "yandex.com",
                "yandex.by",
                "yandex.kz",
                "yandex.ua",
                "yandex.uz",
                "yandex.com.tr");
        put(rules, new MailboxRules("", '+', null, true), fastmailDomains());
        put(rules, new MailboxRules("", '-', null, false), yahooDomains());
        return Map.copyOf(rules);
    }

    private static String[] fastmailDomains() {
        return new String[] {
            "fastmail.com", "fastmail.fm", "fastmail.co.uk", "fastmail.com.au", "fastmail.de", "fastmail.es",
                    "fastmail.in",
            "fastmail.jp", "fastmail.net", "fastmail.nl", "fastmail.org", "fastmail.se", "fastmail.to", "fastmail.uk",
            "fastmail.us", "sent.com", "messagingengine.com", "mailbolt.com", "eml.cc", "fea.st", "123mail.org"
        };
    }

    private static String[] yahooDomains() {
        return new String[] {
            "yahoo.com",
            "ymail.com",
            "rocketmail.com",
            "myyahoo.com",
            "yahoo.ae",
            "yahoo.at",
            "yahoo.be",
            "yahoo.ca",
            "yahoo.ch",
            "yahoo.cl",
            "yahoo.co.id",
            "yahoo.co.il",
            "yahoo.co.in",
            "yahoo.co.jp",
            "yahoo.co.kr",
            "yahoo.co.nz",
            "yahoo.co.th",
            "yahoo.co.uk",
            "yahoo.co.za",
            "yahoo.com.ar",
            "yahoo.com.au",
            "yahoo.com.br",
            "yahoo.com.co",
            "yahoo.com.hk",
            "yahoo.com.mx",
            "yahoo.com.my",
            "yahoo.com.pe",
            "yahoo.com.ph",
            "yahoo.com.sg",
            "yahoo.com.tr",
            "yahoo.com.tw",
            "yahoo.com.ua",
            "yahoo.com.ve",
            "yahoo.com.vn",
            "yahoo.cz",
            "yahoo.de",
            "yahoo.dk",
            "yahoo.es",
            "yahoo.fi",
            "yahoo.fr",
            "yahoo.gr",
            "yahoo.hu",
            "yahoo.ie",
            "yahoo.in",
            "yahoo.it",
            "yahoo.nl",
            "yahoo.no",
            "yahoo.pl",
            "yahoo.pt",
            "yahoo.ro",
            "yahoo.se"
        };
    }

    private static void put(Map<String, MailboxRules> rules, MailboxRules rule, String... domains) {
        for (String domain : domains) {
            rules.put(domain, rule);
        }
    }
}
