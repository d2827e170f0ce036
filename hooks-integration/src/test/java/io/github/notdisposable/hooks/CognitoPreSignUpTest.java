/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.api.client.EventHandlerLoader;
import com.amazonaws.services.lambda.runtime.api.client.HandlerInfo;
import com.amazonaws.services.lambda.runtime.api.client.LambdaRequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.checker.RefusalMessages;
import io.github.notdisposable.checker.RefusalReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CognitoPreSignUpTest {

    private static final String EVENT = """
            {"version":"1","triggerSource":"PreSignUp_SignUp","region":"eu-central-1","userPoolId":"eu-central-1_abc",
             "userName":"bob","callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":"abc"},
             "request":{"userAttributes":{"email":"bob@DOMAIN","locale":"de-DE"},"validationData":null},
             "response":{"autoConfirmUser":false,"autoVerifyEmail":false,"autoVerifyPhone":false}}""";

    private final HookFixture fixture = new HookFixture();
    private final CognitoPreSignUp trigger =
            new CognitoPreSignUp(fixture.checker, EmailRule.of(EmailPolicy.DISPOSABLE_ONLY));

    @ParameterizedTest
    @ValueSource(strings = {"good.example", "grey.example", "silent.example"})
    void answersWithTheEventItself(String domain) throws IOException {
        String event = EVENT.replace("DOMAIN", domain);

        assertThat(handle(trigger, event)).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PreSignUp_SignUp", "PreSignUp_ExternalProvider"})
    void refusesByAnExceptionWithTheTextInTheUsersLanguage(String source) {
        String event = EVENT.replace("DOMAIN", "throwaway.example").replace("PreSignUp_SignUp", source);

        assertThatExceptionOfType(SignUpRefusedException.class)
                .isThrownBy(() -> handle(trigger, event))
                .withMessage(RefusalMessages.text(RefusalReason.DISPOSABLE, Locale.GERMAN));
    }

    @Test
    void aUserWhomAnAdministratorCreatesIsNotChecked() throws IOException {
        String event =
                EVENT.replace("DOMAIN", "throwaway.example").replace("PreSignUp_SignUp", "PreSignUp_AdminCreateUser");

        assertThat(handle(trigger, event)).isEqualTo(event);
        assertThat(fixture.clients).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"request\":{}}", "{\"request\":"})
    void anythingElseIsAnErrorThatSaysSo(String event) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> handle(trigger, event))
                .withMessageMatching(
                        "The body cannot be read\\.|This is no event of a user pool's pre sign-up trigger\\.");
    }

    @Test
    void aRetryCountsOnce() throws IOException {
        String good = EVENT.replace("DOMAIN", "good.example");

        assertThat(handle(trigger, good)).isEqualTo(handle(trigger, good));
        assertThat(fixture.clients).hasSize(1);

        String refused = EVENT.replace("DOMAIN", "throwaway.example");
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThatExceptionOfType(SignUpRefusedException.class).isThrownBy(() -> handle(trigger, refused));
        }
        assertThat(fixture.clients).hasSize(2);
    }

    @Test
    void keepsBelowTheTimeThatAmazonWaits() throws IOException {
        handle(trigger, EVENT.replace("DOMAIN", "good.example"));

        assertThat(fixture.timeLeft).hasSize(1).allMatch(left -> left.compareTo(Duration.ofSeconds(3)) <= 0);
    }

    @Test
    void whatNobodyCanCheckIsRefusedIfTheRuleSaysSo() {
        CognitoPreSignUp strict = new CognitoPreSignUp(
                fixture.checker, new EmailRule(EmailPolicy.DISPOSABLE_ONLY, Set.of(), WhenUnavailable.REJECT));

        assertThatExceptionOfType(SignUpRefusedException.class)
                .isThrownBy(() -> handle(strict, EVENT.replace("DOMAIN", "silent.example")))
                .withMessage(RefusalMessages.text(RefusalReason.UNAVAILABLE, Locale.GERMAN));
    }

    @Test
    void aUserWithoutAnAddressIsLetIn() throws IOException {
        for (String none : List.of("null", "\"\"", "\" \"")) {
            String event = EVENT.replace("\"bob@DOMAIN\"", none);

            assertThat(handle(trigger, event)).isEqualTo(event);
        }
        assertThat(fixture.clients).isEmpty();
    }

    @Test
    void anAddressThatIsNoTextAndAHugeEventAreErrors() {
        String two = EVENT.replace("\"bob@DOMAIN\"", "[\"bob@good.example\",\"bob@throwaway.example\"]");
        String huge = EVENT.replace("bob@", "b".repeat(10_000_000) + "@");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> handle(trigger, two))
                .withMessage("The body cannot be read.");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> handle(trigger, huge))
                .withMessage("The body is too large.");
        assertThat(fixture.clients).isEmpty();
    }

    @Test
    void byDefaultItChecksWithTheBundledData() throws IOException {
        CognitoPreSignUp byDefault = new CognitoPreSignUp();

        assertThatExceptionOfType(SignUpRefusedException.class)
                .isThrownBy(() -> handle(byDefault, EVENT.replace("DOMAIN", "mailinator.com")));
        assertThat(handle(byDefault, EVENT.replace("DOMAIN", "gmail.com"))).isNotEmpty();
    }

    @Test
    void amazonsRuntimeFindsTheHandlerByItsName() throws Exception {
        LambdaRequestHandler handler = EventHandlerLoader.loadEventHandler(HandlerInfo.fromString(
                CognitoPreSignUp.class.getName() + "::handleRequest", getClass().getClassLoader()));

        String event = EVENT.replace("DOMAIN", "gmail.com");
        InvocationRequest request = new InvocationRequest();
        request.setContent(event.getBytes(StandardCharsets.UTF_8));
        assertThat(handler.call(request).toString(StandardCharsets.UTF_8)).isEqualTo(event);
    }

    private static String handle(CognitoPreSignUp trigger, String event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        trigger.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
