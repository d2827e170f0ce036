/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.client.ClientIp;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBackendTest {

    private static WireMockServer service;

    @BeforeAll
    static void startService() {
        service = new WireMockServer(wireMockConfig().dynamicPort());
        service.start();
    }

    @AfterAll
    static void stopService() {
        service.stop();
    }

    @BeforeEach
    void forget() {
        service.resetAll();
    }

    @Test
    void fillsUrlHeadersAndBodyEachInItsOwnEncoding() {
        answer(okJson("{\"verdict\":\"white\"}"));
        try (JsonBackend backend = builder("/check/{domain}?address={address}&ip={client}")
                .method("post")
                .header("X-Key", "secret")
                .header("X-Client", "{client}")
                .header("X-Address", "{address}")
                .body("{\"mail\":\"{address}\",\"ip\":\"{client}\"}")
                .category("/verdict")
                .build()) {
            backend.check(query("a\"b?{domain}ü@x.com"));
        }
        service.verify(postRequestedFor(
                        urlEqualTo("/check/x.com?address=a%22b%3F%7Bdomain%7D%C3%BC%40x.com&ip=2001%3Adb8%3A%3A7"))
                .withHeader("X-Key", equalTo("secret"))
                .withHeader("X-Client", equalTo("2001:db8::7"))
                .withHeader("X-Address", equalTo("a%22b%3F%7Bdomain%7D%C3%BC%40x.com"))
                .withRequestBody(equalToJson("{\"mail\":\"a\\\"b?{domain}ü@x.com\",\"ip\":\"2001:db8::7\"}")));
    }

    @Test
    void readsEveryFieldThatAPointerNames() {
        answer(okJson("{\"r\":{\"state\":\"Risky\",\"temp\":1,\"mx\":false,\"role\":null,\"meant\":\"GMAIL.com\","
                + "\"host\":\"Acme\",\"norm\":\"a@x.com\",\"root\":\"x.com\",\"why\":\"because\"}}"));
        try (JsonBackend backend = builder("/?q={domain}")
                .category("/r/state")
                .categoryValues(Category.GREY, "risky", "maybe")
                .trait(EmailTrait.DISPOSABLE, "/r/temp", "1")
                .trait(EmailTrait.NO_MAIL_SERVER, "/r/mx", "false")
                .trait(EmailTrait.ROLE_BASED, "/r/role")
                .trait(EmailTrait.ALIAS, "/r/absent")
                .field(JsonBackend.Field.SUGGESTION, "/r/meant")
                .field(JsonBackend.Field.PROVIDER, "/r/host")
                .field(JsonBackend.Field.NORMALIZED, "/r/norm")
                .field(JsonBackend.Field.ROOT, "/r/root")
                .field(JsonBackend.Field.DETAIL, "/r/why")
                .build()) {
            BackendAnswer answer = backend.check(query("a@x.com"));

            assertThat(answer.category()).contains(Category.GREY);
            assertThat(answer.traits()).containsExactlyInAnyOrder(EmailTrait.DISPOSABLE, EmailTrait.NO_MAIL_SERVER);
            assertThat(answer.suggestion()).contains("gmail.com");
            assertThat(answer.provider()).contains("Acme");
            assertThat(answer.normalized()).contains("a@x.com");
            assertThat(answer.root()).contains("x.com");
            assertThat(answer.detail()).contains("because");
            assertThat(answer.scope()).isEqualTo(Scope.DOMAIN);
            assertThat(backend.name()).isEqualTo("own");
        }
    }

    @Test
    void takesAnAnswerForOneOfTheAddressIfTheAddressIsSent() {
        answer(okJson("{\"disposable\":true}"));
        try (JsonBackend backend = builder("/{address}")
                .trait(EmailTrait.DISPOSABLE, "/disposable")
                .build()) {
            assertThat(backend.check(query("a@x.com")).scope()).isEqualTo(Scope.ADDRESS);
            assertThat(backend.check(BackendQuery.ofDomain("x.com", soon()).build())
                            .unavailableReason())
                    .contains(UnavailableReason.NOT_SUPPORTED);
            assertThat(backend.scope()).isEqualTo(Scope.ADDRESS);
        }
    }

    @Test
    void keepsNoBlackAnswerOfAServiceThatIsToldTheClient() {
        answer(okJson("{\"verdict\":\"BLACK\"}"));
        try (JsonBackend backend =
                builder("/{domain}/{client}").category("/verdict").build()) {
            BackendAnswer answer = backend.check(query("a@x.com"));

            assertThat(answer.category()).contains(Category.BLACK);
            assertThat(answer.isReusable()).isFalse();
            assertThat(backend.scope()).isEqualTo(Scope.CLIENT);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = EmailTrait.class,
            names = {"DISPOSABLE", "BLOCKLISTED"})
    void keepsNoAnswerThatIsBlackForItsTraitOfAServiceThatIsToldTheClient(EmailTrait trait) {
        answer(okJson("{\"listed\":true}"));
        try (JsonBackend backend =
                builder("/{domain}/{client}").trait(trait, "/listed").build()) {
            assertThat(backend.check(query("a@x.com")).isReusable()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"X-Key, k3y/, /{key}, /k3y%2F", "Authorization, Basic dXNlcjprM3kv, /?k={key}, /?k=k3y%2F"})
    void putsTheKeyWhereATemplateNamesIt(String header, String value, String path, String url) {
        answer(okJson("{\"verdict\":\"white\"}"));
        try (JsonBackend backend = builder(path)
                .apiKey("k3y/")
                .method("post")
                .header(header, header.equals("X-Key") ? "{key}" : "{basic:user}")
                .body("{\"key\":\"{key}\"}")
                .category("/verdict")
                .build()) {
            backend.check(query("a@x.com"));
        }
        service.verify(postRequestedFor(urlEqualTo(url))
                .withHeader(header, equalTo(value))
                .withRequestBody(equalToJson("{\"key\":\"k3y/\"}")));
    }

    @Test
    void letsAKeyChooseNoHost() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonBackend.builder("own")
                        .url("https://{key}.example.com/check")
                        .apiKey("k3y")
                        .category("/verdict")
                        .build())
                .withMessageContaining("host");
    }

    @Test
    void takesTheStatusThatSaysSoForABan() {
        answer(status(418).withHeader("Content-Type", "application/json").withBody("{\"why\":\"enough\"}"));
        try (JsonBackend backend = builder("/{domain}")
                .category("/verdict")
                .bannedStatus(418)
                .field(JsonBackend.Field.DETAIL, "/why")
                .build()) {
            BackendAnswer answer = backend.check(query("a@x.com"));

            assertThat(answer.category()).contains(Category.BANNED);
            assertThat(answer.detail()).contains("enough");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"verdict\":null}",
                "{\"verdict\":\"purple\"}",
                "{\"verdict\":{}}",
                "[\"white\"]",
                "\"white\""
            })
    void takesAnotherShapeForNoAnswer(String body) {
        answer(okJson(body));
        try (JsonBackend backend = builder("/{domain}").category("/verdict").build()) {
            assertThat(backend.check(query("a@x.com")).unavailableReason())
                    .contains(UnavailableReason.MALFORMED_ANSWER);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED_INPUT",
        "401, UNAUTHORIZED",
        "402, QUOTA_EXHAUSTED",
        "403, UNAUTHORIZED",
        "404, MALFORMED_ANSWER",
        "422, REFUSED_INPUT",
        "429, RATE_LIMITED",
        "500, SERVER_ERROR",
        "503, SERVER_ERROR"
    })
    void readsTheStatus(int status, UnavailableReason reason) {
        answer(status(status));
        try (JsonBackend backend = builder("/{domain}").category("/verdict").build()) {
            assertThat(backend.check(query("a@x.com")).unavailableReason()).contains(reason);
        }
    }

    @Test
    void doesNotLetAPlaceholderChooseTheHost() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonBackend.builder("own")
                        .url("https://{domain}/check")
                        .category("/verdict")
                        .build())
                .withMessageContaining("host");
    }

    @Test
    void saysWhichPlaceholdersThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder("/check?email={email}").category("/verdict").build())
                .withMessageContaining("{address}, {domain}, {client} and {key}");
    }

    @Test
    void wantsToKnowWhereTheAnswerSaysSomething() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder("/{domain}").build())
                .withMessageContaining("'category'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder("/{domain}").category("verdict"))
                .withMessageContaining("JSON pointer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder("/{domain}")
                        .category("/verdict")
                        .categoryValues(Category.BLACK, "white")
                        .build())
                .withMessageContaining("one word");
    }

    @Test
    void readsStatusesAndErrorsAsTheyAreMapped() {
        answer(status(249));
        try (JsonBackend backend = builder("/{domain}")
                .trait(EmailTrait.DISPOSABLE, "/disposable")
                .status(249, UnavailableReason.PENDING)
                .error(UnavailableReason.QUOTA_EXHAUSTED, "/error/type", "spent*")
                .build()) {
            assertThat(backend.check(query("a@x.com")).unavailableReason()).contains(UnavailableReason.PENDING);

            answer(okJson("{\"disposable\":false,\"error\":{\"type\":\"spent_today\"}}"));
            assertThat(backend.check(query("a@x.com")).unavailableReason()).contains(UnavailableReason.QUOTA_EXHAUSTED);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> builder("/").status(199, UnavailableReason.PENDING));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder("/").status(202, UnavailableReason.BUDGET_SPENT))
                .withMessageContaining("'statuses.202' must be one of quota-exhausted, ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder("/").error(UnavailableReason.TIMEOUT, "/e"))
                .withMessageContaining("'errors.timeout'");
    }

    @Test
    void handsOutABackendThatDoesNotChangeWithItsBuilder() {
        answer(okJson("{\"a\":true,\"b\":false}"));
        JsonBackend.Builder builder = builder("/{domain}").trait(EmailTrait.DISPOSABLE, "/a");
        try (JsonBackend backend = builder.build()) {
            builder.trait(EmailTrait.DISPOSABLE, "/b");
            assertThat(backend.check(query("a@x.com")).traits()).containsExactly(EmailTrait.DISPOSABLE);
        }
    }

    @Test
    void refusesWhatCouldNotBeSent() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder("/").method("DELETE"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder("/").header("Host", "x.com"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder("/").header("A B", "x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder("/").header("X-Key", "sec\nret"))
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain("sec"));
    }

    private static void answer(ResponseDefinitionBuilder response) {
        service.stubFor(WireMock.any(anyUrl()).willReturn(response));
    }

    private static JsonBackend.Builder builder(String path) {
        return JsonBackend.builder("own").url(service.baseUrl() + path);
    }

    private static BackendQuery query(String address) {
        return BackendQuery.of(EmailAddress.parse(address).orElseThrow(), soon())
                .client(ClientIp.parse("2001:db8::7").orElseThrow())
                .build();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }
}
