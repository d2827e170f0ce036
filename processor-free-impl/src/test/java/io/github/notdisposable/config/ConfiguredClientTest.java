/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredClientTest {

    private static final ClientIp CLIENT = ClientIp.parse("198.51.100.7").orElseThrow();
    private static final ClientIp PROXY = ClientIp.parse("10.0.0.1").orElseThrow();

    @Test
    void findsTheClientBySettings() {
        Settings settings = settings(Map.of(
                "notdisposable.client-ip.mode", "chain",
                "notdisposable.client-ip.header", "Forwarded",
                "notdisposable.client-ip.trusted-proxies", "private, @"));

        assertThat(ConfiguredClient.resolver(settings)
                        .build()
                        .resolve(ClientRequest.of("@", name -> List.of("for=1.2.3.4, for=198.51.100.7, for=10.0.0.2")))
                        .client())
                .contains(CLIENT);
    }

    @Test
    void hasNoShieldUnlessItIsSwitchedOn() {
        assertThat(ConfiguredClient.shield(settings(Map.of()))).isEmpty();
    }

    @Test
    void countsAndBansBySettings() {
        AbuseShield shield = shield("block");

        assertThat(shield.recordRefusal(CLIENT)).isEmpty();
        assertThat(shield.recordRefusal(CLIENT)).isPresent();
        assertThat(shield.banOf(CLIENT)).isPresent();
        assertThat(List.of(shield.recordRefusal(PROXY), shield.recordRefusal(PROXY), shield.recordRefusal(PROXY)))
                .containsOnly(java.util.Optional.empty());
    }

    @Test
    void onlyTellsWhereTheSettingsSayNotify() {
        AbuseShield shield = shield("notify");
        shield.recordRefusal(CLIENT);
        shield.recordRefusal(CLIENT);

        assertThat(shield.banOf(CLIENT)).isEmpty();
    }

    private static AbuseShield shield(String action) {
        return ConfiguredClient.shield(settings(Map.of(
                        "notdisposable.abuse.enabled", "true",
                        "notdisposable.abuse.limit", "2",
                        "notdisposable.abuse.window", "10m",
                        "notdisposable.abuse.ban", "5m",
                        "notdisposable.abuse.action", action,
                        "notdisposable.client-ip.mode", "chain",
                        "notdisposable.client-ip.trusted-proxies", "10.0.0.0/8")))
                .orElseThrow()
                .build();
    }

    private static Settings settings(Map<String, String> values) {
        return Settings.of(SettingsSource.of("test", values));
    }
}
