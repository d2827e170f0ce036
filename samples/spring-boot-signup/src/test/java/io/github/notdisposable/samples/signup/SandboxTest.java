/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.sandbox.SandboxServices;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The sample with the stand-ins of the services, as the profiles {@code user-cleaning} and {@code stopreg} set it up. */
@ExtendWith(OutputCaptureExtension.class)
class SandboxTest {

    private final SandboxServices services = SandboxServices.start();
    private ConfigurableApplicationContext application;

    @AfterEach
    void stop() {
        if (application != null) {
            application.close();
        }
        services.close();
    }

    @ParameterizedTest
    @CsvSource({
        "user-cleaning, query,         guide",
        "user-cleaning, query-bearer,  guide",
        "user-cleaning, json,          guide",
        "stopreg,       path,          guide",
        "stopreg,       path,          plain",
        "stopreg,       path,          live",
        "stopreg,       query,         guide",
        "stopreg,       token-in-path, guide"
    })
    void refusesAndLetsInAndAsksForAPhoneNumberByEachFormOfTheContract(String service, String contract, String form)
            throws Exception {
        post("/sandbox/form?name=" + form);
        SampleServer server = start(service, "--notdisposable." + service + ".contract=" + contract);

        assertThat(server.signUp("bob@tempmail.com", "en").statusCode()).isEqualTo(422);
        assertThat(phoneVerification(server.signUp("bob@gmail.com", "en"))).isEqualTo("false");
        assertThat(phoneVerification(server.signUp("bob+offers@gmail.com", "en")))
                .isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource({
        "user-cleaning, firewall",
        "user-cleaning, invalid-key-400",
        "stopreg, stopreg-firewall",
        "stopreg, old-quota"
    })
    void bansNobodyAndAsksTheBundledDataWhereTheServiceAnswersOtherwise(String service, String fault) throws Exception {
        post("/sandbox/fault?name=" + fault + "&requests=100");
        SampleServer server = start(service);

        assertThat(server.signUp("bob@example.com", "en").statusCode()).isEqualTo(201);
        assertThat(server.signUp("bob@mailinator.com", "en").statusCode()).isEqualTo(422);
    }

    @Test
    void refusesForTheSignsOfAnAddressWithAReasonThatAccusesNoDomain() throws Exception {
        post("/sandbox/say?email=b.o.b.b.y@gmail.com&category=black&type=suspicious%20signs");
        SampleServer server = start("user-cleaning");

        HttpResponse<String> refused = server.signUp("b.o.b.b.y@gmail.com", "de");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(SampleServer.text(refused, "$.errors[0].code")).isEqualTo("rejected");
        assertThat(server.signUp("ann@gmail.com", "en").statusCode()).isEqualTo(201);
    }

    @Test
    void forbidsTheSixthAttemptOfAClientAndLetsItInOnceItsBanIsLifted() throws Exception {
        SampleServer server = start("user-cleaning");
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThat(server.signUp("attempt" + attempt + "@tempmail.com", "en")
                            .statusCode())
                    .as("attempt " + attempt)
                    .isEqualTo(422);
        }

        HttpResponse<String> sixth = server.signUp("bob@tempmail.com", "fr");
        assertThat(sixth.statusCode()).isEqualTo(403);
        assertThat(SampleServer.text(sixth, "$.errors[0].code")).isEqualTo("banned");
        assertThat(server.signUp("bob@example.com", "en").statusCode()).isEqualTo(403);

        post("/sandbox/unban?ip=127.0.0.1");
        assertThat(server.signUp("bob@example.com", "en").statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user-cleaning", "stopreg"})
    void goesOnWithTheBundledDataWhileTheServiceIsDownAndSaysSoOnce(String service, CapturedOutput output)
            throws Exception {
        SampleServer server = start(service);
        services.close();

        for (int i = 0; i < 8; i++) {
            assertThat(server.signUp("bob" + i + "@mailinator.com", "en").statusCode())
                    .isEqualTo(422);
            assertThat(server.signUp("bob" + i + "@example.com", "en").statusCode())
                    .isEqualTo(201);
        }
        assertThat(output.toString().lines().filter(line -> line.contains(" WARN ")))
                .satisfiesExactly(
                        line -> assertThat(line).contains(service + " does not answer"),
                        line -> assertThat(line).contains("Addresses are let in", service));
    }

    private SampleServer start(String service, String... more) {
        application = new SpringApplicationBuilder(SignUpApplication.class)
                .profiles(service)
                .run(Stream.concat(
                                Stream.of(
                                        "--server.port=0",
                                        "--notdisposable." + service + ".base-url=" + services.baseUrl(),
                                        "--notdisposable.cache.banned=0s"),
                                Stream.of(more))
                        .toArray(String[]::new));
        return new SampleServer(
                Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port")));
    }

    private void post(String path) throws Exception {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(services.baseUrl() + path))
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding());
    }

    private static String phoneVerification(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(201);
        return SampleServer.text(response, "$.phoneVerification");
    }
}
