/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks.remote;

import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailVerdict;
import io.github.notdisposable.resilience.ResilientBackend;
import io.github.notdisposable.services.StopRegBackend;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What {@link RemoteOverhead} compares, for what it allocates. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RemoteBenchmark {

    private final StubService service = new StubService(false);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EmailChecker checker = EmailChecker.builder()
            .backend(ResilientBackend.of(StopRegBackend.builder()
                    .apiToken("token")
                    .baseUrl(service.baseUrl())
                    .build()))
            .build();
    private long next;

    /** Stops it. */
    @TearDown
    public void stop() throws IOException {
        checker.close();
        service.close();
    }

    /** {@return the verdict on an address that was never asked about before} */
    @Benchmark
    public Optional<EmailVerdict> check() {
        return checker.check("user" + next++ + "@company.example");
    }

    /** {@return the response to the same request, whose body nobody reads} */
    @Benchmark
    public HttpResponse<byte[]> bare() throws IOException, InterruptedException {
        String address = URLEncoder.encode("user" + next++ + "@company.example", StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.baseUrl() + "/api/v1/verify/email/" + address))
                .header("x-api-token", "token")
                .header("Accept", "application/json")
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }
}
