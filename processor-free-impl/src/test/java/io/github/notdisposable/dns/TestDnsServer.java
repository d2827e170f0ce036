/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server on a loopback port, over UDP and TCP, that answers from a zone file or whatever a test makes it send. */
public final class TestDnsServer implements AutoCloseable {

    /** What a server does with a query over UDP. */
    @FunctionalInterface
    interface Udp {
        /** {@return the datagrams to send back, none to keep silent} */
        List<byte[]> reply(Message query) throws Exception;
    }

    /** What a server does with a query over TCP. */
    @FunctionalInterface
    interface Tcp {
        void reply(Message query, OutputStream out) throws Exception;
    }

    /** The domains below a zone of a test, and what they hold. */
    static final String ORIGIN = "example.com.";

    private static final Name MINIMUM_300 = Name.fromConstantString("ns.example.com.");

    private final DatagramSocket udpSocket;
    private final ServerSocket tcpSocket;
    private final List<Record> zone = new ArrayList<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger tcpConnections = new AtomicInteger();
    private volatile Udp udp = query -> List.of(answer(query).toWire(65_535));
    private volatile Tcp tcp = (query, out) -> writeFramed(out, answer(query).toWire(65_535));

    /** Starts a server for these lines of a zone file. */
    public TestDnsServer(String... zoneLines) throws IOException {
        try (Master master = new Master(
                new ByteArrayInputStream(String.join("\n", zoneLines).getBytes(StandardCharsets.US_ASCII)),
                Name.fromConstantString(ORIGIN),
                600)) {
            for (Record each = master.nextRecord(); each != null; each = master.nextRecord()) {
                zone.add(each);
            }
        }
        tcpSocket = new ServerSocket();
        udpSocket = bindBoth(tcpSocket);
        start(this::serveUdp);
        start(this::serveTcp);
    }

    /** Finds a port that is free for both. */
    private static DatagramSocket bindBoth(ServerSocket tcpSocket) throws IOException {
        for (int attempt = 1; ; attempt++) {
            DatagramSocket datagrams = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try {
                tcpSocket.bind(datagrams.getLocalSocketAddress());
                return datagrams;
            } catch (BindException takenForTcp) {
                datagrams.close();
                if (attempt == 50) {
                    throw takenForTcp;
                }
            }
        }
    }

    /** {@return where it listens, as a name server is configured} */
    public String address() {
        return "127.0.0.1:" + tcpSocket.getLocalPort();
    }

    TestDnsServer udp(Udp udp) {
        this.udp = udp;
        return this;
    }

    TestDnsServer tcp(Tcp tcp) {
        this.tcp = tcp;
        return this;
    }

    /** Lets it answer each query with an error. */
    public TestDnsServer failing(int rcode) {
        return udp(query -> List.of(reply(query, rcode).toWire(65_535)));
    }

    TestDnsServer silent() {
        return udp(query -> List.of());
    }

    /** Lets it keep silent about some names. */
    public TestDnsServer replyUnless(Predicate<String> silent) {
        return udp(query -> silent.test(query.getQuestion().getName().toString(true))
                ? List.of()
                : List.of(answer(query).toWire()));
    }

    /** {@return the questions so far, each as {@code name type}} */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    int tcpConnections() {
        return tcpConnections.get();
    }

    static Message reply(Message query, int rcode) {
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.RD);
        reply.getHeader().setFlag(Flags.RA);
        reply.getHeader().setRcode(rcode);
        reply.addRecord(query.getQuestion(), Section.QUESTION);
        return reply;
    }

    static Message truncated(Message query) {
        Message reply = reply(query, Rcode.NOERROR);
        reply.getHeader().setFlag(Flags.TC);
        return reply;
    }

    static void writeFramed(OutputStream out, byte[] message) throws IOException {
        out.write(message.length >>> 8);
        out.write(message.length);
        out.write(message);
        out.flush();
    }

    /** Answers as a resolver does: with the aliases, and with the zone's SOA for a "no". */
    Message answer(Message query) {
        Name owner = query.getQuestion().getName();
        int type = query.getQuestion().getType();
        Message reply = reply(query, Rcode.NOERROR);
        for (int hops = 0; hops < 10; hops++) {
            Name at = owner;
            List<Record> here =
                    zone.stream().filter(r -> r.getName().equals(at)).toList();
            List<Record> found = here.stream().filter(r -> r.getType() == type).toList();
            found.forEach(r -> reply.addRecord(r, Section.ANSWER));
            Record alias = here.stream()
                    .filter(r -> r.getType() == Type.CNAME)
                    .findFirst()
                    .orElse(null);
            if (!found.isEmpty()) {
                return reply;
            }
            if (alias == null) {
                if (here.isEmpty() && zone.stream().noneMatch(r -> r.getName().subdomain(at))) {
                    reply.getHeader().setRcode(Rcode.NXDOMAIN);
                }
                break;
            }
            reply.addRecord(alias, Section.ANSWER);
            owner = ((CNAMERecord) alias).getTarget();
        }
        reply.addRecord(soa(900, 300), Section.AUTHORITY);
        return reply;
    }

    static SOARecord soa(long ttl, long minimum) {
        return new SOARecord(
                Name.fromConstantString(ORIGIN), DClass.IN, ttl, MINIMUM_300, MINIMUM_300, 1, 60, 60, 60, minimum);
    }

    @Override
    public void close() {
        udpSocket.close();
        try {
            tcpSocket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Task {
        void run() throws Exception;
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (Exception closed) {
                // The test is over.
            }
        });
        thread.setDaemon(true);
        thread.setName("test-dns-server");
        thread.start();
    }

    private void serveUdp() throws Exception {
        byte[] buffer = new byte[65_535];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            udpSocket.receive(packet);
            Message query = new Message(Arrays.copyOf(buffer, packet.getLength()));
            note(query);
            for (byte[] datagram : udp.reply(query)) {
                udpSocket.send(new DatagramPacket(datagram, datagram.length, packet.getSocketAddress()));
            }
        }
    }

    private void serveTcp() throws Exception {
        while (true) {
            Socket socket = tcpSocket.accept();
            tcpConnections.incrementAndGet();
            start(() -> {
                try (socket) {
                    DataInputStream in = new DataInputStream(socket.getInputStream());
                    byte[] message = new byte[in.readUnsignedShort()];
                    in.readFully(message);
                    tcp.reply(new Message(message), socket.getOutputStream());
                }
            });
        }
    }

    private void note(Message query) {
        Record question = query.getQuestion();
        asked.add(question.getName() + " " + Type.string(question.getType()));
    }
}
