/* SPDX-License-Identifier: Apache-2.0 */

import io.github.notdisposable.NotDisposable;
import jakarta.validation.Valid;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** An application with two ways to sign up: with the constraint on the one field of the body, and without it. Nothing else differs. */
public class Mvc {

    public static void main(String... arguments) {
        SpringApplication.run(Application.class, arguments);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(SignUp.class)
    static class Application {}

    @RestController
    static class SignUp {

        @PostMapping("/with")
        String with(@Valid @RequestBody With form) {
            return form.email();
        }

        @PostMapping("/without")
        String without(@Valid @RequestBody Without form) {
            return form.email();
        }
    }

    record With(@NotDisposable String email) {}

    record Without(String email) {}
}
