/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

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

    static WebTestClient.ResponseSpec post(WebTestClient web, String email) {
        return web.post()
                .uri("/signups")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"email\":\"" + email + "\"}")
                .exchange();
    }
}
