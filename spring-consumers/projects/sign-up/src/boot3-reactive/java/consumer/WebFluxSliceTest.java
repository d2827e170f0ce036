/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.spring.test.AutoConfigureNotDisposable;
import io.github.notdisposable.spring.test.ScriptedEmails;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.reactive.WebFluxTest;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

@WebFluxTest(SignUpController.class)
@TestPropertySource(properties = "notdisposable.block=blocked.example")
class WebFluxSliceTest {

    @Autowired
    private WebTestClient web;

    @Test
    void refusesByTheSettings() {
        post(web, "x@blocked.example").expectStatus().isBadRequest();
        post(web, "x@gmail.com").expectStatus().isOk();
    }

    private static WebTestClient.ResponseSpec post(WebTestClient web, String email) {
        return web.post()
                .uri("/signups")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"email\":\"" + email + "\"}")
                .exchange();
    }

    @Nested
    @AutoConfigureNotDisposable
    class Scripted {

        @Autowired
        private WebTestClient scripted;

        @Autowired
        private ScriptedEmails emails;

        @Test
        void refusesAsTheTestSays() {
            emails.given("scripted.example", EmailTrait.DISPOSABLE);

            post(scripted, "x@mailinator.com").expectStatus().isOk();
            post(scripted, "x@scripted.example").expectStatus().isBadRequest();
            assertThat(emails.asked()).contains("x@scripted.example");
        }
    }
}
