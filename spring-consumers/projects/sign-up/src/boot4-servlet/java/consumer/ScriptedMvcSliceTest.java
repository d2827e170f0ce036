/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.spring.test.AutoConfigureNotDisposable;
import io.github.notdisposable.spring.test.ScriptedEmails;
import io.github.notdisposable.testkit.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

@WebMvcTest(SignUpController.class)
@AutoConfigureNotDisposable
@TestPropertySource(properties = {"notdisposable.abuse.enabled=true", "notdisposable.abuse.limit=1"})
class ScriptedMvcSliceTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private ScriptedEmails emails;

    @Autowired
    private SettableClock clock;

    @Test
    void refusesAsTheTestSaysAndBansUntilTheTestMovesTheClock() throws Exception {
        emails.given("scripted.example", EmailTrait.DISPOSABLE);

        MvcSliceTest.signUp(mvc, "x@mailinator.com").andExpect(status().isOk());
        MvcSliceTest.signUp(mvc, "x@scripted.example").andExpect(status().isBadRequest());
        MvcSliceTest.signUp(mvc, "y@scripted.example").andExpect(status().isBadRequest());
        MvcSliceTest.signUp(mvc, "x@mailinator.com").andExpect(status().isBadRequest());
        clock.advance(Duration.ofHours(2));
        MvcSliceTest.signUp(mvc, "x@mailinator.com").andExpect(status().isOk());
    }
}
