/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.TrustedNetworks;
import java.util.Optional;

/**
 * Sets up what finds out the client of a request, by the settings {@code notdisposable.client-ip.*}, and what counts its attempts, by
 * {@code notdisposable.abuse.*}.
 */
final class ConfiguredClient {

    private ConfiguredClient() {}

    static ClientIpResolver.Builder resolver(Settings settings) {
        ClientIpResolver.Builder resolver =
                ClientIpResolver.builder().mode(settings.get(SettingsCatalog.CLIENT_IP_MODE));
        settings.get(SettingsCatalog.CLIENT_IP_HOPS).ifPresent(resolver::hops);
        settings.apply(SettingsCatalog.CLIENT_IP_HEADER, header -> header.ifPresent(resolver::header));
        return resolver.trustedProxies(TrustedNetworks.of(settings.get(SettingsCatalog.CLIENT_IP_TRUSTED_PROXIES)));
    }

    /** Returns a shield, which exempts the trusted proxies; empty if {@code notdisposable.abuse.enabled} is {@code false}. */
    static Optional<AbuseShield.Builder> shield(Settings settings) {
        if (!settings.get(SettingsCatalog.ABUSE_ENABLED)) {
            return Optional.empty();
        }
        AbuseShield.Builder shield = AbuseShield.builder()
                .limit(settings.get(SettingsCatalog.ABUSE_LIMIT), settings.get(SettingsCatalog.ABUSE_WINDOW))
                .banTime(settings.get(SettingsCatalog.ABUSE_BAN))
                .action(settings.get(SettingsCatalog.ABUSE_ACTION))
                .maxEntries(settings.get(SettingsCatalog.ABUSE_MAX_ENTRIES))
                .exempt(TrustedNetworks.of(settings.get(SettingsCatalog.CLIENT_IP_TRUSTED_PROXIES)))
                .exempt(TrustedNetworks.of(settings.get(SettingsCatalog.ABUSE_EXEMPT_CLIENTS)));
        int unresolved = settings.get(SettingsCatalog.ABUSE_UNRESOLVED_LIMIT);
        if (unresolved > 0) {
            shield.unresolvedDomains(
                    unresolved,
                    settings.get(SettingsCatalog.ABUSE_UNRESOLVED_WINDOW),
                    settings.get(SettingsCatalog.ABUSE_UNRESOLVED_ACTION));
        }
        shield.lookups(
                settings.get(SettingsCatalog.ABUSE_LOOKUPS),
                settings.get(SettingsCatalog.ABUSE_LOOKUPS_TOTAL),
                settings.get(SettingsCatalog.ABUSE_LOOKUPS_WINDOW));
        return Optional.of(shield);
    }
}
