/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.client.ClientIp;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a store that many machines share is waited for: on an event loop, never. */
class BanWithoutWaitingTest {

    private static final ClientIp CLIENT = ClientIp.parse("198.51.100.7").orElseThrow();

    private final List<String> asked = new ArrayList<>();
    private final AbuseShield shield = AbuseShield.builder().store(noting()).build();

    @ParameterizedTest
    @CsvSource({"true, ban", "false, knownBan"})
    void asksForTheBansOfClientAndDomainInTheWayThatTheThreadAllows(boolean mayBlock, String method) {
        shield.ban(AbuseSubject.domain("odd.example"), Duration.ofHours(1), "No.");
        shield.ban(new AbuseSubject(AbuseSubject.Kind.CLIENT, "203.0.113.9"), Duration.ofHours(1), "No.");
        try (EmailChecker checker = EmailChecker.builder()
                .abuseShield(shield)
                .client(() -> Optional.of(CLIENT))
                .mayBlock(() -> mayBlock)
                .build()) {
            EmailDecision decision = checker.decide("bob@odd.example", EmailRule.of(EmailPolicy.DISPOSABLE_ONLY))
                    .orElseThrow();

            assertThat(decision.refusal()).contains(RefusalReason.BLOCKLISTED);
            assertThat(decision.verdict().source()).isEqualTo("abuse-shield");
            assertThat(decision.verdict().matchedEntry()).isEqualTo("odd.example");
        }
        assertThat(asked).containsExactly(method, method);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asksForNoBanWhereNobodyIsBanned(boolean mayBlock) {
        try (EmailChecker checker = EmailChecker.builder()
                .abuseShield(shield)
                .client(() -> Optional.of(CLIENT))
                .mayBlock(() -> mayBlock)
                .build()) {
            assertThat(checker.decide("bob@odd.example", EmailRule.of(EmailPolicy.DISPOSABLE_ONLY)))
                    .map(EmailDecision::isAllowed)
                    .contains(true);
        }
        assertThat(asked).isEmpty();
    }

    private AbuseStore noting() {
        AbuseStore memory = AbuseStore.inMemory(10, Clock.systemUTC());
        return (AbuseStore) Proxy.newProxyInstance(
                AbuseStore.class.getClassLoader(), new Class<?>[] {AbuseStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("ban") || method.getName().equals("knownBan")) {
                        asked.add(method.getName());
                    }
                    return method.invoke(memory, arguments);
                });
    }
}
