/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What a client of the application sees, whatever the server. */
class ServerTest {

    @Test
    void saysWhyAnAddressIsRefusedInTheCallersLanguage() throws Exception {
        try (Running running = Running.with("--notdisposable.problem-details=true")) {
            HttpResponse<String> refused = running.signUp("bob@mailinator.com", "de");

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("\"reason\":\"disposable\"", "Bitte eine Adresse, die Sie lesen.")
                    .doesNotContain("bob");
            assertThat(running.signUp("bob@gmail.com", "de").body()).isEqualTo("welcome");
        }
    }

    /** The starter alone: no further dependency and no property lets validators see the client. */
    @Test
    void bansAClientAfterItsLastAttempt() throws Exception {
        try (Running running = Running.with(
                "--notdisposable.problem-details=true",
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

    @Test
    void showsOperatorsTheBackendsAndTheMetersButNoEndpoint() throws Exception {
        try (Running running = Running.with(
                "--management.endpoints.web.exposure.include=*",
                "--management.endpoint.health.show-details=always")) {
            running.signUp("bob@mailinator.com", "en");

            assertThat(running.get("/actuator/health", "en").body()).contains("\"notdisposable\"", "\"dataDate\"");
            assertThat(running.get("/actuator/prometheus", "en").body())
                    .contains("notdisposable_refusals_total{reason=\"disposable\",source=\"embedded\"} 1.0");
            assertThat(running.get("/actuator/notdisposable", "en").statusCode())
                    .isEqualTo(404);
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
