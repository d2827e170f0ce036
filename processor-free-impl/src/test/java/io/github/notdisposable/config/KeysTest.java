/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

final class KeysTest {

    static Stream<Setting<?>> settings() {
        return Keys.all().stream();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "design-keys.csv", numLinesToSkip = 1)
    void hasEachKeyOfTheDesignWithItsDefault(String key, String defaultText) {
        assertThat(Keys.all())
                .filteredOn(setting -> setting.key().equals(key))
                .singleElement()
                .extracting(Setting::defaultText)
                .isEqualTo(defaultText == null ? "" : defaultText);
    }

    @Test
    void hasEachKeyAndEachVariableOnce() {
        assertThat(Keys.all()).extracting(Setting::key).doesNotHaveDuplicates();
        assertThat(Keys.all()).extracting(Setting::environmentVariable).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void keysAndDescriptionsHaveOneStyle(Setting<?> setting) {
        assertThat(setting.key()).matches("notdisposable(\\.policies\\.NAME)?(\\.[a-z]+(-[a-z]+)*)+");
        assertThat(setting.description())
                .matches("[A-Z][^|\\n]+\\.")
                .doesNotStartWith("The ")
                .doesNotStartWith("A ")
                .doesNotContain("  ");
        assertThat(setting.environmentVariable()).matches("NOTDISPOSABLE(_[A-Z]+)+");
        assertThat(setting).hasToString(setting.key());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void whatTakesTheEffectOfASettingIsSaidInWordsThatAreKeys(Setting<?> setting) {
        String reason = setting.withoutEffectIn(Settings.of());
        if (reason != null) {
            assertThat(reason).doesNotContain("null");
            assertThat(Stream.of(reason.split(" ")).filter(word -> word.startsWith("notdisposable.")))
                    .isNotEmpty()
                    .allMatch(word -> Keys.all().stream().anyMatch(known -> known.owns(word)));
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void eachVariableIsReadAndNoneTakenForOneOfKubernetes(Setting<?> setting) {
        String entry = setting.owns(setting.key()) ? "" : "_X";
        assertThat(SettingsSource.environment(Map.of(setting.environmentVariable() + entry, "x"))
                        .names())
                .singleElement()
                .matches(setting::owns);
    }

    @Test
    void describesEachKeyToAnIde() throws IOException {
        JsonNode metadata = new ObjectMapper().readTree(SettingsReference.springMetadata());
        assertThat(metadata.get("properties").findValuesAsText("name"))
                .isEqualTo(Keys.all().stream()
                        .map(setting -> setting.key().contains("NAME") ? SettingsReference.POLICIES : setting.key())
                        .distinct()
                        .toList());
        JsonNode backends = metadata.get("properties").get(0);
        assertThat(backends.get("type").asText()).isEqualTo("java.util.List<java.lang.String>");
        assertThat(backends.get("defaultValue").get(0).asText()).isEqualTo("embedded");
        assertThat(metadata.get("hints").get(0))
                .hasToString("{\"name\":\"notdisposable.when-unavailable\","
                        + "\"values\":[{\"value\":\"allow\"},{\"value\":\"reject\"}]}");
    }
}
