/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.embedded.EmbeddedBackend;
import io.github.notdisposable.spi.NotDisposableEngines;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With Jersey, which leaves messages in the language of the JVM, and Apache BVal, which does so too. */
class ConstraintViolationProblemMapperTest {

    private final ApplicationHandler jersey =
            new ApplicationHandler(new ResourceConfig(SignUps.class, ConstraintViolationProblemMapper.class));
    private CheckedEmails scope;

    @BeforeEach
    void openScope() {
        scope = CheckedEmails.open();
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }

    @Test
    void answersInTheLanguageOfTheCallerWithReasonAndWithoutTheAddress() throws Exception {
        Answer answer = post("body", "bob@mailinator.com", "de-AT,en;q=0.5");

        assertThat(answer.response.getStatus()).isEqualTo(400);
        assertThat(answer.response.getHeaderString("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.response.getHeaderString("Content-Language")).isEqualTo("de-AT");
        assertThat(answer.text)
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"errors\":[{\"field\":\"email\","
                                + "\"message\":\"Bitte verwenden Sie eine dauerhafte E-Mail-Adresse. Wegwerf-Adressen sind nicht erlaubt.\","
                                + "\"reason\":\"disposable\"}]}");
    }

    @Test
    void passesOverLanguagesThatItDoesNotKnow() throws Exception {
        assertThat(post("body", "bob@mailinator.com", "xx, fr;q=0.5").response.getHeaderString("Content-Language"))
                .isEqualTo("fr");
    }

    @Test
    void namesAParameterWithoutItsMethod() throws Exception {
        assertThat(post("parameter", "bob@mailinator.com", "en").text)
                .contains("\"field\":\"email\"")
                .doesNotContain("withParameter", "mailinator");
    }

    @Test
    void namesTheEntryOfAListByItsPlaceAndThatOfAMapNotAtAll() throws Exception {
        assertThat(post("list", "bob@mailinator.com", "en").text)
                .contains("\"field\":\"several[0]\"", "\"field\":\"byName[]\"")
                .doesNotContain("mailinator");
    }

    @Test
    void translatesTheMessagesOfOtherConstraints() throws Exception {
        assertThat(post("body", "", "de").text).contains("\"field\":\"email\",\"message\":\"Bitte ausfüllen\"}");
    }

    @Test
    void keepsAMessageOfTheConstraintsOwn() throws Exception {
        assertThat(post("own", "bob@mailinator.com", "de").text)
                .contains("\"message\":\"Say \\\"no\\\"\"", "\"reason\":\"disposable\"");
    }

    @Test
    void saysNothingOfAReturnValueThatIsInvalid() throws Exception {
        Answer answer = post("returned", "bob@mailinator.com", "de");

        assertThat(answer.response.getStatus()).isEqualTo(500);
        assertThat(answer.text)
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500}");
    }

    @Test
    void forbidsABannedClient() throws Exception {
        AbuseShield shield = AbuseShield.builder().build();
        ClientIp client = ClientIp.parse("203.0.113.9").orElseThrow();
        shield.ban(AbuseSubject.client(client), Duration.ofHours(1), "Banned by hand");
        EmailChecker checker = EmailChecker.builder()
                .backend(EmbeddedBackend.builder().build())
                .abuseShield(shield)
                .build();
        ClientIpHolder.Scope asked = ClientIpHolder.open(client);
        NotDisposableEngines.Registration registration =
                CheckerEngine.of(checker).register();
        try {
            Answer answer = post("body", "bob@example.org", "fr");

            assertThat(answer.response.getStatus()).isEqualTo(403);
            assertThat(answer.text).contains("\"title\":\"Forbidden\"", "\"reason\":\"banned\"");
        } finally {
            registration.close();
            asked.close();
        }
    }

    private Answer post(String path, String email, String language) throws Exception {
        ContainerRequest request = new ContainerRequest(
                URI.create("http://localhost/"),
                URI.create("http://localhost/" + path),
                "POST",
                null,
                new MapPropertiesDelegate(),
                null);
        request.headers("Accept-Language", List.of(language));
        request.headers("Content-Type", List.of("text/plain"));
        request.setEntityStream(new java.io.ByteArrayInputStream(email.getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ContainerResponse response = jersey.apply(request, written).get();
        return new Answer(response, written.toString(StandardCharsets.UTF_8));
    }

    private record Answer(ContainerResponse response, String text) {}

    public record Body(
            @NotBlank(message = "{signUp.blank}") @NotDisposable
            String email) {}

    public record Own(@NotDisposable(message = "Say \"no\"") String email) {}

    public record Many(List<@NotDisposable String> several, Map<String, @NotDisposable String> byName) {}

    /** Validates as Jersey's own module does. */
    @Path("")
    public static final class SignUps {

        @POST
        @Path("body")
        public Response body(String email) {
            return validated("withBody", new Body(email));
        }

        @POST
        @Path("own")
        public Response own(String email) {
            return validated("withOwn", new Own(email));
        }

        @POST
        @Path("list")
        public Response list(String email) {
            return validated("withMany", new Many(List.of(email), Map.of(email, email)));
        }

        @POST
        @Path("parameter")
        public Response parameter(String email) {
            return validated("withParameter", email);
        }

        @POST
        @Path("returned")
        public Response returned(String email) throws NoSuchMethodException {
            try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
                return answer(factory.getValidator()
                        .forExecutables()
                        .validateReturnValue(this, SignUps.class.getMethod("withReturnValue"), email));
            }
        }

        public void withBody(@Valid Body body) {}

        public void withOwn(@Valid Own body) {}

        public void withMany(@Valid Many body) {}

        public void withParameter(@NotDisposable @Size(max = 100) String email) {}

        public @NotDisposable String withReturnValue() {
            return "";
        }

        private Response validated(String name, Object parameter) {
            for (Method method : SignUps.class.getMethods()) {
                if (method.getName().equals(name)) {
                    try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
                        Validator validator = factory.getValidator();
                        return answer(
                                validator.forExecutables().validateParameters(this, method, new Object[] {parameter}));
                    }
                }
            }
            throw new IllegalArgumentException(name);
        }

        private static <T> Response answer(Set<ConstraintViolation<T>> violations) {
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
            return Response.ok("fine").build();
        }
    }
}
