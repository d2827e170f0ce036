/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import io.github.notdisposable.client.ClientIpMode;
import io.github.notdisposable.client.TrustedNetworks;
import io.github.notdisposable.internal.DidYouMean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks whether settings that are each readable go together. */
final class Consistency {

    private static final Set<Setting<?>> OF_THE_CLIENT =
            Set.of(Keys.CLIENT_IP_MODE, Keys.CLIENT_IP_HEADER, Keys.CLIENT_IP_HOPS, Keys.CLIENT_IP_TRUSTED_PROXIES);

    private Consistency() {}

    /**
     * Returns what is wrong, a sentence for each problem.
     *
     * @param unreadable the settings whose values could not be read; what concerns them is passed over
     */
    static List<String> problems(Settings settings, Set<Setting<?>> unreadable) {
        List<String> problems = new ArrayList<>();
        if (!unreadable.contains(Keys.BACKENDS)) {
            checkBackends(settings, unreadable, problems);
        }
        if (!unreadable.contains(Keys.CLIENT_IP_MODE)) {
            checkClientIp(settings, unreadable, problems);
        }
        if (settings.get(Keys.REDIS_URI).isPresent()
                && settings.get(Keys.REDIS_SECRET).isEmpty()
                && !unreadable.contains(Keys.REDIS_SECRET)) {
            problems.add(missingSecret(Keys.REDIS_URI + " is set", Keys.REDIS_SECRET));
        }
        checkExemptClients(settings.get(Keys.ABUSE_EXEMPT_CLIENTS), problems);
        return problems;
    }

    /** Returns which settings are set and yet without effect. */
    static List<String> warnings(Settings settings) {
        List<String> warnings = new ArrayList<>();
        for (Setting<?> setting : Keys.all()) {
            String reason = settings.isSetByName(setting) ? setting.withoutEffectIn(settings) : null;
            if (reason != null) {
                warnings.add(
                        setting.key() + " (" + settings.placeOf(setting).orElseThrow() + ") has no effect: " + reason);
            }
        }
        return warnings;
    }

    private static void checkBackends(Settings settings, Set<Setting<?>> unreadable, List<String> problems) {
        List<String> backends = settings.get(Keys.BACKENDS);
        Set<String> names = new HashSet<>();
        for (String backend : backends) {
            if (!names.add(backend)) {
                problems.add(Keys.BACKENDS + " names '" + DidYouMean.printable(backend) + "' twice");
            }
        }
        if (backends.stream().noneMatch(Keys.SERVICES::contains) || !BackendFactory.servicesAreThere()) {
            // What is missing then is the artifact, and the checker says so.
            return;
        }
        if (backends.contains("stopreg")
                && settings.get(Keys.STOPREG_API_TOKEN).isEmpty()
                && !unreadable.contains(Keys.STOPREG_API_TOKEN)) {
            problems.add(missingSecret(Keys.BACKENDS + " names stopreg", Keys.STOPREG_API_TOKEN));
        }
        if (backends.contains("user-cleaning")
                && settings.get(Keys.USER_CLEANING_API_KEY).isEmpty()
                && !unreadable.contains(Keys.USER_CLEANING_API_KEY)) {
            problems.add(missingSecret(Keys.BACKENDS + " names user-cleaning", Keys.USER_CLEANING_API_KEY));
        }
    }

    private static String missingSecret(String reason, Setting<?> secret) {
        return secret + " must be set, since " + reason + ": as a property, or as the environment variable "
                + secret.environmentVariable()
                + secret.serviceVariable().map(variable -> " or " + variable).orElse("");
    }

    private static void checkClientIp(Settings settings, Set<Setting<?>> unreadable, List<String> problems) {
        ClientIpMode mode = settings.get(Keys.CLIENT_IP_MODE);
        List<Setting<?>> missing = new ArrayList<>();
        if (Keys.believesProxies(mode)
                && settings.get(Keys.CLIENT_IP_TRUSTED_PROXIES).isEmpty()) {
            missing.add(Keys.CLIENT_IP_TRUSTED_PROXIES);
        }
        if (mode == ClientIpMode.SINGLE && settings.get(Keys.CLIENT_IP_HEADER).isEmpty()) {
            missing.add(Keys.CLIENT_IP_HEADER);
        }
        if (mode == ClientIpMode.HOPS && settings.get(Keys.CLIENT_IP_HOPS).isEmpty()) {
            missing.add(Keys.CLIENT_IP_HOPS);
        }
        missing.removeAll(unreadable);
        missing.forEach(setting -> problems.add(setting + " must be set, since " + Keys.CLIENT_IP_MODE + " is "
                + SettingType.textOf(mode) + ": " + whatToSet(setting)));
        int before = problems.size();
        checkProxies(settings.get(Keys.CLIENT_IP_TRUSTED_PROXIES), problems);
        if (missing.isEmpty() && problems.size() == before && Collections.disjoint(unreadable, OF_THE_CLIENT)) {
            Misuse.told(
                    problems,
                    "client-ip.",
                    () -> ConfiguredClient.resolver(settings)
                            .onWarning(warning -> {})
                            .build());
        }
    }

    private static String whatToSet(Setting<?> setting) {
        if (setting == Keys.CLIENT_IP_HOPS) {
            return "the number of your proxies that add to the header";
        }
        return setting == Keys.CLIENT_IP_HEADER
                ? "the header in which your proxy writes the client's address, such as X-Real-IP"
                : "the networks of your proxies, such as 10.0.0.0/8, loopback, private or cloudflare";
    }

    private static void checkProxies(List<String> proxies, List<String> problems) {
        for (int i = 0; i < proxies.size(); i++) {
            String proxy = proxies.get(i);
            String misuse = misuseOfNetwork(proxy);
            if (misuse != null) {
                problems.add(entry(Keys.CLIENT_IP_TRUSTED_PROXIES, i)
                        + (SettingType.isPrintable(proxy) ? misuse : "no network such as 10.0.0.0/8"));
            }
        }
    }

    /** Addresses of clients are not shown. */
    private static void checkExemptClients(List<String> clients, List<String> problems) {
        for (int i = 0; i < clients.size(); i++) {
            if (misuseOfNetwork(clients.get(i)) != null) {
                problems.add(entry(Keys.ABUSE_EXEMPT_CLIENTS, i) + "no network such as 192.0.2.0/24, and no address");
            }
        }
    }

    private static String entry(Setting<?> setting, int index) {
        return setting + ", entry " + (index + 1) + ": ";
    }

    private static @Nullable String misuseOfNetwork(String network) {
        try {
            TrustedNetworks.of(network);
            return null;
        } catch (IllegalArgumentException misuse) {
            return misuse.getMessage();
        }
    }
}
