/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
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

    static ResultActions signUp(MockMvc mvc, String email) throws Exception {
        return mvc.perform(post("/signups")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"email\":\"" + email + "\"}"));
    }
}
