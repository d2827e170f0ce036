/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is in the jar: Keycloak has one class loader for all, in which {@code providers} comes before its own libraries. */
class ProviderJarIT {

    private static final Path JAR = Path.of(System.getProperty("provider.jar"));
    private static final Path LIBRARIES = Path.of(System.getProperty("keycloak.home"), "lib/lib/main");

    @Test
    void holdsNoClassOutsideOfThisProject() throws IOException {
        assertThat(names(JAR))
                .filteredOn(name -> name.endsWith(".class"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).startsWith("io/github/notdisposable/"));
    }

    @Test
    void replacesNoFileThatKeycloakReads() throws IOException {
        Set<String> own = Set.copyOf(names(JAR));
        List<String> replaced = new ArrayList<>();
        try (Stream<Path> libraries = Files.list(LIBRARIES)) {
            for (Path library : libraries.toList()) {
                replaced.addAll(names(library).stream().filter(own::contains).toList());
            }
        }
        // What the JVM reads of each jar, and texts for people.
        assertThat(replaced)
                .allSatisfy(name ->
                        assertThat(name).matches("META-INF/(services/org\\.keycloak\\..*|[^/]*(LICENSE|NOTICE))"));
    }

    @Test
    void offersItsProvidersToKeycloakAndNothingToTheJvm() throws IOException {
        assertThat(names(JAR))
                .filteredOn(name -> name.startsWith("META-INF/services/"))
                .allSatisfy(name ->
                        assertThat(name).matches("META-INF/services/(io\\.github\\.notdisposable|org\\.keycloak)\\..*"))
                .contains(
                        "META-INF/services/org.keycloak.validate.ValidatorFactory",
                        "META-INF/services/org.keycloak.theme.ThemeResourceProviderFactory",
                        "META-INF/services/org.keycloak.authentication.RequiredActionFactory");
        assertThat(names(JAR)).noneMatch(name -> name.startsWith("META-INF/versions/"));
    }

    private static List<String> names(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }
}
