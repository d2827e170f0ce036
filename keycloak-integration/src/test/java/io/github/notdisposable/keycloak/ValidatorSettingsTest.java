/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keycloak.validate.ValidatorConfig;

class ValidatorSettingsTest {

    private static final Set<String> CONTEXTS_OF_USERS =
            Set.of("REGISTRATION", "IDP_REVIEW", "UPDATE_PROFILE", "UPDATE_EMAIL", "ACCOUNT");

    private static ValidatorConfig config(Map<String, Object> options) {
        return ValidatorConfig.configFromMap(options);
    }

    @Test
    void checksWhatUsersEnterForDisposableAddressesByDefault() {
        ValidatorSettings byDefault =
                new ValidatorSettings("", EmailPolicy.DISPOSABLE_ONLY, Set.of(), CONTEXTS_OF_USERS);

        assertThat(ValidatorSettings.of(ValidatorConfig.EMPTY)).isEqualTo(byDefault);
        assertThat(ValidatorSettings.of(config(Map.of("policy", "", "block", List.of(), "policyName", " "))))
                .isEqualTo(byDefault);
    }

    @Test
    void readsListsAsTheConsoleWritesThemAndTextsWithCommas() {
        ValidatorSettings expected = new ValidatorSettings(
                "", EmailPolicy.BUSINESS_ONLY, Set.of(Block.GREY, Block.UNRESOLVED), Set.of("USER_API"));

        assertThat(ValidatorSettings.of(config(Map.of(
                        "policy",
                        "BUSINESS_ONLY",
                        "block",
                        List.of("GREY", "UNRESOLVED"),
                        "contexts",
                        List.of("USER_API")))))
                .isEqualTo(expected);
        assertThat(ValidatorSettings.of(
                        config(Map.of("policy", "BUSINESS_ONLY", "block", "GREY, UNRESOLVED", "contexts", "USER_API"))))
                .isEqualTo(expected);
    }

    @Test
    void namesEachOptionThatCannotBeReadAndEchoesNothing() {
        Map<String, String> problems = ValidatorSettings.problems(
                config(Map.of("policy", "NONSENSE", "block", List.of("GREY", "NONSENSE"), "contexts", 5)));

        assertThat(problems).containsOnlyKeys("policy", "block", "contexts");
        assertThat(problems.values()).allSatisfy(problem -> assertThat(problem).doesNotContain("NONSENSE"));
    }

    @Test
    void takesANamedPolicyInPlaceOfTheOthers() {
        assertThat(ValidatorSettings.problems(config(Map.of("policyName", "checkout", "policy", "DISPOSABLE_ONLY"))))
                .isEmpty();
        assertThat(ValidatorSettings.problems(config(Map.of("policyName", "checkout", "block", "GREY"))))
                .containsOnlyKeys("policyName");
    }
}
