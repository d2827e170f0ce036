/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.rest;

import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.jakarta.testing.Rows;
import java.util.Map;
import java.util.Set;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpHandlerRegistration;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpContainer;
import org.glassfish.jersey.server.ContainerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** Without Servlets, on Grizzly. */
class ClientIpRequestFilterTest extends ClientIpRequestFilterContract {

    private final HttpServer server = new HttpServer();

    @Override
    int start(Map<String, ResourceConfig> applications) throws Exception {
        NetworkListener listener = new NetworkListener("test", "127.0.0.1", 0);
        listener.setMaxHttpHeaderSize(131_072);
        listener.getTransport()
                .setWorkerThreadPoolConfig(
                        ThreadPoolConfig.defaultConfig().setCorePoolSize(1).setMaxPoolSize(1));
        server.addListener(listener);
        applications.forEach((path, application) -> {
            HttpHandler handler = ContainerFactory.createContainer(GrizzlyHttpContainer.class, application);
            server.getServerConfiguration()
                    .addHttpHandler(
                            handler,
                            HttpHandlerRegistration.builder()
                                    .contextPath(path)
                                    .urlPattern("/*")
                                    .build());
        });
        server.start();
        return listener.getPort();
    }

    @Override
    void stop() {
        server.shutdownNow();
    }

    @Override
    Object filter(ClientIpResolver resolver) {
        return new ClientIpRequestFilter(resolver, request -> Rows.decode(request.getHeaderString(Rows.PEER)));
    }

    @Override
    Set<String> refusedRows() {
        return Set.of();
    }
}
