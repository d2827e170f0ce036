/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.client.ClientIpResolution;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.ClientRequest.Rewriting;
import io.github.notdisposable.fixtures.RawHttp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The filter looks for what a Servlet container has done, and runs where there are no Servlets. */
class AbsentServletApiTest {

    @Test
    void findsTheClientWithoutTheServletApi() throws Exception {
        Class<?> again = new WithoutServlets().loadClass(ClientIpWebFilter.class.getName());
        assertThat(again).isNotSameAs(ClientIpWebFilter.class);
        WebFilter filter = (WebFilter) again.getConstructor(ClientIpResolver.class, Rewriting.class)
                .newInstance(ClientIpResolver.peer(), Rewriting.NONE);
        HttpHandler handler = WebHttpHandlerBuilder.webHandler(AbsentServletApiTest::report)
                .filter(filter)
                .build();
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
        try {
            assertThat(RawHttp.get(server.port(), "/", List.of()).body()).isEqualTo("127.0.0.1");
        } finally {
            server.disposeNow();
        }
    }

    private static Mono<Void> report(ServerWebExchange exchange) {
        ClientIpResolution resolution = exchange.getRequiredAttribute(ClientIpWebFilter.RESOLUTION_ATTRIBUTE);
        byte[] address = resolution.client().orElseThrow().address().getBytes(StandardCharsets.US_ASCII);
        return exchange.getResponse()
                .writeWith(Mono.just(exchange.getResponse().bufferFactory().wrap(address)));
    }

    /** Loads the classes of the filter once more, and others but those of the Servlet API. */
    private static final class WithoutServlets extends ClassLoader {

        WithoutServlets() {
            super(AbsentServletApiTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("jakarta.servlet.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith(ClientIpWebFilter.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
