/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import io.github.notdisposable.abuse.AbuseAction;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.TrustedNetworks;
import java.util.Locale;
import java.util.Optional;

/**
 * Sets up what finds out the client of a request, by the settings {@code notdisposable.client-ip.*}, and what stops a client that keeps trying, by
 * {@code notdisposable.abuse.*}.
 */
public final class ConfiguredClient {

    private ConfiguredClient() {}

    /**
     * Returns a resolver that goes by settings, for a framework to complete.
     *
     * @param settings the settings
     * @return a builder of the resolver
     */
    public static ClientIpResolver.Builder resolver(Settings settings) {
        ClientIpResolver.Builder resolver = ClientIpResolver.builder().mode(settings.get(Keys.CLIENT_IP_MODE));
        settings.get(Keys.CLIENT_IP_HOPS).ifPresent(resolver::hops);
        settings.get(Keys.CLIENT_IP_HEADER).ifPresent(resolver::header);
        return resolver.trustedProxies(TrustedNetworks.of(settings.get(Keys.CLIENT_IP_TRUSTED_PROXIES)));
    }

    /**
     * Returns a shield that goes by settings, for a framework to complete. It never counts the trusted proxies.
     *
     * @param settings the settings
     * @return a builder of the shield; empty if it is not switched on
     */
    public static Optional<AbuseShield.Builder> shield(Settings settings) {
        if (!settings.get(Keys.ABUSE_ENABLED)) {
            return Optional.empty();
        }
        return Optional.of(AbuseShield.builder()
                .limit(settings.get(Keys.ABUSE_LIMIT), settings.get(Keys.ABUSE_WINDOW))
                .banTime(settings.get(Keys.ABUSE_BAN))
                .action(AbuseAction.valueOf(settings.get(Keys.ABUSE_ACTION).toUpperCase(Locale.ROOT)))
                .exempt(TrustedNetworks.of(settings.get(Keys.CLIENT_IP_TRUSTED_PROXIES))));
    }
}
