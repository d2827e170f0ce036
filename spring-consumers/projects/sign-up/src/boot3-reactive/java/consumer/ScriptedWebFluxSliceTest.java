/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.spring.test.AutoConfigureNotDisposable;
import io.github.notdisposable.spring.test.ScriptedEmails;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.reactive.WebFluxTest;
import org.springframework.test.web.reactive.server.WebTestClient;

@WebFluxTest(SignUpController.class)
@AutoConfigureNotDisposable
class ScriptedWebFluxSliceTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private ScriptedEmails emails;

    @Test
    void refusesAsTheTestSays() {
        emails.given("scripted.example", EmailTrait.DISPOSABLE);

        WebFluxSliceTest.post(web, "x@mailinator.com").expectStatus().isOk();
        WebFluxSliceTest.post(web, "x@scripted.example").expectStatus().isBadRequest();
        assertThat(emails.asked()).contains("x@scripted.example");
    }
}
