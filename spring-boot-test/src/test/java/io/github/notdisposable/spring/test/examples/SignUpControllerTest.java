/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.test.examples;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.spring.test.AutoConfigureNotDisposable;
import io.github.notdisposable.spring.test.ScriptedEmails;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

// The example of docs/spring-boot.md, which a test holds against this file.

@WebMvcTest(SignUpController.class)
@AutoConfigureNotDisposable
class SignUpControllerTest {

    @Autowired
    MockMvc mvc;

    @Autowired
    ScriptedEmails emails;

    @Test
    void refusesRelays() throws Exception {
        emails.given("relay.example", EmailTrait.RELAY);
        mvc.perform(post("/signups")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"email\":\"bob@relay.example\"}"))
                .andExpect(status().isBadRequest());
    }
}
