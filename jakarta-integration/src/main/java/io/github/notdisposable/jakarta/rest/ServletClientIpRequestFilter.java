/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.rest;

import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.jakarta.internal.ServletClientRequest;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The same as {@link ClientIpRequestFilter} for a Jakarta REST application in a Servlet container that can register its own components only.
 * Needs the Servlet API.
 *
 * <pre>{@code
 * config.register(new ServletClientIpRequestFilter(resolver));
 * }</pre>
 *
 * <p>Thread-safe.
 */
@Priority(ClientIpRequestFilter.PRIORITY)
public final class ServletClientIpRequestFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private final ClientIpResolver resolver;

    /** A proxy for the request of the current thread. */
    @Context
    private @Nullable HttpServletRequest servletRequest;

    /**
     * Creates a filter.
     *
     * @param resolver finds out which address a request comes from
     */
    public ServletClientIpRequestFilter(ClientIpResolver resolver) {
        this.resolver = Objects.requireNonNull(resolver, "resolver");
    }

    @Override
    public void filter(ContainerRequestContext request) {
        HttpServletRequest asked = servletRequest;
        if (asked == null) {
            throw new IllegalStateException("The server has injected no HttpServletRequest: use ClientIpRequestFilter");
        }
        RequestScopes.open(request, resolver.resolve(ServletClientRequest.of(asked)));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        RequestScopes.close(request);
    }
}
