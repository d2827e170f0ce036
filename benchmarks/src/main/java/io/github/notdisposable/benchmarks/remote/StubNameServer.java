/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks.remote;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/**
 * A name server on a loopback port. It keeps silent about names that begin with {@code silent} and takes its time for the others: those that
 * begin with {@code missing} do not exist, those with {@code null} have a null MX, and the rest have an exchanger of a disposable service.
 */
final class StubNameServer implements AutoCloseable {

    private static final Name EXCHANGER = Name.fromConstantString("mail.mailinator.com.");

    private final DatagramSocket socket;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(StubNameServer::daemon);
    private final Duration latency;

    StubNameServer(Duration latency) throws IOException {
        this.latency = latency;
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        daemon(this::serve).start();
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "stub-name-server");
        thread.setDaemon(true);
        return thread;
    }

    private void serve() {
        byte[] buffer = new byte[1_500];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                Message query = new Message(Arrays.copyOf(buffer, packet.getLength()));
                if (!query.getQuestion().getName().toString().startsWith("silent")) {
                    byte[] reply = reply(query).toWire();
                    DatagramPacket back = new DatagramPacket(reply, reply.length, packet.getSocketAddress());
                    Future<?> unused = later.schedule(() -> send(back), latency.toNanos(), TimeUnit.NANOSECONDS);
                }
            } catch (IOException e) {
                // Closed, or a packet that is no query.
            }
        }
    }

    private void send(DatagramPacket packet) {
        try {
            socket.send(packet);
        } catch (IOException e) {
            // Closed meanwhile.
        }
    }

    private static Message reply(Message query) {
        Name name = query.getQuestion().getName();
        String text = name.toString();
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.addRecord(query.getQuestion(), Section.QUESTION);
        if (text.startsWith("missing")) {
            reply.getHeader().setRcode(Rcode.NXDOMAIN);
            reply.addRecord(
                    new SOARecord(new Name(name, 1), DClass.IN, 300, name, name, 1, 60, 60, 60, 300),
                    Section.AUTHORITY);
        } else {
            Name exchanger = text.startsWith("null") ? Name.root : EXCHANGER;
            reply.addRecord(new MXRecord(name, DClass.IN, 300, 10, exchanger), Section.ANSWER);
        }
        return reply;
    }

    @Override
    public void close() {
        socket.close();
        later.shutdownNow();
    }
}
