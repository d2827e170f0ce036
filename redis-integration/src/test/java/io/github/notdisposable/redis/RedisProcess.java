/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import io.lettuce.core.KeyScanArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis of this test's own, on a free port of the loopback interface: the one that is installed, else the one that the test dependency
 * {@code embedded-redis} brings for common platforms.
 */
final class RedisProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Optional<String> BINARY = binary();

    private final int port;
    private final List<String> options;
    private Process process;
    private RedisClient client;
    private StatefulRedisConnection<byte[], byte[]> connection;

    private RedisProcess(int port, List<String> options) {
        this.port = port;
        this.options = options;
    }

    /** Starts a Redis, or skips the test where there is none that runs on this machine. */
    static RedisProcess start(String... options) {
        Assumptions.assumeTrue(
                BINARY.isPresent(), "no redis-server is installed, and none is bundled for this platform");
        RedisProcess redis = new RedisProcess(freePort(), List.of(options));
        redis.launch();
        return redis;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again, empty, on the same port. */
    void launch() {
        List<String> command = new ArrayList<>(List.of(
                BINARY.orElseThrow(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no"));
        command.addAll(options);
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (System.nanoTime() - end > 0 || !process.isAlive()) {
                throw new IllegalStateException("Redis does not start");
            }
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            int first = socket.getInputStream().read();
            // A Redis with a password answers with an error, and yet is there.
            return first == '+' || first == '-';
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends it as a power cut would. */
    void kill() {
        closeConnection();
        process.destroyForcibly().onExit().join();
    }

    int port() {
        return port;
    }

    String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** A connection for the test to look behind the scenes. */
    RedisCommands<byte[], byte[]> commands() {
        if (client == null) {
            client = RedisClient.create(RedisURI.create(uri()));
            connection = client.connect(ByteArrayCodec.INSTANCE);
        }
        return connection.sync();
    }

    List<byte[]> keys(String pattern) {
        return ScanIterator.scan(commands(), KeyScanArgs.Builder.matches(pattern)).stream()
                .toList();
    }

    /** Returns the bytes that it holds. */
    long usedMemory() {
        return commands()
                .info("memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length())))
                .findFirst()
                .orElseThrow();
    }

    private void closeConnection() {
        if (client != null) {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
            client = null;
        }
    }

    @Override
    public void close() {
        kill();
    }

    private static Optional<String> binary() {
        Optional<String> installed = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
        return installed.or(RedisProcess::bundled).filter(RedisProcess::runs);
    }

    private static Optional<String> bundled() {
        try {
            return Optional.of(ExecutableProvider.newJarResourceProvider().get().getAbsolutePath());
        } catch (IOException | RuntimeException noneForThisPlatform) {
            return Optional.empty();
        }
    }

    private static boolean runs(String binary) {
        try {
            return new ProcessBuilder(binary, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
