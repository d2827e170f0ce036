/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
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
import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.checker.EmailVerdict;
import io.github.notdisposable.checker.RefusalReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.resilience.AnswerStore;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    @Test
    void sharesTheAnswersOfServicesAndTheBansWhereAStoreIsGiven() {
        List<String> asked = new ArrayList<>();
        AbuseStore bans = AbuseStore.inMemory(10, Clock.systemUTC());
        SharedStores stores = new SharedStores() {
            @Override
            public AnswerStore answers() {
                return new AnswerStore() {
                    @Override
                    public byte[] get(String key) {
                        asked.add("get");
                        return null;
                    }

                    @Override
                    public void put(String key, byte[] value, Duration timeToLive) {
                        asked.add("put");
                    }

                    @Override
                    public void remove(String key) {}
                };
            }

            @Override
            public AbuseStore abuse() {
                return bans;
            }

            @Override
            public void close() {
                asked.add("closed");
            }
        };
        SERVICE.stubFor(any(anyUrl()).willReturn(okJson("{\"category\":\"white\"}")));
        Settings settings = settings(
                "notdisposable.backends",
                "user-cleaning",
                "notdisposable.user-cleaning.api-key",
                SECRET,
                "notdisposable.user-cleaning.base-url",
                SERVICE.baseUrl(),
                "notdisposable.abuse.enabled",
                "true");

        try (ConfiguredChecker configured =
                ConfiguredChecker.builder(settings).sharedStores(stores).build()) {
            assertThat(configured.sharedStores()).containsSame(stores);
            configured.checker().check("a@example.com");
            AbuseSubject somebody = AbuseSubject.domain("example.com");
            configured.abuseShield().orElseThrow().ban(somebody, Duration.ofHours(1), "");
            assertThat(bans.ban(somebody)).isPresent();
        }

        assertThat(asked).containsExactly("get", "get", "put", "closed");
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
    void asksBackEndsInTheOrderOfTheSetting() {
        Settings settings = settings(
                "notdisposable.backends", "user-cleaning,embedded,stopreg",
                "notdisposable.user-cleaning.api-key", SECRET,
                "notdisposable.stopreg.api-token", SECRET);
        try (ConfiguredChecker configured = ConfiguredChecker.of(settings)) {
            assertThat(configured.checker().backends())
                    .extracting(EmailBackend::name)
                    .containsExactly("user-cleaning", "embedded", "stopreg");
            assertThat(configured.toString()).doesNotContain(SECRET);
        }
    }

    @Test
    void asksStopRegAsTheSettingsSay() {
        SERVICE.stubFor(any(anyUrl()).willReturn(okJson("{\"data\":{\"classification\":{\"disposable\":true}}}")));
        EmailVerdict verdict = verdict(
                "notdisposable.backends",
                "stopreg",
                "notdisposable.stopreg.api-token",
                SECRET,
                "notdisposable.stopreg.send",
                "domain",
                "notdisposable.stopreg.base-url",
                SERVICE.baseUrl());
        SERVICE.verify(getRequestedFor(urlEqualTo("/api/v1/verify/domain/example.com"))
                .withHeader("x-api-token", equalTo(SECRET)));
        assertThat(verdict.source()).isEqualTo("stopreg");
    }

    @Test
    void asksUserCleaningAsTheSettingsSay() {
        SERVICE.stubFor(any(anyUrl()).willReturn(okJson("{\"category\":\"grey\"}")));
        EmailVerdict verdict = verdict(
                "notdisposable.backends",
                "user-cleaning",
                "notdisposable.user-cleaning.api-key",
                SECRET,
                "notdisposable.user-cleaning.contract",
                "json",
                "notdisposable.user-cleaning.base-url",
                SERVICE.baseUrl());
        SERVICE.verify(postRequestedFor(urlEqualTo("/v1/email/check"))
                .withHeader("Authorization", equalTo("Bearer " + SECRET)));
        assertThat(verdict.category()).isEqualTo(Category.GREY);
    }

    @Test
    void asksAServiceOfOnesOwnAsTheSettingsSay() {
        SERVICE.stubFor(any(anyUrl())
                .willReturn(okJson("{\"verdict\":\"Iffy\",\"mx\":\"none\",\"meant\":\"example.org\",\"free\":true}")));
        EmailVerdict verdict = verdict(
                "notdisposable.backends", "json",
                "notdisposable.json.url", SERVICE.baseUrl() + "/check?key=" + SECRET,
                "notdisposable.json.method", "post",
                "notdisposable.json.headers.X-Api-Key", SECRET,
                "notdisposable.json.body", "{\"email\":\n\"{address}\"}",
                "notdisposable.json.category", "/verdict",
                "notdisposable.json.categories.grey", "iffy,doubtful",
                "notdisposable.json.traits.no-mail-server", "/mx=none|null",
                "notdisposable.json.traits.public", "/free",
                "notdisposable.json.suggestion", "/meant");
        SERVICE.verify(postRequestedFor(urlEqualTo("/check?key=" + SECRET))
                .withHeader("X-Api-Key", equalTo(SECRET))
                .withRequestBody(equalToJson("{\"email\":\"bob@example.com\"}")));
        assertThat(verdict.category()).isEqualTo(Category.GREY);
        assertThat(verdict.traits()).containsExactlyInAnyOrder(EmailTrait.NO_MAIL_SERVER, EmailTrait.PUBLIC);
        assertThat(verdict.suggestion()).isEqualTo("example.org");
    }

    @ParameterizedTest
    @CsvSource({"1h, 1", "0s, 2"})
    void keepsTheAnswersOfAServiceAsLongAsTheSettingsSay(String time, int requests) {
        SERVICE.stubFor(any(anyUrl()).willReturn(okJson("{\"category\":\"white\"}")));
        Settings settings = settings(
                "notdisposable.backends",
                "json",
                "notdisposable.json.url",
                SERVICE.baseUrl() + "/{domain}",
                "notdisposable.json.category",
                "/category",
                "notdisposable.cache.white",
                time);
        try (ConfiguredChecker configured = ConfiguredChecker.of(settings)) {
            configured.checker().check("bob@kept.example");
            configured.checker().check("eve@kept.example");
        }
        SERVICE.verify(requests, getRequestedFor(urlEqualTo("/kept.example")));
    }

    @Test
    void readsHeadersFromEnvironmentVariables() {
        Settings settings = Settings.of(SettingsSource.environment(Map.of(
                "NOTDISPOSABLE_BACKENDS", "json",
                "NOTDISPOSABLE_JSON_HEADERS_X_API_KEY", SECRET,
                "NOTDISPOSABLE_JSON_TRAITS_ROLE_BASED", "/role")));
        assertThat(settings.get(Keys.JSON_HEADERS)).containsOnlyKeys("x-api-key");
        assertThat(settings.get(Keys.JSON_TRAITS)).containsEntry("role-based", "/role");
        assertThat(settings.toString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "notdisposable.stopreg.base-url=http://api.example.com | notdisposable.stopreg.base-url must be https: addresses and keys would "
                        + "cross the network in clear (set notdisposable.http.allow-insecure if that is meant)",
                "notdisposable.http.trust-store=absent.pem | notdisposable.http.*: 'trust' must name a readable file with certificates: absent.pem",
                "notdisposable.http.proxy=proxy | notdisposable.http.proxy (test) must be a host and a port such as proxy.example.com:3128",
                "notdisposable.http.proxy=u:p@proxy:1 | notdisposable.http.proxy (test) must be a host and a port such as proxy.example.com:3128",
                "notdisposable.http.proxy=proxy:65536 | notdisposable.http.proxy (test) must be a host and a port such as proxy.example.com:3128",
                "notdisposable.backends=stopregg | notdisposable.backends (test) names 'stopregg', which is no back end; did you mean stopreg?",
                "notdisposable.backends=Embedded | notdisposable.backends (test) names 'Embedded', which is no back end; did you mean embedded?",
                "notdisposable.backends=json | notdisposable.json.url must be set, such as https://mail.example.com/check?email={address}",
                "notdisposable.embedded.refresh.urls=https://u:p@lists.example.com | notdisposable.embedded.refresh.urls (test) must be a list, "
                        + "separated by commas, of addresses such as https://example.com/list.txt; entry 1 is not",
                "notdisposable.allow=a.example,bob@ | Entry 2 of notdisposable.allow is neither a domain (example.com), nor a domain with its "
                        + "sub-domains (.example.com), nor an address (bob@example.com)"
            })
    void saysInKeysWhatCannotBeUsed(String setting, String problem) {
        Map<String, String> values =
                new HashMap<>(Map.of("notdisposable.backends", "stopreg", "notdisposable.stopreg.api-token", SECRET));
        int equals = setting.indexOf('=');
        values.put(setting.substring(0, equals), setting.substring(equals + 1));
        assertThat(failure(values).problems()).containsExactly(problem);
    }

    @Test
    void saysInKeysWhatCannotBeUsedOfLists() {
        assertThat(failure(Map.of("notdisposable.embedded.refresh.urls", "http://lists.example.com/a"))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("notdisposable.embedded.refresh.urls must be https:")
                .endsWith("(set notdisposable.http.allow-insecure if that is meant)");
        assertThat(failure(Map.of(
                                "notdisposable.embedded.refresh.urls", "https://lists.example.com/a",
                                "notdisposable.embedded.refresh.interval", "1s"))
                        .problems())
                .containsExactly("notdisposable.embedded.refresh.interval must be at least one minute, was PT1S");
    }

    @ParameterizedTest
    @CsvSource({
        "notdisposable.json.traits.disposible, /x, notdisposable.json.traits.disposible is no trait; did you mean disposable?",
        "notdisposable.json.traits.disposable, x, 'notdisposable.json.traits.disposable must be a JSON pointer, such as /data/field'",
        "notdisposable.json.suggestion, x, 'notdisposable.json.suggestion must be a JSON pointer, such as /data/field'",
        "notdisposable.json.headers.Host, x, notdisposable.json.headers.Host cannot be set",
        "notdisposable.json.banned-status, 200, 'notdisposable.json.banned-status must be 0 or 400 to 499, was 200'",
        "notdisposable.json.url, https://{domain}/, notdisposable.json.url must not have a placeholder in its host",
        "notdisposable.json.provider, /x, notdisposable.json.category or a trait must be set: without them no answer says anything"
    })
    void saysInKeysWhatCannotBeUsedOfAServiceOfOnesOwn(String key, String text, String problem) {
        Map<String, String> values = new HashMap<>(Map.of(
                "notdisposable.backends", "json", "notdisposable.json.url", "https://mail.example.com/{domain}"));
        values.put(key, text);
        assertThat(failure(values).problems()).containsExactly(problem);
    }

    @Test
    void tellsAllThatCannotBeUsedAtOnceAndNoSecret() {
        Map<String, String> readable = new HashMap<>(Map.of(
                "notdisposable.backends", "embedded,stopreg,user-cleaning,json,mine",
                "notdisposable.stopreg.api-token", SECRET,
                "notdisposable.stopreg.base-url", "http://api.example.com",
                "notdisposable.user-cleaning.api-key", SECRET,
                "notdisposable.user-cleaning.base-url", "http://api.example.com",
                "notdisposable.json.url", "https://mail.example.com/?key=" + SECRET,
                "notdisposable.block", "eve@"));
        assertThat(failure(readable).problems()).hasSize(5);
        assertThat(failure(readable)).hasMessageNotContaining(SECRET).hasMessageNotContaining("eve");
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
                .hasMessageContaining("names 'yours', which is no back end; did you mean");
        assertThat(own.closed).isFalse();
    }

    @Test
    void refusesBackEndsOfOneName() {
        ConfiguredChecker.Builder builder =
                ConfiguredChecker.builder(Settings.of()).backend(new Own("mine"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.backend(new Own("mine")))
                .withMessage("Two back ends are named 'mine'; names must differ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.backend(new Own("stopreg")))
                .withMessageContaining("must not be named 'stopreg'");
    }

    @Test
    void asksABackEndThatTheServiceLoaderFinds(@TempDir Path folder) throws IOException {
        try (URLClassLoader loader = loader(folder, Provided.class.getName())) {
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
        try (URLClassLoader loader = loader(folder, "com.example.Absent")) {
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
            configured.refresher().orElseThrow().refreshNow();
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
    void refreshesNothingWhereNoListIsNamed() {
        try (ConfiguredChecker configured = ConfiguredChecker.of(Settings.of())) {
            assertThat(configured.refresher()).isEmpty();
        }
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
            assertThat(configured.settings().get(Keys.DEADLINE)).isEqualTo(Duration.ofSeconds(1));
        }
    }

    private static EmailVerdict verdict(String... keysAndTexts) {
        try (ConfiguredChecker configured = ConfiguredChecker.of(settings(keysAndTexts))) {
            return configured.checker().check("bob@example.com").orElseThrow();
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

    private static URLClassLoader loader(Path folder, String provider) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(services.resolve(EmailBackend.class.getName()), List.of(provider));
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
}
