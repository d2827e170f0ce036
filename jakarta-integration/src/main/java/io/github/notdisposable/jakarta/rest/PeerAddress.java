/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;

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
     * Returns the address of whoever opened the connection.
     *
     * @param request the request
     * @return the address, with or without a port; {@code null} or any other text if it is not known
     */
    @Nullable
    String of(ContainerRequestContext request);
}
