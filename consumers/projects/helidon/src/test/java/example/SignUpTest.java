/* SPDX-License-Identifier: Apache-2.0 */
package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignUpTest {

    private static final String ENGLISH = "Please use a permanent email address. Disposable addresses are not allowed.";
    private static final String GERMAN =
            "Bitte verwenden Sie eine dauerhafte E-Mail-Adresse. Wegwerf-Adressen sind nicht erlaubt.";

    private static WebServer server;

    @BeforeAll
    static void start() {
        server = Main.start(0);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "en | " + ENGLISH,
                "de-AT,de;q=0.9,en;q=0.5 | " + GERMAN,
                "tlh,de;q=0.5 | " + GERMAN,
                "none | " + ENGLISH,
                "* | " + ENGLISH,
                "not a language; | " + ENGLISH
            })
    void refusesADisposableAddressInTheLanguageOfTheRequest(String language, String message) throws Exception {
        HttpResponse<String> response = post("bob@mailinator.com", language);

        assertEquals(400, response.statusCode());
        assertEquals(message, response.body());
    }

    @Test
    void letsAPermanentAddressInAndKnowsTheClientAndTheVerdict() throws Exception {
        HttpResponse<String> response = post("bob@gmail.com", "en");

        assertEquals(200, response.statusCode());
        assertEquals("1 decision, client true", response.body());
    }

    private static HttpResponse<String> post(String address, String language) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/sign-up"))
                .POST(BodyPublishers.ofString(address));
        if (language != null) {
            request.header("Accept-Language", language);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
