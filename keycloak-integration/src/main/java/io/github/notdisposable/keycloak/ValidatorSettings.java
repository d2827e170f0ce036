/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.validate.ValidatorConfig;

/**
 * What an administrator sets for the validator of one realm's profile.
 *
 * @param policyName the name of a policy of the server's settings, which then says what is refused; empty if policy and block do
 * @param policy the policy
 * @param block what is refused beyond it
 * @param contexts names of the {@link UserProfileContext}s in which addresses are checked: text, as newer servers have more of them
 */
record ValidatorSettings(String policyName, EmailPolicy policy, Set<Block> block, Set<String> contexts) {

    private static final String POLICY_NAME = "policyName";
    private static final String POLICY = "policy";
    private static final String BLOCK = "block";
    private static final String CONTEXTS = "contexts";

    /** What users do themselves. Administrators and their clients (USER_API, SCIM) are left out. */
    private static final List<String> CONTEXTS_OF_USERS =
            List.of("REGISTRATION", "IDP_REVIEW", "UPDATE_PROFILE", "UPDATE_EMAIL", "ACCOUNT");

    private static final List<String> ALL_CONTEXTS = names(UserProfileContext.values());

    /** Returns the options as the admin console shows them. */
    static List<ProviderConfigProperty> properties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(POLICY)
                .label("Policy")
                .helpText("Which addresses are refused. DISPOSABLE_ONLY unless set.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(names(EmailPolicy.values()))
                .defaultValue(EmailPolicy.DISPOSABLE_ONLY.name())
                .add()
                .property()
                .name(BLOCK)
                .label("Block")
                .helpText("What is refused beyond the policy.")
                .type(ProviderConfigProperty.MULTIVALUED_LIST_TYPE)
                .options(names(Block.values()))
                .add()
                .property()
                .name(POLICY_NAME)
                .label("Named policy")
                .helpText(
                        "Name of a policy that the server's settings define under notdisposable.policies. It says what is refused"
                                + " in place of policy and block.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .add()
                .property()
                .name(CONTEXTS)
                .label("Contexts")
                .helpText(
                        "Where addresses are checked: all that users do themselves unless set. Add USER_API to check what"
                                + " administrators enter, too.")
                .type(ProviderConfigProperty.MULTIVALUED_LIST_TYPE)
                .options(ALL_CONTEXTS)
                .defaultValue(CONTEXTS_OF_USERS)
                .add()
                .build();
    }

    /** Returns what is wrong with a configuration, by option; empty if it can be read. */
    static Map<String, String> problems(ValidatorConfig config) {
        Map<String, String> problems = new LinkedHashMap<>();
        check(config, POLICY, names(EmailPolicy.values()), problems);
        check(config, BLOCK, names(Block.values()), problems);
        check(config, CONTEXTS, ALL_CONTEXTS, problems);
        // The console always states a policy, the default one.
        if (problems.isEmpty()
                && !of(config).policyName().isEmpty()
                && (of(config).policy() != EmailPolicy.DISPOSABLE_ONLY
                        || !of(config).block().isEmpty())) {
            problems.put(POLICY_NAME, "'policyName' takes the place of 'policy' and 'block': leave those out");
        }
        return problems;
    }

    /** Reads a configuration in which there is no problem. */
    static ValidatorSettings of(ValidatorConfig config) {
        List<String> policy = values(config.get(POLICY));
        List<String> contexts = values(config.get(CONTEXTS));
        return new ValidatorSettings(
                String.join(",", values(config.get(POLICY_NAME))),
                policy.isEmpty() ? EmailPolicy.DISPOSABLE_ONLY : EmailPolicy.valueOf(policy.get(0)),
                Set.copyOf(
                        values(config.get(BLOCK)).stream().map(Block::valueOf).toList()),
                Set.copyOf(contexts.isEmpty() ? CONTEXTS_OF_USERS : contexts));
    }

    private static void check(ValidatorConfig config, String option, List<String> known, Map<String, String> problems) {
        List<String> values = values(config.get(option));
        if (!known.containsAll(values) || (option.equals(POLICY) && values.size() > 1)) {
            problems.put(option, "'" + option + "' must be of " + String.join(", ", known));
        }
    }

    /** Reads an option as the console writes it, a text or a list, and as people write it in a realm's file: with commas. */
    private static List<String> values(@Nullable Object option) {
        Stream<?> values = option instanceof Collection<?> several ? several.stream() : Stream.ofNullable(option);
        return List.copyOf(new LinkedHashSet<>(
                values.flatMap(value -> Arrays.stream(String.valueOf(value).split(",")))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .toList()));
    }

    private static List<String> names(Enum<?>... constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }
}
