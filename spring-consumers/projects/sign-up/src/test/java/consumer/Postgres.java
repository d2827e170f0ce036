/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL of Debian's package, with a database of its own in a folder that goes with it. */
final class Postgres implements AutoCloseable {

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    private final Path binaries;
    private final Path folder;
    private final int port;

    private Postgres(Path binaries, Path folder, int port) {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
    }

    /** Returns the server; null, after it has said what is missing, if there is none or the machine does not let it start. */
    static Postgres startIfInstalled() {
        try {
            Path binaries = newest();
            if (binaries != null) {
                return start(binaries);
            }
            System.out.println("JPA runs on H2 alone: PostgreSQL is missing (Debian package postgresql).");
        } catch (IOException e) {
            System.out.println("JPA runs on H2 alone: PostgreSQL cannot be started here: " + e.getMessage());
        }
        return null;
    }

    private static Postgres start(Path binaries) throws IOException {
        Path folder = Files.createTempDirectory("notdisposable-postgres");
        Postgres server = new Postgres(binaries, folder, freePort());
        if (isRoot()) {
            // The server does not run as root; the package brings its user.
            server.run(List.of("chown", "postgres", folder.toString()));
        }
        server.run(server.command(
                "initdb", "-D", server.data(), "-A", "trust", "-U", "postgres", "--no-locale", "-E", "UTF8", "--no-sync"));
        server.run(server.command(
                "pg_ctl",
                "-D",
                server.data(),
                "-w",
                "-t",
                "20",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-F -h 127.0.0.1 -p " + server.port + " -k " + folder,
                "start"));
        return server;
    }

    List<String> properties() {
        return List.of(
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "--spring.datasource.username=postgres",
                "--spring.datasource.generate-unique-name=false");
    }

    @Override
    public void close() {
        try {
            run(command("pg_ctl", "-D", data(), "-m", "immediate", "stop"));
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            System.out.println("PostgreSQL was not cleaned up: " + e.getMessage());
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private void run(List<String> command) throws IOException {
        Path output = Files.createTempFile("notdisposable-postgres", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(30, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + (ended ? " failed: " : " does not end: ")
                        + read(output) + read(folder.resolve("log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path newest() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return null;
        }
        Path newest = null;
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(INSTALLED)) {
            for (Path version : versions) {
                Path binaries = version.resolve("bin");
                if (Files.isExecutable(binaries.resolve("initdb"))
                        && (newest == null || newest.compareTo(binaries) < 0)) {
                    newest = binaries;
                }
            }
        }
        return newest;
    }
}
