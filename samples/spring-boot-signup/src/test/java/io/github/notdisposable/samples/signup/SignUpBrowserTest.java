/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page in Chromium, as people use it. It leaves pictures in {@code target/screenshots}. */
@Tag("browser")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SignUpBrowserTest {

    private static final Path CHROMIUM = Path.of(System.getProperty("browser.binary", "/usr/bin/chromium"));
    private static final Path DRIVER = Path.of(System.getProperty("browser.driver", "/usr/bin/chromedriver"));
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Dimension PHONE = new Dimension(390, 844);
    private static final Dimension DESKTOP = new Dimension(1280, 900);

    @TempDir
    private Path profile;

    @LocalServerPort
    private int port;

    private ChromeDriver browser;

    @AfterEach
    void close() {
        if (browser != null) {
            browser.quit();
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
        open(language, PHONE);
        assertThat(browser.getTitle()).isEqualTo(title);
        picture("empty-" + language);

        send("bob@mailinator.com", "correct horse");

        WebElement email = browser.findElement(By.id("email"));
        assertThat(email.getDomProperty("value")).isEqualTo("bob@mailinator.com");
        assertThat(email.getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(described(email)).contains(message == null ? "" : message).isNotBlank();
        assertThat(browser.findElement(By.id("password")).getDomProperty("value"))
                .isEmpty();
        assertFits();
        picture("refused-" + language);
    }

    @Test
    void refusesSpellingsThatTheBrowserChangesAndThoseThatItKeeps() throws Exception {
        open("en", DESKTOP);
        for (String domain : List.of(
                "MAILINATOR.COM",
                "x.mailinator.com",
                "mail\u200binator.com",
                "mailinator\u3002com",
                "\uff4d\uff41\uff49\uff4c\uff49\uff4e\uff41\uff54\uff4f\uff52.com")) {
            send("bob@" + domain, "correct horse");
            assertThat(described(browser.findElement(By.id("email"))))
                    .as(domain)
                    .startsWith("Please use a permanent email address.");
        }
        picture("refused-desktop");
    }

    @Test
    void letsAnAddressIn() throws Exception {
        open("en", PHONE);
        send("bob@gmail.com", "correct horse");
        assertThat(browser.getCurrentUrl()).endsWith("/welcome?phone=false");
        assertThat(browser.findElement(By.tagName("h1")).getText()).isEqualTo("Welcome");
        picture("welcome");
    }

    @Test
    void takesTheSuggestionWithOneTouch() throws Exception {
        open("en", PHONE);
        send("bob@gmsil.com", "correct horse");
        WebElement suggestion = browser.findElement(By.cssSelector("button[name=suggestion]"));
        assertThat(suggestion.getText()).isEqualTo("Did you mean bob@gmail.com?");
        assertFits();
        picture("suggestion");

        leaveBy(suggestion::click);
        assertThat(browser.findElement(By.id("email")).getDomProperty("value")).isEqualTo("bob@gmail.com");

        browser.findElement(By.id("password")).sendKeys("correct horse");
        submit();
        assertThat(browser.getCurrentUrl()).endsWith("/welcome?phone=false");
    }

    @Test
    void asksForAPhoneNumberAndRemembersWhatSomebodyInsistsOn() throws Exception {
        open("fr", PHONE);
        send("bob+offers@gmsil.com", "correct horse");
        assertThat(described(browser.findElement(By.id("phone")))).startsWith("Cette adresse demande");
        browser.findElement(By.id("password")).sendKeys("correct horse");
        submit();
        WebElement phone = browser.findElement(By.id("phone"));
        assertThat(phone.getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(described(phone)).contains("numéro de téléphone");
        assertFits();
        picture("phone");

        phone.sendKeys("+33 1 23 45 67 89");
        browser.findElement(By.id("password")).sendKeys("correct horse");
        submit();
        assertThat(browser.getCurrentUrl()).endsWith("/welcome?phone=true");
        picture("welcome-phone");
    }

    @Test
    void canBeUsedWithTheKeyboardAlone() throws Exception {
        open("en", DESKTOP);
        picture("empty-desktop");
        browser.switchTo().activeElement().sendKeys("bob@gmail.com\t");
        leaveBy(() -> browser.switchTo().activeElement().sendKeys("correct horse\n"));
        assertThat(browser.getCurrentUrl()).endsWith("/welcome?phone=false");
    }

    private void open(String language, Dimension size) {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                () -> "Skipped: there is no " + CHROMIUM + " or no " + DRIVER
                        + ". Install Debian's chromium and chromium-driver, or set browser.binary and browser.driver.");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
        options.setExperimentalOption(
                "mobileEmulation",
                Map.of("deviceMetrics", Map.of("width", size.width, "height", size.height, "pixelRatio", 1.0)));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        browser = new ChromeDriver(service, options);
        browser.get("http://127.0.0.1:" + port + "/");
    }

    private void send(String email, String password) {
        WebElement field = browser.findElement(By.id("email"));
        field.clear();
        field.sendKeys(email);
        browser.findElement(By.id("password")).sendKeys(password);
        submit();
    }

    private void submit() {
        leaveBy(() -> browser.findElement(By.cssSelector("button.main")).click());
    }

    /** Does what leads to another page, and waits for that page. */
    private void leaveBy(Runnable action) {
        WebElement page = browser.findElement(By.tagName("html"));
        action.run();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            try {
                page.getTagName();
            } catch (WebDriverException left) {
                return;
            }
        }
        throw new AssertionError("The page is still the same");
    }

    /** Returns what a screen reader says about a field. */
    private String described(WebElement field) {
        StringBuilder text = new StringBuilder();
        for (String id : field.getDomAttribute("aria-describedby").split(" ", -1)) {
            text.append(browser.findElement(By.id(id)).getText()).append(' ');
        }
        return text.toString().strip();
    }

    /** Nothing sticks out at the side. */
    private void assertFits() {
        Object excess = browser.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(excess).isEqualTo(0L);
    }

    private void picture(String name) throws Exception {
        Files.createDirectories(PICTURES);
        File taken = browser.getScreenshotAs(OutputType.FILE);
        Files.copy(taken.toPath(), PICTURES.resolve(name + ".png"), StandardCopyOption.REPLACE_EXISTING);
    }
}
