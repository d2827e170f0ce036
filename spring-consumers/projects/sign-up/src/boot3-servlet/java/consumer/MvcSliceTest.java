/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.spring.test.AutoConfigureNotDisposable;
import io.github.notdisposable.spring.test.ScriptedEmails;
import io.github.notdisposable.testkit.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@WebMvcTest(SignUpController.class)
@TestPropertySource(properties = "notdisposable.block=blocked.example")
class MvcSliceTest {

    @Autowired
    private MockMvc mvc;

    @Test
    void refusesByTheSettings() throws Exception {
        signUp(mvc, "x@blocked.example").andExpect(status().isBadRequest());
        signUp(mvc, "x@gmail.com").andExpect(status().isOk());
    }

    private static ResultActions signUp(MockMvc mvc, String email) throws Exception {
        return mvc.perform(post("/signups")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"email\":\"" + email + "\"}"));
    }

    @Nested
    @AutoConfigureNotDisposable
    @TestPropertySource(properties = {"notdisposable.abuse.enabled=true", "notdisposable.abuse.limit=1"})
    class Scripted {

        @Autowired
        private MockMvc scripted;

        @Autowired
        private ScriptedEmails emails;

        @Autowired
        private SettableClock clock;

        @Test
        void refusesAsTheTestSaysAndBansUntilTheTestMovesTheClock() throws Exception {
            emails.given("scripted.example", EmailTrait.DISPOSABLE);

            signUp(scripted, "x@mailinator.com").andExpect(status().isOk());
            signUp(scripted, "x@scripted.example").andExpect(status().isBadRequest());
            signUp(scripted, "y@scripted.example").andExpect(status().isBadRequest());
            signUp(scripted, "x@mailinator.com").andExpect(status().isBadRequest());
            clock.advance(Duration.ofHours(2));
            signUp(scripted, "x@mailinator.com").andExpect(status().isOk());
        }
    }
}
