/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks.remote;

import io.github.notdisposable.Category;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.resilience.ResilientBackend;
import io.github.notdisposable.services.StopRegBackend;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks about one address from many threads at once, and prints how many requests were made and how many callers got their answer. */
public final class ManyCallers {

    private static final int CALLERS = 10_000;

    private ManyCallers() {}

    /** Runs; prints the number of requests and of answers. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (StubService service = new StubService(false);
                EmailChecker checker = EmailChecker.builder()
                        .deadline(Duration.ofMinutes(1))
                        .backend(ResilientBackend.of(StopRegBackend.builder()
                                .apiToken("token")
                                .baseUrl(service.baseUrl())
                                .timeout(Duration.ofMinutes(1))
                                .build()))
                        .build()) {
            CountDownLatch start = new CountDownLatch(1);
            AtomicInteger answered = new AtomicInteger();
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Thread caller = new Thread(null, () -> call(checker, start, answered), "caller", 512 * 1_024);
                callers.add(caller);
                caller.start();
            }
            start.countDown();
            for (Thread caller : callers) {
                caller.join();
            }
            System.out.println(service.requests() + " " + answered);
        }
    }

    private static void call(EmailChecker checker, CountDownLatch start, AtomicInteger answered) {
        try {
            start.await();
        } catch (InterruptedException interrupted) {
            return;
        }
        checker.check("ada@company.example")
                .filter(verdict -> verdict.category() == Category.WHITE)
                .ifPresent(verdict -> answered.incrementAndGet());
    }
}
