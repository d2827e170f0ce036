/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The poms hold what Maven Central asks, and agree with each other. */
class PublishedPomsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern ARTIFACT = Pattern.compile("</parent>.*?<artifactId>([^<]+)<", Pattern.DOTALL);

    /** Modules that are published are those with a module descriptor. */
    static List<Path> published() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(folder -> Files.exists(folder.resolve("src/main/java/module-info.java")))
                    .map(folder -> folder.resolve("pom.xml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void isDescribedAndStandsInTheBom(Path pom) throws IOException {
        String text = Files.readString(pom);

        assertThat(text).containsPattern("<name>[^<]+</name>").containsPattern("<description>[^<]+</description>");
        assertThat(text).doesNotContain("maven.deploy.skip");
        assertThat(read("bom/pom.xml")).contains("<artifactId>" + first(ARTIFACT, text) + "</artifactId>");
    }

    @Test
    void theBomNamesTheVersionOfTheData() throws IOException {
        String version = first(
                Pattern.compile("<artifactId>notdisposable-data</artifactId>.*?<version>([^<]+)<", Pattern.DOTALL),
                read("data/pom.xml"));

        assertThat(version).matches("\\d{4}\\.\\d{1,2}\\.\\d{1,2}");
        assertThat(read("pom.xml")).contains("<data.version>" + version + "</data.version>");
        assertThat(read("bom/pom.xml"))
                .containsPattern("<artifactId>notdisposable-data</artifactId>\\s*<version>" + Pattern.quote(version));
    }

    @Test
    void theParentHoldsWhatMavenCentralAsks() throws IOException {
        assertThat(read("pom.xml"))
                .contains("<url>https://", "<scm ", "<developers>", "<licenses>", "maven-gpg-plugin");
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
