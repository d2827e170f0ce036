/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When the log says that addresses are let in unchecked, and that they no longer are. */
class UncheckedLogTest {

    private static final EmailRule RULE = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong outages = new AtomicLong();
    private boolean down;

    @Test
    void anAddressThatTheFailingBackendIsNotAskedForIsNoRecovery() {
        try (EmailChecker checker = EmailChecker.builder()
                .allow(List.of("partner.example"))
                .backend(new Service())
                .listener(new CheckListener() {
                    @Override
                    public void onCheck(CheckEvent event) {}

                    @Override
                    public void onLetInUnchecked(Map<String, UnavailableReason> unavailable) {
                        outages.incrementAndGet();
                    }
                })
                .nanoTime(nanos::get)
                .build()) {
            UncheckedLog log = new UncheckedLog(null, nanos::get);
            down = true;
            log.decided(checker.decide("bob@example.com", RULE).orElseThrow());
            nanos.addAndGet(Duration.ofMinutes(2).toNanos());
            log.decided(checker.decide("bob@partner.example", RULE).orElseThrow());

            assertThat(log.isFailing()).isTrue();
            log.answered("another");
            assertThat(log.isFailing()).isTrue();
            log.answered("service");
            assertThat(log.isFailing()).isFalse();
            assertThat(outages).hasValue(1);
        }
    }

    @Test
    void anAnswerThatLacksAPartIsReportedToo() {
        EmailBackend withoutDns = new EmailBackend() {

            @Override
            public String name() {
                return "embedded";
            }

            @Override
            public BackendAnswer check(BackendQuery query) {
                return BackendAnswer.about(Scope.DOMAIN)
                        .incomplete(UnavailableReason.TIMEOUT)
                        .build();
            }
        };
        EmailRule strict = new EmailRule(EmailPolicy.BUSINESS_ONLY, Set.of(), WhenUnavailable.REJECT);
        try (EmailChecker checker = EmailChecker.builder()
                .backend(withoutDns)
                .listener(new CheckListener() {
                    @Override
                    public void onCheck(CheckEvent event) {}

                    @Override
                    public void onLetInUnchecked(Map<String, UnavailableReason> unavailable) {
                        assertThat(unavailable).isEqualTo(Map.of("embedded", UnavailableReason.TIMEOUT));
                        outages.incrementAndGet();
                    }
                })
                .nanoTime(nanos::get)
                .build()) {
            EmailDecision decision = checker.decide("bob@example.com", strict).orElseThrow();

            assertThat(decision.isAllowed()).as("the backend answered").isTrue();
            assertThat(decision.verdict().category()).isEqualTo(Category.WHITE);
            assertThat(outages).hasValue(1);
        }
    }

    private final class Service implements EmailBackend {

        @Override
        public String name() {
            return "service";
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            return down
                    ? BackendAnswer.unavailable(UnavailableReason.TIMEOUT)
                    : BackendAnswer.about(Scope.ADDRESS).build();
        }
    }
}
