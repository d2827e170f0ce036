/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A web server on a loopback port that sends whatever a test makes it send. */
final class ListServer implements AutoCloseable {

    /** What the server does with a request. */
    @FunctionalInterface
    interface Reply {
        void to(HttpExchange exchange) throws Exception;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Headers> requests = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Reply reply = text("");

    ListServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestHeaders());
            try (exchange) {
                reply.to(exchange);
            } catch (Exception theClientHasLeft) {
                // What is tested is the client.
            }
        });
        server.start();
    }

    URI url() {
        return url("/list.txt");
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    ListServer sends(Reply reply) {
        this.reply = reply;
        return this;
    }

    /** {@return the headers of the requests so far} */
    List<Headers> requests() {
        return List.copyOf(requests);
    }

    /** Holds a reply up until the test is over. */
    void holdUp() throws InterruptedException {
        over.await();
    }

    static Reply text(String body) {
        return bytes(body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply bytes(byte[] body) {
        return status(200, body);
    }

    static Reply status(int status, byte[] body) {
        return exchange -> {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    static Reply with(String header, String value, Reply reply) {
        return exchange -> {
            exchange.getResponseHeaders().set(header, value);
            reply.to(exchange);
        };
    }

    static byte[] gzip(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        } catch (IOException neverInMemory) {
            throw new AssertionError(neverInMemory);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
