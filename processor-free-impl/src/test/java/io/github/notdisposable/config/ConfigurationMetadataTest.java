/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ConfigurationMetadataTest {

    private static final Path METADATA =
            Path.of("../spring-integration/src/main/resources/META-INF/spring-configuration-metadata.json");

    @Test
    void metadataForIdesHoldsTheCatalogue() throws IOException {
        String expected = SettingsReference.springMetadata();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(METADATA, expected);
        }
        assertThat(Files.readString(METADATA).replace("\r\n", "\n"))
                .as("metadata; to write it: mvn -pl processor-free-impl -am test -Dtest=ConfigurationMetadataTest "
                        + "-Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true")
                .isEqualTo(expected);
    }
}
