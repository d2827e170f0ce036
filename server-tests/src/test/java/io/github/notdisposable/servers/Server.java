/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A server of one product and version: how it is started, and what it cannot do. Listens on 127.0.0.1 alone. */
abstract class Server implements AutoCloseable {

    private static final Duration DEPLOYMENT = Duration.ofMinutes(2);
    private static final Pattern MARKERS = Pattern.compile(
            "^ *\\d+: +(\\d+) +\\d+ +io\\.github\\.notdisposable\\.servers\\.common\\.Loaded\\$Marker",
            Pattern.MULTILINE);

    private final Map<Capability, String> gaps = new EnumMap<>(Capability.class);
    private final String name;
    private final String title;
    private ServerProcess process;
    private int port;
    private int deployed;

    /**
     * Describes a server.
     *
     * @param name short, for file names
     * @param title product and version
     */
    Server(String name, String title) {
        this.name = name;
        this.title = title;
    }

    final String name() {
        return name;
    }

    final String title() {
        return title;
    }

    /** Says that the server cannot do something, and why; the tests then hold what it does instead. */
    final void cannot(String reason, Capability... capabilities) {
        for (Capability capability : capabilities) {
            gaps.put(capability, reason);
        }
    }

    final Map<Capability, String> gaps() {
        return gaps;
    }

    /** {@return the JARs, by folder, that an application needs beside the library} */
    List<String> stack() {
        return List.of();
    }

    /** {@return the listener that has to stand in web.xml; empty for none} */
    String listener() {
        return "";
    }

    /** {@return whether a JAR of the library is put into WEB-INF/lib} */
    boolean carries(String jar) {
        return true;
    }

    /** {@return what a user has to do on this server} */
    abstract List<String> advice();

    /** {@return what the library says in the log when an application starts, as nobody would call some of its validators} */
    List<String> hints() {
        return List.of();
    }

    /** Fetches the server, once; fails with {@link java.io.UncheckedIOException} if it cannot be had. */
    abstract void fetch() throws IOException;

    /** Starts the server, or skips the test if nobody asked for it or it cannot be downloaded. Tries the start twice. */
    final void fetchAndStart() throws IOException {
        String wanted = System.getProperty("servers", "");
        assumeTrue(wanted.isEmpty() || List.of(wanted.split(",")).contains(name), "Not asked for");
        try {
            fetch();
        } catch (UncheckedIOException e) {
            String reason = e.getCause().getMessage();
            System.out.println("servers: skipped " + title + ", as " + reason);
            abort(reason);
        }
        try {
            start();
        } catch (IOException e) {
            System.out.println("servers: started again after: " + e.getMessage());
            close();
            start();
        }
    }

    /** Starts the server on a free port. */
    private void start() throws IOException {
        port = Machine.freePort();
        process = start(home(), port);
        process.await("start of " + name, Duration.ofMinutes(2), this::started);
    }

    abstract ServerProcess start(Path home, int port) throws IOException;

    /** {@return whether the server is ready for deployments} */
    boolean started() {
        return status("") > 0;
    }

    final void deploy(String context, Path archive) throws IOException {
        deployed++;
        hand(context, archive);
        process.await("deployment of " + context, DEPLOYMENT, () -> {
            if (failed(context)) {
                throw new AssertionError("Not deployed: " + context + "\n" + process.log());
            }
            return status(context + "/loaded") == 200;
        });
    }

    /** Waits until the log has a text. */
    final void awaitLog(String text) throws IOException {
        process.await("'" + text + "' in the log", DEPLOYMENT, () -> log().contains(text));
    }

    final void undeploy(String context) throws IOException {
        deployed--;
        take(context);
        process.await("end of " + context, DEPLOYMENT, () -> status(context + "/loaded") != 200 && gone(context));
    }

    /** Gives the server an archive to deploy. */
    abstract void hand(String context, Path archive) throws IOException;

    /** Takes an archive from the server. */
    abstract void take(String context) throws IOException;

    boolean failed(String context) {
        return false;
    }

    boolean gone(String context) {
        return true;
    }

    final Path home() {
        return Path.of("target", "servers", name);
    }

    /** {@return what the server and its applications have logged} */
    String log() {
        return process.log();
    }

    final ServerProcess process() {
        return process;
    }

    final URI application(String context) {
        return URI.create("http://127.0.0.1:" + port + "/" + context + "/");
    }

    /** {@return the number of class loaders that the server's heap holds of applications that it no longer has, after a collection} */
    final int loadersThatStayed() throws IOException {
        int loaders = MARKERS.matcher(jcmd("GC.class_histogram"))
                .results()
                .mapToInt(line -> Integer.parseInt(line.group(1)))
                .sum();
        if (loaders < deployed) {
            throw new IOException("Of " + deployed + " applications the heap shows " + loaders);
        }
        return loaders - deployed;
    }

    /** {@return the names of the server's threads} */
    final List<String> threads() throws IOException {
        return jcmd("Thread.print")
                .lines()
                .filter(line -> line.startsWith("\""))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .toList();
    }

    /** Writes what is in the heap to a file, to find out what holds a class loader. */
    final void dumpHeap() throws IOException {
        Path file = Path.of("target", "servers", name + ".hprof").toAbsolutePath();
        Files.deleteIfExists(file);
        jcmd("GC.heap_dump", file.toString());
    }

    private String jcmd(String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process.jvm())));
        line.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    final int status(String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/" + path).toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(20_000);
            connection.setInstanceFollowRedirects(false);
            try {
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public final void close() throws IOException {
        if (process != null) {
            process.close();
        }
    }
}
