/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A service that answers at once, or does wrong at random: the least that a measurement can have at the other end. */
final class StubService implements AutoCloseable {

    /** An answer of StopReg's, complete; {@code category} is for user.cleaning. */
    private static final String ANSWER = """
            {"category":"white","status":200,"message":"success","description":"Check successful","data":{
            "input":{"email":"ada@company.example","normalized":"ada@company.example","suggestion":null},
            "domain":{"root":"company.example","is_subdomain":false,"provider":null},
            "mail_server":{"mx_found":true,"mx_records":[{"hostname":"mx1.company.example","priority":1},
            {"hostname":"mx2.company.example","priority":5}],"mx_provider":[{"slug":"zoho corporation",
            "service_type":"mailbox","grade":"professional"}]},
            "classification":{"is_disposable":false,"is_relay":false,"is_unresolved":false,"is_public":false,
            "is_role_based":false,"is_alias":false},
            "policy":{"blocklisted":"Login to configure the blocklist","allowlisted":"Login to configure the allowlist"}}}
            """;

    private static final byte[] GOOD = response("200 OK", "Content-Type: application/json\r\n", ANSWER);
    private static final byte[] BLACK = response(
            "200 OK",
            "Content-Type: application/json\r\n",
            "{\"category\":\"black\",\"data\":{\"classification\":{\"is_disposable\":true}}}");

    private final ServerSocket listener;
    private final boolean faulty;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests = new AtomicLong();

    private volatile boolean down;

    StubService(boolean faulty) {
        this.faulty = faulty;
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        start(this::accept);
    }

    String baseUrl() {
        return "http://localhost:" + listener.getLocalPort();
    }

    long requests() {
        return requests.get();
    }

    int connections() {
        return connections.size();
    }

    /** Drops all connections at once, and every new one, or takes connections again. */
    void setDown(boolean down) {
        this.down = down;
        if (down) {
            connections.forEach(StubService::drop);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                if (down) {
                    drop(socket);
                    continue;
                }
                socket.setTcpNoDelay(true);
                connections.add(socket);
                start(() -> serve(socket));
            } catch (IOException closed) {
                // The loop ends by itself.
            }
        }
    }

    private void serve(Socket socket) {
        byte[] buffer = new byte[8_192];
        Random random = new Random();
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (readRequest(in, buffer)) {
                requests.incrementAndGet();
                boolean goesOn = !faulty || random.nextInt(100) < 85;
                if (goesOn) {
                    out.write(faulty && random.nextInt(20) == 0 ? BLACK : GOOD);
                } else {
                    goesOn = doWrong(random.nextInt(14), random.nextInt(10) == 0, socket, in, out);
                }
                out.flush();
                if (!goesOn) {
                    return;
                }
            }
        } catch (IOException closedByTheOtherSide) {
            // As is its right.
        } finally {
            connections.remove(socket);
        }
    }

    /** Does one of the things that services do wrong; returns whether the connection goes on. */
    private static boolean doWrong(int fault, boolean asksForAPause, Socket socket, InputStream in, OutputStream out)
            throws IOException {
        String json = "Content-Type: application/json\r\n";
        switch (fault) {
            case 0 -> drop(socket);
            case 1 -> awaitClosing(in);
            case 2 -> {
                out.write(GOOD, 0, GOOD.length / 2);
                out.flush();
                drop(socket);
            }
            case 3 -> {
                out.write(GOOD, 0, GOOD.length - 10);
                out.flush();
                awaitClosing(in);
            }
            case 4 -> drip(socket, in, out);
            // Before Java 21 the service would be left alone for minutes after it, and nothing more be learned.
            case 5 ->
                out.write((Runtime.version().feature() < 21 ? "" : "220 mail.example ESMTP\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
            case 6 -> out.write(response("200 OK", json, "x".repeat(1_000_000)));
            case 7 -> out.write(response("301 Moved", "Location: http://localhost:1/\r\n", ""));
            case 8 -> {
                out.write(response("200 OK", json, ANSWER.substring(0, 100)));
                return true;
            }
            case 9 -> {
                out.write(response("500 Oops", "", "<h1>oops</h1>"));
                return true;
            }
            case 10 -> {
                out.write(response("503 Busy", asksForAPause ? "Retry-After: 1\r\n" : "", ""));
                return true;
            }
            case 11 -> {
                out.write(
                        asksForAPause
                                ? response(
                                        "429 Slowly",
                                        json + "Retry-After: 1\r\n",
                                        "{\"data\":{\"error\":\"rate_limited\"}}")
                                : response("502 Bad Gateway", "", ""));
                return true;
            }
            case 12 -> {
                out.write(response("204 Nothing", "", ""));
                return true;
            }
            default -> {
                // Answers, and closes a connection that was to be kept.
                out.write(GOOD);
            }
        }
        return false;
    }

    private static void drip(Socket socket, InputStream in, OutputStream out) throws IOException {
        socket.setSoTimeout(100);
        for (byte next : GOOD) {
            out.write(next);
            out.flush();
            try {
                if (in.read() < 0) {
                    return;
                }
            } catch (IOException timeForTheNext) {
                if (socket.isClosed()) {
                    return;
                }
            }
        }
    }

    private static void awaitClosing(InputStream in) throws IOException {
        in.skipNBytes(Long.MAX_VALUE);
    }

    private static boolean readRequest(InputStream in, byte[] buffer) throws IOException {
        int length = 0;
        while (length < 4 || buffer[length - 1] != '\n' || buffer[length - 3] != '\n') {
            int read = in.read(buffer, length, buffer.length - length);
            if (read <= 0) {
                return false;
            }
            length += read;
        }
        return true;
    }

    private static byte[] response(String status, String headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String length = status.startsWith("204") ? "" : "Content-Length: " + bytes.length + "\r\n";
        return ("HTTP/1.1 " + status + "\r\n" + headers + length + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    private static void drop(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException gone) {
            // That is what was wanted.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "stub-service");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        connections.forEach(StubService::drop);
    }
}
