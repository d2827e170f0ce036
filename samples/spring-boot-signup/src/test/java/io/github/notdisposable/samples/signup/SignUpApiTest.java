/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "notdisposable.backends=service,embedded")
@ExtendWith(OutputCaptureExtension.class)
class SignUpApiTest {

    @LocalServerPort
    private int port;

    private SampleServer server;

    @BeforeEach
    void connect() {
        server = new SampleServer(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailinator.com",
                "MAILINATOR.COM",
                "x.mailinator.com",
                "mailinator.com.",
                "mailinator\u3002com",
                "mail\u200binator.com",
                "a_b.mailinator.com",
                "ih8ahphvzod.mailinator.com",
                "\uff4d\uff41\uff49\uff4c\uff49\uff4e\uff41\uff54\uff4f\uff52.com"
            })
    void refusesADisposableDomainHoweverItIsSpelt(String domain) throws Exception {
        assertThatItIsRefused(server.signUp("bob@" + domain, "en"));
    }

    @Test
    void refusesWhatEmailTakesAndTheStandardsDoNot() throws Exception {
        assertThatItIsRefused(server.signUp("\u00e9".repeat(33) + "@mailinator.com", "en"));
    }

    private static void assertThatItIsRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(SampleServer.text(response, "$.errors[0].field")).isEqualTo("email");
        assertThat(SampleServer.text(response, "$.errors[0].code")).isEqualTo("disposable");
        assertThat(SampleServer.text(response, "$.errors[0].message"))
                .isEqualTo("Please use a permanent email address. Disposable addresses are not allowed.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gmail.com",
                "nus.edu.sg",
                "sohu.com",
                "dallas.gov",
                "consultant.com",
                "privaterelay.appleid.com",
                "example.com"
            })
    void letsRealPeopleIn(String domain) throws Exception {
        HttpResponse<String> response = server.signUp("bob@" + domain, "en");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("{\"phoneVerification\":false}");
    }

    @Test
    void asksForAPhoneNumberWhereAnAddressIsGrey() throws Exception {
        HttpResponse<String> response = server.signUp("bob+offers@gmail.com", "en");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(SampleServer.text(response, "$.phoneVerification")).isEqualTo("true");
    }

    @Test
    void tellsTheAddressThatWasProbablyMeant() throws Exception {
        HttpResponse<String> response = server.signUp("bob@gmsil.com", "en");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(SampleServer.text(response, "$.suggestion")).isEqualTo("bob@gmail.com");

        HttpResponse<String> refused = server.signUp("bob@gamail.com", "en");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(SampleServer.text(refused, "$.suggestion")).isEqualTo("bob@gmail.com");
    }

    @ParameterizedTest
    @CsvSource({
        "en, en",
        "de, de",
        "fr-CA, fr",
        "es-MX, es",
        "it, it",
        "pt-PT, pt",
        "pt-BR, pt-BR",
        "nl, nl",
        "pl, pl",
        "tr, tr",
        "ru, ru",
        "ja, ja",
        "zh-CN, zh",
        "zh-TW, zh-Hant",
        "ko, ko",
        "cs, cs",
        "da, da",
        "sv, sv",
        "uk, uk",
        "xx, en",
        "'xx, de;q=0.5', de"
    })
    void speaksTheLanguageOfTheReader(String wanted, String spoken) throws Exception {
        HttpResponse<String> response = server.signUp("bob@mailinator.com", wanted);

        ResourceBundle texts = ResourceBundle.getBundle(
                "ContributorValidationMessages",
                Locale.forLanguageTag(spoken),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        assertThat(SampleServer.text(response, "$.errors[0].message"))
                .isEqualTo(texts.getString("io.github.notdisposable.NotDisposable.disposable.message"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"email\":\"\",\"password\":\"\"}                  | email:required password:required",
                "{\"email\":\"  \",\"password\":\"correct horse\"}   | email:required",
                "{\"email\":\"bob\",\"password\":\"correct horse\"}  | email:invalid",
                "{\"email\":\"bob@gmail.com\",\"password\":\"short\"} | password:length",
                "{\"email\":\"bob@mailinator.com\",\"password\":\"\"} | email:disposable password:required"
            })
    void namesEachFieldThatIsWrong(String body, String expected) throws Exception {
        HttpResponse<String> response = server.postJson(body, "en");

        assertThat(response.statusCode()).isEqualTo(422);
        List<String> fields = SampleServer.texts(response, "$.errors[*].field");
        List<String> codes = SampleServer.texts(response, "$.errors[*].code");
        assertThat(fields).hasSameSizeAs(codes);
        StringBuilder problems = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            problems.append(i == 0 ? "" : " ").append(fields.get(i)).append(':').append(codes.get(i));
        }
        assertThat(problems).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "5",
                "{",
                "{}",
                "{\"email\":\"a@example.com\"}",
                "{\"password\":\"correct horse\"}",
                "{\"email\":null,\"password\":\"correct horse\"}",
                "{\"email\":\"a@example.com\"",
                "{\"email\":5,\"password\":\"correct horse\"}",
                "{\"email\":true,\"password\":\"correct horse\"}",
                "{\"email\":[\"a@example.com\"],\"password\":\"correct horse\"}",
                "{\"email\":{},\"password\":\"correct horse\"}",
                "{\"email\":\"a@example.com\",\"email\":\"b@example.com\",\"password\":\"correct horse\"}",
                "{\"email\":\"a@example.com\",\"password\":\"correct horse\"} trailing"
            })
    void refusesABodyThatIsNoSuchObject(String body) throws Exception {
        HttpResponse<String> response = server.postJson(body, "en");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void refusesADeeplyNestedBody() throws Exception {
        String body = "{\"email\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        assertThat(server.postJson(body, "en").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
    void refusesABodyThatDoesNotCallItselfJson(String type) throws Exception {
        HttpResponse<String> response = server.send(server.request("/api/signups")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{\"email\":\"bob@gmail.com\",\"password\":\"correct horse\"}")));
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void refusesABodyThatIsFarTooLong() throws Exception {
        byte[] body = (" ".repeat(1_000_000) + "{}").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(server.send(server.request("/api/signups")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(body)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(server.send(server.request("/api/signups")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void forbidsABannedClient() throws Exception {
        HttpResponse<String> response = server.signUp("banned@example.com", "de");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(SampleServer.text(response, "$.errors[0].code")).isEqualTo("banned");
        assertThat(SampleServer.text(response, "$.errors[0].message")).startsWith("Zu viele Versuche");
    }

    @Test
    void forbidsWhatAnotherSiteSends() throws Exception {
        for (String[] header : new String[][] {
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"},
            {"Origin", "https://example.net"},
            {"Origin", "null"}
        }) {
            assertThat(server.send(server.request("/api/signups")
                                    .header("Content-Type", "application/json")
                                    .header(header[0], header[1])
                                    .POST(BodyPublishers.ofString("{}")))
                            .statusCode())
                    .as(header[0] + ": " + header[1])
                    .isEqualTo(403);
        }
    }

    @Test
    void logsNoAddress(CapturedOutput output) throws Exception {
        server.signUp("somebody-private@mailinator.com", "en");
        server.signUp("somebody-private@gmail.com", "en");
        server.postJson("{\"email\":\"somebody-private@gmail.com\"", "en");
        assertThat(output).doesNotContain("somebody-private");
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Service {

        /** Stands in for a service that has had enough of a client. */
        @Bean
        EmailBackend service() {
            return new EmailBackend() {
                @Override
                public String name() {
                    return "service";
                }

                @Override
                public BackendAnswer check(BackendQuery query) {
                    boolean banned = query.address()
                            .filter(address -> address.localPart().equals("banned"))
                            .isPresent();
                    return banned
                            ? BackendAnswer.banned(null)
                            : BackendAnswer.about(BackendAnswer.Scope.ADDRESS).build();
                }
            };
        }
    }
}
