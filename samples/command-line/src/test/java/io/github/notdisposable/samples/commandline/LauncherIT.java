/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher as a user does, with a cache folder of its own. */
@Timeout(120)
class LauncherIT {

    @TempDir
    Path folder;

    private Path jar;
    private Path launcher;

    @BeforeEach
    void copyJar() throws IOException {
        assumeThat(new File("/bin/sh")).exists();
        Path place = Files.createDirectory(folder.resolve("a place"));
        jar = Files.copy(Path.of(System.getProperty("notdisposable-jar")), place.resolve("notdisposable.jar"));
        launcher = Files.copy(Path.of("bin/notdisposable"), place.resolve("notdisposable"));
    }

    @Test
    void makesAnArchiveAtTheFirstStartAndKeepsItForTheNext() throws Exception {
        assertThat(check("cache")).isEqualTo("x@mailinator.com refused");
        List<Path> made = archives("cache");
        assertThat(made).hasSize(1);
        FileTime time = Files.getLastModifiedTime(made.get(0));

        assertThat(check("cache")).isEqualTo("x@mailinator.com refused");
        assertThat(archives("cache")).isEqualTo(made);
        assertThat(Files.getLastModifiedTime(made.get(0))).isEqualTo(time);
    }

    @Test
    void makesAnotherArchiveInPlaceOfTheFirstWhenTheJarHasChanged() throws Exception {
        check("cache");
        List<Path> first = archives("cache");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(check("cache")).isEqualTo("x@mailinator.com refused");
        assertThat(archives("cache")).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    @Test
    void startsWithoutAnArchiveWhereNoneCanBeWritten() throws Exception {
        Files.writeString(folder.resolve("file"), "");

        assertThat(check("file")).isEqualTo("x@mailinator.com refused");
    }

    @Test
    void startsFromADamagedArchiveAsIfThereWereNone() throws Exception {
        check("cache");
        Path archive = archives("cache").get(0);
        Files.delete(archive);
        Files.writeString(archive, "no archive");

        assertThat(check("cache")).isEqualTo("x@mailinator.com refused");
    }

    @Test
    void startsTwiceAtOnce() throws Exception {
        Process one = start("cache");
        Process other = start("cache");

        assertThat(output(one)).isEqualTo("x@mailinator.com refused");
        assertThat(output(other)).isEqualTo("x@mailinator.com refused");
        assertThat(archives("cache")).hasSize(1);
    }

    @Test
    void handsOptionsOfJavaToJava() throws Exception {
        Process process = start("cache", "-Dnotdisposable.block=example.com", "check");
        process.getOutputStream().write("a b@example.com\n".getBytes(StandardCharsets.UTF_8));

        assertThat(output(process)).isEqualTo("a b@example.com refused");
    }

    private String check(String cache) throws Exception {
        return output(start(cache));
    }

    private Process start(String cache, String... options) throws IOException {
        Stream<String> arguments = options.length > 0 ? Stream.of(options) : Stream.of("check");
        ProcessBuilder command = new ProcessBuilder(Stream.concat(Stream.of("/bin/sh", launcher.toString()), arguments)
                .toList());
        command.environment().put("XDG_CACHE_HOME", folder.resolve(cache).toString());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return command.redirectErrorStream(true).start();
    }

    /** Returns address and result of the one row, and checks that nothing but the table was printed. */
    private static String output(Process process) throws Exception {
        process.getOutputStream().write("x@mailinator.com\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isEqualTo(1);
        List<String> lines = printed.lines().toList();
        assertThat(lines.get(0)).startsWith("ADDRESS");
        return lines.get(1).replaceAll("^(.*?) {2,}(\\w+) .*", "$1 $2");
    }

    private List<Path> archives(String cache) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(cache).resolve("notdisposable"))) {
            return files.toList();
        }
    }
}
