/* SPDX-License-Identifier: Apache-2.0 */
package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignUpTest {

    private static final long TWO_MEGABYTES = 2_000_000;

    @ParameterizedTest
    @ValueSource(strings = {"bob@mailinator.com", "BOB@x.MAILINATOR.com", "bob@a_b.mailinator.com"})
    void refusesADisposableAddress(String address) throws Exception {
        Output output = run(List.of(), address);

        assertEquals(List.of("Please use a permanent email address. Disposable addresses are not allowed."), output.out);
        assertEquals("", withoutProviderLog(output.err), "the library logs nothing, and neither does SLF4J");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob@gmail.com", "bob@nus.edu.sg", "bob@privaterelay.appleid.com"})
    void letsAPermanentAddressIn(String address) throws Exception {
        assertEquals(List.of(), run(List.of(), address).out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Dnotdisposable.backends=embedded,stopreg", "-Dnotdisposable.stopreg.api-token=token"})
    void namesTheArtifactOfTheServices(String property) throws Exception {
        String err = run(List.of(property), "bob@example.com").err;

        assertTrue(err.contains("the artifact io.github.notdisposable:notdisposable-services is missing: add it"), err);
        assertFalse(err.contains("is not a setting"), err);
    }

    @Test
    void bringsNoJsonLibraryAndAtMostTwoMegabytesOfOtherPeoplesJars() throws IOException {
        long size = 0;
        List<String> names = new ArrayList<>();
        for (String jar : library().split(File.pathSeparator)) {
            String name = Path.of(jar).getFileName().toString();
            if (!name.startsWith("notdisposable")) {
                names.add(name);
                size += Files.size(Path.of(jar));
            }
        }

        assertTrue(names.stream().noneMatch(name -> name.contains("jackson")), names::toString);
        assertTrue(size <= TWO_MEGABYTES, size + " bytes in " + names);
        assertThrows(
                ClassNotFoundException.class, () -> Class.forName("com.fasterxml.jackson.databind.ObjectMapper"));
    }

    private record Output(List<String> out, String err) {}

    /** Runs the application in a JVM of its own, with the validation provider beside it. */
    private static Output run(List<String> options, String address) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Duser.language=en"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "example.Main", address));
        Path err = Files.createTempFile(Path.of("target"), "err", ".txt");
        Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return new Output(out.lines().toList(), Files.readString(err));
    }

    /** Hibernate Validator introduces itself through java.util.logging, with a line and the one before it that names the place. */
    private static String withoutProviderLog(String err) {
        return err.lines()
                .filter(line -> !line.contains("org.hibernate.validator") && !line.contains("HV000001"))
                .filter(line -> !line.contains("org.apache.bval") && !line.startsWith("INFO"))
                .reduce("", (before, line) -> before + line + "\n");
    }

    private static String library() throws IOException {
        return Files.readString(Path.of("target", "library.classpath")).strip();
    }
}
