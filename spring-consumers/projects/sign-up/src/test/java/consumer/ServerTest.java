/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a client of the application sees, whatever the server. */
@ExtendWith(OutputCaptureExtension.class)
class ServerTest {

    private static final String PROBLEM_DETAILS = "--notdisposable.problem-details=true";

    @Test
    void saysWhyAnAddressIsRefusedInTheCallersLanguage() throws Exception {
        try (Running running = Running.with(PROBLEM_DETAILS)) {
            HttpResponse<String> refused = running.signUp("bob@mailinator.com", "de");

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("\"reason\":\"disposable\"", "Bitte eine Adresse, die Sie lesen.")
                    .doesNotContain("bob");
            assertThat(running.signUp("bob@gmail.com", "de").body()).isEqualTo("welcome");
        }
    }

    @Test
    void suggestsTheDomainThatWasMeant() throws Exception {
        try (Running running = Running.with(PROBLEM_DETAILS)) {
            HttpResponse<String> refused = running.signUp("bob@gnail.com", "en");

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.body())
                    .contains("\"field\":\"email\"", "\"suggestion\":\"gmail.com\"")
                    .doesNotContain("bob", "gnail");
        }
    }

    @Test
    void logsNoAddressWhereProblemDetailsAreOn(CapturedOutput output) throws Exception {
        try (Running running = Running.with(PROBLEM_DETAILS)) {
            running.signUp("somebody@mailinator.com", "en");
        }
        assertThat(output).doesNotContain("somebody").doesNotContain("mailinator");
    }

    @Test
    void leavesTheAnswerToSpringWhereNobodyAskedForMore() throws Exception {
        try (Running running = Running.with()) {
            HttpResponse<String> refused = running.signUp("bob@mailinator.com", "en");

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("\"status\":400").doesNotContain("reason", "\"errors\"");
        }
    }

    /** The starter alone: no further dependency and no property lets validators see the client. */
    @Test
    void bansAClientAfterItsLastAttempt() throws Exception {
        try (Running running = Running.with(
                PROBLEM_DETAILS,
                "--notdisposable.abuse.enabled=true",
                "--notdisposable.abuse.limit=2")) {
            for (int i = 0; i < 2; i++) {
                assertThat(running.signUp("bob@mailinator.com", "en").statusCode())
                        .isEqualTo(400);
            }
            assertThat(running.signUp("bob@mailinator.com", "en").statusCode()).isEqualTo(403);
            assertThat(running.signUp("bob@gmail.com", "en").statusCode()).isEqualTo(403);
        }
    }

    /** One backend answers, and one refuses the key. */
    @Test
    void showsOperatorsEachBackendAndTheMetersButNoEndpoint() throws Exception {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        service.start();
        try (Running running = Running.with(
                "--management.endpoints.web.exposure.include=*",
                "--management.endpoint.health.show-details=always",
                "--notdisposable.backends=stopreg,embedded",
                "--notdisposable.stopreg.api-token=token",
                "--notdisposable.stopreg.base-url=http://127.0.0.1:" + service.getAddress().getPort(),
                "--notdisposable.http.allow-insecure=true")) {
            running.decide("bob@mailinator.com");

            assertThat(running.get("/actuator/health", "en").body())
                    .matches("(?s).*\"notdisposable\":\\{.*\"embedded\":\\{[^}]*\"dataDate\":\"[0-9-]{10}\".*")
                    .matches("(?s).*\"stopreg\":\\{[^{]*\\{[^}]*\"reason\":\"unauthorized\".*")
                    .contains("\"status\":\"DEGRADED\"");
            assertThat(running.get("/actuator/info", "en").body())
                    .matches("(?s).*\"notdisposable\":\\{\"dataDate\":\"[0-9-]{10}\".*");
            assertThat(running.get("/actuator/prometheus", "en").body())
                    .contains("notdisposable_refusals_total{reason=\"disposable\",source=\"embedded\"} 1.0")
                    .contains("notdisposable_backend_seconds_count{backend=\"stopreg\",outcome=\"unavailable\"")
                    .doesNotContain("mailinator");
            assertThat(running.get("/actuator/notdisposable", "en").statusCode())
                    .isEqualTo(404);
        } finally {
            service.stop(0);
        }
        try (Running running = Running.with(
                "--management.endpoints.web.exposure.include=*",
                "--management.endpoint.notdisposable.access=read-only")) {
            assertThat(running.get("/actuator/notdisposable/domains/mailinator.com", "en").body())
                    .contains("\"category\":\"black\"", "\"matchedEntry\":\"mailinator.com\"");
        }
    }

    @Test
    void checksNothingWhereItIsSwitchedOff() throws Exception {
        try (Running running = Running.with("--notdisposable.enabled=false", "--notdisposable.backends=stopreg")) {
            assertThat(running.signUp("bob@mailinator.com", "en").statusCode()).isEqualTo(200);
            running.bean(Guests.class).save("bob@mailinator.com");
        }
    }
}
