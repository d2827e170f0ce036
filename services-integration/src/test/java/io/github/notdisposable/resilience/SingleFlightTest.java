/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import static io.github.notdisposable.resilience.ScriptedBackend.white;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Category;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.client.ClientIp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SingleFlightTest {

    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void stopCallers() throws InterruptedException {
        callers.shutdownNow();
        assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void makesOneRequestOfManyEqualQuestionsAtOnce() throws Exception {
        int number = 200;
        CountDownLatch allAreHere = new CountDownLatch(number);
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.answers(asked -> {
            await(allAreHere);
            return white(Scope.ADDRESS);
        });
        ResilientBackend backend = ResilientBackend.of(service);

        List<Future<BackendAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            answers.add(callers.submit(() -> {
                allAreHere.countDown();
                return backend.check(query("ada@x.com", null));
            }));
        }

        for (Future<BackendAnswer> answer : answers) {
            assertThat(answer.get().category()).contains(Category.WHITE);
        }
        assertThat(service.asked).hasSize(1);
    }

    @Test
    void asksForEachClientWhereTheServiceLooksAtTheClient() throws Exception {
        CountDownLatch bothAsked = new CountDownLatch(2);
        ScriptedBackend service = new ScriptedBackend(Scope.CLIENT);
        service.answers(asked -> {
            bothAsked.countDown();
            await(bothAsked);
            return white(Scope.ADDRESS);
        });
        ResilientBackend backend = ResilientBackend.of(service);

        Future<BackendAnswer> one = callers.submit(() -> backend.check(query("ada@x.com", "198.51.100.7")));
        Future<BackendAnswer> other = callers.submit(() -> backend.check(query("ada@x.com", "203.0.113.9")));

        assertThat(one.get().isAvailable()).isTrue();
        assertThat(other.get().isAvailable()).isTrue();
        assertThat(service.asked).hasSize(2);
    }

    @Test
    void leavesTheOthersAloneWhenTheOneThatAsksIsInterrupted() throws Exception {
        CountDownLatch firstAsks = new CountDownLatch(1);
        // Otherwise the first could be served with the answer that the other has got meanwhile.
        CountDownLatch firstIsBack = new CountDownLatch(1);
        AtomicReference<@Nullable Thread> first = new AtomicReference<>();
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.answers(asked -> {
            if (service.asked.size() > 1) {
                await(firstIsBack);
                return white(Scope.ADDRESS);
            }
            first.set(Thread.currentThread());
            firstAsks.countDown();
            try {
                new CountDownLatch(1).await();
                throw new AssertionError();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return BackendAnswer.unavailable(UnavailableReason.INTERRUPTED);
            }
        });
        ResilientBackend backend = ResilientBackend.of(service);

        Future<BackendAnswer> leader = callers.submit(() -> backend.check(query("ada@x.com", null)));
        await(firstAsks);
        Future<BackendAnswer> follower = callers.submit(() -> backend.check(query("ada@x.com", null)));
        first.get().interrupt();

        assertThat(leader.get().unavailableReason()).contains(UnavailableReason.INTERRUPTED);
        firstIsBack.countDown();
        assertThat(follower.get().category()).contains(Category.WHITE);
    }

    @Test
    void asksForTheOthersWhereTheOneThatAsksHasSpentItsBudget() throws Exception {
        CountDownLatch firstAsks = new CountDownLatch(1);
        CountDownLatch firstMayEnd = new CountDownLatch(1);
        AtomicReference<@Nullable Thread> second = new AtomicReference<>();
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.answers(asked -> {
            boolean spent = !asked.tryLookup();
            if (spent) {
                firstAsks.countDown();
                await(firstMayEnd);
            }
            return spent ? BackendAnswer.unavailable(UnavailableReason.BUDGET_SPENT) : white(Scope.ADDRESS);
        });
        ResilientBackend backend = ResilientBackend.builder(service)
                .keep(Category.WHITE, Duration.ZERO)
                .serveStale(Duration.ZERO)
                .build();

        Future<BackendAnswer> leader = callers.submit(
                () -> backend.check(BackendQuery.of(address("ada@x.com"), Deadline.after(Duration.ofSeconds(40)))
                        .lookups(() -> false)
                        .build()));
        await(firstAsks);
        Future<BackendAnswer> follower = callers.submit(() -> {
            second.set(Thread.currentThread());
            return backend.check(query("ada@x.com", null));
        });
        while (second.get() == null || second.get().getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        firstMayEnd.countDown();

        assertThat(leader.get().unavailableReason()).contains(UnavailableReason.BUDGET_SPENT);
        assertThat(follower.get().category()).contains(Category.WHITE);
    }

    @Test
    void keepsToTheDeadlineAndTheInterruptOfOneThatWaits() throws Exception {
        CountDownLatch asks = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.answers(asked -> {
            asks.countDown();
            await(mayAnswer);
            return white(Scope.ADDRESS);
        });
        ResilientBackend backend = ResilientBackend.of(service);
        Future<BackendAnswer> leader = callers.submit(() -> backend.check(query("ada@x.com", null)));
        await(asks);

        BackendAnswer late = backend.check(BackendQuery.of(address("ada@x.com"), Deadline.after(Duration.ofMillis(20)))
                .build());
        Thread.currentThread().interrupt();
        BackendAnswer interrupted = backend.check(query("ada@x.com", null));
        boolean flag = Thread.interrupted();
        mayAnswer.countDown();

        assertThat(late.unavailableReason()).contains(UnavailableReason.TIMEOUT);
        assertThat(interrupted.unavailableReason()).contains(UnavailableReason.INTERRUPTED);
        assertThat(flag).isTrue();
        assertThat(leader.get().isAvailable()).isTrue();
    }

    @Test
    void letsOnlySoManyRequestsBeUnderWay() throws Exception {
        CountDownLatch twoAsk = new CountDownLatch(2);
        Semaphore mayAnswer = new Semaphore(0);
        ScriptedBackend service = holding(twoAsk, mayAnswer);
        ResilientBackend backend = ResilientBackend.builder(service)
                .maxConcurrent(2)
                .maxWait(Duration.ofSeconds(30))
                .build();
        Future<BackendAnswer> one = callers.submit(() -> backend.check(query("one@x.com", null)));
        Future<BackendAnswer> two = callers.submit(() -> backend.check(query("two@x.com", null)));
        await(twoAsk);

        BackendAnswer impatient =
                backend.check(BackendQuery.of(address("three@x.com"), Deadline.after(Duration.ofMillis(20)))
                        .build());
        assertThat(impatient.unavailableReason()).contains(UnavailableReason.OVERLOADED);
        assertThat(backend.state().underWay()).isEqualTo(2);

        Future<BackendAnswer> patient = callers.submit(() -> backend.check(query("four@x.com", null)));
        mayAnswer.release(3);
        assertThat(one.get().isAvailable()).isTrue();
        assertThat(two.get().isAvailable()).isTrue();
        assertThat(patient.get().isAvailable()).isTrue();
        assertThat(backend.state().underWay()).isZero();
    }

    @Test
    void doesWithoutTheServiceWhereNoPlaceBecomesFree() throws Exception {
        CountDownLatch oneAsks = new CountDownLatch(1);
        Semaphore mayAnswer = new Semaphore(0);
        ScriptedBackend service = holding(oneAsks, mayAnswer);
        ResilientBackend backend = ResilientBackend.builder(service)
                .maxConcurrent(1)
                .maxWait(Duration.ofMillis(1))
                .build();
        Future<BackendAnswer> one = callers.submit(() -> backend.check(query("one@x.com", null)));
        await(oneAsks);

        BackendAnswer two = backend.check(query("two@x.com", null));
        Thread.currentThread().interrupt();
        BackendAnswer interrupted = backend.check(query("three@x.com", null));
        boolean flag = Thread.interrupted();

        assertThat(two.unavailableReason()).contains(UnavailableReason.OVERLOADED);
        assertThat(interrupted.unavailableReason()).contains(UnavailableReason.INTERRUPTED);
        assertThat(flag).isTrue();
        mayAnswer.release(2);
        assertThat(one.get().isAvailable()).isTrue();
        assertThat(backend.check(query("two@x.com", null)).isAvailable()).isTrue();
    }

    /** A service that tells of each question, and answers when it may. */
    private static ScriptedBackend holding(CountDownLatch asks, Semaphore mayAnswer) {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.answers(asked -> {
            asks.countDown();
            mayAnswer.acquireUninterruptibly();
            return white(Scope.ADDRESS);
        });
        return service;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    private static BackendQuery query(String address, @Nullable String client) {
        return BackendQuery.of(address(address), Deadline.after(Duration.ofSeconds(40)))
                .client(client == null ? null : ClientIp.parse(client).orElseThrow())
                .build();
    }
}
