/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.examples;

import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.ClientRequest;
import io.github.notdisposable.client.TrustedNetworks;
import io.github.notdisposable.jakarta.rest.ClientIpRequestFilter;
import io.github.notdisposable.jakarta.rest.ServletClientIpRequestFilter;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Configurable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

@SuppressWarnings("unused")
final class Clients {

    private Clients() {}

    /** What a server of one's own knows of a request. */
    interface Exchange {

        String remoteAddress();

        List<String> headerLines(String name);
    }

    /** How one's own server says who opened the connection. */
    interface Peers {

        String peerOf(ContainerRequestContext request);
    }

    abstract static class OfOnesOwnServer<C> {

        abstract void handle(C call);

        final void inAScope(ClientIpResolver resolver, Exchange exchange, C call) {
            ClientRequest request = ClientRequest.of(exchange.remoteAddress(), exchange::headerLines);
            ClientIpHolder.Scope scope = ClientIpHolder.open(resolver.resolve(request));
            try {
                handle(call);
            } finally {
                scope.close();
            }
        }
    }

    abstract static class OfJakartaRest implements Peers {

        final void register(Configurable<?> config, ClientIpResolver resolver) {
            config.register(new ClientIpRequestFilter(resolver, context -> peerOf(context)));
        }

        static void registerInAServletContainer(Configurable<?> config, ClientIpResolver resolver) {
            config.register(new ServletClientIpRequestFilter(resolver));
        }
    }

    static void behindAProxy(ClientRequest request) {
        ClientIpResolver resolver = ClientIpResolver.chain("X-Forwarded-For", TrustedNetworks.of("10.0.0.0/8"));
        Optional<ClientIp> client = resolver.resolve(request).client();
    }

    static AbuseShield shield(ClientIpResolver resolver) {
        AbuseShield shield = AbuseShield.builder()
                .limit(5, Duration.ofHours(1))
                .banTime(Duration.ofHours(1))
                .exempt(resolver.trustedProxies())
                .build();
        return shield;
    }
}
