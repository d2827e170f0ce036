/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Carries questions over UDP, each from a port of its own (RFC 5452 section 4.5), and over TCP where the reply does not fit.
 *
 * <p>dnsjava's own transport is not used: its selector thread and its connections belong to the whole JVM, closing them takes them from
 * everybody else, it looks at timeouts only while nothing arrives, and it gives up on a question as soon as a stray datagram comes in.
 */
final class NioTransport implements DnsTransport {

    /** Larger than what is asked for, as some servers ignore the limit. */
    private static final int UDP_BUFFER = 8_192;

    /** Replies to other questions that are read past. More of them are an attempt to guess the id. */
    private static final int MAX_STRAYS = 32;

    private final SelectorLoop loop;

    NioTransport(SelectorLoop loop) {
        this.loop = loop;
    }

    @Override
    public CompletableFuture<DnsReply> exchange(InetSocketAddress server, DnsQuery query, long end) {
        CompletableFuture<DnsReply> result = new CompletableFuture<>();
        Task task = new Task(server, query, end, result);
        try {
            new UdpExchange(task, DatagramChannel.open()).start();
        } catch (IOException | RuntimeException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    private record Task(InetSocketAddress server, DnsQuery query, long end, CompletableFuture<DnsReply> result) {}

    /** One channel, from its opening until the result is there. */
    private abstract class Exchange {

        final Task task;
        private final SelectableChannel channel;
        private EventLoop.@Nullable Timer timer;

        Exchange(Task task, SelectableChannel channel) {
            this.task = task;
            this.channel = channel;
            CompletableFuture<?> unused = task.result.whenComplete((reply, failure) -> close());
        }

        final void start() {
            timer = loop.at(task.end, this::timeOut);
            guarded(() -> {
                channel.configureBlocking(false);
                connect();
            });
        }

        final SelectionKey await(int operations) throws IOException {
            return loop.register(channel, operations, () -> guarded(this::proceed));
        }

        final void close() {
            if (timer != null) {
                timer.cancel();
            }
            try {
                channel.close();
            } catch (IOException e) {
                // Nothing more is read from it.
            }
        }

        abstract void connect() throws IOException;

        /** Goes on when the channel is ready. */
        abstract void proceed() throws IOException;

        private void timeOut() {
            task.result.completeExceptionally(
                    channel.isOpen() ? new SocketTimeoutException() : new AsynchronousCloseException());
        }

        private void guarded(Step step) {
            try {
                step.run();
            } catch (IOException | RuntimeException e) {
                task.result.completeExceptionally(e);
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private final class UdpExchange extends Exchange {

        private final DatagramChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocate(UDP_BUFFER);
        private int strays;

        UdpExchange(Task task, DatagramChannel channel) {
            super(task, channel);
            this.channel = channel;
        }

        @Override
        void connect() throws IOException {
            channel.connect(task.server);
            channel.write(ByteBuffer.wrap(task.query.wire()));
            await(SelectionKey.OP_READ);
        }

        @Override
        void proceed() throws IOException {
            while (!task.result.isDone() && channel.read(buffer.clear()) > 0) {
                DnsReply reply = task.query.read(Arrays.copyOf(buffer.array(), buffer.position()));
                if (reply.kind() == DnsReply.Kind.TRUNCATED) {
                    close();
                    new TcpExchange(task, SocketChannel.open()).start();
                    return;
                }
                if (reply.kind() != DnsReply.Kind.STRAY) {
                    task.result.complete(reply);
                } else if (++strays > MAX_STRAYS) {
                    task.result.complete(DnsReply.MALFORMED);
                }
            }
        }
    }

    /** Each message follows its length in two bytes (RFC 1035 section 4.2.2). */
    private final class TcpExchange extends Exchange {

        private static final int LENGTH_BYTES = 2;

        private final SocketChannel channel;
        private final ByteBuffer out;
        private ByteBuffer in = ByteBuffer.allocate(LENGTH_BYTES);
        private boolean hasLength;
        private @Nullable SelectionKey key;

        TcpExchange(Task task, SocketChannel channel) {
            super(task, channel);
            this.channel = channel;
            byte[] question = task.query.wire();
            out = ByteBuffer.allocate(LENGTH_BYTES + question.length);
            out.putShort((short) question.length).put(question).flip();
        }

        @Override
        void connect() throws IOException {
            key = await(channel.connect(task.server) ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT);
        }

        @Override
        void proceed() throws IOException {
            if (channel.finishConnect() && isSent() && isReceived()) {
                DnsReply reply = task.query.read(in.array());
                task.result.complete(reply.kind() == DnsReply.Kind.STRAY ? DnsReply.MALFORMED : reply);
            }
        }

        private boolean isSent() throws IOException {
            if (out.hasRemaining()) {
                channel.write(out);
                Objects.requireNonNull(key)
                        .interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            }
            return !out.hasRemaining();
        }

        private boolean isReceived() throws IOException {
            if (!isFull()) {
                return false;
            }
            if (!hasLength) {
                hasLength = true;
                in = ByteBuffer.allocate(in.getShort(0) & 0xFFFF);
            }
            return isFull();
        }

        private boolean isFull() throws IOException {
            if (in.hasRemaining() && channel.read(in) < 0) {
                throw new EOFException("The name server closed the connection");
            }
            return !in.hasRemaining();
        }
    }
}
