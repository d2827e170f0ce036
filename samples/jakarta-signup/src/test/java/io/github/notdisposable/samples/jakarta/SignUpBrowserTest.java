/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.fixtures.Chromium;
import io.github.notdisposable.fixtures.Chromium.Screen;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in Chromium, as people use it. */
@Tag("browser")
class SignUpBrowserTest {

    @RegisterExtension
    static final Sample SAMPLE = new Sample();

    @TempDir
    private static Path profile;

    private static Chromium browser;

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
        "zh-TW, 建立帳號, ''"
    })
    void refusesADisposableAddressInTheLanguageOfTheBrowser(String language, String title, String message)
            throws Exception {
        open("203.0.113.1", language, Screen.PHONE);
        assertThat(browser.title()).isEqualTo(title);
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("email");

        send("bob@mailinator.com", "correct horse");

        WebElement email = browser.find("#email");
        assertThat(email.getDomProperty("value")).isEqualTo("bob@mailinator.com");
        assertThat(email.getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(browser.description(email)).contains(message).isNotBlank();
        assertThat(browser.focused()).isEqualTo(email);
        assertThat(browser.find("[role=alert]").getText()).isNotBlank();
        assertThat(browser.find("#password").getDomProperty("value")).isEmpty();
        browser.picture("refused-" + language);
    }

    @Test
    void correctsAMistypedAddressWithOneClick() throws Exception {
        open("203.0.113.2", "de", Screen.PHONE);
        send("bob@gmial.com", "correct horse");
        WebElement suggestion = browser.find("#email-suggestion button");
        assertThat(suggestion.getText()).isEqualTo("Meinten Sie bob@gmail.com?");
        browser.picture("suggestion");

        suggestion.click();

        assertThat(browser.find("#email").getDomProperty("value")).isEqualTo("bob@gmail.com");
        assertThat(browser.focused()).isEqualTo(browser.find("#email"));
        assertThat(suggestion.isDisplayed()).isFalse();
        assertThat(browser.findAll(".problem, .alert, [aria-invalid=true]")).noneMatch(WebElement::isDisplayed);
        browser.picture("suggestion-taken");
        browser.find("#password").sendKeys("correct horse");
        submit();
        assertThat(browser.address()).endsWith("/welcome.xhtml?phone=false");
    }

    @Test
    void takesAnUnusualAddressFromWhoeverSendsItTwice() throws Exception {
        open("203.0.113.3", "en", Screen.PHONE);
        send("bob@gmsil.com", "correct horse");
        assertThat(browser.description(browser.find("#email"))).isEqualTo("Did you mean bob@gmail.com?");
        assertThat(browser.focused()).isEqualTo(browser.find("#email"));
        browser.picture("suggestion-of-what-is-let-in");

        browser.find("#password").sendKeys("correct horse");
        submit();
        assertThat(browser.address()).endsWith("/welcome.xhtml?phone=false");
    }

    @Test
    void asksForAPhoneNumberWhereTheAddressIsGrey() throws Exception {
        open("203.0.113.4", "fr", Screen.PHONE);
        send("bob+offers@gmail.com", "correct horse");
        WebElement asked = browser.find("#phone");
        assertThat(browser.focused()).isEqualTo(asked);
        assertThat(browser.description(asked)).startsWith("Cette adresse demande");

        browser.find("#password").sendKeys("correct horse");
        submit();
        WebElement phone = browser.find("#phone");
        assertThat(phone.getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(browser.description(phone)).contains("numéro de téléphone");
        browser.picture("phone");

        phone.sendKeys("+33 1 23 45 67 89");
        browser.find("#password").sendKeys("correct horse");
        submit();
        assertThat(browser.address()).endsWith("/welcome.xhtml?phone=true");
        browser.picture("welcome-phone");
    }

    @Test
    void asksForNoPhoneNumberAnyMoreOnceTheAddressIsAnother() {
        open("203.0.113.5", "en", Screen.PHONE);
        send("bob+offers@gmail.com", "correct horse");
        send("bob@gmail.com", "correct horse");
        assertThat(browser.address()).endsWith("/welcome.xhtml?phone=false");
    }

    @Test
    void tellsABannedClientSo() throws Exception {
        open("203.0.113.6", "en", Screen.PHONE);
        for (int i = 0; i < 5; i++) {
            send("bob" + i + "@mailinator.com", "correct horse");
        }
        send("bob@gmail.com", "correct horse");
        assertThat(browser.description(browser.find("#email"))).startsWith("Too many attempts");
        browser.picture("banned");
    }

    @Test
    void letsHonestPeopleInWhileTheServiceIsSilent() throws Exception {
        open("203.0.113.7", "en", Screen.PHONE);
        SAMPLE.whileTheServiceIsSilent(() -> {
            send("ann@silent.example", "correct horse");
            assertThat(browser.find("h1").getText()).isEqualTo("Welcome");
        });
    }

    @Test
    void canBeUsedWithTheKeyboardAlone() throws Exception {
        open("203.0.113.8", "en", Screen.DESKTOP);
        browser.focused().sendKeys("bob@gmsil.com\t");
        browser.leaveBy(() -> browser.focused().sendKeys("correct horse\n"));

        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("email");
        browser.focused().sendKeys(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Did you mean bob@gmail.com?");
        browser.picture("keyboard");
        browser.focused().sendKeys(Keys.SPACE);
        assertThat(browser.focused().getDomProperty("value")).isEqualTo("bob@gmail.com");
        browser.focused().sendKeys("\t");
        browser.leaveBy(() -> browser.focused().sendKeys("correct horse\n"));
        assertThat(browser.address()).endsWith("/welcome.xhtml?phone=false");
    }

    @Test
    void followsTheRulesForAccessiblePages() throws Exception {
        open("203.0.113.9", "en", Screen.DESKTOP);
        assertThat(browser.accessibilityProblems()).isEmpty();
        send("bob@gmial.com", "short");
        assertThat(browser.accessibilityProblems()).isEmpty();
        send("bob+offers@gmsil.com", "correct horse");
        assertThat(browser.accessibilityProblems()).isEmpty();
        browser.prefer("dark");
        assertThat(browser.accessibilityProblems()).isEmpty();
        send("bob@gmail.com", "correct horse");
        assertThat(browser.find("h1").getText()).isEqualTo("Welcome");
        assertThat(browser.accessibilityProblems()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void fitsTheScreen(Screen screen) throws Exception {
        String name = screen.name().toLowerCase(Locale.ROOT);
        open("203.0.113.10", "de", screen);
        browser.picture(name + "-empty");
        assertThat(browser.excessWidth()).isZero();
        send("bob+a-rather-long-local-part-that-has-no-place-to-break@gmial.com", "short");
        browser.picture(name + "-refused");
        assertThat(browser.excessWidth()).isZero();
        browser.prefer("dark");
        browser.picture(name + "-refused-dark");
        send("bob+offers@gmsil.com", "correct horse");
        browser.picture(name + "-phone-dark");
        assertThat(browser.excessWidth()).isZero();
    }

    private static void open(String client, String language, Screen screen) {
        browser.open(SAMPLE.address(), language, screen, Map.of("X-Forwarded-For", client));
    }

    private static void send(String email, String password) {
        browser.fill("#email", email);
        browser.find("#password").sendKeys(password);
        submit();
    }

    private static void submit() {
        browser.leaveBy(() -> browser.find("#send").click());
    }
}
