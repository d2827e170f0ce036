/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.github.notdisposable.EmailTrait.ALIAS;
import static io.github.notdisposable.EmailTrait.ALLOWLISTED;
import static io.github.notdisposable.EmailTrait.BLOCKLISTED;
import static io.github.notdisposable.EmailTrait.DISPOSABLE;
import static io.github.notdisposable.EmailTrait.NO_MAIL_SERVER;
import static io.github.notdisposable.EmailTrait.POLICY_BLOCKED;
import static io.github.notdisposable.EmailTrait.PUBLIC;
import static io.github.notdisposable.EmailTrait.RELAY;
import static io.github.notdisposable.EmailTrait.ROLE_BASED;
import static io.github.notdisposable.EmailTrait.UNRESOLVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.MailProvider;
import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.checker.RefusalReason;
import io.github.notdisposable.http.HttpSettings;
import io.github.notdisposable.sandbox.Fault;
import io.github.notdisposable.sandbox.SandboxServices;
import io.github.notdisposable.sandbox.StopRegStub;
import io.github.notdisposable.services.StopRegBackend.Contract;
import io.github.notdisposable.services.StopRegBackend.Send;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StopRegBackendTest {

    private static SandboxServices sandbox;

    @BeforeAll
    static void startSandbox() {
        sandbox = SandboxServices.start();
    }

    @AfterAll
    static void stopSandbox() {
        sandbox.close();
    }

    private @Nullable StubMapping ownAnswer;

    @AfterEach
    void removeOwnAnswer() {
        if (ownAnswer != null) {
            sandbox.server().removeStub(ownAnswer);
        }
    }

    @BeforeEach
    void reset() {
        sandbox.stopReg().reset();
        sandbox.server().resetRequests();
    }

    static Stream<Arguments> addressesAndTraits() {
        return Stream.of(
                Arguments.of("ada@company.example", Set.of()),
                Arguments.of("ada@mailinator.com", Set.of(DISPOSABLE)),
                Arguments.of("ada@gmail.com", Set.of(PUBLIC)),
                Arguments.of("ada+shop@gmail.com", Set.of(PUBLIC, ALIAS)),
                Arguments.of("support@company.example", Set.of(ROLE_BASED)),
                Arguments.of("ada@duck.com", Set.of(RELAY)),
                Arguments.of("ada@unresolved.example", Set.of(UNRESOLVED)),
                Arguments.of("ada@no-mail.example", Set.of(NO_MAIL_SERVER)));
    }

    @ParameterizedTest
    @MethodSource("addressesAndTraits")
    void readsEachFlagAsATrait(String address, Set<EmailTrait> traits) {
        try (StopRegBackend backend = backend(Send.EMAIL)) {
            BackendAnswer answer = backend.check(query(address));

            assertThat(answer.traits()).isEqualTo(traits);
            assertThat(answer.category()).isEmpty();
            assertThat(answer.scope()).isEqualTo(Scope.ADDRESS);
        }
    }

    @Test
    void passesOnEveryFieldOfTheDocumentedAnswer() {
        answerOnce(200, """
                {"status":200,"message":"success","description":"Check successful","data":{
                 "input":{"email":"Ada+x@Mail.Example.com","normalized":"ada@mail.example.com","suggestion":"gmail.com"},
                 "domain":{"root":"example.com","is_subdomain":true,"provider":"Example"},
                 "mail_server":{"mx_found":true,
                  "mx_records":[{"hostname":"alt1.aspmx.l.google.com","priority":5},{"hostname":"aspmx.l.google.com","priority":1}],
                  "mx_provider":[{"slug":"zoho corporation","service_type":"mailbox","grade":"professional"},{"slug":"namecheap.com"}]},
                 "classification":{"is_disposable":true,"is_relay":true,"is_unresolved":true,"is_public":true,"is_role_based":true,"is_alias":true},
                 "policy":{"blocklisted":true,"allowlisted":false},"future":{"x":1}}}
                """);
        try (StopRegBackend backend = backend(Send.EMAIL)) {
            BackendAnswer answer = backend.check(query("Ada+x@mail.example.com"));

            assertThat(answer.normalized()).contains("ada@mail.example.com");
            assertThat(answer.suggestion()).contains("gmail.com");
            assertThat(answer.root()).contains("example.com");
            assertThat(answer.subdomain()).contains(true);
            assertThat(answer.provider()).contains("Example");
            assertThat(answer.mailServers())
                    .containsExactly(
                            new MailServer("aspmx.l.google.com", 1), new MailServer("alt1.aspmx.l.google.com", 5));
            assertThat(answer.mailProviders())
                    .containsExactly(
                            new MailProvider("zoho corporation", "mailbox", "professional"),
                            new MailProvider("namecheap.com", null, null));
            assertThat(answer.traits())
                    .containsExactlyInAnyOrder(DISPOSABLE, RELAY, UNRESOLVED, PUBLIC, ROLE_BASED, ALIAS, BLOCKLISTED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"mail_server\":{}}",
                "{\"policy\":{\"blocklisted\":\"Login to configure the blocklist\",\"allowlisted\":\"Login\"}}",
                "{\"input\":{\"normalized\":7},\"domain\":{\"root\":null},\"mail_server\":{\"mx_records\":\"none\"}}"
            })
    void takesMissingFieldsForNothing(String data) {
        answerOnce(
                200,
                "{\"data\":"
                        + data.replaceFirst("\\{", "{\"isDisposable\":false,").replace(",}", "}") + "}");
        try (StopRegBackend backend = backend(Send.EMAIL)) {
            BackendAnswer answer = backend.check(query("ada@company.example"));

            assertThat(answer.isAvailable()).isTrue();
            assertThat(answer.traits()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"high\"", "7", "0.5", "[\"trap\"]", "{\"score\":7}"})
    void passesOverAClassificationThatTheGuideDoesNotName(String value) {
        answerOnce(200, "{\"data\":{\"classification\":{\"is_disposable\":true,\"risk\":" + value + "}}}");
        try (StopRegBackend backend = backend(Send.EMAIL)) {
            assertThat(backend.check(query("ada@company.example")).traits()).containsExactly(DISPOSABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{\"classification\":{\"is_disposable\":\"true\"}}}",
                "{\"data\":{\"classification\":{\"is_disposable\":false,\"is_alias\":1}}}",
                "{\"data\":{\"classification\":{\"is_disposable\":null}}}",
                "{\"data\":{\"classification\":{}}}",
                "{\"data\":{\"hello\":1}}",
                "{\"data\":[]}",
                "{\"classification\":{\"is_disposable\":false}}",
                "{}",
                "[]",
                "7"
            })
    void takesAnotherShapeForNoAnswer(String body) {
        answerOnce(200, body);
        try (StopRegBackend backend = backend(Send.EMAIL)) {
            assertThat(backend.check(query("ada@company.example")).unavailableReason())
                    .contains(UnavailableReason.MALFORMED_ANSWER);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PATH,          GUIDE, MAILINATOR mx1.mailinator.com 5",
        "PATH,          PLAIN, MAILINATOR mx1.mailinator.com 0",
        "PATH,          LIVE,  MAILINATOR mx1.mailinator.com 5",
        "QUERY,         GUIDE, MAILINATOR mx1.mailinator.com 5",
        "QUERY,         PLAIN, MAILINATOR mx1.mailinator.com 0",
        "TOKEN_IN_PATH, GUIDE, ' '"
    })
    void readsEachFormOfTheContract(Contract contract, StopRegStub.Form form, String facts) {
        sandbox.stopReg().answerAs(form);
        try (StopRegBackend backend = backend(contract, false)) {
            BackendAnswer disposable = backend.check(query("a+b/c?d@mailinator.com"));
            BackendAnswer good = backend.check(query("ada@company.example"));

            assertThat(disposable.traits()).contains(DISPOSABLE).doesNotContain(POLICY_BLOCKED);
            assertThat(good.traits()).isEmpty();
            String server = disposable.mailServers().stream()
                    .map(each -> each.hostname() + ' ' + each.priority())
                    .findFirst()
                    .orElse("");
            assertThat(disposable.provider().orElse("").toUpperCase(Locale.ROOT) + ' ' + server)
                    .isEqualTo(facts);
            assertThat(backend.check(BackendQuery.ofDomain("mailinator.com", Deadline.after(Duration.ofSeconds(20)))
                                    .build())
                            .isAvailable())
                    .isEqualTo(contract != Contract.TOKEN_IN_PATH);
        }
    }

    @Test
    void appliesThePolicyOfTheAccountOnlyWhereThatIsSet() {
        sandbox.stopReg().answerAs(StopRegStub.Form.LIVE);
        EmailRule rule = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY);
        try (EmailChecker ignoring = EmailChecker.builder()
                        .backend(backend(Contract.PATH, false))
                        .build();
                EmailChecker applying = EmailChecker.builder()
                        .backend(backend(Contract.PATH, true))
                        .build()) {
            EmailDecision letIn = ignoring.decide("ada+news@gmail.com", rule).orElseThrow();
            EmailDecision refused = applying.decide("ada+news@gmail.com", rule).orElseThrow();

            assertThat(letIn.isAllowed()).isTrue();
            assertThat(letIn.verdict().details())
                    .containsEntry("stopreg.policy.action", "block")
                    .containsEntry("stopreg.policy.reason_code", "email_alias_native");
            assertThat(refused.refusal()).contains(RefusalReason.POLICY_BLOCKED);
            assertThat(applying.decide("ada@mailinator.com", rule).orElseThrow().refusal())
                    .contains(RefusalReason.DISPOSABLE);
            assertThat(applying.decide("ada@gmail.com", rule).orElseThrow().isAllowed())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_EMAIL,     REFUSED_INPUT invalid_email",
        "MISSING_TOKEN,     UNAUTHORIZED missing_token",
        "INVALID_TOKEN,     UNAUTHORIZED invalid_token",
        "TOKEN_EXPIRED,     UNAUTHORIZED token_expired",
        "RATE_LIMITED,      RATE_LIMITED rate_limited",
        "TOKEN_EXHAUSTED,   QUOTA_EXHAUSTED token_exhausted",
        "SERVER_ERROR,      SERVER_ERROR",
        "ERROR_IN_200,      MALFORMED_ANSWER",
        "OLD_INVALID_TOKEN, UNAUTHORIZED",
        "OLD_EXPIRED_TOKEN, UNAUTHORIZED",
        "OLD_INVALID_EMAIL, REFUSED_INPUT",
        "OLD_QUOTA,         QUOTA_EXHAUSTED",
        "OLD_UNKNOWN_PATH,  MALFORMED_ANSWER",
        "OLD_THROTTLE,      RATE_LIMITED",
        "STOPREG_FIREWALL,  UNAUTHORIZED"
    })
    void readsEachErrorByEachContract(Fault fault, String outcome) {
        for (Contract contract : Contract.values()) {
            sandbox.stopReg().fail(fault, 1);
            try (StopRegBackend backend = backend(contract, false)) {
                assertThat(Replies.outcome(backend.check(query("ada@company.example"))))
                        .isEqualTo(outcome);
            }
        }
        assertThat(Fault.of("stopreg")).hasSize(15);
    }

    @Test
    void wantsNoDomainAloneWhereTheContractKnowsAddressesOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StopRegBackend.builder()
                        .apiToken("token")
                        .contract(Contract.TOKEN_IN_PATH)
                        .send(Send.DOMAIN)
                        .build())
                .withMessage("'send' must be email where 'contract' is token-in-path");
    }

    @Test
    void readsTheListsOfTheAccount() {
        sandbox.stopReg().block("ada@company.example");
        sandbox.stopReg().allow("partner.example");
        try (StopRegBackend backend = backend(Send.EMAIL)) {
            assertThat(backend.check(query("ada@company.example")).traits()).containsExactly(BLOCKLISTED);
            assertThat(backend.check(query("ada@partner.example")).traits()).containsExactly(ALLOWLISTED);
            assertThat(backend.check(query("bob@company.example")).traits()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_email,   REFUSED_INPUT",
        "400, invalid_domain,  REFUSED_INPUT",
        "401, missing_token,   UNAUTHORIZED",
        "401, invalid_token,   UNAUTHORIZED",
        "401, token_expired,   UNAUTHORIZED",
        "429, rate_limited,    RATE_LIMITED",
        "429, token_exhausted, QUOTA_EXHAUSTED"
    })
    void tellsEachDocumentedErrorApart(int status, String code, UnavailableReason reason) {
        answerOnce(status, "{\"status\":" + status + ",\"message\":\"error\",\"data\":{\"error\":\"" + code + "\"}}");
        try (StopRegBackend backend = backend(Send.EMAIL)) {
            BackendAnswer answer = backend.check(query("ada@company.example"));

            assertThat(answer.unavailableReason()).contains(reason);
            assertThat(answer.errorCode()).contains(code);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                             |                               | PT7S",
                "0                             |                               | PT0S",
                "99999999999999999999          |                               | PT8760H",
                "Thu, 20 Nov 2025 10:00:30 GMT | Thu, 20 Nov 2025 10:00:00 GMT | PT30S",
                "Thursday, 20-Nov-25 10:01:00 GMT | Thu Nov 20 10:00:00 2025   | PT1M",
                "Thu Nov 20 10:01:00 2025      |                               | PT50S",
                "Thu, 20 Nov 2025 10:00:30 GMT |                               | PT20S",
                "Thu, 20 Nov 2025 10:00:00 GMT | Thu, 20 Nov 2025 10:00:30 GMT |",
                "-1                            |                               |",
                "soon                          |                               |",
                "1.5                           |                               |"
            })
    void readsWhenToComeBackByTheServicesOwnClockIfItTellsIt(
            String retryAfter, @Nullable String date, @Nullable Duration wait) {
        ResponseDefinitionBuilder response = aResponse().withStatus(429).withHeader("Retry-After", retryAfter);
        ownAnswer = sandbox.server()
                .stubFor(get(anyUrl())
                        .atPriority(1)
                        .willReturn(date == null ? response : response.withHeader("Date", date)));
        HttpSettings http = HttpSettings.builder()
                .clock(Clock.fixed(Instant.parse("2025-11-20T10:00:10Z"), ZoneOffset.UTC))
                .build();
        try (StopRegBackend backend = StopRegBackend.builder()
                .apiToken("token")
                .baseUrl(sandbox.baseUrl().toString())
                .http(http)
                .build()) {
            BackendAnswer answer = backend.check(query("ada@company.example"));

            assertThat(answer.unavailableReason()).contains(UnavailableReason.RATE_LIMITED);
            assertThat(answer.retryAfter()).isEqualTo(Optional.ofNullable(wait));
        }
    }

    @Test
    void isToldOfTheStateOfItsTokenByTheSandbox() {
        try (StopRegBackend wrong = withToken("wrong");
                StopRegBackend expired = withToken(SandboxServices.EXPIRED_STOPREG_API_TOKEN);
                StopRegBackend right = backend(Send.EMAIL)) {
            assertThat(wrong.check(query("ada@company.example")).errorCode()).contains("invalid_token");
            assertThat(expired.check(query("ada@company.example")).errorCode()).contains("token_expired");
            sandbox.stopReg().quota(0);
            assertThat(right.check(query("ada@company.example")).errorCode()).contains("token_exhausted");
            sandbox.stopReg().reset();
            sandbox.stopReg().rateLimit(1, 7);
            BackendAnswer limited = right.check(query("ada@company.example"));
            assertThat(limited.errorCode()).contains("rate_limited");
            assertThat(limited.retryAfter()).contains(Duration.ofSeconds(7));
            assertThat(right.check(query("ada@company.example")).isAvailable()).isTrue();
        }
    }

    @Test
    void isOverloadedWhereNoThreadIsToBeHad() {
        HttpSettings full = HttpSettings.builder()
                .executor(task -> {
                    throw new RejectedExecutionException("full");
                })
                .build();
        try (StopRegBackend backend = StopRegBackend.builder()
                .apiToken("token")
                .baseUrl(sandbox.baseUrl().toString())
                .http(full)
                .build()) {
            assertThat(backend.check(query("ada@company.example")).unavailableReason())
                    .contains(UnavailableReason.OVERLOADED);
        }
    }

    @Test
    void keepsTheMailboxNameHereIfOnlyTheDomainIsSent() {
        try (StopRegBackend backend = backend(Send.DOMAIN)) {
            BackendAnswer answer = backend.check(query("support+x@mailinator.com"));

            assertThat(answer.traits()).containsExactly(DISPOSABLE);
            assertThat(answer.scope()).isEqualTo(Scope.DOMAIN);
        }
        sandbox.server().verify(getRequestedFor(urlEqualTo("/api/v1/verify/domain/mailinator.com")));
        assertThat(sandbox.server().getAllServeEvents())
                .allSatisfy(event -> assertThat(event.getRequest().toString()).doesNotContain("support"));
    }

    @Test
    void asksAboutABareDomainByDomain() {
        try (StopRegBackend backend = backend(Send.EMAIL)) {
            BackendAnswer answer =
                    backend.check(BackendQuery.ofDomain("gnail.com", Deadline.after(Duration.ofSeconds(20)))
                            .build());

            assertThat(answer.suggestion()).contains("gmail.com");
            assertThat(answer.normalized()).contains("gnail.com");
            assertThat(answer.scope()).isEqualTo(Scope.DOMAIN);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b?c#d+e%f@x.com",
                "ü@x.com",
                "../../domain/a@x.com",
                "..@x.com",
                "a%2fb@x.com",
                "\"a b\"@x.com"
            })
    void sendsEachAddressAsItIs(String address) {
        try (StopRegBackend backend = backend(Send.EMAIL)) {
            BackendAnswer answer = backend.check(query(address));

            assertThat(answer.normalized().map(text -> text.replaceFirst("\\+.*@", "@")))
                    .contains(address.replaceFirst("\\+.*@", "@"));
        }
        sandbox.server()
                .verify(getRequestedFor(anyUrl())
                        .withHeader("x-api-token", equalTo(SandboxServices.STOPREG_API_TOKEN)));
    }

    private void answerOnce(int status, String body) {
        ownAnswer = sandbox.server()
                .stubFor(get(anyUrl())
                        .atPriority(1)
                        .willReturn(aResponse()
                                .withStatus(status)
                                .withHeader("Content-Type", "application/json")
                                .withBody(body)));
    }

    @Test
    void takesATimeoutThatNeverEnds() {
        answerOnce(200, "{\"data\":{\"classification\":{\"is_disposable\":true}}}");
        try (StopRegBackend backend = StopRegBackend.builder()
                .apiToken("token")
                .baseUrl(sandbox.baseUrl().toString())
                .timeout(ChronoUnit.FOREVER.getDuration())
                .build()) {
            assertThat(backend.check(query("ada@company.example")).traits()).containsExactly(DISPOSABLE);
        }
    }

    private static StopRegBackend backend(Contract contract, boolean applyPolicy) {
        return StopRegBackend.builder()
                .apiToken(SandboxServices.STOPREG_API_TOKEN)
                .baseUrl(sandbox.baseUrl().toString())
                .contract(contract)
                .applyPolicy(applyPolicy)
                .build();
    }

    private static StopRegBackend backend(Send send) {
        return StopRegBackend.builder()
                .apiToken(SandboxServices.STOPREG_API_TOKEN)
                .baseUrl(sandbox.baseUrl() + "/")
                .send(send)
                .build();
    }

    private static StopRegBackend withToken(String token) {
        return StopRegBackend.builder()
                .apiToken(token)
                .baseUrl(sandbox.baseUrl().toString())
                .build();
    }

    private static BackendQuery query(String address) {
        return BackendQuery.of(EmailAddress.parse(address).orElseThrow(), Deadline.after(Duration.ofSeconds(20)))
                .build();
    }
}
