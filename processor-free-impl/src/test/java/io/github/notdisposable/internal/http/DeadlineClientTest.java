/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.notdisposable.internal.http.DeadlineClient.ClosedException;
import io.github.notdisposable.internal.http.DeadlineClient.NotHttpException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlineClientTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
    private static final long LONG = TimeUnit.SECONDS.toNanos(60);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
    }

    @Test
    void returnsTheWholeResponse() throws Exception {
        serve(OK);
        try (DeadlineClient client = client(null)) {
            DeadlineClient.Response response = client.send(request(), this::body, LONG);

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-length")).contains("2");
            assertThat(response.body()).asString(StandardCharsets.US_ASCII).isEqualTo("hi");
        }
    }

    @Test
    void givesUpAtTheDeadlineAndClosesTheConnection() throws Exception {
        serve("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nh");
        try (DeadlineClient client = client(null)) {
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> client.send(request(), this::body, TimeUnit.MILLISECONDS.toNanos(50)));
            assertThat(closed.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void asksOnAfterAReplyThatIsNotHttp() throws Exception {
        serve("220 mail.example ESMTP\r\n", OK);
        try (DeadlineClient client = client(null)) {
            assertThatExceptionOfType(NotHttpException.class)
                    .isThrownBy(() -> client.send(request(), this::body, LONG))
                    .satisfies(thrown -> assertThat(thrown.isConnectionClosed())
                            .isEqualTo(Runtime.version().feature() >= 21));
            assertThat(client.send(request(), this::body, LONG).status()).isEqualTo(200);
        }
    }

    @Test
    void endsWhatIsUnderWayWhenItIsClosed() throws Exception {
        serve("");
        DeadlineClient client = client(null);
        CompletableFuture<DeadlineClient.Response> response = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                response.complete(client.send(request(), this::body, LONG));
            } catch (Exception failed) {
                response.completeExceptionally(failed);
            }
        });
        caller.start();
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

        client.close();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> response.get(30, TimeUnit.SECONDS))
                .withCauseInstanceOf(ClosedException.class);
        assertThat(closed.get(30, TimeUnit.SECONDS)).isTrue();
        assertThatExceptionOfType(ClosedException.class).isThrownBy(() -> client.send(request(), this::body, LONG));
        caller.join();
    }

    @Test
    void endsTheThreadOfTheJdksClientWhenItIsClosed() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        serve(OK);
        DeadlineClient client = client(null);
        client.send(request(), this::body, LONG);
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.getName().endsWith("-SelectorManager"))
                .toList();
        assertThat(threads).hasSize(1);

        client.close();

        Thread thread = threads.get(0);
        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();
        assertThatExceptionOfType(ClosedException.class).isThrownBy(() -> client.send(request(), this::body, LONG));
    }

    @Test
    void sendsOnTheThreadsThatItIsGiven() throws Exception {
        serve(OK);
        List<Runnable> tasks = new CopyOnWriteArrayList<>();
        Executor executor = task -> {
            tasks.add(task);
            new Thread(task).start();
        };
        try (DeadlineClient client = client(executor)) {
            assertThat(client.send(request(), this::body, LONG).status()).isEqualTo(200);
        }
        assertThat(tasks).hasSize(1);
    }

    @Test
    void saysThatNoThreadIsToBeHad() {
        Executor full = task -> {
            throw new RejectedExecutionException("full");
        };
        try (DeadlineClient client = client(full)) {
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> client.send(request(), this::body, LONG));
        }
    }

    private LimitedBody body(int status) {
        return new LimitedBody(100, status == 200);
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/"))
                .build();
    }

    private static DeadlineClient client(@Nullable Executor executor) {
        return DeadlineClient.of(null, Duration.ofSeconds(30), null, null, executor);
    }

    /** Answers each connection with the next of the replies, and notices when the client closes the last one. */
    private void serve(String... replies) {
        Iterator<String> next = List.of(replies).iterator();
        Thread thread = new Thread(() -> {
            while (next.hasNext()) {
                try (Socket socket = listener.accept()) {
                    byte[] head = new byte[1_000];
                    int length = socket.getInputStream().read(head);
                    asked.countDown();
                    socket.getOutputStream().write(next.next().getBytes(StandardCharsets.US_ASCII));
                    if (!next.hasNext()) {
                        closed.complete(length > 0 && socket.getInputStream().read() < 0);
                    }
                } catch (IOException reset) {
                    closed.complete(true);
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
