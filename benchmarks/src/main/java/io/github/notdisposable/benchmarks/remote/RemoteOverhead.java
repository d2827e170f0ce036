/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks.remote;

import io.github.notdisposable.Category;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.resilience.ResilientBackend;
import io.github.notdisposable.services.StopRegBackend;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A question that must go to the service, through all that stands before it, and the same request sent with the JDK's client alone, in turns of
 * some hundred: waking a thread takes several times as long at one moment as at another, and so it does for both.
 */
public final class RemoteOverhead {

    private static final int TURN = 200;
    private static final int WARM_UP = 60;

    private RemoteOverhead() {}

    private interface Call {

        void make(String address) throws IOException, InterruptedException;
    }

    /**
     * Runs; prints nanoseconds: the median and the 99th percentile of the check, and of the bare call.
     *
     * @param args the number of turns
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int turns = Integer.parseInt(args[0]);
        long[] checks = new long[turns * TURN];
        long[] calls = new long[turns * TURN];
        try (StubService service = new StubService(false);
                EmailChecker checker = EmailChecker.builder()
                        .backend(ResilientBackend.of(StopRegBackend.builder()
                                .apiToken("token")
                                .baseUrl(service.baseUrl())
                                .build()))
                        .build()) {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            Call check = address -> {
                if (checker.check(address).orElseThrow().category() != Category.WHITE) {
                    throw new IOException("not asked");
                }
            };
            Call bare = address -> client.send(request(service, address), BodyHandlers.ofByteArray());
            for (int turn = -WARM_UP; turn < turns; turn++) {
                turn(checks, turn, check);
                turn(calls, turn, bare);
            }
            if (service.requests() != 2L * (WARM_UP + turns) * TURN) {
                throw new IllegalStateException(service.requests() + " requests");
            }
        }
        Arrays.sort(checks);
        Arrays.sort(calls);
        System.out.println(of(checks, 50) + " " + of(checks, 99) + " " + of(calls, 50) + " " + of(calls, 99));
    }

    private static HttpRequest request(StubService service, String address) {
        return HttpRequest.newBuilder(URI.create(service.baseUrl() + "/api/v1/verify/email/"
                        + URLEncoder.encode(address, StandardCharsets.UTF_8)))
                .header("x-api-token", "token")
                .header("Accept", "application/json")
                .build();
    }

    private static void turn(long[] times, int turn, Call call) throws IOException, InterruptedException {
        for (int i = 0; i < TURN; i++) {
            String address = "user" + turn + "-" + i + "@company.example";
            long start = System.nanoTime();
            call.make(address);
            if (turn >= 0) {
                times[turn * TURN + i] = System.nanoTime() - start;
            }
        }
    }

    private static long of(long[] sorted, int percent) {
        return sorted[(int) ((long) sorted.length * percent / 100)];
    }
}
