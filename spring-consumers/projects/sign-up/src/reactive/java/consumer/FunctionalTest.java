/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** A functional endpoint, which validates by itself. */
class FunctionalTest {

    @Test
    void saysWhyInTheCallersLanguage() throws Exception {
        try (Running running = Running.with(new Class<?>[] {Application.class, Endpoint.class})) {
            assertThat(running.get("/checked", "de").body()).isEqualTo("Bitte eine Adresse, die Sie lesen.");
        }
    }

    static class Endpoint {

        @Bean
        static RouterFunction<ServerResponse> checked(Validator validator) {
            return RouterFunctions.route()
                    .GET("/checked", request -> ServerResponse.ok()
                            .bodyValue(validator.validate(new PlainRecord("bob@mailinator.com")).iterator().next().getMessage()))
                    .build();
        }
    }
}
