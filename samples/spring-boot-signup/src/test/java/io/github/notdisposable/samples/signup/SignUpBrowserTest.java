/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.fixtures.Chromium;
import io.github.notdisposable.fixtures.Chromium.Screen;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page in Chromium, as people use it. */
@Tag("browser")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SignUpBrowserTest {

    @TempDir
    private static Path profile;

    private static Chromium browser;

    @LocalServerPort
    private int port;

    @BeforeAll
    static void start() {
        browser = Chromium.start(profile);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en, Create your account, Please use a permanent email address.",
        "de, Konto anlegen, Bitte verwenden Sie eine dauerhafte E-Mail-Adresse.",
        "tr, Hesap oluşturun, Lütfen kalıcı",
        "ja, アカウントを作成, ",
        "zh-CN, 创建账号, "
    })
    void refusesADisposableAddressInTheLanguageOfTheBrowser(String language, String title, String message)
            throws Exception {
        open(language, Screen.PHONE);
        assertThat(browser.title()).isEqualTo(title);
        browser.picture("empty-" + language);

        send("bob@mailinator.com", "correct horse");

        WebElement email = browser.find("#email");
        assertThat(email.getDomProperty("value")).isEqualTo("bob@mailinator.com");
        assertThat(email.getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(browser.description(email))
                .contains(message == null ? "" : message)
                .isNotBlank();
        assertThat(browser.find("#password").getDomProperty("value")).isEmpty();
        assertThat(browser.excessWidth()).isZero();
        browser.picture("refused-" + language);
    }

    @Test
    void refusesSpellingsThatTheBrowserChangesAndThoseThatItKeeps() throws Exception {
        open("en", Screen.DESKTOP);
        for (String domain : List.of(
                "MAILINATOR.COM",
                "x.mailinator.com",
                "mail\u200binator.com",
                "mailinator\u3002com",
                "\uff4d\uff41\uff49\uff4c\uff49\uff4e\uff41\uff54\uff4f\uff52.com")) {
            send("bob@" + domain, "correct horse");
            assertThat(browser.description(browser.find("#email")))
                    .as(domain)
                    .startsWith("Please use a permanent email address.");
        }
        browser.picture("refused-desktop");
    }

    @Test
    void letsAnAddressIn() throws Exception {
        open("en", Screen.PHONE);
        send("bob@gmail.com", "correct horse");
        assertThat(browser.address()).endsWith("/welcome?phone=false");
        assertThat(browser.find("h1").getText()).isEqualTo("Welcome");
        browser.picture("welcome");
    }

    @Test
    void takesTheSuggestionWithOneTouch() throws Exception {
        open("en", Screen.PHONE);
        send("bob@gmsil.com", "correct horse");
        WebElement suggestion = browser.find("button[name=suggestion]");
        assertThat(suggestion.getText()).isEqualTo("Did you mean bob@gmail.com?");
        assertThat(browser.excessWidth()).isZero();
        browser.picture("suggestion");

        browser.leaveBy(suggestion::click);
        assertThat(browser.find("#email").getDomProperty("value")).isEqualTo("bob@gmail.com");

        browser.find("#password").sendKeys("correct horse");
        submit();
        assertThat(browser.address()).endsWith("/welcome?phone=false");
    }

    @Test
    void asksForAPhoneNumberAndRemembersWhatSomebodyInsistsOn() throws Exception {
        open("fr", Screen.PHONE);
        send("bob+offers@gmsil.com", "correct horse");
        assertThat(browser.description(browser.find("#phone"))).startsWith("Cette adresse demande");
        browser.find("#password").sendKeys("correct horse");
        submit();
        WebElement phone = browser.find("#phone");
        assertThat(phone.getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(browser.description(phone)).contains("numéro de téléphone");
        assertThat(browser.excessWidth()).isZero();
        browser.picture("phone");

        phone.sendKeys("+33 1 23 45 67 89");
        browser.find("#password").sendKeys("correct horse");
        submit();
        assertThat(browser.address()).endsWith("/welcome?phone=true");
        browser.picture("welcome-phone");
    }

    @Test
    void followsTheRulesForAccessiblePages() throws Exception {
        open("en", Screen.DESKTOP);
        assertThat(browser.accessibilityProblems()).isEmpty();
        send("bob@gmial.com", "short");
        assertThat(browser.accessibilityProblems()).isEmpty();
        send("bob+offers@gmsil.com", "correct horse");
        assertThat(browser.accessibilityProblems()).isEmpty();
        browser.prefer("dark");
        assertThat(browser.accessibilityProblems()).isEmpty();
    }

    @Test
    void canBeUsedWithTheKeyboardAlone() throws Exception {
        open("en", Screen.DESKTOP);
        browser.picture("empty-desktop");
        browser.focused().sendKeys("bob@gmail.com\t");
        browser.leaveBy(() -> browser.focused().sendKeys("correct horse\n"));
        assertThat(browser.address()).endsWith("/welcome?phone=false");
    }

    private void open(String language, Screen screen) {
        browser.open(URI.create("http://127.0.0.1:" + port + "/"), language, screen, Map.of());
    }

    private static void send(String email, String password) {
        browser.fill("#email", email);
        browser.find("#password").sendKeys(password);
        submit();
    }

    private static void submit() {
        browser.leaveBy(() -> browser.find("button.main").click());
    }
}
