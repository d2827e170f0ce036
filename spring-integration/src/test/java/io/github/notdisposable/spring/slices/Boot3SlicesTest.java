/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.slices;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.checker.CheckedEmails;
import jakarta.persistence.EntityManager;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.domain.EntityScan;
import org.springframework.boot.test.autoconfigure.orm.jpa.DataJpaTest;
import org.springframework.boot.test.autoconfigure.web.reactive.WebFluxTest;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The slices of tests that Spring Boot 3.5 knows: each has the checker of the application's settings. */
class Boot3SlicesTest {

    @Nested
    @WebMvcTest(SignUps.class)
    @TestPropertySource(properties = {"notdisposable.block=blocked.example"})
    class OfMvc {

        @Autowired
        private MockMvc mvc;

        @Test
        void refusesByTheSettingsAndOpensAScope() throws Exception {
            mvc.perform(post("/signups").contentType("application/json").content("{\"email\":\"x@blocked.example\"}"))
                    .andExpect(status().isBadRequest());
            mvc.perform(post("/signups").contentType("application/json").content("{\"email\":\"x@gmail.com\"}"))
                    .andExpect(content().string("WHITE"));
        }
    }

    @Nested
    @WebFluxTest(SignUps.class)
    @TestPropertySource(
            properties = {"notdisposable.block=blocked.example", "spring.main.web-application-type=reactive"})
    class OfWebFlux {

        @Autowired
        private WebTestClient web;

        @Test
        void refusesByTheSettingsAndOpensAScope() {
            post("x@blocked.example").expectStatus().isBadRequest();
            post("x@gmail.com").expectBody(String.class).isEqualTo("WHITE");
        }

        private WebTestClient.ResponseSpec post(String email) {
            return web.post()
                    .uri("/signups")
                    .header("Content-Type", "application/json")
                    .bodyValue("{\"email\":\"" + email + "\"}")
                    .exchange();
        }
    }

    @Nested
    @DataJpaTest(properties = {"notdisposable.block=blocked.example", "spring.autoconfigure.exclude="})
    class OfJpa {

        @Autowired
        private EntityManager entities;

        @Test
        void refusesByTheSettings() {
            entities.persist(new Guest("x@gmail.com"));
            entities.flush();
            assertThatExceptionOfType(ConstraintViolationException.class).isThrownBy(() -> {
                entities.persist(new Guest("x@blocked.example"));
                entities.flush();
            });
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EntityScan(basePackageClasses = Guest.class)
    @Import(SignUps.class)
    static class Application {}

    record SignUp(@NotDisposable String email) {}

    @RestController
    static class SignUps {

        @PostMapping("/signups")
        String signUp(@Valid @RequestBody SignUp signUp) {
            return CheckedEmails.current()
                    .flatMap(checked -> checked.verdictOn(signUp.email()))
                    .map(verdict -> verdict.category().name())
                    .orElse("nothing");
        }
    }
}
