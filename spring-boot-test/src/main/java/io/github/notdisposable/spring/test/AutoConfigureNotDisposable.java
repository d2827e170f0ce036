/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.test;

import io.github.notdisposable.spring.NotDisposableAutoConfiguration;
import io.github.notdisposable.spring.NotDisposableValidationAutoConfiguration;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.test.context.TestPropertySource;

/**
 * On a test class: verdicts come from the bean {@link ScriptedEmails}, and from nowhere else, so that a test says what is known of an address and
 * nothing leaves the process. The other settings of the application hold: its lists, its named policies, its abuse shield. The shield's clock is
 * the bean {@link io.github.notdisposable.testkit.SettableClock}.
 *
 * <p>For {@code @SpringBootTest}, and for slices such as {@code @WebMvcTest}, {@code @WebFluxTest} and {@code @DataJpaTest}. What was scripted, the
 * bans and the counters go with each test.
 *
 * <pre>{@code
 * @WebMvcTest(SignUpController.class)
 * @AutoConfigureNotDisposable
 * class SignUpControllerTest {
 *
 *     @Autowired
 *     MockMvc mvc;
 *
 *     @Autowired
 *     ScriptedEmails emails;
 *
 *     @Test
 *     void refusesRelays() throws Exception {
 *         emails.given("relay.example", EmailTrait.RELAY);
 *         mvc.perform(post("/signups").contentType(MediaType.APPLICATION_JSON).content("{\"email\":\"bob@relay.example\"}"))
 *                 .andExpect(status().isBadRequest());
 *     }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ImportAutoConfiguration({
    NotDisposableTestAutoConfiguration.class,
    NotDisposableAutoConfiguration.class,
    NotDisposableValidationAutoConfiguration.class
})
@TestPropertySource(properties = "notdisposable.backends=" + ScriptedEmails.NAME)
public @interface AutoConfigureNotDisposable {}
