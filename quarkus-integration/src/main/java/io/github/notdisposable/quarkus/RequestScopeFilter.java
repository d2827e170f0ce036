/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.quarkus;

import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.jakarta.rest.ClientIpRequestFilter;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
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

    private final ClientIpRequestFilter filter;

    /**
     * Creates the filter; Quarkus does.
     *
     * @param clients finds out the client of a request
     * @param current the request of the current thread
     */
    @Inject
    public RequestScopeFilter(ClientIpResolver clients, RoutingContext current) {
        filter = new ClientIpRequestFilter(clients, context -> peer(current.request()));
    }

    /** Asks the connection: the request itself gives what a header claims if Quarkus is to forward addresses. */
    private static @Nullable String peer(HttpServerRequest request) {
        SocketAddress peer = request.connection().remoteAddress();
        return peer == null ? null : peer.hostAddress();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        filter.filter(request);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        filter.filter(request, response);
    }
}
