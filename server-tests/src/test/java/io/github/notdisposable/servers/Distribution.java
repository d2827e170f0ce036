/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Servers as Maven artifacts, fetched by the Maven that runs this build: with its settings, and into its local repository. */
final class Distribution {

    private Distribution() {}

    /** Unpacks an artifact into a folder; does nothing if that was done before. */
    static void unpack(String artifact, Path folder) {
        maven("unpack", artifact, folder);
    }

    /** Copies an artifact into a folder, without its version in the name; does nothing if that was done before. */
    static void copy(String artifact, Path folder) {
        maven("copy", artifact, folder);
    }

    private static void maven(String goal, String artifact, Path folder) {
        Path done = folder.resolve(".fetched");
        try {
            if (Files.exists(done) && Files.readString(done).equals(artifact)) {
                return;
            }
            Path log = Path.of("target", "servers", folder.getFileName() + "-fetch.log");
            Files.createDirectories(log.getParent());
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                    "--batch-mode",
                    "--quiet",
                    "org.apache.maven.plugins:maven-dependency-plugin:"
                            + System.getProperty("dependency-plugin.version") + ":" + goal,
                    "-Dartifact=" + artifact,
                    "-Dmdep.stripVersion=true",
                    "-DoutputDirectory=" + folder.toAbsolutePath()));
            for (String name :
                    List.of("maven.repo.local", "maven.repo.local.tail", "maven.repo.local.tail.ignoreAvailability")) {
                String value = System.getProperty(name);
                if (value != null && !value.isEmpty() && !value.startsWith("${")) {
                    command.add("-D" + name + "=" + value);
                }
            }
            int code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new UncheckedIOException(new IOException(artifact + " cannot be downloaded: "
                        + Files.readString(log).lines().findFirst().orElse("Maven ended with " + code)));
            }
            Files.writeString(done, artifact);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
