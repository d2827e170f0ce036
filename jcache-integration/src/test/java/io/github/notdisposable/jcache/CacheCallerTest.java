/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Callers, and a cache that is a latch. */
class CacheCallerTest {

    private static final int CALLERS = 64;

    private final CountDownLatch arrived = new CountDownLatch(CALLERS);
    private final CountDownLatch answers = new CountDownLatch(1);

    @Test
    void moreCallersThanThereAreThreadsWaitForTheirTurn() throws Exception {
        try (CacheCaller caller = new CacheCaller(Duration.ofSeconds(30))) {
            List<Future<String>> callers = callers(caller);

            arrived.await();
            answers.countDown();

            for (Future<String> each : callers) {
                assertThat(each.get()).isEqualTo("cache");
            }
        }
    }

    @Test
    void whoWaitsForATurnWhenItIsClosedIsAnsweredAlone() throws Exception {
        List<Future<String>> callers;
        try (CacheCaller caller = new CacheCaller(Duration.ofDays(1))) {
            callers = callers(caller);
            arrived.await();
        }

        for (Future<String> each : callers) {
            assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo("alone");
        }
    }

    @Test
    void aCacheThatHangsHoldsUpNobodyForLong() {
        try (CacheCaller caller = new CacheCaller(Duration.ofMillis(50))) {
            long start = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                assertThat(caller.ask(this::answer, () -> "alone")).isEqualTo("alone");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void whoTellsTheCacheDoesNotWait() throws Exception {
        try (CacheCaller caller = new CacheCaller(Duration.ofSeconds(30))) {
            CountDownLatch told = new CountDownLatch(1);
            caller.submit(() -> {
                answer();
                told.countDown();
            });

            answers.countDown();

            assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatACacheThatHangsWasToldIsGivenUp() throws Exception {
        try (CacheCaller caller = new CacheCaller(Duration.ofMillis(50))) {
            CountDownLatch givenUp = new CountDownLatch(1);
            caller.submit(() -> {
                try {
                    answer();
                } catch (IllegalStateException interrupted) {
                    givenUp.countDown();
                    throw interrupted;
                }
            });

            assertThat(givenUp.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private List<Future<String>> callers(CacheCaller caller) {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        List<Future<String>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(threads.submit(() -> {
                arrived.countDown();
                return caller.ask(this::answer, () -> "alone");
            }));
        }
        threads.shutdown();
        return callers;
    }

    private String answer() {
        try {
            answers.await();
            return "cache";
        } catch (InterruptedException closed) {
            throw new IllegalStateException(closed);
        }
    }
}
