/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the jar as a user does, in a process of its own. */
@Timeout(120)
class NotdisposableJarIT {

    private static final String JAR = System.getProperty("notdisposable-jar");

    @TempDir
    Path folder;

    @Test
    void checksStandardInputInUtf8WhateverThePlatformsCharacterSetIs() throws Exception {
        Process process = start(
                java("-Dfile.encoding=ISO-8859-1", "-Dsun.jnu.encoding=ISO-8859-1"), "check", "--format", "jsonl");
        write(process, "zo\u00eb@mailinator.com\n");

        assertThat(output(process))
                .startsWith("{\"input\":\"zo\u00eb@mailinator.com\",")
                .endsWith("}\n");
        assertThat(errors()).isEmpty();
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void endsWithTheStatusOfTheContract() throws Exception {
        Path clean = Files.writeString(folder.resolve("clean.txt"), "ada@gmail.com\n");
        Path mixed = Files.writeString(folder.resolve("mixed.txt"), "ada@gmail.com\nx@mailinator.com\n");

        assertThat(status("check", clean.toString())).isZero();
        assertThat(status("check", mixed.toString())).isEqualTo(1);
        assertThat(status("check", folder.resolve("missing.txt").toString())).isEqualTo(2);
        assertThat(errors()).hasLineCount(1).startsWith("notdisposable: cannot read ");
    }

    @Test
    void endsQuietlyWhenItsReaderGoesAway() throws Exception {
        Path many = Files.writeString(folder.resolve("many.txt"), "x@mailinator.com\n".repeat(200_000));
        assumeThat(new File("/bin/sh")).exists();

        Process shell = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "{ \"$@\" check --format jsonl \"$0\"; echo \"status $?\" >&2; } | head -n 3",
                        many.toString(),
                        javaCommand(),
                        "-jar",
                        JAR)
                .redirectError(folder.resolve("err").toFile())
                .start();
        shell.getOutputStream().close();

        assertThat(output(shell).lines()).hasSize(3);
        assertThat(errors()).matches("status [01]\\R");
    }

    @Test
    void aFullDiskIsNotABrokenPipe() throws Exception {
        assumeThat(new File("/dev/full")).exists();
        Process process = new ProcessBuilder(command(java(), "check"))
                .redirectError(folder.resolve("err").toFile())
                .redirectOutput(new File("/dev/full"))
                .start();
        write(process, "ada@gmail.com\n");

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(errors()).hasLineCount(1).startsWith("notdisposable: the output cannot be written: ");
    }

    @Test
    void aStandardInputThatIsClosedIsAnErrorAndNotAnEmptyFile() throws Exception {
        assumeThat(new File("/bin/sh")).exists();
        assumeThat(new File("/proc/self/fd")).exists();

        Process shell = new ProcessBuilder("/bin/sh", "-c", "\"$@\" check <&-", "sh", javaCommand(), "-jar", JAR)
                .redirectError(folder.resolve("err").toFile())
                .start();

        assertThat(output(shell)).isEmpty();
        assertThat(shell.waitFor()).isEqualTo(2);
        assertThat(errors()).isEqualTo("notdisposable: standard input is closed\n");
    }

    @Test
    void isOneJarWithoutLeftoversOfItsParts() throws IOException {
        try (JarFile jar = new JarFile(JAR)) {
            assertThat(jar.isMultiRelease()).isTrue();
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.endsWith("module-info.class"))
                    .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"))
                    .noneMatch(name -> name.contains("services") && name.contains("InetAddressResolverProvider"))
                    .contains(
                            "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
                            "META-INF/LICENSE",
                            "META-INF/NOTICE",
                            "META-INF/notdisposable-data/NOTICE");
        }
    }

    private int status(String... args) throws Exception {
        Process process = start(java(), args);
        process.getOutputStream().close();
        output(process);
        return process.waitFor();
    }

    private Process start(List<String> java, String... args) throws IOException {
        return new ProcessBuilder(command(java, args))
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private static List<String> command(List<String> java, String... args) {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-jar", JAR));
        command.addAll(List.of(args));
        return command;
    }

    private static List<String> java(String... options) {
        List<String> java = new ArrayList<>(List.of(javaCommand()));
        java.addAll(List.of(options));
        return java;
    }

    private static String javaCommand() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void write(Process process, String text) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("err"));
    }
}
