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

@WebMvcTest(SignUpController.class)
@TestPropertySource(properties = "notdisposable.block=blocked.example")
class MvcSliceTest {

    @Autowired
    private MockMvc mvc;

    @Test
    void refusesByTheSettings() throws Exception {
        mvc.perform(post("/signups").contentType(MediaType.APPLICATION_JSON).content("{\"email\":\"x@blocked.example\"}"))
                .andExpect(status().isBadRequest());
        mvc.perform(post("/signups").contentType(MediaType.APPLICATION_JSON).content("{\"email\":\"x@gmail.com\"}"))
                .andExpect(status().isOk());
    }
}
