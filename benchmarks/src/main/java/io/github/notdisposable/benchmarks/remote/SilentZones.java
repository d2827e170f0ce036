/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks.remote;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.embedded.EmbeddedBackend;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Checks addresses whose name server takes 50 ms, while others at silent zones are checked as well, and prints a line for each kind of silence, the
 * first without any: its name, the median and the longest time in milliseconds, the number of wrong verdicts, and the number of checks.
 */
public final class SilentZones {

    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final Set<EmailTrait> WANTED = Set.of(EmailTrait.NO_MAIL_SERVER, EmailTrait.UNRESOLVED);
    private static final List<String> KINDS = List.of("null", "missing", "burner");
    private static final List<EmailTrait> RIGHT =
            List.of(EmailTrait.NO_MAIL_SERVER, EmailTrait.UNRESOLVED, EmailTrait.DISPOSABLE);

    private SilentZones() {}

    /**
     * Runs.
     *
     * @param args the seconds for each kind of silence
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int seconds = Integer.parseInt(args[0]);
        measure("nothing", 0, i -> "", 2, false);
        measure("nothing", 0, i -> "", seconds, true);
        measure("300-of-one-silent-zone", 300, i -> "silent" + i + ".slow.com", seconds, true);
        measure("20-silent-zones", 20, i -> "silent" + i + ".com", seconds, true);
        measure("100-silent-zones", 100, i -> "silent" + i + ".com", seconds, true);
        measure("300-silent-zones", 300, i -> "silent" + i + ".com", seconds, true);
    }

    private static void measure(
            String name, int perSecond, LongFunction<String> silentDomain, int seconds, boolean print)
            throws IOException, InterruptedException {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        ExecutorService visitors = Executors.newCachedThreadPool();
        try (StubNameServer server = new StubNameServer(LATENCY);
                EmbeddedBackend backend = EmbeddedBackend.builder()
                        .dnsServers(List.of(server.address()))
                        .build()) {
            if (perSecond > 0) {
                AtomicLong silent = new AtomicLong();
                Future<?> unused = clock.scheduleAtFixedRate(
                        () -> {
                            String domain = silentDomain.apply(silent.incrementAndGet());
                            visitors.execute(() -> check(backend, domain));
                        },
                        0,
                        1_000_000 / perSecond,
                        TimeUnit.MICROSECONDS);
                Thread.sleep(4_000);
            }
            List<Double> millis = new ArrayList<>();
            int wrong = 0;
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            for (int i = 0; System.nanoTime() < end; i++) {
                long start = System.nanoTime();
                Set<EmailTrait> traits = check(backend, KINDS.get(i % 3) + i + ".net");
                millis.add((System.nanoTime() - start) / 1e6);
                wrong += traits.contains(RIGHT.get(i % 3)) ? 0 : 1;
            }
            Collections.sort(millis);
            if (print) {
                System.out.printf(
                        Locale.ROOT,
                        "%s %.1f %.1f %d %d%n",
                        name,
                        millis.get(millis.size() / 2),
                        millis.get(millis.size() - 1),
                        wrong,
                        millis.size());
            }
        } finally {
            clock.shutdownNow();
            visitors.shutdownNow();
            visitors.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private static Set<EmailTrait> check(EmbeddedBackend backend, String domain) {
        EmailAddress address = EmailAddress.parse("bob@" + domain).orElseThrow();
        return backend.check(BackendQuery.of(address, Deadline.after(Duration.ofSeconds(5)))
                        .wanted(WANTED)
                        .build())
                .traits();
    }
}
