/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server that a small main class runs in a process of its own, and that obeys lines on its standard input. */
abstract class EmbeddedServer extends Server {

    EmbeddedServer(String name, String title) {
        super(name, title);
    }

    /** {@return what runs the server: options of the JVM, and the main class} */
    abstract List<String> command() throws IOException;

    /** {@return the class path of the server} */
    abstract List<Path> classPath() throws IOException;

    @Override
    final ServerProcess start(Path home, int port) throws IOException {
        Path work = Machine.emptied(home.resolve("work")).toAbsolutePath();
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-cp",
                String.join(
                        File.pathSeparator,
                        classPath().stream()
                                .map(path -> path.toAbsolutePath().toString())
                                .toList())));
        line.addAll(command());
        line.addAll(List.of(Integer.toString(port), work.toString()));
        return ServerProcess.start(Path.of("target", "servers", name() + ".log"), Map.of(), line);
    }

    /** {@return the JARs that the build has put aside under a name} */
    static List<Path> jars(String name) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target", "jars", name))) {
            return files.sorted().toList();
        }
    }

    @Override
    boolean started() {
        return process().log().contains("launch: started");
    }

    @Override
    void hand(String context, Path archive) throws IOException {
        process().send("deploy " + context + " " + archive.toAbsolutePath());
    }

    @Override
    boolean failed(String context) {
        return process().log().contains("launch: not deployed " + context);
    }

    @Override
    void take(String context) throws IOException {
        process().send("undeploy " + context);
    }

    @Override
    boolean gone(String context) {
        return process()
                        .log()
                        .lines()
                        .filter(("launch: undeployed " + context)::equals)
                        .count()
                >= 1;
    }
}
