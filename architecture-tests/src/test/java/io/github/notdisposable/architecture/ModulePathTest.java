/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModulePathTest {

    private static final Map<String, Set<String>> EXPORTS = Map.ofEntries(
            Map.entry(
                    Published.ANNOTATIONS,
                    Set.of(
                            "io.github.notdisposable",
                            "io.github.notdisposable.spi",
                            "io.github.notdisposable.validation")),
            Map.entry(
                    Published.IMPLEMENTATION,
                    Set.of(
                            "io.github.notdisposable.abuse",
                            "io.github.notdisposable.address",
                            "io.github.notdisposable.backend",
                            "io.github.notdisposable.checker",
                            "io.github.notdisposable.client",
                            "io.github.notdisposable.config",
                            "io.github.notdisposable.embedded",
                            "io.github.notdisposable.http")),
            Map.entry(Published.DATA, Set.of()),
            Map.entry(
                    Published.SERVICES,
                    Set.of("io.github.notdisposable.resilience", "io.github.notdisposable.services")),
            Map.entry(Published.TEST_KIT, Set.of("io.github.notdisposable.testkit")),
            Map.entry(Published.SPRING_TEST, Set.of("io.github.notdisposable.spring.test")),
            Map.entry(
                    Published.JAKARTA,
                    Set.of(
                            "io.github.notdisposable.jakarta.cdi",
                            "io.github.notdisposable.jakarta.rest",
                            "io.github.notdisposable.jakarta.servlet")),
            Map.entry(Published.JCACHE, Set.of("io.github.notdisposable.jcache")),
            Map.entry(Published.REDIS, Set.of("io.github.notdisposable.redis")),
            Map.entry(
                    Published.SPRING,
                    Set.of("io.github.notdisposable.spring", "io.github.notdisposable.spring.reactive")),
            Map.entry(Published.HOOKS, Set.of("io.github.notdisposable.hooks")));

    /** What the tests of this folder stand on, and what an application does not have beside it. */
    private static final Pattern TEST_TOOLS =
            Pattern.compile("(archunit|junit|opentest4j|apiguardian|assertj|byte-buddy|test-classes).*");

    @TempDir
    static Path compiled;

    private static String modulePath = "";

    @BeforeAll
    static void compileTheApplication() throws URISyntaxException {
        modulePath = modulePath();
        Path sources = Path.of(Objects.requireNonNull(
                                ModulePathTest.class.getResource("/module-path-application/module-info.java"))
                        .toURI())
                .getParent();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "--module-path",
                        modulePath,
                        "-d",
                        compiled.toString(),
                        sources + "/module-info.java",
                        sources + "/app/Main.java");

        assertThat(status).as("exit status of the compiler").isZero();
    }

    static Stream<String> modules() {
        return Published.modules().stream().map(module -> module.descriptor().name());
    }

    @Test
    void knowsEachPublishedModule() {
        assertThat(modules()).containsExactlyInAnyOrderElementsOf(EXPORTS.keySet());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void exportsExactlyWhatUsersTouch(String module) {
        assertThat(Published.exportedPackages(Published.module(module))).isEqualTo(EXPORTS.get(module));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void opensNothingToEverybody(String module) {
        ModuleReference reference = Published.module(module);

        assertThat(reference.descriptor().isOpen()).isFalse();
        assertThat(reference.descriptor().isAutomatic()).isFalse();
        assertThat(reference.descriptor().opens()).allMatch(ModuleDescriptor.Opens::isQualified);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    en | Please use a permanent email address. Disposable addresses are not allowed.           | Please use your company email address.
                    de | Bitte verwenden Sie eine dauerhafte E-Mail-Adresse. Wegwerf-Adressen sind nicht erlaubt. | Bitte verwenden Sie die E-Mail-Adresse Ihres Unternehmens.
                    """)
    void validatesOnTheModulePath(String language, String disposable, String business)
            throws IOException, InterruptedException {
        List<String> printed = run(language);

        assertThat(printed)
                .containsExactly(
                        "named modules: true, true, true", "email: " + disposable, "work: " + business, "0 violations");
    }

    private static List<String> run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dstdout.encoding=UTF-8",
                "-Dnotdisposable.embedded.dns=never",
                "--module-path",
                modulePath + File.pathSeparator + compiled,
                "--module",
                "app/app.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            List<String> printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as("exit status").isZero();
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String modulePath() {
        Set<Path> frameworks = Published.modules().stream()
                .filter(module -> !Set.of(Published.ANNOTATIONS, Published.IMPLEMENTATION, Published.DATA)
                        .contains(module.descriptor().name()))
                .map(Published::location)
                .collect(Collectors.toSet());
        return Published.classPath().stream()
                .filter(entry -> !isTestTool(entry) && !frameworks.contains(entry))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isTestTool(Path entry) {
        Path name = entry.getFileName();
        return name != null && TEST_TOOLS.matcher(name.toString()).matches();
    }
}
