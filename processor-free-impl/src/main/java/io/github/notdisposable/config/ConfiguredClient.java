/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import io.github.notdisposable.client.ClientIpMode;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.TrustedNetworks;
import java.util.List;
import java.util.Locale;

/** Sets up what finds out the client of a request, by the settings {@code notdisposable.client-ip.*}. */
public final class ConfiguredClient {

    private ConfiguredClient() {}

    /**
     * Returns a resolver that goes by settings, for a framework to complete.
     *
     * @param settings the settings
     * @return a builder of the resolver
     * @throws ConfigurationException if an entry of the trusted proxies is no network, or the header can have no such name
     */
    public static ClientIpResolver.Builder resolver(Settings settings) {
        ClientIpResolver.Builder resolver = ClientIpResolver.builder()
                .mode(ClientIpMode.valueOf(settings.get(Keys.CLIENT_IP_MODE).toUpperCase(Locale.ROOT)));
        settings.get(Keys.CLIENT_IP_HOPS).ifPresent(resolver::hops);
        named(Keys.CLIENT_IP_HEADER, () -> settings.get(Keys.CLIENT_IP_HEADER).ifPresent(resolver::header));
        named(
                Keys.CLIENT_IP_TRUSTED_PROXIES,
                () -> resolver.trustedProxies(TrustedNetworks.of(settings.get(Keys.CLIENT_IP_TRUSTED_PROXIES))));
        return resolver;
    }

    private static void named(Setting<?> setting, Runnable use) {
        try {
            use.run();
        } catch (IllegalArgumentException unusable) {
            throw new ConfigurationException(List.of(setting.key() + ": " + unusable.getMessage()));
        }
    }
}
