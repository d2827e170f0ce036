/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.notdisposable.Category;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.config.ConfigurationException;
import io.github.notdisposable.config.ConfiguredChecker;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The artifact and the settings are all that is needed. */
class ConfiguredRedisTest {

    private static final ClientIp CLIENT = ClientIp.parse("198.51.100.7").orElseThrow();

    @Test
    void twoApplicationsShareABanByTheirSettings() {
        try (RedisProcess redis = RedisProcess.start();
                ConfiguredChecker first = application(redis);
                ConfiguredChecker second = application(redis)) {
            AbuseShield shield = second.abuseShield().orElseThrow();
            shield.ban(AbuseSubject.client(CLIENT), Duration.ofHours(1), "Later.");

            Eventually.holds("banned", () -> category(first.checker()) == Category.BANNED);
            assertThat(category(second.checker())).isEqualTo(Category.BANNED);

            first.abuseShield().orElseThrow().lift(AbuseSubject.client(CLIENT));

            Eventually.holds("lifted", () -> category(second.checker()) == Category.WHITE);
        }
    }

    @Test
    void whatCannotBeUsedIsToldByItsKey() {
        assertThat(failure("notdisposable.redis.secret", "too-short").problems())
                .containsExactly("notdisposable.redis.*: 'secret' must have at least 16 characters");
        assertThat(failure("notdisposable.redis.prefix", "{a}").problems())
                .containsExactly(
                        "notdisposable.redis.prefix (test): 'prefix' must have 1 to 64 letters, digits, hyphens, underscores, dots and colons");
        assertThat(failure("notdisposable.redis.uri", "http://me:hunter2@localhost"))
                .hasMessageContaining("notdisposable.redis.*: 'uri' must be an address of Redis")
                .hasMessageNotContaining("hunter2");
    }

    private static Category category(EmailChecker checker) {
        try (ClientIpHolder.Scope scope = ClientIpHolder.open(CLIENT)) {
            assertThat(scope).isNotNull();
            return checker.check("ada@example.com").orElseThrow().category();
        }
    }

    private static ConfigurationException failure(String key, String text) {
        Map<String, String> values = new HashMap<>(Map.of(
                "notdisposable.redis.uri",
                "redis://localhost",
                "notdisposable.redis.secret",
                "a-secret-of-some-length"));
        values.put(key, text);
        Settings settings = Settings.of(SettingsSource.of("test", values));
        return catchThrowableOfType(ConfigurationException.class, () -> ConfiguredChecker.of(settings));
    }

    private static ConfiguredChecker application(RedisProcess redis) {
        return ConfiguredChecker.of(Settings.of(SettingsSource.of(
                "test",
                Map.of(
                        "notdisposable.redis.uri", redis.uri(),
                        "notdisposable.redis.secret", "a-secret-of-some-length",
                        "notdisposable.redis.timeout", "30s",
                        "notdisposable.abuse.enabled", "true"))));
    }
}
