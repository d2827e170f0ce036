/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.cases;

import io.github.notdisposable.cases.ClientIpCase.HeaderLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Sends requests whose heads no HTTP client would send. */
public final class RawHttp {

    private RawHttp() {}

    /**
     * What a server answered.
     *
     * @param status the status code
     * @param body the content
     */
    public record Answer(int status, String body) {}

    /**
     * Asks a server on this machine, on a connection of its own; header values are sent as UTF-8, byte for byte.
     *
     * @param port where the server listens
     * @param path the path, as it is sent
     * @param lines the lines of the head, behind {@code Host} and {@code Connection}
     * @return the answer
     * @throws IOException if there is none, or none within 20 seconds
     */
    public static Answer get(int port, String path, List<HeaderLine> lines) throws IOException {
        StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        lines.forEach(line ->
                head.append(line.name()).append(": ").append(line.value()).append("\r\n"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            send(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8), socket);
            return answer(new String(receive(socket), StandardCharsets.UTF_8));
        }
    }

    private static void send(byte[] head, Socket socket) throws IOException {
        try {
            socket.getOutputStream().write(head);
        } catch (SocketException hungUp) {
            // A server that refuses a long head answers before it has read all of it: the answer may be there.
        }
    }

    private static byte[] receive(Socket socket) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                received.write(buffer, 0, count);
            }
        } catch (SocketException hungUp) {
            if (received.size() == 0) {
                throw hungUp;
            }
        }
        return received.toByteArray();
    }

    private static Answer answer(String text) throws IOException {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("The server hung up without an answer");
        }
        String head = text.substring(0, end);
        String body = text.substring(end + 4);
        if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
            body = unchunk(body);
        }
        return new Answer(Integer.parseInt(head.substring(9, 12)), body);
    }

    private static String unchunk(String body) {
        StringBuilder whole = new StringBuilder();
        int at = 0;
        while (true) {
            int lineEnd = body.indexOf("\r\n", at);
            int size = Integer.parseInt(body.substring(at, lineEnd), 16);
            if (size == 0) {
                return whole.toString();
            }
            whole.append(body, lineEnd + 2, lineEnd + 2 + size);
            at = lineEnd + 2 + size + 2;
        }
    }
}
