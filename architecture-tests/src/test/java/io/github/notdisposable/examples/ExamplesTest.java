/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example in the documentation stands in this package too, where a compiler reads it. */
final class ExamplesTest {

    private static final Path ROOT = Path.of("..");
    private static final Path COMPILED = Path.of("src", "test", "java", "io", "github", "notdisposable", "examples");
    private static final Path COMPILED_WITH_SPRING = ROOT.resolve(Path.of(
            "spring-integration", "src", "test", "java", "io", "github", "notdisposable", "spring", "examples"));
    private static final Path COMPILED_WITH_SPRINGS_TESTS = ROOT.resolve(Path.of(
            "spring-boot-test", "src", "test", "java", "io", "github", "notdisposable", "spring", "test", "examples"));
    private static final Path COMPILED_OUTSIDE_THE_REACTOR = ROOT.resolve(Path.of("consumers", "projects"));
    private static final Pattern IN_A_DOCUMENT = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern IN_A_COMMENT = Pattern.compile("<pre>\\{@code(.*?)}</pre>", Pattern.DOTALL);
    private static final Pattern START_OF_A_LINE_OF_A_COMMENT = Pattern.compile("(?m)^\\s*\\*");
    private static final List<String> PUBLISHED = List.of(
            "annotations",
            "processor-free-impl",
            "services-integration",
            "hooks-integration",
            "jakarta-integration",
            "jcache-integration",
            "redis-integration",
            "spring-boot-test",
            "spring-integration",
            "test-kit");

    static Stream<Arguments> examples() throws IOException {
        List<Arguments> examples = new ArrayList<>();
        addAll(examples, ROOT.resolve("README.md"), IN_A_DOCUMENT);
        for (Path document : files(ROOT.resolve("docs"), ".md")) {
            addAll(examples, document, IN_A_DOCUMENT);
        }
        for (String module : PUBLISHED) {
            for (Path source : files(ROOT.resolve(module).resolve(Path.of("src", "main", "java")), ".java")) {
                addAll(examples, source, IN_A_COMMENT);
            }
        }
        return examples.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void isCompiled(String place, String example) throws IOException {
        StringBuilder compiled = new StringBuilder();
        for (Path folder :
                List.of(COMPILED, COMPILED_WITH_SPRING, COMPILED_WITH_SPRINGS_TESTS, COMPILED_OUTSIDE_THE_REACTOR)) {
            for (Path source : files(folder, ".java")) {
                compiled.append(withoutSpace(Files.readString(source))).append('\n');
            }
        }
        assertThat(compiled.toString())
                .as("the example in %s must stand in %s as it is, but for white space:%n%s", place, COMPILED, example)
                .contains(withoutSpace(example));
    }

    private static void addAll(List<Arguments> examples, Path file, Pattern pattern) throws IOException {
        Matcher example = pattern.matcher(Files.readString(file));
        while (example.find()) {
            String code = START_OF_A_LINE_OF_A_COMMENT.matcher(example.group(1)).replaceAll("");
            examples.add(Arguments.of(String.valueOf(file.getFileName()), code));
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s", "");
    }
}
