/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.fixtures.Chromium;
import io.github.notdisposable.fixtures.Chromium.Screen;
import io.github.notdisposable.sandbox.SandboxServices;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebElement;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole way of one person in Chromium, with each profile that asks a backend of its own. */
@Tag("browser")
class WholeWayBrowserTest {

    private static final String PASSWORD = "correct horse";

    @TempDir
    private static Path profileOfTheBrowser;

    private static Chromium browser;

    private final SandboxServices services = SandboxServices.start();
    private ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        browser = Chromium.start(profileOfTheBrowser);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void stop() {
        if (application != null) {
            application.close();
        }
        services.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "user-cleaning", "stopreg"})
    void leadsFromARefusedAddressOverASuggestionAndAPhoneNumberToAnAccount(String profile) throws Exception {
        open(profile);
        send("bob@tempmail.com", PASSWORD);
        assertRefused("Bitte verwenden Sie eine dauerhafte E-Mail-Adresse.");

        takeTheSuggestion();

        send("bob+angebote@gmail.com", PASSWORD);
        givePhoneNumber();
        assertThat(browser.address()).endsWith("/welcome?phone=true");
        assertThat(browser.find("h1").getText()).isEqualTo("Willkommen");
        browser.picture("whole-way-" + profile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "user-cleaning"})
    void showsABanBesideTheFieldUntilItIsLifted(String profile) throws Exception {
        open(profile);
        for (int attempt = 1; attempt <= 5; attempt++) {
            send("attempt" + attempt + "@tempmail.com", PASSWORD);
            assertRefused("Bitte verwenden Sie eine dauerhafte E-Mail-Adresse.");
        }
        send("bob@tempmail.com", PASSWORD);
        String banned = browser.description(browser.find("#email"));
        assertThat(banned).isNotBlank().doesNotContain("dauerhafte");
        send("bob@gmail.com", PASSWORD);
        assertRefused(banned);
        assertThat(browser.excessWidth()).isZero();
        browser.picture("banned-" + profile);

        lift(profile);
        send("bob@gmail.com", PASSWORD);
        assertThat(browser.address()).endsWith("/welcome?phone=false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user-cleaning", "stopreg"})
    void goesTheSameWayWhileTheServiceIsDown(String profile) {
        open(profile);
        services.close();

        send("bob@tempmail.com", PASSWORD);
        assertRefused("Bitte verwenden Sie eine dauerhafte E-Mail-Adresse.");
        takeTheSuggestion();
        browser.find("#password").sendKeys(PASSWORD);
        submit();
        assertThat(browser.address()).endsWith("/welcome?phone=false");
    }

    private void takeTheSuggestion() {
        send("bob@gmsil.com", PASSWORD);
        WebElement suggestion = browser.find("button[name=suggestion]");
        assertThat(suggestion.getText()).isEqualTo("Meinten Sie bob@gmail.com?");
        browser.leaveBy(suggestion::click);
        assertThat(browser.find("#email").getDomProperty("value")).isEqualTo("bob@gmail.com");
    }

    private void givePhoneNumber() {
        browser.find("#phone").sendKeys("+49 30 901820");
        browser.find("#password").sendKeys(PASSWORD);
        submit();
    }

    private void assertRefused(String message) {
        WebElement email = browser.find("#email");
        assertThat(email.getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(browser.description(email)).startsWith(message);
    }

    private void lift(String profile) throws Exception {
        if (profile.equals("embedded")) {
            AbuseShield shield = application.getBean(AbuseShield.class);
            shield.bans().forEach(ban -> shield.lift(ban.subject()));
        } else {
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(services.baseUrl() + "/sandbox/unban?ip=127.0.0.1"))
                                    .POST(BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.discarding());
        }
    }

    private void open(String profile) {
        application = new SpringApplicationBuilder(SignUpApplication.class)
                .profiles(profile)
                .run(
                        "--server.port=0",
                        "--notdisposable.stopreg.base-url=" + services.baseUrl(),
                        "--notdisposable.user-cleaning.base-url=" + services.baseUrl(),
                        "--notdisposable.cache.banned=0s");
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        browser.open(URI.create("http://127.0.0.1:" + port + "/"), "de", Screen.PHONE, Map.of());
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
