/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A server's process with all that it starts. It ends with this JVM at the latest. */
final class ServerProcess implements AutoCloseable {

    private final Path log;
    private final Process process;
    private final Thread atTheEnd = new Thread(this::kill, "server-end");

    private ServerProcess(Path log, Process process) {
        this.log = log;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    /** Starts a command whose output goes to a file. */
    static ServerProcess start(Path log, Map<String, String> environment, List<String> command) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_") || name.startsWith("MAVEN_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // Messages are in the caller's language, not in the server's: that has to be seen. And servers live for a
        // minute: the quick compiler alone.
        builder.environment()
                .put(
                        "JAVA_TOOL_OPTIONS",
                        "-Duser.language=en -Duser.country=US -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
                                + " -XX:SoftRefLRUPolicyMSPerMB=0 -Dnotdisposable.deadline=4s");
        builder.environment().put("NOTDISPOSABLE_EMBEDDED_DNS_TIMEOUT", "2s");
        builder.environment().putAll(environment);
        return new ServerProcess(log, builder.start());
    }

    /** Waits until a condition holds; fails with the end of the log if it does not in time or the server ends. */
    void await(String what, Duration limit, BooleanSupplier condition) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IOException("Not in time: " + what + ". The log ends with:\n" + tail());
            }
            Machine.aMoment();
        }
    }

    /** Writes a line to the server's standard input. */
    void send(String line) throws IOException {
        Writer writer = process.outputWriter(StandardCharsets.UTF_8);
        writer.write(line + "\n");
        writer.flush();
    }

    String log() {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private String tail() {
        String text = log();
        return text.substring(Math.max(0, text.length() - 4000));
    }

    /** {@return the process that is the server: the last JVM of those that start one another} */
    long jvm() {
        return all().filter(ServerProcess::isJvm)
                .filter(jvm -> jvm.children().noneMatch(ServerProcess::isJvm))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    private static boolean isJvm(ProcessHandle handle) {
        return handle.info().command().filter(name -> name.endsWith("/java")).isPresent();
    }

    private Stream<ProcessHandle> all() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private void kill() {
        List<ProcessHandle> handles = all().toList();
        handles.forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends the server and all that it started. What it does on its way out is not of interest. */
    @Override
    public void close() throws IOException {
        kill();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new IOException("The server does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }
}
