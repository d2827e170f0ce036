/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.ClientRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfiguredClientTest {

    private static final ClientIp CLIENT = ClientIp.parse("198.51.100.7").orElseThrow();

    @Test
    void takesThePeerByDefault() {
        assertThat(Settings.of().clientIpResolver().build().mode()).isEqualTo(ClientIpResolver.Mode.PEER);
    }

    @Test
    void findsTheClientBySettings() {
        Settings settings = settings(Map.of(
                "notdisposable.client-ip.mode", "chain",
                "notdisposable.client-ip.header", "Forwarded",
                "notdisposable.client-ip.trusted-proxies", "private, @"));
        assertThat(settings.clientIpResolver()
                        .build()
                        .resolve(ClientRequest.of("@", name -> List.of("for=1.2.3.4, for=198.51.100.7, for=10.0.0.2")))
                        .client())
                .contains(CLIENT);
    }

    @Test
    void countsNothingByDefault() {
        assertThat(ConfiguredClient.shield(Settings.of())).isEmpty();
    }

    @Test
    void bansAtTheLimitOfTheSettings() {
        AbuseShield shield = shield(Map.of("notdisposable.abuse.limit", "2"));
        assertThat(shield.recordRefusal(CLIENT)).isEmpty();
        assertThat(shield.recordRefusal(CLIENT)).isPresent();
        assertThat(shield.banOf(CLIENT)).isPresent();
    }

    @Test
    void onlyTellsWhereTheSettingsSaySo() {
        AbuseShield shield = shield(Map.of("notdisposable.abuse.limit", "1", "notdisposable.abuse.action", "notify"));
        assertThat(shield.recordRefusal(CLIENT)).isEmpty();
        assertThat(shield.banOf(CLIENT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"notdisposable.abuse.exempt-clients", "notdisposable.client-ip.trusted-proxies"})
    void countsNeitherExemptClientsNorProxies(String key) {
        AbuseShield shield = shield(Map.of(
                "notdisposable.abuse.limit", "1", "notdisposable.client-ip.mode", "peer", key, "198.51.100.0/24"));
        assertThat(shield.recordRefusal(CLIENT)).isEmpty();
    }

    @Test
    void limitsLookUpsAndDomainsOnlyWhereTheSettingsSaySo() {
        AbuseShield without = shield(Map.of());
        AbuseShield with =
                shield(Map.of("notdisposable.abuse.lookups", "1", "notdisposable.abuse.unresolved-limit", "1"));
        assertThat(without.tryLookup(CLIENT)).isTrue();
        assertThat(without.tryLookup(CLIENT)).isTrue();
        assertThat(without.recordUnresolved("example.com", CLIENT)).isEmpty();
        assertThat(with.tryLookup(CLIENT)).isTrue();
        assertThat(with.tryLookup(CLIENT)).isFalse();
        assertThat(with.recordUnresolved("example.com", CLIENT)).isPresent();
    }

    private static AbuseShield shield(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.put("notdisposable.abuse.enabled", "true");
        return ConfiguredClient.shield(settings(values)).orElseThrow().build();
    }

    private static Settings settings(Map<String, String> values) {
        return Settings.of(SettingsSource.of("test", values));
    }
}
