/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.address.DomainEnd;
import io.github.notdisposable.address.DomainName;
import io.github.notdisposable.address.EmailAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An allow or block list of the application's own: domains, domains with their subdomains, and whole addresses.
 *
 * <p>Each entry is kept under its canonical form, and a match is reported as the list writes it.
 */
final class OwnList {

    /** The names of the lists, as a verdict's source. */
    static final String ALLOW = "allow-list";

    static final String BLOCK = "block-list";

    private static final Pattern BEHIND_THE_AT_SIGN = Pattern.compile("[^\\s,;]+");
    private static final int LONGEST_SHOWN_DOMAIN = 100;
    private static final int LONGEST_SHOWN_TEXT = 24;

    private final Map<String, String> domains = new HashMap<>();
    private final Map<String, String> domainsAndBelow = new HashMap<>();
    private final Map<String, String> addresses = new HashMap<>();

    private OwnList() {}

    /**
     * Reads a list.
     *
     * @param name the list's name in quotes, for messages
     * @param entries {@code example.com}, {@code .example.com} or {@code *.example.com} for subdomains too, {@code bob@example.com}
     * @throws IllegalArgumentException if an entry is none of these; the message gives its position, and no local part
     */
    static OwnList of(String name, Collection<String> entries) {
        OwnList list = new OwnList();
        int place = 0;
        for (String entry : entries) {
            place++;
            if (!list.add(entry.strip())) {
                throw new IllegalArgumentException(
                        name + ", entry " + place + ": " + shown(entry.strip())
                                + " is neither a domain (example.com), nor a domain with its subdomains (.example.com), nor an address (bob@example.com)");
            }
        }
        return list;
    }

    /** Returns the entries of a list, all of which can be read. */
    static Collection<String> checked(String name, Collection<String> entries) {
        of(name, entries);
        return entries;
    }

    /**
     * Returns what may be shown of an entry: the domain behind the at sign, or a text without one. What is long and holds no dot may be a key in
     * the wrong place.
     */
    private static String shown(String entry) {
        int at = entry.lastIndexOf('@');
        Matcher domain = BEHIND_THE_AT_SIGN.matcher(entry).region(at + 1, entry.length());
        String text = at < 0 ? entry : domain.lookingAt() ? domain.group() : "";
        boolean isShort = text.length() <= (text.indexOf('.') >= 0 ? LONGEST_SHOWN_DOMAIN : LONGEST_SHOWN_TEXT);
        if (text.isEmpty() || !isShort || !text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return "this";
        }
        return '"' + (at < 0 ? "" : "...@") + text + '"';
    }

    boolean isEmpty() {
        return domains.isEmpty() && domainsAndBelow.isEmpty() && addresses.isEmpty();
    }

    /** Returns the entry that matches, or null. */
    @Nullable
    String match(@Nullable EmailAddress address, String domain) {
        if (isEmpty()) {
            return null;
        }
        if (address != null && !addresses.isEmpty()) {
            String entry = addresses.get(address.normalized());
            if (entry != null) {
                return entry;
            }
        }
        String exact = domains.get(domain);
        return exact != null ? exact : matchAbove(domain);
    }

    /** Returns the listed domain to which the end of a domain belongs, or null. */
    @Nullable
    String listedDomain(DomainEnd end) {
        String name = end.name();
        if (end.isWhole() && domains.containsKey(name)) {
            return name;
        }
        int start = startAbove(name);
        return start < 0 ? null : name.substring(start);
    }

    private @Nullable String matchAbove(String domain) {
        int start = startAbove(domain);
        return start < 0 ? null : domainsAndBelow.get(domain.substring(start));
    }

    /** Where the longest listed domain begins that stands for its subdomains too; -1 if there is none. */
    private int startAbove(String domain) {
        for (int from = 0; ; ) {
            if (domainsAndBelow.containsKey(domain.substring(from))) {
                return from;
            }
            int dot = domain.indexOf('.', from);
            if (dot < 0) {
                return -1;
            }
            from = dot + 1;
        }
    }

    private boolean add(String entry) {
        if (entry.indexOf('@') > 0) {
            return EmailAddress.parse(entry)
                    .map(address -> {
                        addresses.put(address.normalized(), address.domain());
                        return true;
                    })
                    .orElse(false);
        }
        boolean below = entry.startsWith(".") || entry.startsWith("*.");
        String name = below ? entry.substring(entry.indexOf('.') + 1) : entry;
        return DomainName.canonical(name)
                .map(domain -> {
                    (below ? domainsAndBelow : domains).put(domain, entry);
                    return true;
                })
                .orElse(false);
    }
}
