/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.samples.jakarta.Sample.Visit;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample as programs see it. */
class SignUpHttpTest {

    @RegisterExtension
    static final Sample SAMPLE = new Sample();

    @ParameterizedTest
    @CsvSource({
        "de, Bitte verwenden Sie eine dauerhafte E-Mail-Adresse.",
        "en, Please use a permanent email address.",
        "fr, Veuillez utiliser une adresse e-mail permanente."
    })
    void answersWithAProblemInTheLanguageOfTheCaller(String language, String message) throws Exception {
        HttpResponse<String> refused = SAMPLE.visit("198.51.100.1", language).signUp("somebody@mailinator.com");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.headers().firstValue("Content-Language")).contains(language);
        assertThat(refused.body())
                .contains("\"field\":\"email\"", "\"reason\":\"disposable\"", message)
                .doesNotContain("somebody", "mailinator");
    }

    @Test
    void tellsAProgramWhatElseToAskFor() throws Exception {
        Visit visit = SAMPLE.visit("198.51.100.2", "en");

        assertThat(visit.signUp("bob@gmail.com").statusCode()).isEqualTo(201);
        assertThat(visit.signUp("bob@gmail.com").body()).isEqualTo("{\"phoneVerification\":false}");
        assertThat(visit.signUp("bob+shop@gmail.com").body()).isEqualTo("{\"phoneVerification\":true}");
        assertThat(visit.signUp("bob@gmial.com").body()).contains("\"suggestion\":\"gmail.com\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "{}", "{\"email\":[],\"password\":\"correct horse\"}"})
    void answersABadRequestToWhatIsNoSignUp(String body) throws Exception {
        assertThat(SAMPLE.visit("198.51.100.3", "en").postJson(body).statusCode())
                .isEqualTo(400);
    }

    @Test
    void bansAClientAndNoOther() throws Exception {
        Visit visit = SAMPLE.visit("198.51.100.4", "de");
        for (int i = 0; i < 5; i++) {
            assertThat(visit.signUp("bob" + i + "@mailinator.com").statusCode()).isEqualTo(400);
        }

        assertThat(visit.signUp("bob@mailinator.com").statusCode()).isEqualTo(403);
        assertThat(visit.signUp("bob@gmail.com").body()).contains("\"reason\":\"banned\"", "Zu viele Versuche");
        assertThat(SAMPLE.visit("198.51.100.5", "de").signUp("bob@gmail.com").statusCode())
                .isEqualTo(201);
    }

    @Test
    void letsHonestPeopleInWhileTheServiceIsSilent() throws Exception {
        SAMPLE.whileTheServiceIsSilent(() -> {
            Visit visit = SAMPLE.visit("198.51.100.6", "en");
            assertThat(visit.signUp("ann@silent.example").statusCode()).isEqualTo(201);
            assertThat(visit.signUp("bob@mailinator.com").statusCode()).isEqualTo(400);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "en, en", "de-AT, de", "fr, fr", "es, es", "it, it", "pt, pt", "pt-BR, pt-BR", "nl, nl", "pl, pl", "tr, tr",
        "ru, ru", "ja, ja", "zh-CN, zh", "zh-TW, zh-TW", "ko, ko", "cs, cs", "da, da", "sv, sv", "uk, uk", "fi, en"
    })
    void showsThePageInTheLanguageOfTheBrowser(String asked, String spoken) throws Exception {
        ResourceBundle texts = ResourceBundle.getBundle("sign-up", Locale.forLanguageTag(spoken));

        HttpResponse<String> page = SAMPLE.visit("198.51.100.7", asked).get("");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("lang=\"" + spoken)
                .contains("<title>" + texts.getString("page.title") + "</title>")
                .contains("value=\"" + texts.getString("page.submit") + "\"");
    }

    @Test
    void marksWhatIsWrongAndNeverShowsThePassword() throws Exception {
        Visit visit = SAMPLE.visit("198.51.100.8", "de");

        HttpResponse<String> refused = visit.send(
                visit.get(""), Map.of("email", "bob@mailinator.com", "password", "short", "phone", "not asked for"));

        assertThat(refused.body())
                .contains("role=\"alert\"")
                .contains("aria-describedby=\"email-problem\"", "aria-describedby=\"password-problem\"")
                .contains("value=\"bob@mailinator.com\"")
                .contains(
                        "Bitte verwenden Sie eine dauerhafte E-Mail-Adresse.", "Bitte verwenden Sie 8 bis 100 Zeichen.")
                .doesNotContain("short");
    }

    @Test
    void needsNoScriptInThePage() throws Exception {
        HttpResponse<String> page = SAMPLE.visit("198.51.100.9", "en").get("");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self'", "style-src 'self'");
        assertThat(page.body()).doesNotContainPattern("<script>|<script [^>]*>[^<]|<style| on[a-z]+=| style=");
    }

    @Test
    void showsAPageOfItsOwnForAFormThatHasExpired() throws Exception {
        HttpResponse<String> shown = SAMPLE.visit("198.51.100.10", "de").get("");

        HttpResponse<String> answer = SAMPLE.visit("198.51.100.10", "de").send(shown, Map.of("email", "bob@gmail.com"));

        assertThat(answer.body()).contains("Das hat nicht geklappt").doesNotContain("Exception");
    }
}
