/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.rest;

import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.ClientRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the client of a request, and its language, current for the resource method and its validation, and gathers the verdicts on the addresses that are
 * validated there.
 *
 * <p>For servers without Servlets; in a Servlet container {@link io.github.notdisposable.jakarta.servlet.ClientIpFilter} does better, as it
 * also sees when an asynchronous request leaves its thread. Jakarta REST does not tell: there the client stays current on that thread until the
 * response is ready, or the next request begins on it. It runs once the resource is found, on the thread that calls it: a server may run what comes
 * before on an event loop, as Quarkus does.
 *
 * <pre>{@code
 * config.register(new ClientIpRequestFilter(resolver, context -> peerOf(context)));
 * }</pre>
 *
 * <p>Thread-safe.
 */
@Priority(ClientIpRequestFilter.PRIORITY)
public final class ClientIpRequestFilter implements ContainerRequestFilter, ContainerResponseFilter {

    /** Before authentication, so that an attempt that is refused there has its client; and after the other response filters. */
    public static final int PRIORITY = 100;

    private final ClientIpResolver resolver;
    private final PeerAddress peer;

    /**
     * Creates a filter.
     *
     * @param resolver finds out which address a request comes from
     * @param peer knows who opened the connection
     */
    public ClientIpRequestFilter(ClientIpResolver resolver, PeerAddress peer) {
        this.resolver = Objects.requireNonNull(resolver, "resolver");
        this.peer = Objects.requireNonNull(peer, "peer");
    }

    @Override
    public void filter(ContainerRequestContext request) {
        ClientRequest asked = ClientRequest.of(peer.of(request), name -> headerLines(request, name));
        RequestScopes.open(request, resolver.resolve(asked));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        RequestScopes.close(request);
    }

    private static List<String> headerLines(ContainerRequestContext request, String name) {
        return request.getHeaders().getOrDefault(name, List.of());
    }

    /**
     * Knows who opened the connection that a request came in on, which Jakarta REST itself does not say. Each server has its own way:
     *
     * <ul>
     *   <li>in a Servlet container, {@link ServletClientIpRequestFilter} needs no such function;
     *   <li>with Jersey on Grizzly, {@code context -> grizzlyRequest.get().getRemoteAddr()}, where {@code grizzlyRequest} is injected as a
     *       {@code Provider<org.glassfish.grizzly.http.server.Request>};
     *   <li>with RESTEasy, {@code context -> ((PreMatchContainerRequestContext) context).getHttpRequest().getRemoteAddress()}.
     * </ul>
     */
    @FunctionalInterface
    public interface PeerAddress {

        /**
         * Returns the address of the peer, which opened the connection.
         *
         * @param request the request
         * @return the address, with or without a port; {@code null} or any other text if it is not known
         */
        @Nullable
        String of(ContainerRequestContext request);
    }
}
