/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.notdisposable.fixtures.LogCapture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SelectorLoopTest {

    private final SelectorLoop loop = new SelectorLoop(Duration.ofMillis(1));

    @AfterEach
    void close() {
        loop.close();
    }

    private Thread thread() {
        return CompletableFuture.supplyAsync(Thread::currentThread, loop::execute)
                .join();
    }

    @Test
    void itsThreadEndsWithoutWorkAndAnotherStartsWithTheNext() throws InterruptedException {
        Thread first = thread();
        first.join();
        Thread second = thread();

        assertThat(second).isNotSameAs(first);
    }

    @Test
    void itsThreadStaysWhileATimerRuns() {
        CompletableFuture<Thread> atTimer = new CompletableFuture<>();
        CompletableFuture<Thread> scheduling = new CompletableFuture<>();
        loop.execute(() -> {
            scheduling.complete(Thread.currentThread());
            loop.at(loop.nanoTime() + 50_000_000, () -> atTimer.complete(Thread.currentThread()));
        });

        assertThat(atTimer.join()).isSameAs(scheduling.join());
    }

    @Test
    void runsTimersInTheirOrderAndNoCanceledOne() {
        List<String> ran = new ArrayList<>();
        CompletableFuture<Void> last = new CompletableFuture<>();
        loop.execute(() -> {
            long now = loop.nanoTime();
            loop.at(now + 3_000_000, () -> last.complete(null));
            loop.at(now + 2_000_000, () -> ran.add("second"));
            loop.at(now + 1_500_000, () -> ran.add("canceled")).cancel();
            loop.at(now + 1_000_000, () -> ran.add("first"));
        });
        last.join();

        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void aTaskThatFailsHarmsNoOther() {
        try (LogCapture log = new LogCapture()) {
            loop.execute(() -> {
                throw new IllegalStateException("bob@example.com");
            });

            assertThat(thread().getName()).startsWith("notdisposable-dns-");
            assertThat(log.messages("MailServerLookup"))
                    .containsExactly("A DNS lookup failed unexpectedly with a java.lang.IllegalStateException.");
        }
    }

    @Test
    void closingRunsWhatWasAcceptedAndRefusesMore() throws InterruptedException {
        CompletableFuture<Thread> early = new CompletableFuture<>();
        loop.execute(() ->
                loop.at(loop.nanoTime() + Duration.ofHours(1).toNanos(), () -> early.complete(Thread.currentThread())));

        loop.close();

        early.join().join();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> loop.execute(() -> {}));
    }
}
