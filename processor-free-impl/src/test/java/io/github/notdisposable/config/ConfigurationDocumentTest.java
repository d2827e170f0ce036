/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ConfigurationDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");
    private static final String START = "<!-- Written from the catalogue, class SettingsCatalog. -->\n\n";
    private static final String END = "\n<!-- End of what is written from the catalogue. -->\n";

    @Test
    void documentShowsTheCatalogue() throws IOException {
        String document = Files.readString(DOCUMENT).replace("\r\n", "\n");
        int start = document.indexOf(START) + START.length();
        int end = document.indexOf(END);
        String expected = document.substring(0, start) + SettingsReference.markdown() + document.substring(end);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT).replace("\r\n", "\n"))
                .as("docs/configuration.md; to write it: mvn -pl processor-free-impl -am test "
                        + "-Dtest=ConfigurationDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true")
                .isEqualTo(expected);
    }
}
