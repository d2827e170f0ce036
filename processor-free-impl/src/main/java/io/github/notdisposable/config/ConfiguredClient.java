/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.TrustedNetworks;

/** Sets up what finds out the client of a request, by the settings {@code notdisposable.client-ip.*}. */
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
}
