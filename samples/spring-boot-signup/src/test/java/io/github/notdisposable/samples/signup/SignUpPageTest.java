/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class SignUpPageTest {

    private static final String PASSWORD = "correct horse";

    @LocalServerPort
    private int port;

    private SampleServer server;

    @BeforeEach
    void connect() {
        server = new SampleServer(port);
    }

    @ParameterizedTest
    @CsvSource({
        "en, en",
        "de-AT, de",
        "fr, fr",
        "es, es",
        "it, it",
        "pt, pt",
        "pt-BR, pt-BR",
        "nl, nl",
        "pl, pl",
        "tr, tr",
        "ru, ru",
        "ja, ja",
        "zh-CN, zh",
        "zh-TW, zh-TW",
        "ko, ko",
        "cs, cs",
        "da, da",
        "sv, sv",
        "uk, uk",
        "eo, en"
    })
    void speaksTheLanguageOfTheReader(String wanted, String spoken) throws Exception {
        HttpResponse<String> response = server.get("/", wanted);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("lang=\"" + spoken + "\"")
                .contains("<title>" + text(spoken, "page.title") + "</title>")
                .contains(">" + text(spoken, "page.submit") + "</button>")
                .doesNotContain("??");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-up", "ValidationMessages"})
    void hasEveryTextInEveryLanguage(String name) {
        ResourceBundle english = bundle(name, "en");
        for (Locale language : WebConfiguration.LANGUAGES) {
            ResourceBundle texts = bundle(name, language.toLanguageTag());
            for (String key : english.keySet()) {
                String text = texts.getString(key);
                assertThat(parameters(text)).as(language + " " + key).isEqualTo(parameters(english.getString(key)));
                // Password is an Italian word.
                if (!language.equals(Locale.ENGLISH) && !text.equals("Password")) {
                    assertThat(text).as(language + " " + key).isNotEqualTo(english.getString(key));
                }
            }
        }
    }

    @Test
    void showsTheMessageBesideTheFieldAndKeepsWhatWasTypedButThePassword() throws Exception {
        HttpResponse<String> response =
                server.postForm(Map.of("email", "bob@mailinator.com", "password", PASSWORD), "it");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body())
                .contains("value=\"bob@mailinator.com\"")
                .containsPattern("aria-invalid=\"true\"\\s+aria-describedby=\"email-problem\"")
                .contains("id=\"email-problem\">Utilizzare un indirizzo")
                .doesNotContain(PASSWORD);
    }

    @Test
    void offersTheAddressThatWasProbablyMeant() throws Exception {
        HttpResponse<String> response = server.postForm(Map.of("email", "bob@gmsil.com", "password", PASSWORD), "en");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("value=\"bob@gmail.com\">Did you mean bob@gmail.com?</button>");

        assertThat(server.postForm(
                                Map.of("email", "bob@gmsil.com", "password", "", "suggestion", "bob@gmail.com"), "en")
                        .body())
                .contains("value=\"bob@gmail.com\"")
                .doesNotContain("gmsil")
                .doesNotContain("aria-invalid");
    }

    @Test
    void takesAnAddressThatSomebodyInsistsOn() throws Exception {
        Map<String, String> insisting =
                Map.of("email", "bob+offers@gmsil.com", "password", PASSWORD, "seen", "bob+offers@gmsil.com");

        assertThat(server.postForm(insisting, "en").body())
                .doesNotContain("Did you mean")
                .contains("type=\"tel\"");

        HttpResponse<String> done = with(insisting, "phone", "+1 555 010 0199");
        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(done.headers().firstValue("Location").orElse("")).endsWith("/welcome?phone=true");
    }

    @Test
    void asksForAPhoneNumberWhereTheAddressIsGrey() throws Exception {
        Map<String, String> grey = Map.of("email", "bob+offers@gmail.com", "password", PASSWORD);
        assertThat(server.get("/", "en").body()).doesNotContain("type=\"tel\"");

        HttpResponse<String> response = server.postForm(grey, "en");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("type=\"tel\"")
                .contains("one more check")
                .doesNotContain("aria-invalid");

        assertThat(with(grey, "phone", " ").body()).contains("Please enter your phone number.");
        assertThat(with(grey, "phone", "call me").statusCode()).isEqualTo(422);

        HttpResponse<String> done = with(grey, "phone", "+1 (555) 010-0199");
        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(done.headers().firstValue("Location").orElse("")).endsWith("/welcome?phone=true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"><script>alert(1)</script>@mailinator.com",
                "${7*7}@mailinator.com",
                "#{page.title}@x",
                "{0}'@gmsil.com"
            })
    void showsNothingThatIsTypedAsAnythingButText(String email) throws Exception {
        String body = server.postForm(Map.of("email", email, "password", "", "phone", "<b>", "seen", "<i>"), "en")
                .body();

        assertThat(body).doesNotContain("<script").doesNotContain("<b>").doesNotContain("<i>");
        assertThat(body)
                .contains("value=\""
                        + email.replace("&", "&amp;")
                                .replace("\"", "&quot;")
                                .replace("<", "&lt;")
                                .replace(">", "&gt;")
                                .replace("'", "&#39;")
                        + "\"");
    }

    @Test
    void answersAFormThatIsFarTooLongWithoutAStackTrace(CapturedOutput output) throws Exception {
        HttpResponse<String> response =
                server.postForm(Map.of("email", "a".repeat(100_000), "password", PASSWORD), "de");

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("Das hat nicht geklappt");
        assertThat(output).doesNotContain("Exception");
    }

    @Test
    void forbidsWhatAnotherSiteSends() throws Exception {
        HttpResponse<String> response = server.send(server.request("/")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.ofString("email=bob%40gmail.com&password=correct+horse")));
        assertThat(response.statusCode()).isEqualTo(403);
    }

    @Test
    void keepsThePageToItself() throws Exception {
        assertThat(server.get("/", "en")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(server.get("/", "en").headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void logsNoAddress(CapturedOutput output) throws Exception {
        server.postForm(Map.of("email", "somebody-private@mailinator.com", "password", PASSWORD), "en");
        server.postForm(Map.of("email", "somebody-private@gmail.com", "password", PASSWORD), "en");
        assertThat(output).doesNotContain("somebody-private").doesNotContain(PASSWORD);
    }

    private HttpResponse<String> with(Map<String, String> fields, String name, String value) throws Exception {
        Map<String, String> all = new java.util.HashMap<>(fields);
        all.put(name, value);
        return server.postForm(all, "en");
    }

    private static Set<String> parameters(String text) {
        Set<String> found = new HashSet<>();
        for (String parameter : new String[] {"{0}", "{min}", "{max}"}) {
            if (text.contains(parameter)) {
                found.add(parameter);
            }
        }
        return found;
    }

    private static String text(String language, String key) {
        return bundle("sign-up", language).getString(key);
    }

    private static ResourceBundle bundle(String name, String language) {
        return ResourceBundle.getBundle(
                name,
                Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
