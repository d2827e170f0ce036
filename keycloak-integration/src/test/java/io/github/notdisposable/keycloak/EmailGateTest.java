/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.validate.ValidatorConfig;

class EmailGateTest {

    private static final ValidatorSettings DEFAULTS = ValidatorSettings.of(ValidatorConfig.EMPTY);

    private static EmailGate gate(Map<String, String> settings) {
        return EmailGate.open(Settings.of(SettingsSource.of("test", settings)));
    }

    @Test
    void letsEverythingInWhereChecksAreSwitchedOff() {
        try (EmailGate gate = gate(Map.of("notdisposable.enabled", "false", "notdisposable.backends", "nobody"))) {
            assertThat(gate.refusalOfNew("bob@mailinator.com", DEFAULTS, null)).isEmpty();
            assertThat(gate.refusalOfStored("bob@mailinator.com", DEFAULTS, null))
                    .isEmpty();
        }
    }

    @Test
    void judgesAStoredAddressByTheListsOfTheSettingsToo() {
        try (EmailGate gate =
                gate(Map.of("notdisposable.allow", "mailinator.com", "notdisposable.block", "shop.example"))) {
            assertThat(gate.refusalOfStored("bob@mailinator.com", DEFAULTS, null))
                    .isEmpty();
            assertThat(gate.refusalOfStored("bob@yopmail.com", DEFAULTS, null)).isPresent();
            assertThat(gate.refusalOfStored("bob@shop.example", DEFAULTS, null)).isPresent();
        }
    }

    @Test
    void goesOnWithThePolicyOfTheProfileWhereANameHasGoneFromTheSettings() {
        ValidatorSettings named = ValidatorSettings.of(ValidatorConfig.configFromMap(Map.of("policyName", "checkout")));
        try (EmailGate gate = gate(Map.of("notdisposable.block", "shop.example"))) {
            assertThat(gate.knows("checkout")).isFalse();
            assertThat(gate.refusalOfStored("bob@yopmail.com", named, null)).isPresent();
        }
        try (EmailGate gate = gate(Map.of("notdisposable.policies.checkout.policy", "business-only"))) {
            assertThat(gate.knows("checkout")).isTrue();
            assertThat(gate.refusalOfStored("bob@gmail.com", named, null)).isPresent();
        }
    }
}
