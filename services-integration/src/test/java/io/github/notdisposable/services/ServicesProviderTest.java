/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.backend.AnswerStore;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.checker.EmailVerdict;
import io.github.notdisposable.config.ConfigurationException;
import io.github.notdisposable.config.ConfiguredChecker;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsSource;
import io.github.notdisposable.config.SharedStores;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServicesProviderTest {

    private static final String SECRET = "sk_live_51f0c9e2";

    @RegisterExtension
    static final WireMockExtension SERVICE = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    @ParameterizedTest
    @CsvSource({
        "stopreg, notdisposable.stopreg.api-token, NOTDISPOSABLE_STOPREG_API_TOKEN or STOPREG_API_TOKEN",
        "user-cleaning, notdisposable.user-cleaning.api-key, NOTDISPOSABLE_USER_CLEANING_API_KEY or USER_CLEANING_API_KEY"
    })
    void demandsTheKeyOfAServiceThatIsAsked(String backend, String key, String variables) {
        assertThat(failure(Map.of("notdisposable.backends", backend)).problems())
                .containsExactly(key + " must be set, since notdisposable.backends names " + backend
                        + ": as a property, or as the environment variable " + variables);
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
    void putsACustomizerBetweenTheCacheAndTheService() {
        SERVICE.stubFor(any(anyUrl()).willReturn(okJson("{\"data\":{\"classification\":{\"is_disposable\":false}}}")));
        List<String> requests = new ArrayList<>();
        Settings settings = Settings.of(SettingsSource.of(
                "test",
                Map.of(
                        "notdisposable.backends",
                        "embedded, stopreg",
                        "notdisposable.stopreg.api-token",
                        SECRET,
                        "notdisposable.http.allow-insecure",
                        "true",
                        "notdisposable.stopreg.base-url",
                        SERVICE.baseUrl())));
        try (ConfiguredChecker configured = ConfiguredChecker.builder(settings)
                .customizeService(service -> new EmailBackend() {
                    @Override
                    public String name() {
                        return service.name();
                    }

                    @Override
                    public BackendAnswer check(BackendQuery query) {
                        requests.add(service.name());
                        return service.check(query);
                    }
                })
                .build()) {
            configured.checker().check("bob@example.com");
            configured.checker().check("bob@example.com");
        }
        assertThat(requests).containsExactly("stopreg");
    }

    @Test
    void asksStopRegAsTheSettingsSay() {
        SERVICE.stubFor(any(anyUrl()).willReturn(okJson("{\"data\":{\"classification\":{\"is_disposable\":true}}}")));
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

    @Test
    void asksByAPresetAndTheSettingsThatOverrideIt() {
        SERVICE.stubFor(
                any(anyUrl()).willReturn(okJson("{\"status\":200,\"disposable\":true,\"public_domain\":true}")));
        EmailVerdict verdict = verdict(
                "notdisposable.backends", "json",
                "notdisposable.json.preset", "usercheck",
                "notdisposable.json.api-key", SECRET,
                "notdisposable.json.url", SERVICE.baseUrl() + "/domain/{domain}",
                "notdisposable.json.traits.public", "/public_domain=never");
        SERVICE.verify(getRequestedFor(urlEqualTo("/domain/example.com"))
                .withHeader("Authorization", equalTo("Bearer " + SECRET)));
        assertThat(verdict.traits()).containsExactly(EmailTrait.DISPOSABLE);
    }

    @ParameterizedTest
    @CsvSource({"sendgrid, POST", "usercheck, GET"})
    void asksByTheMethodOfThePresetUnlessAnotherIsSet(String preset, String method) {
        SERVICE.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        verdict(
                "notdisposable.backends",
                "json",
                "notdisposable.json.preset",
                preset,
                "notdisposable.json.api-key",
                SECRET,
                "notdisposable.json.url",
                SERVICE.baseUrl() + "/" + preset);
        SERVICE.verify(new RequestPatternBuilder(RequestMethod.fromString(method), urlEqualTo("/" + preset)));
    }

    @Test
    void readsTheStatusesAndErrorsOfAServiceOfOnesOwnAsTheSettingsSay() {
        SERVICE.stubFor(any(anyUrl())
                .willReturn(okJson("{\"disposable\":false,\"error\":{\"type\":\"usage_limit_reached\"}}")));
        String[] settings = {
            "notdisposable.backends", "json",
            "notdisposable.json.url", SERVICE.baseUrl() + "/{domain}",
            "notdisposable.json.traits.disposable", "/disposable",
            "notdisposable.json.statuses.418", "pending",
            "notdisposable.json.errors.quota-exhausted", "/error/type=usage_limit*"
        };
        assertThat(verdict(settings).unavailable()).containsEntry("json", UnavailableReason.QUOTA_EXHAUSTED);

        SERVICE.stubFor(any(anyUrl()).willReturn(status(418)));
        assertThat(verdict(settings).unavailable()).containsEntry("json", UnavailableReason.PENDING);
    }

    @ParameterizedTest
    @CsvSource({
        "path,          false, /api/v1/verify/email/bob%40example.com",
        "query,         true,  /api/v1/verify/email?email=bob%40example.com",
        "token-in-path, true,  /api/v1/check/" + SECRET + "?email=bob%40example.com"
    })
    void asksStopRegByTheContractAndThePolicyThatIsSet(String contract, String applyPolicy, String url) {
        SERVICE.stubFor(any(anyUrl())
                .willReturn(okJson("{\"data\":{\"isDisposable\":false,\"policy\":{\"action\":\"block\"}}}")));
        EmailVerdict verdict = verdict(
                "notdisposable.backends", "stopreg",
                "notdisposable.stopreg.api-token", SECRET,
                "notdisposable.stopreg.base-url", SERVICE.baseUrl(),
                "notdisposable.stopreg.contract", contract,
                "notdisposable.stopreg.apply-policy", applyPolicy);
        SERVICE.verify(getRequestedFor(urlEqualTo(url)));
        assertThat(verdict.has(EmailTrait.POLICY_BLOCKED)).isEqualTo(Boolean.parseBoolean(applyPolicy));
    }

    @ParameterizedTest
    @CsvSource({"query, X-API-Key, ''", "query-bearer, Authorization, 'Bearer '"})
    void asksUserCleaningByTheContractThatIsSetAndProbesOnlyIfThatIsSet(String contract, String header, String before)
            throws InterruptedException {
        SERVICE.stubFor(any(anyUrl()).willReturn(okJson("{\"category\":\"white\"}")));
        boolean probe = contract.equals("query");
        Settings settings = settings(
                "notdisposable.backends",
                "user-cleaning",
                "notdisposable.user-cleaning.api-key",
                SECRET,
                "notdisposable.user-cleaning.base-url",
                SERVICE.baseUrl(),
                "notdisposable.user-cleaning.contract",
                contract,
                "notdisposable.user-cleaning.probe",
                Boolean.toString(probe));
        try (ConfiguredChecker configured = ConfiguredChecker.of(settings)) {
            configured.checker().check("bob@example.com");
            UserCleaningBackendTest.awaitProbe();

            assertThat(configured.checker().backends().get(0).warning().isPresent())
                    .isEqualTo(probe);
        }
        SERVICE.verify(
                probe ? 2 : 1,
                postRequestedFor(urlPathEqualTo("/v1/external-api-requests/check-email"))
                        .withHeader(header, equalTo(before + SECRET)));
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

    @ParameterizedTest
    @CsvSource({
        "notdisposable.json.traits.disposible, /x, 'notdisposable.json.traits (test): ''traits.disposible'' is not known; did you mean disposable?'",
        "notdisposable.json.traits.disposable, x, 'notdisposable.json.traits (test): ''traits.disposable'' must be a JSON pointer, such as /data/field'",
        "notdisposable.json.suggestion, x, 'notdisposable.json.suggestion (test): ''suggestion'' must be a JSON pointer, such as /data/field'",
        "notdisposable.json.headers.Host, x, 'notdisposable.json.headers (test): ''headers.Host'' cannot be set'",
        "notdisposable.json.banned-status, 200, 'notdisposable.json.banned-status (test): ''bannedStatus'' must be 0 or 400 to 499, was 200'",
        "notdisposable.json.url, https://{domain}/, 'notdisposable.json.*: ''url'' must not have a placeholder in its host'",
        "notdisposable.json.errors.quota-exhaustd, /x, 'notdisposable.json.errors (test): ''errors.quota-exhaustd'' is not known; did you mean quota-exhausted?'",
        "notdisposable.json.errors.timeout, /x, 'notdisposable.json.errors (test): ''errors.timeout'' is not known; did you mean pending?'",
        "notdisposable.json.statuses.2xx, pending, 'notdisposable.json.statuses (test): ''statuses.2xx'' must be a number such as statuses.202'",
        "notdisposable.json.statuses.202, pendign, 'notdisposable.json.statuses (test): ''statuses.202'' is not known; did you mean pending?'",
        "notdisposable.json.preset, usrcheck, 'notdisposable.json.preset (test): ''preset'' names ''usrcheck'', which is no preset; did you mean usercheck?'",
        "notdisposable.json.preset, usercheck, 'notdisposable.json.*: ''apiKey'' is missing'",
        "notdisposable.json.provider, /x, 'notdisposable.json.*: ''category'' or a trait must be set: without them no answer says anything'"
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "notdisposable.stopreg.base-url=http://api.example.com | notdisposable.stopreg.*: 'baseUrl' must be https: addresses and keys would "
                        + "cross the network unencrypted (if that is meant, set 'allowInsecure' or notdisposable.http.allow-insecure)",
                "notdisposable.http.trust-store=absent.pem | notdisposable.http.trust-store (test): 'trust' must name a readable file with certificates: absent.pem",
                "notdisposable.http.proxy=proxy | notdisposable.http.proxy (test) must be a host and a port such as proxy.example.com:3128",
                "notdisposable.http.proxy=u:p@proxy:1 | notdisposable.http.proxy (test) must be a host and a port such as proxy.example.com:3128",
                "notdisposable.http.proxy=proxy:65536 | notdisposable.http.proxy (test) must be a host and a port such as proxy.example.com:3128",
                "notdisposable.backends=stopregg | notdisposable.backends (test) names 'stopregg', which is no backend; did you mean stopreg?",
                "notdisposable.backends=Embedded | notdisposable.backends (test) names 'Embedded', which is no backend; did you mean embedded?",
                "notdisposable.backends=json | notdisposable.json.*: 'url' must be set, such as https://mail.example.com/check?email={address}",
                "notdisposable.embedded.refresh.urls=https://u:p@lists.example.com | notdisposable.embedded.refresh.urls (test) must be a list, "
                        + "separated by commas, of addresses such as https://example.com/list.txt; entry 1 is not",
                "notdisposable.allow=a.example,bob@ | notdisposable.allow (test): 'allow', entry 2: this is neither a domain (example.com), nor a domain with its "
                        + "subdomains (.example.com), nor an address (bob@example.com)"
            })
    void saysInKeysWhatCannotBeUsed(String setting, String problem) {
        Map<String, String> values =
                new HashMap<>(Map.of("notdisposable.backends", "stopreg", "notdisposable.stopreg.api-token", SECRET));
        int equals = setting.indexOf('=');
        values.put(setting.substring(0, equals), setting.substring(equals + 1));
        assertThat(failure(values).problems()).containsExactly(problem);
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
}
