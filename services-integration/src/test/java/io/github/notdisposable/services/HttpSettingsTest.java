/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.notdisposable.http.HttpSettings;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {

    private static final String KEY = "k3y-that-nobody-may-see";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://gateway.example.com",
                "https://gateway.example.com:8443/stopreg/",
                "HTTPS://gateway.example.com",
                "http://localhost:8089",
                "http://sandbox.localhost",
                "http://127.0.0.1:1",
                "http://[::1]:8089"
            })
    void takesHttpsAndTheMachineItself(String baseUrl) {
        assertThatNoException().isThrownBy(() -> build(baseUrl, HttpSettings.defaults()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://gateway.example.com",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "http://10.0.0.1",
                "ftp://localhost",
                "localhost:8089",
                "/verify",
                "",
                "https://",
                "https://x.com?y=z",
                "https://x.com#y",
                "https://user:" + KEY + "@x.com",
                "https://x y.com/" + KEY
            })
    void refusesAnyOtherBaseAddressWithoutRepeatingIt(String baseUrl) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> build(baseUrl, HttpSettings.defaults()))
                .withMessageStartingWith("'baseUrl' must")
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain(KEY));
    }

    @Test
    void takesHttpElsewhereOnlyIfThatIsAllowed() {
        HttpSettings insecure = HttpSettings.builder().allowInsecure(true).build();

        assertThatNoException().isThrownBy(() -> build("http://gateway.example.com", insecure));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", KEY + "\r\nX-Other: 1", KEY + "ü", KEY + " x"})
    void refusesAKeyThatCouldNotBeSentWithoutRepeatingIt(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StopRegBackend.builder().apiToken(key))
                .withMessageStartingWith("'apiToken'")
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain(KEY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserCleaningBackend.builder().apiKey(key))
                .withMessageStartingWith("'apiKey'")
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain(KEY));
    }

    @Test
    void saysWhichKeyIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StopRegBackend.builder().build())
                .withMessage("'apiToken' is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserCleaningBackend.builder().build())
                .withMessage("'apiKey' is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonBackend.builder("own").category("/c").build())
                .withMessage("'url' must be set, such as https://mail.example.com/check?email={address}");
    }

    @Test
    void checksTimesAndSizesWhereTheyAreSet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StopRegBackend.builder().timeout(Duration.ZERO))
                .withMessage("'timeout' must be positive, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpSettings.builder().connectTimeout(Duration.ofSeconds(-1)))
                .withMessage("'connectTimeout' must be positive, was PT-1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpSettings.builder().maxAnswerBytes(1))
                .withMessage("'maxAnswerBytes' must be 1024 to 16777216, was 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpSettings.builder().proxy("", 80));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpSettings.builder().proxy("proxy", 0));
    }

    @Test
    void refusesAClientThatWouldCarryTheKeyToAnotherHost() {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpSettings.builder().client(following))
                .withMessage("'client' must not follow redirects");
    }

    @Test
    void refusesATrustStoreThatIsNone(@TempDir Path folder) throws Exception {
        Path nothing = Files.writeString(folder.resolve("nothing.pem"), "nothing");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpSettings.builder().trust(nothing));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpSettings.builder().trust(folder.resolve("absent.p12"), "x".toCharArray()));
    }

    @Test
    void showsNoKeyInAnyTextForm() {
        try (StopRegBackend stopReg = StopRegBackend.builder().apiToken(KEY).build();
                UserCleaningBackend userCleaning =
                        UserCleaningBackend.builder().apiKey(KEY).build();
                JsonBackend json = JsonBackend.builder("own")
                        .url("https://x.com/?key=" + KEY)
                        .header("X-Key", KEY)
                        .category("/c")
                        .build()) {
            assertThat(stopReg.toString() + userCleaning + json + HttpSettings.defaults())
                    .doesNotContain(KEY);
        }
    }

    private static void build(String baseUrl, HttpSettings http) {
        StopRegBackend.builder()
                .apiToken("token")
                .baseUrl(baseUrl)
                .http(http)
                .build()
                .close();
    }
}
