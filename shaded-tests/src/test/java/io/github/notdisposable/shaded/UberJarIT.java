/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.shaded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Runs the jars as a user does, in processes of their own. */
@Timeout(120)
class UberJarIT {

    @TempDir
    Path folder;

    private record Run(int status, List<String> printed, String errors) {}

    private Run run(String jar, List<String> options, String... addresses) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", System.getProperty("jars") + "-" + jar + ".jar"));
        command.addAll(List.of(addresses));
        Path errors = folder.resolve("errors.txt");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        List<String> printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return new Run(process.waitFor(), printed, Files.readString(errors));
    }

    @Test
    void checksAddressesAndPrintsNothingOnStandardErrorWhereNoDnsIsAsked() throws Exception {
        Run run = run("uber", List.of("-Dnotdisposable.embedded.dns=never"), "bob@mailinator.com", "bob@shop.com");

        assertThat(run)
                .isEqualTo(new Run(0, List.of("localhost true", "mailinator.com [DISPOSABLE]", "shop.com []"), ""));
    }

    @Test
    void asksTheDns() throws Exception {
        try (DatagramSocket nameServer = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> denyMail(nameServer));
            thread.setDaemon(true);
            thread.start();

            Run run = run(
                    "uber",
                    List.of("-Dnotdisposable.embedded.dns-servers=127.0.0.1:" + nameServer.getLocalPort()),
                    "bob@shop.com");

            assertThat(run.printed()).containsExactly("localhost true", "shop.com [NO_MAIL_SERVER]");
        }
    }

    /** If this fails, the filter of the docs is no longer needed. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_18)
    void withoutTheFilterNoNameCanBeResolved() throws Exception {
        Run run = run("unfiltered", List.of(), "bob@shop.com");

        assertThat(run.status()).isNotZero();
        assertThat(run.errors())
                .contains("java.net.spi.InetAddressResolverProvider")
                .contains("DnsjavaInetAddressResolverProvider not found");
    }

    /** Answers each question for MX records with a null MX (RFC 7505). */
    private static void denyMail(DatagramSocket nameServer) {
        byte[] buffer = new byte[512];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                nameServer.receive(packet);
                int end = 12;
                while (buffer[end] != 0) {
                    end += buffer[end] + 1;
                }
                end += 5;
                ByteBuffer reply = ByteBuffer.allocate(512).put(buffer, 0, end);
                reply.putShort(2, (short) 0x8180).putShort(6, (short) 1).putShort(10, (short) 0);
                reply.putShort((short) 0xC00C)
                        .putShort((short) 15)
                        .putShort((short) 1)
                        .putInt(60);
                reply.putShort((short) 3).putShort((short) 0).put((byte) 0);
                nameServer.send(new DatagramPacket(reply.array(), reply.position(), packet.getSocketAddress()));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }
}
