/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who opened the connection of the current request. Keycloak's own {@code ClientConnection} does not tell: with
 * {@code proxy-headers=xforwarded} it holds the first entry of the header, which any client can write.
 */
final class Peer {

    private Peer() {}

    /** Returns the address, or null outside of a request and for a Unix domain socket. */
    static @Nullable String address() {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        if (request == null) {
            return null;
        }
        SocketAddress peer =
                request.unwrap(HttpServerRequest.class).connection().remoteAddress();
        return peer == null ? null : peer.hostAddress();
    }
}
