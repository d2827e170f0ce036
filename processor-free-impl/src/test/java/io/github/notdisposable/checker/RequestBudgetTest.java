/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.client.ClientIp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the checks of one request may take together, and what becomes visible of those that could not be made. */
class RequestBudgetTest {

    private static final EmailRule RULE = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY);

    private final AtomicLong nanos = new AtomicLong();
    private final List<Map<String, UnavailableReason>> letIn = new ArrayList<>();

    @Test
    void aListOfAddressesTakesNoLongerThanOne() {
        EmailChecker checker = EmailChecker.builder()
                .backend(new Slow())
                .deadline(Duration.ofSeconds(5))
                .nanoTime(nanos::get)
                .build();
        try (CheckedEmails request = CheckedEmails.open()) {
            for (int i = 0; i < 10; i++) {
                checker.decide("bob" + i + "@slow.example", RULE);
            }
            assertThat(request.decisions()).hasSize(10);
        }

        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void theTimeBetweenChecksDoesNotCount() {
        EmailChecker checker = EmailChecker.builder()
                .backend(new Slow())
                .deadline(Duration.ofSeconds(5))
                .nanoTime(nanos::get)
                .build();
        try (CheckedEmails request = CheckedEmails.open()) {
            checker.decide("bob@slow.example", RULE);
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            checker.decide("eve@slow.example", RULE);
            assertThat(request.decisions()).hasSize(2);
        }

        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofSeconds(65));
    }

    @Test
    void aScopeMayHaveLessTimeThanTheCheckerButNotMore() {
        EmailChecker checker = EmailChecker.builder()
                .backend(new Slow())
                .deadline(Duration.ofSeconds(5))
                .nanoTime(nanos::get)
                .build();
        try (CheckedEmails hurried = CheckedEmails.open(Duration.ofMillis(800))) {
            checker.decide("bob@slow.example", RULE);
            checker.decide("eve@slow.example", RULE);
            assertThat(hurried.decisions()).hasSize(2);
        }
        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofMillis(800));

        try (CheckedEmails patient = CheckedEmails.open(Duration.ofSeconds(60))) {
            checker.decide("bob@slow.example", RULE);
            checker.decide("eve@slow.example", RULE);
            assertThat(patient.decisions()).hasSize(2);
        }
        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofMillis(5_800));
    }

    @Test
    void checksAtOnceThatTookLongerTogetherGiveNoTimeBack() {
        EmailChecker checker = EmailChecker.builder()
                .backend(new Slow())
                .deadline(Duration.ofSeconds(5))
                .nanoTime(nanos::get)
                .build();
        try (CheckedEmails request = CheckedEmails.open()) {
            request.spend(Duration.ofSeconds(4));
            request.spend(Duration.ofSeconds(4));
            checker.decide("bob@slow.example", RULE);

            assertThat(request.timeLeft(Duration.ofSeconds(7))).isZero();
        }
    }

    @Test
    void aListOfAddressesMakesNoMoreLookupsThanARequestMay() {
        AtomicInteger lookups = new AtomicInteger();
        EmailChecker checker = EmailChecker.builder()
                .backend(backend(query -> {
                    if (!query.tryLookup()) {
                        return BackendAnswer.unavailable(UnavailableReason.BUDGET_SPENT);
                    }
                    lookups.incrementAndGet();
                    return BackendAnswer.about(Scope.ADDRESS).build();
                }))
                .lookupsPerScope(3)
                .build();
        for (int request = 0; request < 2; request++) {
            try (CheckedEmails scope = CheckedEmails.open()) {
                for (int i = 0; i < 10; i++) {
                    checker.decide("bob" + i + "@example.com", RULE);
                }
                assertThat(scope.decisions()).hasSize(10);
            }
        }

        assertThat(lookups).hasValue(6);
    }

    @Test
    void freeAndPaidLookupsOfARequestAreOneNumberAndOneThatAClientMayNotMakeIsNone() {
        List<String> made = new ArrayList<>();
        EmailChecker checker = EmailChecker.builder()
                .backend(backend(query -> {
                    made.add((query.tryFreeLookup() ? "free" : "-") + (query.tryLookup() ? " paid" : " -"));
                    return BackendAnswer.about(Scope.ADDRESS).build();
                }))
                .client(() -> ClientIp.parse("192.0.2.1"))
                .abuseShield(
                        AbuseShield.builder().lookups(9, 1, Duration.ofHours(1)).build())
                .lookupsPerScope(4)
                .build();
        for (int request = 0; request < 3; request++) {
            try (CheckedEmails scope = CheckedEmails.open()) {
                for (int i = 0; i < 5; i++) {
                    checker.decide("bob" + i + "@example.com", RULE);
                }
                assertThat(scope.decisions()).hasSize(5);
            }
        }

        assertThat(made)
                .containsExactly(
                        "free paid",
                        "free -",
                        "free -",
                        "- -",
                        "- -", // the request has made 4
                        "free -",
                        "free -",
                        "free -",
                        "free -",
                        "- -", // nobody pays any more
                        "free -",
                        "- -",
                        "- -",
                        "- -",
                        "- -"); // the client has made 9
    }

    @Test
    void tellsTheListenerOfEachAddressThatIsLetInUnchecked() {
        EmailChecker checker = EmailChecker.builder()
                .backend(backend(query -> query.domain().equals("good.example")
                        ? BackendAnswer.about(Scope.ADDRESS).build()
                        : BackendAnswer.unavailable(UnavailableReason.TIMEOUT)))
                .listener(new CheckListener() {
                    @Override
                    public void onCheck(CheckEvent event) {}

                    @Override
                    public void onLetInUnchecked(Map<String, UnavailableReason> unavailable) {
                        letIn.add(unavailable);
                    }
                })
                .build();
        try (CheckedEmails request = CheckedEmails.open()) {
            checker.decide("bob@good.example", RULE);
            checker.decide("bob@bad.example", RULE);
            checker.decide("bob@bad.example", RULE);
            assertThat(request.decisions()).hasSize(2);
        }

        assertThat(letIn).containsExactly(Map.of("stub", UnavailableReason.TIMEOUT));
    }

    @Test
    void soManyAsynchronousChecksAreUnderWayAndTheRestIsAnsweredFromMemory() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger fromMemory = new AtomicInteger();
        EmailChecker checker = EmailChecker.builder()
                .backend(backend(query -> {
                    if (!query.mayBlock()) {
                        fromMemory.incrementAndGet();
                        return BackendAnswer.unavailable(UnavailableReason.WOULD_BLOCK);
                    }
                    await(end);
                    return BackendAnswer.about(Scope.ADDRESS).build();
                }))
                .build();
        List<CompletableFuture<EmailVerdict>> checks = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            checks.add(checker.checkAsync(
                    EmailAddress.parse("bob" + i + "@example.com").orElseThrow(), Set.of()));
        }
        end.countDown();
        checker.close();

        assertThat(checks).allSatisfy(check -> assertThat(check.join()).isNotNull());
        assertThat(fromMemory).hasValue(2_000 - 1_032);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static EmailBackend backend(Function<BackendQuery, BackendAnswer> answer) {
        return new EmailBackend() {
            @Override
            public String name() {
                return "stub";
            }

            @Override
            public BackendAnswer check(BackendQuery query) {
                return answer.apply(query);
            }
        };
    }

    /** Takes three seconds, or as long as there is. */
    private final class Slow implements EmailBackend {

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            Duration left = query.deadline().remaining();
            Duration needed = Duration.ofSeconds(3);
            nanos.addAndGet((left.compareTo(needed) < 0 ? left : needed).toNanos());
            return BackendAnswer.unavailable(UnavailableReason.TIMEOUT);
        }
    }
}
