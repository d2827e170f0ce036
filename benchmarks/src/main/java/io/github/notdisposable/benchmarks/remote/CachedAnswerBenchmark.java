/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks.remote;

import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailVerdict;
import io.github.notdisposable.resilience.ResilientBackend;
import io.github.notdisposable.services.StopRegBackend;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An answer that the service gave before: of the backend alone, and of a checker that has it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CachedAnswerBenchmark {

    private static final int ADDRESSES = 1_024;

    private final BackendQuery[] queries = new BackendQuery[ADDRESSES];
    private final String[] addresses = new String[ADDRESSES];
    private final StubService service = new StubService(false);
    private final ResilientBackend backend = ResilientBackend.of(StopRegBackend.builder()
            .apiToken("token")
            .baseUrl(service.baseUrl())
            .build());
    private final EmailChecker checker = EmailChecker.builder().backend(backend).build();
    private int next;

    /** Asks the service once about each address. */
    @Setup
    public void fill() {
        for (int i = 0; i < ADDRESSES; i++) {
            addresses[i] = "user" + i + "@company" + i + ".example";
            queries[i] = BackendQuery.of(
                            EmailAddress.parse(addresses[i]).orElseThrow(), Deadline.after(Duration.ofHours(1)))
                    .build();
            backend.check(queries[i]);
        }
        if (service.requests() != ADDRESSES) {
            throw new IllegalStateException(service.requests() + " requests");
        }
    }

    /** Makes sure that nothing but the cache was asked. */
    @TearDown
    public void close() throws IOException {
        long requests = service.requests();
        checker.close();
        service.close();
        if (requests != ADDRESSES) {
            throw new IllegalStateException(requests + " requests");
        }
    }

    /** {@return what the backend says} */
    @Benchmark
    public BackendAnswer backend() {
        return backend.check(queries[next++ & ADDRESSES - 1]);
    }

    /** {@return what a checker says that asks it alone, from the text of the address to the verdict} */
    @Benchmark
    public Optional<EmailVerdict> checker() {
        return checker.check(addresses[next++ & ADDRESSES - 1]);
    }
}
