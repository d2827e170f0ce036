/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import io.github.notdisposable.client.TrustedNetworks;
import io.github.notdisposable.internal.DidYouMean;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks whether settings that are each valid go together. */
final class SettingsValidator {

    private static final Set<Setting<?>> OF_THE_CLIENT = Set.of(
            SettingsCatalog.CLIENT_IP_MODE,
            SettingsCatalog.CLIENT_IP_HEADER,
            SettingsCatalog.CLIENT_IP_HOPS,
            SettingsCatalog.CLIENT_IP_TRUSTED_PROXIES);

    private SettingsValidator() {}

    /**
     * Adds what is wrong.
     *
     * @param invalid the settings whose values could not be read; what concerns them is passed over
     */
    static void validate(Settings settings, Set<Setting<?>> invalid, Problems problems) {
        Set<String> names = new HashSet<>();
        for (String backend : settings.get(SettingsCatalog.BACKENDS)) {
            if (!names.add(backend)) {
                problems.add(SettingsCatalog.BACKENDS + " names '" + DidYouMean.printable(backend) + "' twice");
            }
        }
        Set<Setting<?>> unusable = new HashSet<>(invalid);
        for (Setting<?> setting : SettingsCatalog.all()) {
            if (!invalid.contains(setting)) {
                setting.missingIn(settings).ifPresent(reason -> {
                    problems.add(setting + reason);
                    unusable.add(setting);
                });
            }
        }
        if (!areNetworks(settings, SettingsCatalog.CLIENT_IP_TRUSTED_PROXIES, problems)) {
            unusable.add(SettingsCatalog.CLIENT_IP_TRUSTED_PROXIES);
        }
        areNetworks(settings, SettingsCatalog.ABUSE_EXEMPT_CLIENTS, problems);
        // The defaults go together; to try them would bring a resolver that only a server needs.
        if (Collections.disjoint(OF_THE_CLIENT, unusable)
                && OF_THE_CLIENT.stream().anyMatch(settings::isSet)) {
            problems.in(
                    SettingsCatalog.CLIENT_IP_HEADER.key(),
                    () -> settings.clientIpResolver().onWarning(warning -> {}).build());
        }
    }

    private static boolean areNetworks(Settings settings, Setting<List<String>> setting, Problems problems) {
        int before = problems.size();
        List<String> networks = settings.get(setting);
        for (int i = 0; i < networks.size(); i++) {
            String problem = problemOf(networks.get(i));
            if (problem != null) {
                boolean isShown = !setting.isConfidential() && Scalar.isPrintable(networks.get(i));
                problems.add(settings.withPlace(setting) + ", entry " + (i + 1) + ": "
                        + (isShown ? problem : "must be a network such as 10.0.0.0/8, or an address"));
            }
        }
        return problems.size() == before;
    }

    private static @Nullable String problemOf(String network) {
        try {
            TrustedNetworks.of(network);
            return null;
        } catch (IllegalArgumentException wrong) {
            return wrong.getMessage();
        }
    }
}
