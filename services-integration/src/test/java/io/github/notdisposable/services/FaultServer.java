/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does wrong on purpose, byte by byte. */
final class FaultServer implements AutoCloseable {

    /** What the server does once it has read a request. */
    @FunctionalInterface
    interface Behaviour {

        /** Does it; returns whether the connection may carry another request. */
        boolean answer(Exchange exchange) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final Behaviour behaviour;
    private final ConcurrentHashMap<Socket, Thread> connections = new ConcurrentHashMap<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);

    FaultServer(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept, "fault-server");
    }

    String baseUrl() {
        return "http://localhost:" + port();
    }

    int port() {
        return listener.getLocalPort();
    }

    int accepted() {
        return accepted.get();
    }

    /** Waits until the other side has closed every connection; returns whether it has. */
    boolean awaitNoConnection() throws InterruptedException {
        for (Thread each : connections.values()) {
            each.join(TimeUnit.SECONDS.toMillis(10));
        }
        return connections.isEmpty();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                accepted.incrementAndGet();
                CountDownLatch registered = new CountDownLatch(1);
                Thread thread = new Thread(() -> serve(socket, registered), "fault-connection");
                thread.setDaemon(true);
                connections.put(socket, thread);
                registered.countDown();
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket, CountDownLatch registered) {
        try (socket) {
            registered.await();
            InputStream in = socket.getInputStream();
            int number = 0;
            while (readRequest(in)) {
                Exchange exchange = new Exchange(socket, ++number, stopped);
                if (!behaviour.answer(exchange)) {
                    return;
                }
            }
        } catch (IOException closedByTheOtherSide) {
            // What the tests wait for.
        } catch (InterruptedException neverInterrupted) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(socket);
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                return false;
            }
            head.write(octet);
        }
        int length = 0;
        for (String line : head.toString(StandardCharsets.ISO_8859_1).split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return in.readNBytes(length).length == length;
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        stopped.countDown();
        listener.close();
        for (Socket socket : connections.keySet()) {
            socket.close();
        }
    }

    /** One request that has been read, and the ways to answer it. */
    record Exchange(Socket socket, int number, CountDownLatch stopped) {

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        void send(byte[] octets) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(octets);
            out.flush();
        }

        /** Sends a whole response. */
        void respond(int status, String headers, byte[] body) throws IOException {
            send("HTTP/1.1 " + status + " X\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n");
            send(body);
        }

        /** Closes in the way that makes the other side see a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Says nothing more until the other side has closed the connection. */
        void silence() throws IOException {
            while (socket.getInputStream().read() >= 0) {
                // Nothing is expected.
            }
        }

        /** Sends one byte a second until the other side has closed the connection. */
        void drip() throws IOException {
            socket.setSoTimeout(1_000);
            while (true) {
                send(" ");
                try {
                    if (socket.getInputStream().read() < 0) {
                        return;
                    }
                } catch (SocketTimeoutException aSecondIsOver) {
                    // The next byte is due.
                }
            }
        }
    }
}
