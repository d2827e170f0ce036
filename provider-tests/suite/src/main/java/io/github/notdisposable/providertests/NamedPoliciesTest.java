/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.providertests;

import static io.github.notdisposable.providertests.Validators.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.NamedPolicy;
import jakarta.validation.ConstraintDeclarationException;
import jakarta.validation.Validator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NamedPoliciesTest {

    private static final String RELAY = "Please use your main email address. Forwarding addresses are not allowed.";

    private final EmailChecker checker = EmailChecker.builder()
            .backend(new StubBackend())
            .policy(NamedPolicy.builder("checkout")
                    .block(List.of(Block.RELAY, Block.GREY))
                    .suggestion("Ask sales@example.com for help, it costs $0.")
                    .build())
            .policy(NamedPolicy.builder("partners")
                    .policy(EmailPolicy.BUSINESS_ONLY)
                    .whenUnavailable(WhenUnavailable.REJECT)
                    .message("Partners only.")
                    .suggestion("Write to us.")
                    .build())
            .build();

    private final Validator validator = Validators.configuredWith(CheckerEngine.of(checker))
            .buildValidatorFactory()
            .getValidator();

    @AfterEach
    void close() {
        checker.close();
    }

    @Test
    void refusesWhatTheConfigurationSays() {
        assertThat(validator.validateValue(SignUp.class, "plain", "bob@relay.example"))
                .isEmpty();
        assertThat(validator.validateValue(SignUp.class, "checkout", "bob@relay.example"))
                .hasSize(1);
        assertThat(validator.validateValue(SignUp.class, "checkout", "bob@grey.example"))
                .hasSize(1);
        assertThat(validator.validateValue(SignUp.class, "checkout", "bob@company.example"))
                .isEmpty();
        assertThat(validator.validateValue(SignUp.class, "checkout", "bob@public.example"))
                .isEmpty();
        assertThat(validator.validateValue(SignUp.class, "partners", "bob@public.example"))
                .hasSize(1);
    }

    @Test
    void letsTheSuggestionFollowTheMessageOfTheReason() {
        assertThat(messages(validator.validateValue(SignUp.class, "checkout", "bob@relay.example")))
                .containsExactly(RELAY + " Ask sales@example.com for help, it costs $0.");
    }

    @Test
    void tellsTheMessageOfThePolicyWhateverTheReason() {
        assertThat(messages(validator.validateValue(SignUp.class, "partners", "bob@throwaway.example")))
                .containsExactly("Partners only. Write to us.");
    }

    @Test
    void suggestsNothingToABannedClientOrWhereTheAddressCannotBeChecked() {
        assertThat(messages(validator.validateValue(SignUp.class, "checkout", "bob@banned.example")))
                .containsExactly("Too many attempts with disposable email addresses. Please try again later.");
        assertThat(messages(validator.validateValue(SignUp.class, "partners", "bob@down.example")))
                .containsExactly("Partners only.");
    }

    @Test
    void givesWayToTheAnnotationInMessageAndOutage() {
        assertThat(messages(validator.validateValue(SignUp.class, "own", "bob@public.example")))
                .containsExactly("Not here.");
        assertThat(validator.validateValue(SignUp.class, "own", "bob@down.example"))
                .isEmpty();
        assertThat(validator.validateValue(SignUp.class, "checkout", "bob@down.example"))
                .isEmpty();
    }

    @Test
    void anUnknownNameEndsTheInitialisation() {
        assertThatThrownBy(() -> validator.validateValue(Misspelt.class, "email", "bob@company.example"))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no policy named 'chekcout'; did you mean 'checkout'? The keys "
                        + "notdisposable.policies.chekcout.policy and .block define one.");
    }

    @Test
    void aPolicyBesideANameEndsTheInitialisation() {
        for (String property : List.of("withPolicy", "withBlock")) {
            assertThatThrownBy(() -> validator.validateValue(Contradiction.class, property, "bob@company.example"))
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).isInstanceOf(ConstraintDeclarationException.class),
                            thrown -> assertThat(thrown).hasRootCauseInstanceOf(ConstraintDeclarationException.class))
                    .hasStackTraceContaining(
                            "@NotDisposable(policyName = \"checkout\") states 'policy' or 'block' too. Remove them"
                                    + " and set them for the named policy in the configuration, or remove 'policyName'.");
        }
    }

    record SignUp(
            @NotDisposable String plain,

            @NotDisposable(policyName = "checkout") String checkout,

            @NotDisposable(policyName = "partners") String partners,

            @NotDisposable(policyName = "partners", message = "Not here.", whenUnavailable = WhenUnavailable.ALLOW)
            String own) {}

    record Misspelt(@NotDisposable(policyName = "chekcout") String email) {}

    record Contradiction(
            @NotDisposable(policyName = "checkout", policy = EmailPolicy.BUSINESS_ONLY)
            String withPolicy,

            @NotDisposable(policyName = "checkout", block = Block.GREY)
            String withBlock) {}
}
