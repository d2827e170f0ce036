/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.sandbox;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What both stand-ins know about the world. */
final class KnownDomains {

    static final Map<String, String> DISPOSABLE = Map.of(
            "mailinator.com", "Mailinator",
            "tempmail.com", "TempMail",
            "guerrillamail.com", "Guerrilla Mail",
            "yopmail.com", "YOPmail",
            "10minutemail.com", "10 Minute Mail");

    static final Map<String, String> PUBLIC = Map.of(
            "gmail.com", "Google",
            "outlook.com", "Microsoft",
            "yahoo.com", "Yahoo",
            "proton.me", "Proton");

    static final Map<String, String> RELAY = Map.of(
            "privaterelay.appleid.com", "Apple",
            "duck.com", "DuckDuckGo",
            "mozmail.com", "Mozilla");

    static final Map<String, String> TYPING_ERRORS = Map.of("gnail.com", "gmail.com", "outlok.com", "outlook.com");

    static final Set<String> UNRESOLVED = Set.of("unresolved.example");
    static final Set<String> WITHOUT_MAIL_SERVER = Set.of("no-mail.example");

    private static final Set<String> ROLES =
            Set.of("admin", "info", "support", "sales", "postmaster", "noreply", "abuse", "contact");

    private static final Pattern DOMAIN = Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9-]{2,}");

    private KnownDomains() {}

    static boolean isDomain(String text) {
        return text.length() <= 253 && DOMAIN.matcher(text).matches();
    }

    static String domainOf(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    static boolean isAddress(String text) {
        return text.lastIndexOf('@') > 0 && isDomain(domainOf(text));
    }

    /** Returns the provider of the domain, or of the parent that is known; null if there is none. */
    static @Nullable String lookUp(Map<String, String> known, String domain) {
        for (String name = domain; name.contains("."); name = name.substring(name.indexOf('.') + 1)) {
            String provider = known.get(name);
            if (provider != null) {
                return provider;
            }
        }
        return null;
    }

    static boolean isAlias(String localPart) {
        return localPart.indexOf('+') > 0;
    }

    static boolean isRole(String localPart) {
        return ROLES.contains(localPart.toLowerCase(Locale.ROOT));
    }
}
