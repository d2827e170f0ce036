/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import static io.github.notdisposable.hooks.HookFixture.NOW;
import static io.github.notdisposable.hooks.HookFixture.SECRET;
import static io.github.notdisposable.hooks.HookFixture.json;
import static io.github.notdisposable.hooks.HookFixture.request;
import static io.github.notdisposable.hooks.HookFixture.secret;
import static io.github.notdisposable.hooks.HookFixture.sign;
import static io.github.notdisposable.hooks.HookFixture.signed;
import static io.github.notdisposable.hooks.HookFixture.signedHeaders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.checker.EmailRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for each hook, shown on the plain form. */
class SignedHookTest {

    private static final String GOOD = "{\"email\":\"bob@good.example\",\"ip\":\"203.0.113.9\",\"locale\":\"de\"}";
    private static final String THROWAWAY = GOOD.replace("good.example", "throwaway.example");

    private final HookFixture fixture = new HookFixture();
    private final SignUpHook hook = hook(builder -> builder);

    private SignUpHook hook(UnaryOperator<SignUpHook.Builder> settings) {
        return fixture.build(settings.apply(SignUpHook.signedJson(fixture.checker, List.of(SECRET))));
    }

    @Test
    void letsInWhatIsGoodAndTellsTheCheckerWhoAsks() {
        HookResponse response = hook.apply(signed(GOOD));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("Content-Type", "application/json");
        assertThat(json(response)).isEqualTo(json("{'allowed':true}"));
        assertThat(fixture.clients).containsExactly("203.0.113.9");
    }

    @Test
    void refusesInTheLanguageOfTheUserWithoutTheAddress() {
        HookResponse response = hook.apply(signed(THROWAWAY));

        assertThat(response.status()).isEqualTo(200);
        assertThat(json(response).at("/allowed").asBoolean()).isFalse();
        assertThat(json(response).at("/reason").asText()).isEqualTo("disposable");
        assertThat(json(response).at("/message").asText()).startsWith("Bitte ");
        assertThat(json(response).at("/suggestion").asText()).isEqualTo("gmail.com");
        assertThat(json(response).toString()).doesNotContain("bob", "throwaway");
    }

    @ParameterizedTest
    @CsvSource({"de_AT,Bitte ", "pt-BR,Use ", "not a language,Please ", "'',Please "})
    void readsALocaleAsProvidersWriteIt(String locale, String start) {
        HookResponse response = hook.apply(signed(THROWAWAY.replace("\"de\"", '"' + locale + '"')));

        assertThat(json(response).at("/message").asText()).startsWith(start);
    }

    @Test
    void aRetryGetsTheFirstAnswerAndIsCheckedOnce() {
        HookResponse first = hook.apply(signed(THROWAWAY));
        HookResponse again = hook.apply(signed(THROWAWAY));

        assertThat(again.status()).isEqualTo(first.status());
        assertThat(json(again)).isEqualTo(json(first));
        assertThat(fixture.clients).hasSize(1);

        hook.apply(request(signedHeaders(SECRET, "msg_2", NOW, THROWAWAY), THROWAWAY));
        hook.apply(signed(GOOD));
        assertThat(fixture.clients).as("another identifier, another body").hasSize(3);

        fixture.nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        hook.apply(signed(GOOD));
        assertThat(fixture.clients).hasSize(4);
    }

    @Test
    void aCheckMayTakeNoLongerThanTheHookHasLeft() {
        hook(builder -> builder.deadline(Duration.ofMillis(700))).apply(signed(GOOD));

        assertThat(fixture.timeLeft.get(0)).isLessThanOrEqualTo(Duration.ofMillis(700));
    }

    @Test
    void passesOnThatAnAddressIsGreyWhenAskedTo() {
        String grey = GOOD.replace("good.example", "grey.example");
        SignUpHook marking = hook(builder -> builder.markGreyAs("emailRisk"));

        assertThat(json(hook.apply(signed(grey)))).isEqualTo(json("{'allowed':true}"));
        assertThat(json(marking.apply(signed(grey)))).isEqualTo(json("{'allowed':true,'emailRisk':'grey'}"));
        assertThat(json(marking.apply(signed(GOOD)))).isEqualTo(json("{'allowed':true}"));
        SignUpHook blocking = hook(builder -> builder.rule(EmailRule.of(EmailPolicy.DISPOSABLE_ONLY, Block.GREY)));
        assertThat(json(blocking.apply(signed(grey))).at("/reason").asText()).isEqualTo("grey");
    }

    @Test
    void switchedOffItLetsEverybodyInButStillVerifiesTheCaller() {
        SignUpHook off = hook(builder -> builder.enabled(false));

        assertThat(json(off.apply(signed(THROWAWAY)))).isEqualTo(json("{'allowed':true}"));
        assertThat(off.apply(request(Map.of("Content-Type", "application/json"), GOOD))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ", "})
    void eitherSignatureOfARotationIsGood(String divider) {
        Map<String, String> headers = signedHeaders(SECRET, "msg_1", NOW, GOOD);
        String other = sign(secret("another secret, longer"), "msg_1", NOW, GOOD);
        headers.computeIfPresent("webhook-signature", (name, mine) -> other + divider + mine);

        assertThat(hook.apply(request(headers, GOOD)).status()).isEqualTo(200);
    }

    @Test
    void whatIsSignedMayNotChange() {
        Map<String, String> headers = signedHeaders(SECRET, "msg_1", NOW, GOOD);

        assertRefused(hook.apply(request(headers, THROWAWAY)), 401, "does not match");
        headers.put("webhook-id", "msg_2");
        assertRefused(hook.apply(request(headers, GOOD)), 401, "does not match");
        headers.putAll(signedHeaders(secret("a wrong one, long enough"), "msg_1", NOW, GOOD));
        assertRefused(hook.apply(request(headers, GOOD)), 401, "does not match");
        for (String garbage : List.of("", "v1,", "v1,AAAA", "v1a," + "A".repeat(43) + "=", "v1," + "=".repeat(44))) {
            headers.put("webhook-signature", garbage);
            assertRefused(hook.apply(request(headers, GOOD)), 401, "does not match");
        }
    }

    @ParameterizedTest
    @CsvSource({"-301,401", "-300,200", "300,200", "301,401"})
    void theTimeMustLieWithinTheReplayWindow(long seconds, int status) {
        Instant at = NOW.plusSeconds(seconds);

        assertThat(hook.apply(request(signedHeaders(SECRET, "msg_1", at, GOOD), GOOD))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aHeaderThatIsThereTwiceCountsAsMissing() {
        HookRequest twice = HookRequest.of(
                Map.of(
                        "content-type", List.of("application/json"),
                        "webhook-id", List.of("msg_1"),
                        "webhook-timestamp", List.of(String.valueOf(NOW.getEpochSecond())),
                        "webhook-signature", List.of(sign(SECRET, "msg_1", NOW, GOOD), "v1,AAAA")),
                GOOD.getBytes(StandardCharsets.UTF_8));

        assertRefused(hook.apply(twice), 401, "missing");
    }

    @Test
    void aHeaderThatIsThereInTwoCasesCountsAsMissing() {
        Map<String, String> headers = signedHeaders(SECRET, "msg_1", NOW, GOOD);
        headers.put("Webhook-Id", "msg_1");

        assertRefused(hook.apply(request(headers, GOOD)), 401, "missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMAIL", "Email", "e-mail", "e\u200bmail", "emaıl"})
    void aMemberOfAnotherNameIsNoAddress(String name) {
        String body = GOOD.replace("\"email\"", '"' + name + '"').replace("good.example", "throwaway.example");

        assertThat(json(hook.apply(signed(body)))).isEqualTo(json("{'allowed':true}"));
        assertRefused(hook(SignUpHook.Builder::requireEmail).apply(signed(body)), 400, "no email");
    }

    @Test
    void aSecretThatIsNoSecretIsAnErrorAtStartWithoutShowingIt() {
        for (List<String> secrets :
                List.of(List.<String>of(), List.of(""), List.of("whsec_"), List.of("${HOOK_SECRET}"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SignUpHook.signedJson(fixture.checker, secrets))
                    .withMessageContaining("secret")
                    .withMessageNotContaining("HOOK");
        }
        for (List<String> secrets : List.of(List.<String>of(), List.of(" "))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SignUpHook.okta(fixture.checker, "Authorization", secrets))
                    .withMessageContaining("secret");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SignUpHook.signedJson(fixture.checker, List.of(SECRET)).deadline(Duration.ZERO))
                .withMessageContaining("deadline");
    }

    private void assertRefused(HookResponse response, int status, String text) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(json(response).at("/error").asText()).contains(text);
        assertThat(fixture.clients).isEmpty();
    }
}
