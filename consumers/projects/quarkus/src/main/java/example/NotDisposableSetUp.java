/* SPDX-License-Identifier: Apache-2.0 */
package example;

import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.jakarta.rest.ClientIpRequestFilter;
import io.github.notdisposable.spi.NotDisposableEngines;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Joins the library to the application: the client of each request, and the checker to inject. */
@Provider
@Singleton
@Priority(ClientIpRequestFilter.PRIORITY)
public class NotDisposableSetUp implements ContainerRequestFilter, ContainerResponseFilter {

    private final ClientIpRequestFilter filter;

    @Inject
    public NotDisposableSetUp(RoutingContext request) {
        filter = new ClientIpRequestFilter(
                Settings.load().clientIpResolver().build(),
                context -> request.request().remoteAddress().hostAddress());
    }

    @Override
    public void filter(ContainerRequestContext request) {
        filter.filter(request);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        filter.filter(request, response);
    }

    /** The checker that the constraints ask. */
    @Produces
    @Singleton
    EmailChecker checker() {
        return CheckerEngine.current().orElseThrow().checker();
    }

    /** Frees what the checker holds, at each restart of dev mode too. */
    void release(@Observes ShutdownEvent end) {
        NotDisposableEngines.release(Thread.currentThread().getContextClassLoader());
    }
}
