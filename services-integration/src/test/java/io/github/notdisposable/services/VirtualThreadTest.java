/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.resilience.ResilientBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21)
@Timeout(120)
class VirtualThreadTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void holdsNoCarrierThreadWhileItWaitsForTheService() throws Exception {
        // Far more requests than there are carrier threads must be under way before any is answered.
        int number = 200;
        CountDownLatch allAreUnderWay = new CountDownLatch(number);
        try (FaultServer server = new FaultServer(exchange -> {
                    allAreUnderWay.countDown();
                    boolean all = allAreUnderWay.await(50, TimeUnit.SECONDS);
                    String answer = "{\"data\":{\"classification\":{\"is_disposable\":" + !all + "}}}";
                    exchange.respond(200, "Content-Type: application/json\r\n", answer.getBytes(UTF_8));
                    return true;
                });
                ResilientBackend backend = ResilientBackend.builder(StopRegBackend.builder()
                                .apiToken("token")
                                .baseUrl(server.baseUrl())
                                .timeout(LONG)
                                .build())
                        .maxConcurrent(number)
                        .maxWait(LONG.dividedBy(2))
                        .build()) {
            ExecutorService threads = virtualThreads();
            List<Future<BackendAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                EmailAddress address = EmailAddress.parse("ada" + i + "@x.com").orElseThrow();
                answers.add(threads.submit(() -> backend.check(
                        BackendQuery.of(address, Deadline.after(LONG)).build())));
            }
            for (Future<BackendAnswer> answer : answers) {
                assertThat(answer.get().isAvailable()).isTrue();
                assertThat(answer.get().traits()).isEmpty();
            }
            threads.shutdown();
        }
    }

    /** Compiled for 17, where there are none. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
