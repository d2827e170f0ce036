/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.WhenUnavailable;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamedPolicyTest {

    @Test
    void leavesTheCaseOfAnOutageToTheChecker() {
        try (EmailChecker checker = EmailChecker.builder()
                .whenUnavailable(WhenUnavailable.REJECT)
                .policy(NamedPolicy.builder("plain").build())
                .policy(NamedPolicy.builder("checkout")
                        .policy(EmailPolicy.BUSINESS_ONLY)
                        .block(List.of(Block.GREY))
                        .whenUnavailable(WhenUnavailable.ALLOW)
                        .build())
                .build()) {
            assertThat(checker.policies()).containsOnlyKeys("plain", "checkout");
            assertThat(checker.policy("plain").rule())
                    .isEqualTo(new EmailRule(EmailPolicy.DISPOSABLE_ONLY, Set.of(), WhenUnavailable.REJECT));
            assertThat(checker.policy("checkout").rule())
                    .isEqualTo(new EmailRule(EmailPolicy.BUSINESS_ONLY, Set.of(Block.GREY), WhenUnavailable.ALLOW));
        }
    }

    @Test
    void isUnknownToACheckerWithoutPolicies() {
        try (EmailChecker checker = EmailChecker.builder().build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> checker.policy("checkout"))
                    .withMessage("There is no policy named 'checkout'. The keys notdisposable.policies.checkout.policy"
                            + " and .block define one.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> checker.policy("Check\nOut"))
                    .withMessage("There is no policy named 'Check?Out'. The keys notdisposable.policies.NAME.policy"
                            + " and .block define one.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "signUp", "sign_up", "-a", "a-", "a--b", "a.b", "\u00E4"})
    void refusesANameThatCannotStandInAKey(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamedPolicy.builder(name))
                .withMessageStartingWith("'name' must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Costs $5 {com.example.more-text}.", "{key}", "Bitte w\u00E4hlen Sie eine andere."})
    void takesTextsWithKeys(String text) {
        assertThat(NamedPolicy.builder("a").message(text).suggestion(text).build())
                .satisfies(policy -> assertThat(policy.message()).contains(text))
                .satisfies(policy -> assertThat(policy.suggestion()).contains(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "${validatedValue}", "{a", "a}", "{}", "{a b}", "\\{a}", "two\nlines"})
    void refusesTextsThatAProviderWouldEvaluateOrCouldNotRead(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamedPolicy.builder("a").message(text))
                .withMessageStartingWith("'message' must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamedPolicy.builder("a").suggestion(text))
                .withMessageStartingWith("'suggestion' must be");
    }
}
