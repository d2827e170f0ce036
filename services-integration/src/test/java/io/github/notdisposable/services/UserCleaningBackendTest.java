/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.checker.RefusalReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.embedded.EmbeddedBackend;
import io.github.notdisposable.resilience.ResilientBackend;
import io.github.notdisposable.sandbox.Fault;
import io.github.notdisposable.sandbox.SandboxServices;
import io.github.notdisposable.sandbox.UserCleaningStub;
import io.github.notdisposable.services.UserCleaningBackend.Contract;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserCleaningBackendTest {

    private static final String CLIENT = "198.51.100.7";
    private static SandboxServices sandbox;

    @BeforeAll
    static void startSandbox() {
        sandbox = SandboxServices.start();
    }

    @AfterAll
    static void stopSandbox() {
        sandbox.close();
    }

    @BeforeEach
    void forgetClients() {
        sandbox.userCleaning().reset();
        sandbox.server().resetRequests();
    }

    @AfterEach
    void noInterruptLeft() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void readsTheCategoryAndItsTypeByEachContract(Contract contract) {
        try (UserCleaningBackend backend = backend(contract)) {
            assertThat(outcome(backend, "ada@company.example")).isEqualTo("WHITE ADDRESS none");
            assertThat(outcome(backend, "ada+shop@gmail.com")).isEqualTo("GREY ADDRESS none");
            assertThat(outcome(backend, "a.d.a.l.o@gmail.com")).isEqualTo("GREY ADDRESS none");
            assertThat(outcome(backend, "ada@duck.com")).isEqualTo("GREY DOMAIN RELAY");
            assertThat(outcome(backend, "ada@mailinator.com")).isEqualTo("BLACK DOMAIN DISPOSABLE");
        }
    }

    @Test
    void doesNotTakeADomainForDisposableForTheSignsOfAnAddress() {
        sandbox.userCleaning().say("a+b@gmail.com", new UserCleaningStub.Verdict("black", "suspicious signs"));
        try (EmailChecker checker = EmailChecker.builder()
                .backend(ResilientBackend.of(backend(Contract.QUERY)))
                .build()) {
            EmailRule rule = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY);

            EmailDecision refused = checker.decide("a+b@gmail.com", rule).orElseThrow();
            assertThat(refused.refusal()).contains(RefusalReason.REJECTED);
            assertThat(refused.verdict().traits()).isEmpty();
            assertThat(refused.verdict().details()).containsEntry("user-cleaning.type", "suspicious signs");
            assertThat(checker.decide("a@gmail.com", rule).orElseThrow().isAllowed())
                    .isTrue();
        }
    }

    @Test
    void passesOnWhatTheServiceSaysBesidesAndTheAttemptsThatAreLeft() {
        try (UserCleaningBackend backend = backend(Contract.QUERY)) {
            BackendAnswer first = backend.check(query("ada@mailinator.com", CLIENT));
            BackendAnswer second = backend.check(query("bob@mailinator.com", CLIENT));

            assertThat(first.details())
                    .containsEntry("type", "disposable")
                    .containsEntry("date_added", "01.01.2023")
                    .doesNotContainKey("email");
            assertThat(first.attemptsLeft()).hasValue(4);
            assertThat(second.attemptsLeft()).hasValue(3);
            assertThat(backend.check(query("ada@company.example", CLIENT)).attemptsLeft())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_KEY_400, UNAUTHORIZED",
        "INVALID_KEY_401, UNAUTHORIZED",
        "NO_AUTH,         UNAUTHORIZED",
        "NO_CREDITS,      QUOTA_EXHAUSTED",
        "BANNED,          BANNED",
        "BAD_ADDRESS,     REFUSED_INPUT",
        "RATE_LIMIT,      RATE_LIMITED",
        "FIREWALL,        UNAUTHORIZED",
        "JSON_FIREWALL,   UNAUTHORIZED",
        "PORTAL,          MALFORMED_ANSWER"
    })
    void readsEachErrorOfTheService(Fault fault, String outcome) {
        sandbox.userCleaning().fail(fault, 1);
        try (UserCleaningBackend backend = backend(Contract.QUERY)) {
            assertThat(outcome(backend, "ada@company.example")).isEqualTo(outcome);
            assertThat(outcome(backend, "ada@company.example")).isEqualTo("WHITE ADDRESS none");
        }
        assertThat(Fault.of("user-cleaning")).hasSize(10);
    }

    @Test
    void noticesAKeyOfTheServicesSandbox() {
        try (ResilientBackend backend = ResilientBackend.of(withKey(SandboxServices.USER_CLEANING_TEST_KEY, false))) {
            backend.check(query("ada@company.example", CLIENT));
            assertThat(backend.state().warning()).isNull();

            assertThat(backend.check(query("ada@mailinator.com", CLIENT)).category())
                    .contains(Category.WHITE);
            assertThat(backend.state().warning()).isEqualTo("sandbox-key");
        }
    }

    @ParameterizedTest
    @CsvSource({
        SandboxServices.USER_CLEANING_TEST_KEY + ", true,  1",
        SandboxServices.USER_CLEANING_API_KEY + ",  false, 1",
        SandboxServices.USER_CLEANING_TEST_KEY + ", false, 0"
    })
    void asksAboutOneDisposableAddressAfterTheStartIfThatIsSet(String key, boolean suspected, int questions)
            throws Exception {
        try (UserCleaningBackend backend = withKey(key, questions > 0)) {
            awaitProbe();
            assertThat(backend.warning().isPresent()).isEqualTo(suspected);
        }
        sandbox.server()
                .verify(
                        questions,
                        postRequestedFor(urlPathEqualTo("/v1/external-api-requests/check-email"))
                                .withHeader("X-Forwarded-For", equalTo("192.0.2.1")));
        assertThat(EmbeddedBackend.create()
                        .check(query("probe@mailinator.com", null))
                        .traits())
                .contains(EmailTrait.DISPOSABLE);
    }

    @ParameterizedTest
    @EnumSource
    void isToldOfTheBanAfterFiveDisposableAttempts(Contract contract) {
        try (UserCleaningBackend backend = backend(contract)) {
            for (int i = 0; i < UserCleaningStub.ATTEMPTS; i++) {
                assertThat(backend.check(query("ada@mailinator.com", CLIENT)).category())
                        .contains(Category.BLACK);
            }
            BackendAnswer sixth = backend.check(query("ada@company.example", CLIENT));
            BackendAnswer other = backend.check(query("ada@company.example", "203.0.113.9"));

            assertThat(sixth.category()).contains(Category.BANNED);
            assertThat(sixth.scope()).isEqualTo(BackendAnswer.Scope.CLIENT);
            assertThat(sixth.detail())
                    .hasValueSatisfying(detail -> assertThat(detail).startsWith("Your IP address is banned"));
            assertThat(other.category()).contains(Category.WHITE);
        }
    }

    @Test
    void sendsTheClientInBothHeaders() {
        try (UserCleaningBackend backend = backend(Contract.QUERY)) {
            backend.check(query("ada@company.example", CLIENT));
        }
        sandbox.server()
                .verify(postRequestedFor(urlPathEqualTo("/v1/external-api-requests/check-email"))
                        .withHeader("X-API-Key", equalTo(SandboxServices.USER_CLEANING_API_KEY))
                        .withHeader("X-Forwarded-For", equalTo(CLIENT))
                        .withHeader("X-Real-IP", equalTo(CLIENT)));
    }

    @Test
    void saysUnknownWhereThereIsNoClient() {
        try (UserCleaningBackend query = backend(Contract.QUERY);
                UserCleaningBackend json = backend(Contract.JSON)) {
            query.check(query("ada@company.example", null));
            json.check(query("ada@company.example", null));
        }
        sandbox.server()
                .verify(postRequestedFor(urlPathEqualTo("/v1/external-api-requests/check-email"))
                        .withHeader("X-Forwarded-For", equalTo("unknown"))
                        .withHeader("X-Real-IP", equalTo("unknown")));
        sandbox.server()
                .verify(postRequestedFor(urlEqualTo("/v1/email/check"))
                        .withRequestBody(equalToJson("{\"email\":\"ada@company.example\",\"ip\":\"unknown\"}")));
    }

    @Test
    void sendsTheSecondContractWithABearerKeyAndNoHeaderOfTheFirst() {
        try (UserCleaningBackend backend = backend(Contract.JSON)) {
            backend.check(query("ada@company.example", "2001:db8::7"));
        }
        sandbox.server()
                .verify(postRequestedFor(urlEqualTo("/v1/email/check"))
                        .withHeader("Authorization", equalTo("Bearer " + SandboxServices.USER_CLEANING_API_KEY))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withHeader("X-API-Key", absent())
                        .withRequestBody(equalToJson("{\"email\":\"ada@company.example\",\"ip\":\"2001:db8::7\"}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b?c#d+e%f@x.com",
                "ü@x.com",
                "a&email=b@x.com",
                "\"a b\"@x.com",
                "a\"b\\c@x.com",
                "\uD83D\uDE00@x.com",
                "{address}@x.com"
            })
    void sendsEachAddressAsItIs(String address) {
        try (UserCleaningBackend query = backend(Contract.QUERY);
                UserCleaningBackend json = backend(Contract.JSON)) {
            assertThat(query.check(query(address, CLIENT)).isAvailable()).isTrue();
            assertThat(json.check(query(address, CLIENT)).isAvailable()).isTrue();
        }
        sandbox.server()
                .verify(postRequestedFor(urlPathEqualTo("/v1/external-api-requests/check-email"))
                        .withQueryParam("email", equalTo(address)));
        assertThat(sandbox.server()
                        .findAll(postRequestedFor(urlEqualTo("/v1/email/check")))
                        .get(0)
                        .getBodyAsString())
                .satisfies(body -> assertThat(new com.fasterxml.jackson.databind.ObjectMapper()
                                .readTree(body)
                                .path("email")
                                .textValue())
                        .isEqualTo(address));
    }

    @Test
    void knowsNothingOfABareDomain() {
        try (UserCleaningBackend backend = backend(Contract.QUERY)) {
            BackendAnswer answer = backend.check(
                    BackendQuery.ofDomain("mailinator.com", soon()).build());

            assertThat(answer.unavailableReason()).contains(UnavailableReason.NOT_SUPPORTED);
        }
        assertThat(sandbox.server().getAllServeEvents()).isEmpty();
    }

    @Test
    void saysThatItsKeyIsRefused() {
        try (UserCleaningBackend backend = UserCleaningBackend.builder()
                .apiKey("wrong")
                .baseUrl(sandbox.baseUrl().toString())
                .build()) {
            assertThat(backend.check(query("ada@company.example", CLIENT)).unavailableReason())
                    .contains(UnavailableReason.UNAUTHORIZED);
        }
    }

    @Test
    void sendsABearerKeyInPlaceOfTheOtherHeader() {
        try (UserCleaningBackend backend = backend(Contract.QUERY_BEARER)) {
            backend.check(query("ada@company.example", CLIENT));
        }
        sandbox.server()
                .verify(postRequestedFor(urlPathEqualTo("/v1/external-api-requests/check-email"))
                        .withHeader("Authorization", equalTo("Bearer " + SandboxServices.USER_CLEANING_API_KEY))
                        .withHeader("X-API-Key", absent())
                        .withHeader("X-Forwarded-For", equalTo(CLIENT)));
    }

    static void awaitProbe() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("notdisposable-probe")) {
                thread.join(20_000);
            }
        }
    }

    private static String outcome(UserCleaningBackend backend, String address) {
        return Replies.outcome(backend.check(query(address, CLIENT)));
    }

    private static UserCleaningBackend withKey(String key, boolean probe) {
        return UserCleaningBackend.builder()
                .apiKey(key)
                .baseUrl(sandbox.baseUrl().toString())
                .probe(probe)
                .build();
    }

    private static UserCleaningBackend backend(Contract contract) {
        return UserCleaningBackend.builder()
                .apiKey(SandboxServices.USER_CLEANING_API_KEY)
                .baseUrl(sandbox.baseUrl().toString())
                .contract(contract)
                .build();
    }

    private static BackendQuery query(String address, @Nullable String client) {
        return BackendQuery.of(EmailAddress.parse(address).orElseThrow(), soon())
                .client(client == null ? null : ClientIp.parse(client).orElseThrow())
                .build();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }
}
