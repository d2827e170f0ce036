/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.fixtures.FakeTime;
import io.github.notdisposable.resilience.ServiceState.Status;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each reason for which there is no answer, against each state of a service: what the next question meets. */
class PermitsTest {

    private static final Set<UnavailableReason> PAUSES = EnumSet.of(
            UnavailableReason.RATE_LIMITED, UnavailableReason.QUOTA_EXHAUSTED, UnavailableReason.UNAUTHORIZED);

    private static final Set<UnavailableReason> FAILURES = EnumSet.of(
            UnavailableReason.UNREACHABLE,
            UnavailableReason.TLS,
            UnavailableReason.TIMEOUT,
            UnavailableReason.MALFORMED_ANSWER,
            UnavailableReason.SERVER_ERROR,
            UnavailableReason.FAILED);

    private final FakeTime time = new FakeTime();
    private final ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
    private final ResilientBackend backend = ResilientBackend.builder(service)
            .nanoTime(time)
            .clock(time)
            .keepFailures(Duration.ZERO)
            .retries(0)
            .window(4)
            .minimumCalls(4)
            .openTime(Duration.ofSeconds(30))
            .rateLimitPause(Duration.ofSeconds(10))
            .build();

    private int questions;

    @ParameterizedTest
    @EnumSource
    void whereTheServiceAnswersTheNextQuestionIsAskedUnlessThisOneBeganAPause(UnavailableReason reason) {
        askedAndEndedBy(reason);

        assertThat(nextIsAsked()).isEqualTo(!PAUSES.contains(reason));
    }

    @ParameterizedTest
    @EnumSource
    void duringAPauseNoQuestionIsAskedWhateverItWouldHaveEndedBy(UnavailableReason reason) {
        service.fails(UnavailableReason.RATE_LIMITED);
        check();
        service.fails(reason);

        assertThat(isAsked()).isFalse();
        assertThat(backend.state().status()).isEqualTo(Status.PAUSED);
    }

    @ParameterizedTest
    @EnumSource
    void afterAPauseAQuestionThatAskedNothingLeavesItToTheNextOneToFindOut(UnavailableReason reason) {
        service.fails(UnavailableReason.RATE_LIMITED);
        check();
        time.advance(Duration.ofSeconds(11));
        askedAndEndedBy(reason);

        assertThat(nextIsAsked()).isEqualTo(!PAUSES.contains(reason));
    }

    @ParameterizedTest
    @EnumSource
    void whereTheBreakerIsHalfOpenAQuestionThatAskedNothingLeavesItToTheNextOneToFindOut(UnavailableReason reason) {
        service.fails(UnavailableReason.SERVER_ERROR);
        for (int i = 0; i < 4; i++) {
            check();
        }
        assertThat(backend.state().status()).isEqualTo(Status.CIRCUIT_OPEN);
        time.advance(Duration.ofSeconds(31));
        askedAndEndedBy(reason);

        assertThat(nextIsAsked()).isEqualTo(!PAUSES.contains(reason) && !FAILURES.contains(reason));
    }

    @Test
    void aClientWhoseBudgetIsSpentKeepsAPausedServiceFromNobody() {
        service.fails(UnavailableReason.RATE_LIMITED);
        check();
        int answered = 0;
        for (int second = 0; second < 600; second++) {
            time.advance(Duration.ofSeconds(1));
            service.fails(UnavailableReason.BUDGET_SPENT);
            check();
            answered += nextIsAsked() ? 1 : 0;
        }

        assertThat(answered).isEqualTo(591);
    }

    @Test
    void afterAPauseAQuestionThatTheOpenBreakerStopsLeavesItToALaterOneToFindOut() {
        service.answers(BackendAnswer.unavailable(UnavailableReason.SERVER_ERROR, Duration.ofSeconds(1), null));
        for (int i = 0; i < 4; i++) {
            check();
            time.advance(Duration.ofSeconds(1));
        }
        time.advance(Duration.ofSeconds(28));
        assertThat(check().unavailableReason()).contains(UnavailableReason.CIRCUIT_OPEN);
        time.advance(Duration.ofSeconds(2));

        assertThat(nextIsAsked()).isTrue();
    }

    @Test
    void afterAPauseAQuestionThatFindsNoPlaceLeavesItToALaterOneToFindOut() throws Exception {
        ResilientBackend narrow = ResilientBackend.builder(service)
                .nanoTime(time)
                .clock(time)
                .keepFailures(Duration.ZERO)
                .retries(0)
                .maxConcurrent(2)
                .maxWait(Duration.ofMillis(1))
                .rateLimitPause(Duration.ofSeconds(10))
                .build();
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            Semaphore mayAnswer = new Semaphore(0);
            Future<BackendAnswer> slow = beginsToAsk(narrow, callers, mayAnswer);
            service.fails(UnavailableReason.RATE_LIMITED);
            assertThat(check(narrow).unavailableReason()).contains(UnavailableReason.RATE_LIMITED);
            time.advance(Duration.ofSeconds(11));
            Future<BackendAnswer> probe = beginsToAsk(narrow, callers, mayAnswer);
            time.advance(Duration.ofSeconds(6));
            assertThat(check(narrow).unavailableReason()).contains(UnavailableReason.OVERLOADED);
            mayAnswer.release(2);
            assertThat(slow.get().isAvailable()).isTrue();
            assertThat(probe.get().isAvailable()).isTrue();

            service.answers(ScriptedBackend.white(Scope.ADDRESS));
            assertThat(check(narrow).isAvailable()).isTrue();
        } finally {
            callers.shutdownNow();
        }
    }

    private void askedAndEndedBy(UnavailableReason reason) {
        service.fails(reason);
        assertThat(isAsked()).isTrue();
    }

    private boolean nextIsAsked() {
        service.answers(ScriptedBackend.white(Scope.ADDRESS));
        return isAsked();
    }

    private boolean isAsked() {
        int before = service.asked.size();
        check();
        return service.asked.size() > before;
    }

    private Future<BackendAnswer> beginsToAsk(ResilientBackend asked, ExecutorService callers, Semaphore mayAnswer) {
        Semaphore arrived = new Semaphore(0);
        service.answers(query -> {
            arrived.release();
            mayAnswer.acquireUninterruptibly();
            return ScriptedBackend.white(Scope.ADDRESS);
        });
        Future<BackendAnswer> answer = callers.submit(() -> check(asked));
        arrived.acquireUninterruptibly();
        return answer;
    }

    private BackendAnswer check() {
        return check(backend);
    }

    private BackendAnswer check(ResilientBackend asked) {
        EmailAddress address =
                EmailAddress.parse("bob" + questions++ + "@example.com").orElseThrow();
        return asked.check(BackendQuery.of(address, Deadline.after(Duration.ofSeconds(5), time))
                .build());
    }
}
