/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.internal.config.SettingsReference;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationMetadataTest {

    private static final String RESOURCE = "META-INF/spring-configuration-metadata.json";

    @Test
    void tellsIdesWhatTheCatalogueHolds() throws Exception {
        String expected = SettingsReference.springMetadata();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(Path.of("src/main/resources", RESOURCE), expected);
            return;
        }
        assertThat(resource())
                .as(RESOURCE + "; to write it: mvn -pl spring-integration -am test -Dtest=ConfigurationMetadataTest "
                        + "-Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true")
                .isEqualTo(expected);
    }

    /** Several jars hold a file of this name: the one beside the class is meant. */
    private static String resource() throws Exception {
        URL classes =
                EnvironmentSettings.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader jar = new URLClassLoader(new URL[] {classes}, null);
                InputStream in = jar.getResourceAsStream(RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
