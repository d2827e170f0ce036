/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service that checks addresses: those at {@code burner.example} are disposable, and those that begin with {@code down} it cannot check. */
final class CheckingService implements AutoCloseable {

    static final String KEY = "key-of-the-service";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    CheckingService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/check", this::answer);
        server.start();
    }

    /** Returns the settings by which it is asked after the bundled data. */
    String settings() {
        return """
                notdisposable.backends=embedded,json
                notdisposable.json.url=http://127.0.0.1:%d/check?email={address}&client={client}
                notdisposable.json.headers.Authorization=Bearer {key}
                notdisposable.json.api-key=%s
                notdisposable.json.traits.disposable=/disposable
                """.formatted(server.getAddress().getPort(), KEY);
    }

    /** Returns what it was asked, such as {@code email=bob@shop.example&client=192.0.2.7}. */
    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), UTF_8);
        asked.add(query);
        byte[] body = "{\"disposable\":%s}"
                .formatted(query.contains("@burner.example"))
                .getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(query.startsWith("email=down") ? 503 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
