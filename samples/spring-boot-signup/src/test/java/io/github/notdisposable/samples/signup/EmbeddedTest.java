/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.abuse.AbuseShield;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The sample with the profile {@code embedded}, which asks nobody. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("embedded")
class EmbeddedTest {

    @LocalServerPort
    private int port;

    @Autowired
    private AbuseShield shield;

    private SampleServer server;

    @BeforeEach
    void connect() {
        server = new SampleServer(port);
    }

    @Test
    void bansAClientAfterFiveRefusedAttemptsOnThePageAndForProgramsUntilItsBanIsLifted() throws Exception {
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThat(server.signUp("bob@mailinator.com", "en").statusCode())
                    .as("attempt " + attempt)
                    .isEqualTo(422);
        }
        assertThat(server.signUp("bob@mailinator.com", "en").statusCode()).isEqualTo(403);
        HttpResponse<String> good = server.signUp("bob@gmail.com", "en");
        assertThat(good.statusCode()).isEqualTo(403);
        assertThat(SampleServer.text(good, "$.errors[0].code")).isEqualTo("banned");
        assertThat(server.postForm(Map.of("email", "bob@gmail.com", "password", "correct horse"), "en")
                        .statusCode())
                .isEqualTo(403);

        shield.bans().forEach(ban -> shield.lift(ban.subject()));
        assertThat(server.signUp("bob@gmail.com", "en").statusCode()).isEqualTo(201);
    }
}
