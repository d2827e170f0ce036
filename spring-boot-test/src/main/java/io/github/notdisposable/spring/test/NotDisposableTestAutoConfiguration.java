/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.test;

import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.spring.AbuseShieldCustomizer;
import io.github.notdisposable.testkit.SettableClock;
import java.time.Instant;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Auto-configuration of {@link AutoConfigureNotDisposable}. */
@AutoConfiguration
public final class NotDisposableTestAutoConfiguration {

    private static final int MAX_ENTRIES = 100_000;

    /** Called by Spring. */
    public NotDisposableTestAutoConfiguration() {}

    @Bean
    static ScriptedEmails scriptedEmails() {
        return new ScriptedEmails();
    }

    @Bean
    static SettableClock notDisposableClock() {
        return new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static AbuseShieldCustomizer notDisposableClockOfTheShield(SettableClock clock) {
        return shield -> shield.clock(clock).store(AbuseStore.inMemory(MAX_ENTRIES, clock));
    }
}
