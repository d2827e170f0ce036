/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.notdisposable.Block;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.config.ConfigurationException;
import io.github.notdisposable.config.ConfiguredChecker;
import io.github.notdisposable.config.Secret;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

class EnvironmentSettingsTest {

    private static final String SECRET = "k3y-that-must-not-show";

    private final StandardEnvironment environment = new StandardEnvironment();

    EnvironmentSettingsTest() {
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
    }

    @Test
    void readsNothingFromAnEmptyEnvironment() {
        assertThat(read().get(SettingsCatalog.BACKENDS)).containsExactly("embedded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notdisposable.when-unavailable",
                "notdisposable.whenUnavailable",
                "notdisposable.when_unavailable",
                "notdisposable.WHEN-UNAVAILABLE",
                "NotDisposable.WhenUnavailable"
            })
    void understandsTheSpellingsThatSpringDoes(String name) {
        add("file", Map.of(name, "reject"));
        assertThat(read().get(SettingsCatalog.WHEN_UNAVAILABLE)).isEqualTo(WhenUnavailable.REJECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOTDISPOSABLE_WHEN_UNAVAILABLE", "NOTDISPOSABLE_WHENUNAVAILABLE"})
    void understandsVariablesWithAndWithoutHyphens(String variable) {
        addVariables(Map.of(variable, "reject"));
        assertThat(read().get(SettingsCatalog.WHEN_UNAVAILABLE)).isEqualTo(WhenUnavailable.REJECT);
    }

    @Test
    void readsTheVariablesThatTheServicesNameThemselves() {
        addVariables(Map.of("STOPREG_API_TOKEN", SECRET));
        assertThat(read().get(SettingsCatalog.STOPREG_API_TOKEN).map(Secret::reveal))
                .contains(SECRET);
    }

    @Test
    void readsListsInBothForms() throws Exception {
        yaml("""
                notdisposable:
                  deadline: 2s
                  abuse.enabled: true
                  allow: [example.org, .example.com]
                  block: example.net, bob@example.edu
                """);
        Settings settings = read();
        assertThat(settings.get(SettingsCatalog.ALLOW)).containsExactly("example.org", ".example.com");
        assertThat(settings.get(SettingsCatalog.BLOCK)).containsExactly("example.net", "bob@example.edu");
        assertThat(settings.get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.get(SettingsCatalog.ABUSE_ENABLED)).isTrue();
    }

    @Test
    void readsAListThatCodeSetsAsACollectionOrAnArray() {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "defaultProperties",
                        Map.of(
                                "notdisposable.allow",
                                List.of("example.org", "example.com"),
                                "notdisposable.block",
                                new String[] {"example.net", "example.edu"})));
        assertThat(read().get(SettingsCatalog.ALLOW)).containsExactly("example.org", "example.com");
        assertThat(read().get(SettingsCatalog.BLOCK)).containsExactly("example.net", "example.edu");
    }

    @Test
    void passesOverASectionOfWhichEverythingIsCommentedOut() throws Exception {
        yaml("""
                notdisposable:
                  deadline: 2s
                  stopreg:
                    # api-token: ...
                  json:
                    headers:
                      # X-Api-Key: ...
                """);
        assertThat(read().get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void takesAListFromOneSourceEvenIfAnotherWritesItDifferently() {
        add("high", Map.of("notdisposable.allow", "example.org"));
        add("low", Map.of("notdisposable.allow[0]", "example.com", "notdisposable.allow[1]", "example.net"));
        assertThat(read().get(SettingsCatalog.ALLOW)).containsExactly("example.org");
    }

    @Test
    void followsTheOrderOfSpring() {
        add("arguments", Map.of("notdisposable.deadline", "1s"));
        addVariables(Map.of("NOTDISPOSABLE_DEADLINE", "2s", "NOTDISPOSABLE_WHEN_UNAVAILABLE", "reject"));
        add("file", Map.of("notdisposable.deadline", "3s", "notdisposable.when-unavailable", "allow"));
        Settings settings = read();
        assertThat(settings.get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.get(SettingsCatalog.WHEN_UNAVAILABLE)).isEqualTo(WhenUnavailable.REJECT);
    }

    @Test
    void fillsPlaceholdersIn() {
        add("file", Map.of("notdisposable.deadline", "${time}", "time", "7s"));
        assertThat(read().get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void leavesAloneWhatBelongsToOthers() {
        addVariables(
                Map.of("FOO", "${FOO}", "JAVA_OPTS", "${JAVA_OPTS} -x", "PATH", "${PATH}:/x", "A", "${B", "C", "${D}"));
        add("file", Map.of("foo.bar", "${foo.bar}", "notdisposable.deadline", "3s"));
        assertThat(read().get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource({
        "${STOPREG_API_TOKEN},            ': ${STOPREG_API_TOKEN}'",
        "${notdisposable.stopreg.api-token}, ': ${notdisposable.stopreg.api-token}'",
        "${service.token},                ': ${service.token}'",
        "x${Hidden1}y,                    ''",
    })
    void endsTheStartWhereAPlaceholderOfOursIsNotResolved(String value, String named) {
        add("file", Map.of("notdisposable.backends", "stopreg", "notdisposable.stopreg.api-token", value));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::read)
                .withMessage("The NotDisposable settings cannot be used: notdisposable.stopreg.api-token (file) has a"
                        + " placeholder that nothing resolves, or that leads back to itself" + named);
    }

    @Test
    void namesTheVariableWhosePlaceholderIsNotResolved() {
        addVariables(Map.of("NOTDISPOSABLE_DEADLINE", "${NOTDISPOSABLE_DEADLINE}"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::read)
                .withMessageContaining(
                        "notdisposable.deadline (environment variable NOTDISPOSABLE_DEADLINE) has a placeholder");
    }

    @Test
    void doesNotMindAPlaceholderInAValueThatAnotherSourceOverrides() {
        addVariables(Map.of("NOTDISPOSABLE_STOPREG_API_TOKEN", SECRET));
        add("file", Map.of("notdisposable.stopreg.api-token", "${NO_SUCH_VARIABLE}"));
        assertThat(read().get(SettingsCatalog.STOPREG_API_TOKEN).map(Secret::reveal))
                .contains(SECRET);
    }

    @Test
    void takesTheDefaultOfAPlaceholderAndAnEscapedOneAsItIs() {
        add(
                "file",
                Map.of(
                        "notdisposable.stopreg.api-token", "\\${NOT_ONE}",
                        "notdisposable.deadline", "${NO_SUCH_VARIABLE:2s}"));
        assertThat(read().get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(2));
        assertThat(read().get(SettingsCatalog.STOPREG_API_TOKEN).map(Secret::reveal))
                .contains("${NOT_ONE}");
    }

    @Test
    void keepsTheNamesOfMapEntries() {
        add(
                "file",
                Map.of(
                        "notdisposable.backends", "json",
                        "notdisposable.json.url", "https://example.org/{email}",
                        "notdisposable.json.category", "/category",
                        "notdisposable.json.headers.X-Api-Key", SECRET));
        assertThat(read().get(SettingsCatalog.JSON_HEADERS)).containsOnlyKeys("X-Api-Key");
    }

    @Test
    void readsNamedPolicies() throws Exception {
        addVariables(Map.of("NOTDISPOSABLE_POLICIES_CHECKOUT_BLOCK_0_", "relay"));
        yaml("""
                notdisposable:
                  policies:
                    checkout:
                      block: [public]
                      whenUnavailable: reject
                    news-letter:
                      block: [alias, grey]
                    nothing:
                """);
        Settings settings = read();
        assertThat(settings.get(SettingsCatalog.POLICIES_BLOCK))
                .isEqualTo(Map.of(
                        "checkout", List.of(Block.RELAY),
                        "news-letter", List.of(Block.ALIAS, Block.GREY)));
        assertThat(settings.get(SettingsCatalog.POLICIES_WHEN_UNAVAILABLE))
                .isEqualTo(Map.of("checkout", WhenUnavailable.REJECT));
    }

    @Test
    void readsSourcesThatCannotListTheirNames() {
        environment.getPropertySources().addLast(new PropertySource<>("vault", new Object()) {
            @Override
            public Object getProperty(String name) {
                return name.equals("notdisposable.deadline") ? "4s" : null;
            }
        });
        assertThat(read().get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @CsvSource({
        "notdisposable.dedline, 1s, 'notdisposable.dedline (file) is not a setting; did you mean notdisposable.deadline?'",
        "notdisposable.deadline, soon, 'notdisposable.deadline (file) must be'",
        "notdisposable.when-unavailable, maybe, 'notdisposable.when-unavailable (file) must be allow or reject'",
    })
    void saysWhatIsWrongAndWhere(String name, String value, String message) {
        add("file", Map.of(name, value));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::read)
                .withMessageContaining(message);
    }

    @Test
    void saysWhichVariableIsUnknown() {
        addVariables(Map.of("NOTDISPOSABLE_DEDLINE", "1s"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::read)
                .withMessageContaining("NOTDISPOSABLE_DEDLINE")
                .withMessageContaining("NOTDISPOSABLE_DEADLINE");
    }

    @Test
    void saysInWhichLineOfAFile() throws Exception {
        environment
                .getPropertySources()
                .addLast(new PropertiesPropertySourceLoader()
                        .load(
                                "file",
                                new ByteArrayResource(
                                        "a=b\nnotdisposable.deadline=soon\n".getBytes(StandardCharsets.UTF_8)))
                        .get(0));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::read)
                .withMessageContaining("notdisposable.deadline (Byte array resource")
                .withMessageContaining(" - 2:");
    }

    @Test
    void saysWhichEntryOfWhichListInWhichLineCannotBeReadAndShowsItsDomain() throws Exception {
        yaml("""
                notdisposable:
                  deadline: 2s
                  block: [example.org, bob@exa..mple.com]
                """);
        Settings settings = read();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ConfiguredChecker.of(settings))
                .withMessageContaining("notdisposable.block (Byte array resource")
                .withMessageContaining(" - 3:")
                .withMessageContaining(", entry 2: \"...@exa..mple.com\" is neither a domain")
                .withMessageNotContaining("bob@exa.");
    }

    @Test
    void showsNoSecret() {
        add("file", Map.of("notdisposable.stopreg.api-token", SECRET + " \u00e4", "notdisposable.backends", "stopreg"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::read)
                .satisfies(failed -> assertThat(failed.getMessage())
                        .contains("notdisposable.stopreg.api-token")
                        .doesNotContain(SECRET));
    }

    @Test
    void passesOverWhatBelongsToOthers() {
        add("file", Map.of("notdisposables.deadline", "x", "spring.notdisposable", "y"));
        addVariables(Map.of("NOTDISPOSABLE_PORT", "tcp://10.0.0.1:80", "PATH", "z"));
        assertThat(read().get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(5));
    }

    private Settings read() {
        ConfigurationPropertySources.attach(environment);
        return EnvironmentSettings.read(environment);
    }

    private void add(String name, Map<String, String> properties) {
        environment.getPropertySources().addLast(new MapPropertySource(name, new HashMap<>(properties)));
    }

    private void addVariables(Map<String, String> variables) {
        environment
                .getPropertySources()
                .addLast(new SystemEnvironmentPropertySource("systemEnvironment", new HashMap<>(variables)));
    }

    private void yaml(String text) throws Exception {
        List<PropertySource<?>> loaded = new YamlPropertySourceLoader()
                .load("file", new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)));
        loaded.forEach(environment.getPropertySources()::addLast);
    }
}
