/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Keycloak from its distribution, with the provider's jar in {@code providers}, an empty database and nothing but the loopback interface.
 * A start that fails is tried once more. It ends with this JVM at the latest.
 */
final class KeycloakServer implements AutoCloseable {

    static final String ADMIN = "admin";

    private static final Path HOME = Path.of(System.getProperty("keycloak.home"));
    private static final Path JAR = Path.of(System.getProperty("provider.jar"));
    private static final Duration START = Duration.ofMinutes(6);

    private final URI address;
    private final Path log;
    private final Process process;
    private final Thread atExit = new Thread(this::end);

    private KeycloakServer(Path javaHome, String settings, List<String> options) throws IOException {
        int port = freePort();
        address = URI.create("http://127.0.0.1:" + port);
        log = HOME.resolveSibling("keycloak-" + javaHome.getFileName() + ".log");
        deleteRecursively(HOME.resolve("data"));
        // With the time of its change, by which the server knows that it need not be built again.
        Files.copy(JAR, HOME.resolve("providers").resolve(JAR.getFileName()), REPLACE_EXISTING, COPY_ATTRIBUTES);
        Files.writeString(HOME.resolve("conf/notdisposable.properties"), settings);
        List<String> command = new ArrayList<>(List.of(
                HOME.resolve("bin/kc.sh").toString(), "start-dev", "--http-host=127.0.0.1", "--http-port=" + port));
        command.addAll(options);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("NOTDISPOSABLE_") || name.startsWith("KC_"));
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xmx700m");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param javaHome the Java installation that it runs on
     * @param settings what {@code conf/notdisposable.properties} holds
     * @param options options of the server beside its port
     */
    static KeycloakServer start(Path javaHome, String settings, String... options) throws Exception {
        try {
            return startOnce(javaHome, settings, options);
        } catch (IllegalStateException failed) {
            System.err.println(failed.getMessage() + " Trying once more.");
            return startOnce(javaHome, settings, options);
        }
    }

    private static KeycloakServer startOnce(Path javaHome, String settings, String... options) throws Exception {
        KeycloakServer server = new KeycloakServer(javaHome, settings, List.of(options));
        try {
            long begin = System.nanoTime();
            while (!server.answers()) {
                boolean late = Duration.ofNanos(System.nanoTime() - begin).compareTo(START) > 0;
                if (late || server.process.waitFor(500, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("Keycloak did not start:\n" + server.log());
                }
            }
            System.out.println("Keycloak on " + javaHome.getFileName() + " started in "
                    + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
            return server;
        } catch (Exception | Error failed) {
            server.close();
            throw failed;
        }
    }

    URI address() {
        return address;
    }

    /** Returns what the server has logged. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** The script starts the server as a child of its own, which does not end with it for sure. */
    private void end() {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(address.resolve("/realms/master"))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void deleteRecursively(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
