/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application as {@code spring-boot:process-aot} prepares it. */
class AotTest {

    private static final Path PROCESSED = Path.of("target/spring-aot/main");

    @TempDir
    private Path folder;

    @Test
    void checksWithTheCodeThatWasPreparedAheadOfTime() throws Exception {
        assumeTrue(Files.isDirectory(PROCESSED), "spring-boot:process-aot did not run");
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dspring.aot.enabled=true",
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                PROCESSED.resolve("classes").toString(),
                                PROCESSED.resolve("resources").toString(),
                                System.getProperty("java.class.path")),
                        "consumer.Application",
                        "check")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(90, TimeUnit.SECONDS);
        process.destroyForcibly();

        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended).as(text).isTrue();
        assertThat(text).contains("AOT-processed").contains("done");
        assertThat(text.lines().filter(line -> line.startsWith("refused: "))).hasSize(1);
    }
}
