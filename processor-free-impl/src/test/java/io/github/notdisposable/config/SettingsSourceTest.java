/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsSourceTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("settings")
    void findsTheKeyOfEachEnvironmentVariable(Setting<?> setting) {
        SettingsSource source = SettingsSource.environment(Map.of(setting.environmentVariable(), "x"));
        String key = setting.key().replace("NAME", "name");
        assertThat(source.names()).containsExactly(key);
        assertThat(source.placeOf(key)).hasToString("environment variable " + setting.environmentVariable());
    }

    static Stream<Setting<?>> settings() {
        return SettingsCatalog.all().stream().filter(setting -> setting.owns(setting.key()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOTDISPOSABLE_ALLOW_%d_", "NOTDISPOSABLE_ALLOW_%d", "notdisposable.allow[%d]"})
    void readsTheEntriesOfAListFromEnvironmentVariables(String form) {
        Map<String, String> variables = Map.of(form.formatted(0), "a.example", form.formatted(1), "b.example");
        assertThat(Settings.of(SettingsSource.environment(variables)).get(SettingsCatalog.ALLOW))
                .containsExactly("a.example", "b.example");
    }

    @Test
    void namesTheNearestVariableOfOneThatIsNotKnown() {
        assertThatThrownBy(() -> Settings.of(SettingsSource.environment(Map.of("NOTDISPOSABLE_STOPREG_TOKEN", "x"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith("NOTDISPOSABLE_STOPREG_TOKEN (environment variable) is not a setting; "
                        + "did you mean NOTDISPOSABLE_STOPREG_API_TOKEN?");
    }

    @Test
    void theVariablesOfTheServicesGuidesComeAfterOnesOwn() {
        assertThat(token(Map.of("STOPREG_API_TOKEN", "theirs"))).isEqualTo("theirs");
        assertThat(token(Map.of("STOPREG_API_TOKEN", "theirs", "NOTDISPOSABLE_STOPREG_API_TOKEN", "own")))
                .isEqualTo("own");
        assertThat(token(Map.of("STOPREG_API_TOKEN", "theirs", "NOTDISPOSABLE_STOPREG_API_TOKEN", " ")))
                .isEqualTo("theirs");
        assertThat(Settings.of(SettingsSource.environment(Map.of("USER_CLEANING_API_KEY", "theirs")))
                        .placeOf(SettingsCatalog.USER_CLEANING_API_KEY))
                .contains("environment variable USER_CLEANING_API_KEY");
    }

    @Test
    void readsATokenThatEndsWithALineBreakAsMountedSecretsDo() {
        assertThat(token(Map.of("STOPREG_API_TOKEN", "abc\n"))).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOTDISPOSABLE_SERVICE_HOST",
                "NOTDISPOSABLE_SERVICE_PORT",
                "NOTDISPOSABLE_SERVICE_PORT_HTTP",
                "NOTDISPOSABLE_PORT",
                "NOTDISPOSABLE_PORT_8080_TCP",
                "NOTDISPOSABLE_PORT_8080_TCP_ADDR",
                "NOTDISPOSABLE_SIGNUP_SERVICE_HOST",
                "NOTDISPOSABLE_SIGNUP_PORT_53_UDP_PROTO"
            })
    void passesOverWhatKubernetesSetsForAServiceOfThatName(String variable) {
        assertThat(SettingsSource.environment(Map.of(variable, "10.0.0.1")).names())
                .isEmpty();
    }

    @Test
    void passesOverTheVersionOfThisLibraryThatABuildHandsOn() {
        assertThat(SettingsSource.of("test", Map.of("notdisposable.version", "0.1.0"))
                        .names())
                .isEmpty();
        assertThat(SettingsSource.environment(
                                Map.of("NOTDISPOSABLE_VERSION", "0.1.0", "notdisposable.version", "0.1.0"))
                        .names())
                .isEmpty();
    }

    @Test
    void passesOverNamesThatAFrameworkMakesUpFromVariables() {
        Map<String, String> listed = Map.of(
                "notdisposable.embedded.dns.timeout", "2s",
                "NOTDISPOSABLE_EMBEDDED_DNS_TIMEOUT", "2s",
                "notdisposable.embedded.dns-timeout", "2s",
                "notdisposable.policies.sign.up.block", "grey",
                "notdisposable.policies.checkout.block", "relay",
                "notdisposable.service.host", "10.0.0.1",
                "other.key", "x");
        SettingsSource source = SettingsSource.of(
                "MicroProfile Config",
                listed::get,
                listed.keySet(),
                Set.of(
                        "NOTDISPOSABLE_EMBEDDED_DNS_TIMEOUT",
                        "notdisposable_policies_sign_up_block",
                        "NOTDISPOSABLE_POLICIES_CHECKOUT_BLOCK",
                        "NOTDISPOSABLE_SERVICE_HOST"));
        assertThat(source.names())
                .containsExactlyInAnyOrder(
                        "notdisposable.embedded.dns-timeout", "notdisposable.policies.checkout.block");
        assertThat(SettingsSource.of("file", listed::get, List.of("notdisposable.embedded.dns.timeout"), Set.of())
                        .names())
                .contains("notdisposable.embedded.dns.timeout");
    }

    @Test
    void namesTheKeyOfAnExpressionThatIsNotResolvedIfItCounts() {
        SettingsSource source = SettingsSource.of(
                "MicroProfile Config",
                key -> {
                    if (key.equals("notdisposable.allow[0]") || key.equals("notdisposable.deadline")) {
                        throw new IllegalArgumentException("has an expression that nothing resolves: ${x}");
                    }
                    return null;
                },
                List.of());
        assertThatThrownBy(() -> Settings.of(source))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("notdisposable.deadline (MicroProfile Config) has an expression that nothing"
                        + " resolves: ${x}")
                .hasMessageContaining(
                        "notdisposable.allow (MicroProfile Config) has an expression that nothing resolves: ${x}");
        SettingsSource before = SettingsSource.of(
                "system property", Map.of("notdisposable.deadline", "2s", "notdisposable.allow", "example.com"));
        assertThat(Settings.of(before, source).get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void readsAVariableThatIsNamedLikeAProperty() {
        Settings settings = Settings.of(SettingsSource.environment(Map.of("notdisposable.deadline", "2s")));
        assertThat(settings.get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void passesOverVariablesThatAreNotThisLibrarys() {
        assertThat(SettingsSource.environment(Map.of("PATH", "x", "NOTDISPOSABLES_X", "y", "notdisposable", "z"))
                        .names())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF"})
    void readsAFileInUtf8WithAndWithoutAByteOrderMarkAndWithEitherLineEnd(String mark) throws IOException {
        write(
                folder,
                mark
                        + "notdisposable.deadline = 2s  \r\n# Grüße\r\nnotdisposable.allow=bücher.example, \\\r\n  b.example\n");
        Settings settings = Settings.of(file(folder));
        assertThat(settings.get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.get(SettingsCatalog.ALLOW)).containsExactly("bücher.example", "b.example");
        assertThat(settings.placeOf(SettingsCatalog.DEADLINE)).contains("META-INF/notdisposable.properties");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "# nothing"})
    void readsAFileWithNothingInIt(String text) throws IOException {
        write(folder, text);
        assertThat(file(folder).names()).isEmpty();
        assertThat(file(folder).problems()).isEmpty();
    }

    @Test
    void readsNothingWhereThereIsNoFile() throws IOException {
        assertThat(file(folder).names()).isEmpty();
        assertThat(file(folder).problems()).isEmpty();
    }

    @Test
    void refusesAKeyInTheFileThatHasNotTheLibrarysPrefix() throws IOException {
        write(folder, "stopreg.api-token=x");
        SettingsSource file = file(folder);
        assertThatThrownBy(() -> Settings.of(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith("stopreg.api-token (META-INF/notdisposable.properties) is not a setting; "
                        + "did you mean notdisposable.stopreg.api-token?");
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Files.createDirectories(folder.resolve("META-INF"));
        Files.write(
                folder.resolve("META-INF/notdisposable.properties"),
                "notdisposable.allow=bücher.example".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(file(folder).problems()).containsExactly("META-INF/notdisposable.properties is not UTF-8");
    }

    @Test
    void refusesAFileWithAMalformedEscape() throws IOException {
        write(folder, "notdisposable.allow=\\u12");
        SettingsSource file = file(folder);
        assertThatThrownBy(() -> Settings.of(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith("META-INF/notdisposable.properties holds a malformed \\u escape");
    }

    @Test
    void readsAFileOfAServerByItsPath() throws IOException {
        Path file = folder.resolve("notdisposable.properties");
        assertThat(SettingsSource.file(file).names()).isEmpty();

        Files.writeString(file, "notdisposable.allow=bücher.example");
        Settings settings = Settings.of(SettingsSource.file(file));
        assertThat(settings.get(SettingsCatalog.ALLOW)).containsExactly("bücher.example");
        assertThat(settings.placeOf(SettingsCatalog.ALLOW)).contains(file.toString());

        Files.write(file, new byte[] {(byte) 0xFC});
        assertThat(SettingsSource.file(file).problems()).containsExactly(file + " is not UTF-8");
    }

    @Test
    void refusesTwoFilesAndNamesBoth() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        write(one, "notdisposable.deadline=1s");
        write(two, "notdisposable.deadline=2s");
        assertThat(file(one, two).problems())
                .singleElement()
                .asString()
                .contains("one/META-INF/notdisposable.properties")
                .contains("two/META-INF/notdisposable.properties");
    }

    @Test
    void takesTheFileOfAWarBeforeThoseOfOtherModules() throws IOException {
        Path war = folder.resolve("web.war/WEB-INF/classes");
        Path ejb = folder.resolve("ejb");
        write(war, "notdisposable.deadline=1s");
        write(ejb, "notdisposable.deadline=2s");
        assertThat(Settings.of(file(ejb, war)).get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Settings.of(file(ejb)).get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void takesAFileForOneThatAClassLoaderListsTwice() throws IOException {
        write(folder, "notdisposable.deadline=2s");
        try (URLClassLoader parent = loader(null, folder);
                URLClassLoader child = loader(parent, folder)) {
            assertThat(Settings.of(SettingsSource.file(child)).get(SettingsCatalog.DEADLINE))
                    .isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void systemPropertiesGoBeforeTheFileOfTheContextClassLoaderAndAFrameworkBeforeBoth() throws IOException {
        write(folder, "notdisposable.deadline=2s\nnotdisposable.allow=a.example");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = loader(null, folder)) {
            thread.setContextClassLoader(loader);
            System.setProperty("notdisposable.deadline", "1s");
            Settings settings = Settings.load();
            assertThat(settings.get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(1));
            assertThat(settings.placeOf(SettingsCatalog.DEADLINE)).contains("system property");
            assertThat(settings.get(SettingsCatalog.ALLOW)).containsExactly("a.example");
            SettingsSource framework = SettingsSource.of("framework", Map.of("notdisposable.deadline", "3s"));
            assertThat(Settings.load(framework).get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(3));
        } finally {
            System.clearProperty("notdisposable.deadline");
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void asksAFrameworkForEachKeyAndForTheEntriesOfLists() {
        Map<String, String> framework = Map.of(
                "notdisposable.deadline",
                "3s",
                "notdisposable.backends[0]",
                "embedded",
                "notdisposable.backends[1]",
                "mine",
                "other.key",
                "x");
        SettingsSource source = SettingsSource.of("framework", framework::get, List.of("other.key"));
        Settings settings = Settings.of(source);
        assertThat(settings.get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.get(SettingsCatalog.BACKENDS)).containsExactly("embedded", "mine");
        assertThat(source).hasToString("SettingsSource[framework]");
    }

    @Test
    @Timeout(20)
    void readsAListOnceFromAFrameworkThatAnswersEachIndexWithTheWholeList() {
        SettingsSource source = SettingsSource.of(
                "framework",
                name -> name.startsWith("notdisposable.backends") ? "mine,embedded" : null,
                List.of("notdisposable.backends"));
        assertThat(source.names()).containsExactly("notdisposable.backends");
        assertThat(Settings.of(source).get(SettingsCatalog.BACKENDS)).containsExactly("mine", "embedded");
    }

    @Test
    @Timeout(20)
    void takesTheEntriesThatAFrameworkListsWhereItAnswersEachIndex() {
        SettingsSource source = SettingsSource.of(
                "framework",
                name -> name.startsWith("notdisposable.allow[") ? name.replaceAll("[^0-9]", "") + ".example.com" : null,
                List.of("notdisposable.allow[0]", "notdisposable.allow[1]"));
        assertThat(Settings.of(source).get(SettingsCatalog.ALLOW)).containsExactly("0.example.com", "1.example.com");
    }

    @Test
    @Timeout(20)
    void reportsAListWithoutAnEndOfWhichNothingElseIsKnown() {
        SettingsSource source = SettingsSource.of(
                "framework", name -> name.startsWith("notdisposable.allow[") ? "example.com" : null, List.of());
        assertThatThrownBy(() -> Settings.of(source))
                .hasMessageContaining("notdisposable.allow (framework) has entries without an end, or more than 10000");
    }

    @Test
    void findsMisspeltKeysAmongTheNamesThatAFrameworkLists() {
        SettingsSource source = SettingsSource.of(
                "framework", Map.of("notdisposable.dedline", "1s")::get, List.of("notdisposable.dedline"));
        assertThatThrownBy(() -> Settings.of(source)).hasMessageContaining("notdisposable.dedline (framework)");
    }

    private static String token(Map<String, String> variables) {
        return Settings.of(SettingsSource.environment(variables))
                .get(SettingsCatalog.STOPREG_API_TOKEN)
                .orElseThrow()
                .reveal();
    }

    private static void write(Path folder, String text) throws IOException {
        Files.createDirectories(folder.resolve("META-INF"));
        Files.writeString(folder.resolve("META-INF/notdisposable.properties"), text);
    }

    private static SettingsSource file(Path... folders) throws IOException {
        try (URLClassLoader loader = loader(null, folders)) {
            return SettingsSource.file(loader);
        }
    }

    private static URLClassLoader loader(@Nullable ClassLoader parent, Path... folders) throws MalformedURLException {
        URL[] urls = new URL[folders.length];
        for (int i = 0; i < folders.length; i++) {
            urls[i] = folders[i].toUri().toURL();
        }
        return new URLClassLoader(urls, parent);
    }
}
