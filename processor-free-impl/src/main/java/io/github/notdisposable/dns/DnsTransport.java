/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries one question to one name server and the reply back, over UDP, and over TCP where the reply does not fit.
 *
 * <p>dnsjava's own transport is not used: its selector thread and its connections belong to the whole JVM, closing them takes them from
 * everybody else, it looks at timeouts only while nothing arrives, and it gives up on a question as soon as a stray datagram comes in.
 */
final class DnsTransport implements AutoCloseable {

    /** Larger than what is asked for, as some servers do not listen. */
    private static final int UDP_BUFFER = 8_192;

    /** Replies to other questions that are read past. More of them are an attempt to guess the id. */
    private static final int MAX_STRAYS = 32;

    private final Set<Selector> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Asks, and waits for the reply.
     *
     * @param server the name server
     * @param query the question
     * @param end when to give up, in terms of {@link System#nanoTime()}
     * @return the reply: malformed, truncated even over TCP, a failure, or an answer
     * @throws SocketTimeoutException if no reply arrived in time
     * @throws InterruptedIOException if the thread was interrupted; its flag is still set
     * @throws IOException if no connection could be made, or the transport was closed
     */
    DnsReply exchange(InetSocketAddress server, DnsQuery query, long end) throws IOException {
        DnsReply reply = overUdp(server, query, end);
        return reply.kind() == DnsReply.Kind.TRUNCATED ? overTcp(server, query, end) : reply;
    }

    private DnsReply overUdp(InetSocketAddress server, DnsQuery query, long end) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open();
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.connect(server);
            channel.register(selector, SelectionKey.OP_READ);
            channel.write(ByteBuffer.wrap(query.wire()));
            ByteBuffer buffer = ByteBuffer.allocate(UDP_BUFFER);
            for (int strays = 0; strays <= MAX_STRAYS; ) {
                await(selector, end);
                buffer.clear();
                if (channel.read(buffer) == 0) {
                    continue;
                }
                DnsReply reply = query.read(Arrays.copyOf(buffer.array(), buffer.position()));
                if (reply.kind() != DnsReply.Kind.STRAY) {
                    return reply;
                }
                strays++;
            }
            return DnsReply.MALFORMED;
        }
    }

    private DnsReply overTcp(InetSocketAddress server, DnsQuery query, long end) throws IOException {
        try (SocketChannel channel = SocketChannel.open();
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            boolean connected = channel.connect(server);
            while (!connected) {
                await(selector, end);
                connected = channel.finishConnect();
            }
            byte[] question = query.wire();
            ByteBuffer out = ByteBuffer.allocate(2 + question.length);
            out.putShort((short) question.length).put(question).flip();
            key.interestOps(SelectionKey.OP_WRITE);
            while (out.hasRemaining()) {
                await(selector, end);
                channel.write(out);
            }
            key.interestOps(SelectionKey.OP_READ);
            ByteBuffer length = fill(channel, selector, ByteBuffer.allocate(2), end);
            ByteBuffer body = fill(channel, selector, ByteBuffer.allocate(length.getShort(0) & 0xFFFF), end);
            DnsReply reply = query.read(body.array());
            return reply.kind() == DnsReply.Kind.STRAY ? DnsReply.MALFORMED : reply;
        }
    }

    private ByteBuffer fill(SocketChannel channel, Selector selector, ByteBuffer buffer, long end) throws IOException {
        while (buffer.hasRemaining()) {
            await(selector, end);
            if (channel.read(buffer) < 0) {
                throw new EOFException("The name server closed the connection");
            }
        }
        return buffer;
    }

    /** Waits until the channel is ready, however often it was so little ready that it is waited for again. */
    private void await(Selector selector, long end) throws IOException {
        waiting.add(selector);
        try {
            while (true) {
                if (closed) {
                    throw new AsynchronousCloseException();
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException();
                }
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new SocketTimeoutException();
                }
                // Rounded up: zero would mean for ever.
                if (selector.select(left / 1_000_000 + 1) > 0) {
                    selector.selectedKeys().clear();
                    return;
                }
            }
        } finally {
            waiting.remove(selector);
        }
    }

    /** Ends the exchanges that are under way, and those to come, with an exception. */
    @Override
    public void close() {
        closed = true;
        waiting.forEach(Selector::wakeup);
    }
}
