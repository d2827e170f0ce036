/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Block;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import io.github.notdisposable.spring.NotDisposableAutoConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Settings in the forms and the places that users of Spring Boot are used to. */
@SpringBootTest(classes = SettingsTest.Checks.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class SettingsTest {

    @Autowired
    private Settings ofTheTest;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("notdisposable.deadline", () -> Duration.ofMillis(700));
        registry.add("notdisposable.allow", () -> List.of("example.org", "example.com"));
    }

    @Test
    void comeFromADynamicPropertySource() {
        assertThat(ofTheTest.get(SettingsCatalog.DEADLINE)).hasMillis(700);
        assertThat(ofTheTest.get(SettingsCatalog.ALLOW)).containsExactly("example.org", "example.com");
    }

    /** Of the first file a profile asks for, which imports another. */
    @Test
    void comeFromYamlWithListsMapsTimesSizesAndPlaceholders() {
        Settings settings = read(Map.of(), "--spring.profiles.active=settings");

        assertThat(settings.get(SettingsCatalog.DEADLINE)).hasMillis(1500);
        assertThat(settings.get(SettingsCatalog.ALLOW)).containsExactly("example.org", ".example.com");
        assertThat(settings.get(SettingsCatalog.BLOCK)).containsExactly("example.net", "example.edu");
        assertThat(settings.get(SettingsCatalog.CACHE_WHITE)).hasHours(2);
        assertThat(settings.get(SettingsCatalog.CACHE_STALE)).isZero();
        assertThat(settings.get(SettingsCatalog.HTTP_MAX_ANSWER_SIZE)).isEqualTo(10 * 1024 * 1024);
        assertThat(settings.get(SettingsCatalog.CLIENT_IP_FILTER)).hasToString("off");
        assertThat(settings.get(SettingsCatalog.ABUSE_ENABLED)).isTrue();
        assertThat(settings.get(SettingsCatalog.POLICIES_BLOCK))
                .containsEntry("check-out", List.of(Block.RELAY, Block.ROLE_BASED));
        assertThat(settings.get(SettingsCatalog.POLICIES_WHEN_UNAVAILABLE))
                .containsEntry("check-out", WhenUnavailable.REJECT);
        assertThat(settings.get(SettingsCatalog.JSON_HEADERS).get("X-Api-Key").reveal())
                .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(settings.get(SettingsCatalog.REQUEST_LOOKUPS)).isEqualTo(7);
        assertThat(settings.get(SettingsCatalog.EMBEDDED_REFRESH_INTERVAL)).hasHours(12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--notdisposable.when-unavailable=reject",
                "--notdisposable.whenUnavailable=REJECT",
                "--notdisposable.when_unavailable=Reject",
                "--NOTDISPOSABLE.WHENUNAVAILABLE=reject",
                "--spring.application.json={\"notdisposable\":{\"when-unavailable\":\"reject\"}}"
            })
    void haveRelaxedNames(String argument) {
        assertThat(read(Map.of(), argument).get(SettingsCatalog.WHEN_UNAVAILABLE)).isEqualTo(WhenUnavailable.REJECT);
    }

    @ParameterizedTest
    @CsvSource({"NOTDISPOSABLE_WHEN_UNAVAILABLE", "NOTDISPOSABLE_WHENUNAVAILABLE"})
    void comeFromTheEnvironmentInBothForms(String variable) {
        Settings settings = read(Map.of(
                variable,
                "reject",
                "NOTDISPOSABLE_ALLOW_0_",
                "example.org",
                "NOTDISPOSABLE_ALLOW_1",
                "example.com",
                "NOTDISPOSABLE_POLICIES_SIGN_UP_BLOCK",
                "relay"));

        assertThat(settings.get(SettingsCatalog.WHEN_UNAVAILABLE)).isEqualTo(WhenUnavailable.REJECT);
        assertThat(settings.get(SettingsCatalog.ALLOW)).containsExactly("example.org", "example.com");
        assertThat(settings.get(SettingsCatalog.POLICIES_BLOCK)).containsEntry("sign-up", List.of(Block.RELAY));
    }

    @ParameterizedTest
    @CsvSource({"5s, 5000", "PT5S, 5000", "500ms, 500", "5S, 5000", "2m, 120000"})
    void readTimesAsSpringBootDoes(String text, long millis) {
        assertThat(read(Map.of(), "--notdisposable.deadline=" + text).get(SettingsCatalog.DEADLINE))
                .hasMillis(millis);
    }

    private static Settings read(Map<String, Object> variables, String... arguments) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Checks.class)
                .web(WebApplicationType.NONE)
                .initializers(created -> created.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)))
                .run(arguments)) {
            return context.getBean(Settings.class);
        }
    }

    @ImportAutoConfiguration(NotDisposableAutoConfiguration.class)
    static class Checks {}
}
