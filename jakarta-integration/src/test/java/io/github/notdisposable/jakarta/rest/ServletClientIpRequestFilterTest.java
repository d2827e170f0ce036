/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.rest;

import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.jakarta.testing.PeerFilter;
import io.github.notdisposable.jakarta.testing.TomcatServer;
import java.util.Map;
import java.util.Set;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

class ServletClientIpRequestFilterTest extends ClientIpRequestFilterContract {

    private final TomcatServer server = new TomcatServer();

    @Override
    int start(Map<String, ResourceConfig> applications) throws Exception {
        server.filters.put("peer", new PeerFilter());
        applications.forEach(
                (path, application) -> server.servlets.put(path + "/*", new ServletContainer(application)));
        return server.start();
    }

    @Override
    void stop() throws Exception {
        server.stop();
    }

    @Override
    Object filter(ClientIpResolver resolver) {
        return new ServletClientIpRequestFilter(resolver);
    }

    @Override
    Set<String> refusedRows() {
        return Set.of("31 NUL", "31 bell", "31 delete");
    }
}
