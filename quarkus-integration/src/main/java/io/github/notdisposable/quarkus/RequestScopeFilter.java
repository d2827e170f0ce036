/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.quarkus;

import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.jakarta.rest.ClientIpRequestFilter;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Registers the library's filter, and tells it who opened the connection. Quarkus REST finds it by itself. */
@Provider
@Singleton
@Priority(ClientIpRequestFilter.PRIORITY)
public class RequestScopeFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private final Instance<ClientIpResolver> clients;
    private final RoutingContext current;
    private volatile @Nullable ClientIpRequestFilter filter;

    /**
     * Creates the filter; Quarkus does, before it reads the settings that the resolver needs.
     *
     * @param clients finds out the client of a request
     * @param current the request of the current thread
     */
    @Inject
    public RequestScopeFilter(Instance<ClientIpResolver> clients, RoutingContext current) {
        this.clients = clients;
        this.current = current;
    }

    /** Two threads may make one each, which does no harm. */
    private ClientIpRequestFilter filter() {
        ClientIpRequestFilter made = filter;
        if (made == null) {
            made = new ClientIpRequestFilter(clients.get(), context -> peer(current.request()));
            filter = made;
        }
        return made;
    }

    /** Asks the connection: the request itself gives what a header claims if Quarkus is to forward addresses. */
    private static @Nullable String peer(HttpServerRequest request) {
        SocketAddress peer = request.connection().remoteAddress();
        return peer == null ? null : peer.hostAddress();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        filter().filter(request);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        filter().filter(request, response);
    }
}
