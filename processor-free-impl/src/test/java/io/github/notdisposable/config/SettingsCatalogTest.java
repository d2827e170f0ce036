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

final class SettingsCatalogTest {

    static Stream<Setting<?>> settings() {
        return SettingsCatalog.all().stream();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "design-keys.csv", numLinesToSkip = 1)
    void hasEachKeyOfTheDesignWithItsDefault(String key, String defaultText) {
        assertThat(SettingsCatalog.all())
                .filteredOn(setting -> setting.key().equals(key))
                .singleElement()
                .extracting(Setting::defaultText)
                .isEqualTo(defaultText == null ? "" : defaultText);
    }

    /** The descriptions are found by the order of the constants. */
    @Test
    void eachConstantIsNamedAfterItsKey() {
        assertThat(SettingsReference.constants())
                .isEqualTo(SettingsCatalog.all().stream()
                        .map(setting -> setting.environmentVariable()
                                .replace("NOTDISPOSABLE_", "")
                                .replace("POLICIES_NAME", "POLICIES"))
                        .toList());
    }

    @Test
    void hasEachKeyAndEachVariableOnce() {
        assertThat(SettingsCatalog.all()).extracting(Setting::key).doesNotHaveDuplicates();
        assertThat(SettingsCatalog.all())
                .extracting(Setting::environmentVariable)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void keysAndDescriptionsHaveOneStyle(Setting<?> setting) {
        assertThat(setting.key()).matches("notdisposable(\\.policies\\.NAME)?(\\.[a-z]+(-[a-z]+)*)+");
        assertThat(SettingsReference.description(setting))
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
        setting.withoutEffectIn(Settings.of()).ifPresent(reason -> {
            assertThat(reason).doesNotContain("null");
            assertThat(Stream.of(reason.split(" ")).filter(word -> word.startsWith("notdisposable.")))
                    .isNotEmpty()
                    .allMatch(word -> SettingsCatalog.all().stream().anyMatch(known -> known.owns(word)));
        });
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
                .isEqualTo(SettingsCatalog.all().stream()
                        .map(setting -> setting.key().contains("NAME") ? SettingsReference.POLICIES : setting.key())
                        .distinct()
                        .toList());
        JsonNode backends = metadata.get("properties").get(0);
        assertThat(backends.get("type").asText()).isEqualTo("java.util.List<java.lang.String>");
        assertThat(backends.get("defaultValue").get(0).asText()).isEqualTo("embedded");
        assertThat(metadata.get("hints"))
                .extracting(JsonNode::toString)
                .contains("{\"name\":\"notdisposable.when-unavailable\","
                        + "\"values\":[{\"value\":\"allow\"},{\"value\":\"reject\"}]}");
    }
}
