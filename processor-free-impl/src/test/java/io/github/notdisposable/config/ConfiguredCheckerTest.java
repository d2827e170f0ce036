/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.notdisposable.Category;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.abuse.AbuseEvent;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.checker.RefusalReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.embedded.EmbeddedBackend;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfiguredCheckerTest {

    private static final String SECRET = "sk_live_51f0c9e2";

    @RegisterExtension
    static final WireMockExtension SERVICE = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    @Test
    void saysWhichArtifactIsMissingForRedis() {
        Settings settings = settings(
                "notdisposable.redis.uri",
                "redis://localhost",
                "notdisposable.redis.secret",
                "a-secret-of-some-length");

        ConfigurationException error =
                catchThrowableOfType(ConfigurationException.class, () -> ConfiguredChecker.of(settings));

        assertThat(error.problems())
                .containsExactly(
                        "notdisposable.redis.uri is set, but the artifact notdisposable-redis is not there: add it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "notdisposable.backends=embedded,stopreg;notdisposable.stopreg.api-token=x | notdisposable.backends names stopreg",
                "notdisposable.backends=json | notdisposable.backends names json",
                "notdisposable.stopreg.api-token=x | notdisposable.stopreg.api-token is set",
                "notdisposable.cache.white=1h | notdisposable.cache.white is set"
            })
    void namesTheArtifactThatIsMissingForAService(String texts, String reason) {
        Map<String, String> values = new HashMap<>();
        for (String text : texts.split(";", -1)) {
            values.put(text.substring(0, text.indexOf('=')), text.substring(text.indexOf('=') + 1));
        }

        assertThat(failure(values).problems())
                .containsExactly(reason
                        + ", but the artifact io.github.notdisposable:notdisposable-services is missing: add it");
    }

    @Test
    void asksABackendThatAProviderMakesFromTheSettings(@TempDir Path folder) throws IOException {
        try (URLClassLoader loader = loader(folder, BackendProvider.class, OwnProvider.class.getName());
                ConfiguredChecker configured = ConfiguredChecker.builder(
                                settings("notdisposable.backends", "of-a-provider", "notdisposable.deadline", "3s"))
                        .classLoader(loader)
                        .build()) {
            assertThat(configured.checker().backends())
                    .extracting(EmailBackend::name)
                    .containsExactly("of-a-provider PT3S");
        }
    }

    @Test
    void reportsWhatAProviderCannotMakeABackendFrom(@TempDir Path folder) throws IOException {
        try (URLClassLoader loader = loader(folder, BackendProvider.class, OwnProvider.class.getName())) {
            ConfiguredChecker.Builder builder = ConfiguredChecker.builder(settings("notdisposable.backends", "broken"))
                    .classLoader(loader);
            assertThat(catchThrowableOfType(ConfigurationException.class, builder::build)
                            .problems())
                    .singleElement()
                    .asString()
                    .contains("its colour is missing");
        }
    }

    @Test
    void asksTheBundledDataAloneByDefault() {
        try (ConfiguredChecker configured = ConfiguredChecker.of(Settings.of())) {
            assertThat(configured.checker().backends())
                    .extracting(EmailBackend::name)
                    .containsExactly("embedded");
            assertThat(configured
                            .checker()
                            .check("a@mailinator.com")
                            .orElseThrow()
                            .category())
                    .isEqualTo(Category.BLACK);
        }
    }

    @Test
    void tellsTheCheckerWhatTheSettingsSay() {
        Settings settings = settings(
                "notdisposable.deadline", "1500ms",
                "notdisposable.when-unavailable", "reject",
                "notdisposable.allow", ".mailinator.com",
                "notdisposable.block", "example.com");
        try (ConfiguredChecker configured = ConfiguredChecker.of(settings)) {
            assertThat(configured.checker()).hasToString("EmailChecker[backends=[embedded], deadline=PT1.5S]");
            assertThat(configured.checker().whenUnavailable()).isEqualTo(WhenUnavailable.REJECT);
            assertThat(configured
                            .checker()
                            .check("a@x.mailinator.com")
                            .orElseThrow()
                            .source())
                    .isEqualTo("allow-list");
            assertThat(configured.checker().check("a@example.com").orElseThrow().source())
                    .isEqualTo("block-list");
        }
    }

    @Test
    void readsHeadersFromEnvironmentVariables() {
        Settings settings = Settings.of(SettingsSource.environment(Map.of(
                "NOTDISPOSABLE_BACKENDS", "json",
                "NOTDISPOSABLE_JSON_HEADERS_X_API_KEY", SECRET,
                "NOTDISPOSABLE_JSON_TRAITS_ROLE_BASED", "/role")));
        assertThat(settings.get(SettingsCatalog.JSON_HEADERS)).containsOnlyKeys("x-api-key");
        assertThat(settings.get(SettingsCatalog.JSON_TRAITS)).containsEntry("role-based", "/role");
        assertThat(settings.toString()).doesNotContain(SECRET);
    }

    @Test
    void saysInKeysWhatCannotBeUsedOfLists() {
        assertThat(failure(Map.of("notdisposable.embedded.dns-servers", "127.0.0.1:0"))
                        .problems())
                .containsExactly(
                        "notdisposable.embedded.dns-servers (test): 'dnsServers' must hold host or host:port, was 127.0.0.1:0");
        assertThat(failure(Map.of("notdisposable.embedded.refresh.urls", "http://lists.example.com/a"))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("notdisposable.embedded.refresh.*: 'urls' must be https:")
                .endsWith("(if that is meant, set 'allowInsecure' or notdisposable.http.allow-insecure)");
        assertThat(failure(Map.of(
                                "notdisposable.embedded.refresh.urls", "https://lists.example.com/a",
                                "notdisposable.embedded.refresh.interval", "1s"))
                        .problems())
                .containsExactly("notdisposable.embedded.refresh.*: 'interval' must be at least one minute, was PT1S");
    }

    @Test
    void asksABackEndThatAFrameworkAdds() {
        Own own = new Own("mine");
        Own unused = new Own("other");
        try (ConfiguredChecker configured = ConfiguredChecker.builder(settings("notdisposable.backends", "mine"))
                .backend(own)
                .backend(unused)
                .build()) {
            assertThat(configured.checker().backends()).containsExactly(own);
        }
        assertThat(own.closed).isTrue();
        assertThat(unused.closed).isFalse();
    }

    @Test
    void leavesAFrameworksBackEndOpenWhereTheSettingsCannotBeUsed() {
        Own own = new Own("mine");
        ConfiguredChecker.Builder builder = ConfiguredChecker.builder(settings("notdisposable.backends", "mine,yours"))
                .backend(own);
        assertThat(catchThrowableOfType(ConfigurationException.class, builder::build))
                .hasMessageContaining("names 'yours', which is no backend; did you mean");
        assertThat(own.closed).isFalse();
    }

    @Test
    void refusesBackEndsOfOneName() {
        ConfiguredChecker.Builder builder =
                ConfiguredChecker.builder(Settings.of()).backend(new Own("mine"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.backend(new Own("mine")))
                .withMessage("Two backends are named 'mine'; names must differ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.backend(new Own("stopreg")))
                .withMessageContaining("must not be named 'stopreg'");
    }

    @Test
    void asksABackEndThatTheServiceLoaderFinds(@TempDir Path folder) throws IOException {
        try (URLClassLoader loader = loader(folder, EmailBackend.class, Provided.class.getName())) {
            try (ConfiguredChecker configured = ConfiguredChecker.builder(
                            settings("notdisposable.backends", "provided,embedded"))
                    .classLoader(loader)
                    .build()) {
                assertThat(configured.checker().backends())
                        .extracting(EmailBackend::name)
                        .containsExactly("provided", "embedded");
            }
        }
    }

    @Test
    void saysWhichBackEndTheServiceLoaderCannotMake(@TempDir Path folder) throws IOException {
        try (URLClassLoader loader = loader(folder, EmailBackend.class, "com.example.Absent")) {
            ConfiguredChecker.Builder builder = ConfiguredChecker.builder(
                            settings("notdisposable.backends", "provided"))
                    .classLoader(loader);
            assertThat(catchThrowableOfType(ConfigurationException.class, builder::build))
                    .hasMessageContaining("com.example.Absent")
                    .hasMessageContaining("names 'provided'");
        }
    }

    @Test
    void refreshesTheBundledDataFromTheListsOfTheSettings(@TempDir Path folder) throws IOException {
        SERVICE.stubFor(any(anyUrl()).willReturn(ok("new-burner.example\n")));
        String[] settings = {
            "notdisposable.embedded.refresh.urls",
            SERVICE.baseUrl() + "/list.txt?raw=1",
            "notdisposable.embedded.refresh.directory",
            folder.toString()
        };
        try (ConfiguredChecker configured = ConfiguredChecker.of(settings(settings))) {
            EmbeddedBackend embedded =
                    (EmbeddedBackend) configured.checker().backends().get(0);
            assertThat(embedded.refreshNow()).hasSize(1);
            assertThat(configured
                            .checker()
                            .check("a@x.new-burner.example")
                            .orElseThrow()
                            .has(EmailTrait.DISPOSABLE))
                    .isTrue();
        }
        assertThat(folder).isNotEmptyDirectory();
    }

    @Test
    void bansAClientThatKeepsTryingWhereTheSettingsSaySo() {
        List<AbuseEvent.Type> told = new ArrayList<>();
        Settings settings = settings("notdisposable.abuse.enabled", "true", "notdisposable.abuse.limit", "2");
        EmailRule rule = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY);
        try (ConfiguredChecker configured = ConfiguredChecker.builder(settings)
                        .customizeShield(shield -> shield.listener(event -> told.add(event.type())))
                        .build();
                ClientIpHolder.Scope scope =
                        ClientIpHolder.open(ClientIp.parse("198.51.100.7").orElseThrow())) {
            assertThat(scope).isNotNull();
            configured.checker().decide("a@mailinator.com", rule);
            configured.checker().decide("b@mailinator.com", rule);
            assertThat(configured
                            .checker()
                            .decide("a@example.com", rule)
                            .orElseThrow()
                            .refusal())
                    .contains(RefusalReason.BANNED);
            assertThat(configured.abuseShield().orElseThrow().bans()).hasSize(1);
        }
        assertThat(told).containsExactly(AbuseEvent.Type.BANNED);
    }

    @Test
    void countsNothingByDefault() {
        try (ConfiguredChecker configured = ConfiguredChecker.of(Settings.of())) {
            assertThat(configured.abuseShield()).isEmpty();
        }
    }

    @Test
    void aCustomizerHasTheLastWord() {
        try (ConfiguredChecker configured = ConfiguredChecker.builder(settings("notdisposable.deadline", "1s"))
                .customize(checker -> checker.deadline(Duration.ofSeconds(9)))
                .customize(checker -> checker.deadline(Duration.ofSeconds(2)))
                .build()) {
            assertThat(configured.checker().toString()).contains("deadline=PT2S");
            assertThat(configured.settings().get(SettingsCatalog.DEADLINE)).isEqualTo(Duration.ofSeconds(1));
        }
    }

    private static ConfigurationException failure(Map<String, String> values) {
        ConfigurationException thrown = catchThrowableOfType(
                ConfigurationException.class,
                () -> ConfiguredChecker.of(Settings.of(SettingsSource.of("test", values))));
        assertThat(thrown).isNotNull();
        return thrown;
    }

    private static Settings settings(String... keysAndTexts) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndTexts.length; i += 2) {
            values.put(keysAndTexts[i], keysAndTexts[i + 1]);
        }
        return Settings.of(SettingsSource.of("test", values));
    }

    private static URLClassLoader loader(Path folder, Class<?> service, String provider) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(services.resolve(service.getName()), List.of(provider));
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, ConfiguredCheckerTest.class.getClassLoader());
    }

    private static final class Own implements EmailBackend {

        private final String name;
        private boolean closed;

        Own(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            return BackendAnswer.about(BackendAnswer.Scope.DOMAIN).build();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Made by the service loader. */
    public static final class Provided implements EmailBackend {

        @Override
        public String name() {
            return "provided";
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            return BackendAnswer.about(BackendAnswer.Scope.DOMAIN).build();
        }
    }

    /** Made by the service loader. */
    public static final class OwnProvider implements BackendProvider {

        @Override
        public Set<String> names() {
            return Set.of("of-a-provider", "broken");
        }

        @Override
        public EmailBackend create(String name, BackendContext context) {
            if (name.equals("broken")) {
                throw new IllegalArgumentException("its colour is missing");
            }
            return new Own(name + " " + context.settings().get(SettingsCatalog.DEADLINE));
        }
    }
}
