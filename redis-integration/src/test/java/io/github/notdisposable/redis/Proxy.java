/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A network between a test and its Redis, which can become slow, or swallow everything. */
final class Proxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final AtomicInteger made = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private volatile Duration delay = Duration.ZERO;
    private volatile int swallowed;
    private volatile boolean down;

    Proxy(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    String uri() {
        return "redis://127.0.0.1:" + listener.getLocalPort();
    }

    /** Each piece of an answer comes so much later. */
    void delay(Duration time) {
        delay = time;
    }

    /** Nothing gets through the connections that there are, and nobody is told. */
    void swallow() {
        swallowed = made.get();
    }

    /** Connections break, and none is made. */
    void down(boolean broken) {
        down = broken;
        if (broken) {
            closeSockets();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listener.accept();
                if (down) {
                    near.close();
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(near);
                sockets.add(far);
                int number = made.incrementAndGet();
                daemon(() -> copy(number, near, far, false));
                daemon(() -> copy(number, far, near, true));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void copy(int number, Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (answers && !delay.isZero()) {
                    LockSupport.parkNanos(delay.toNanos());
                }
                if (number > swallowed) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
        } catch (IOException closed) {
            // So is the other direction.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            closeSockets();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void closeSockets() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        sockets.clear();
    }
}
