/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks.remote;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailVerdict;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.resilience.ResilientBackend;
import io.github.notdisposable.services.StopRegBackend;
import io.github.notdisposable.services.UserCleaningBackend;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Checks addresses for some minutes against two services that do wrong at random and are down now and then, and prints what was there before
 * and after: heap, threads, connections, open files.
 *
 * <p>No check may be lost, and none may take longer than its deadline and 100 ms, whatever the services do.
 */
public final class Soak {

    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final Duration GRACE = Duration.ofMillis(100);
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final int CALLERS = 16;
    private static final int ADDRESSES = 20_000;

    private final LongAdder asked = new LongAdder();
    private final Map<Category, LongAdder> verdicts = new EnumMap<>(Category.class);
    private final LongAdder lateAtFirst = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder thrown = new LongAdder();
    private final AtomicLong longest = new AtomicLong();
    private final AtomicLong longestSleep = new AtomicLong();
    private volatile boolean warm;
    private volatile boolean over;

    private Soak() {
        for (Category category : Category.values()) {
            verdicts.put(category, new LongAdder());
        }
    }

    /**
     * Runs; the exit status is 1 if something was lost or leaked.
     *
     * @param args the seconds, 300 if there are none
     */
    public static void main(String[] args) throws Exception {
        Duration time = Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 300);
        System.exit(new Soak().run(time) ? 0 : 1);
    }

    /** What the process holds. */
    private record Held(long heap, int threads, int connections, int files) {

        String row(String when) {
            return String.format(
                    Locale.ROOT, "| %s | %.1f MB | %d | %d | %d |", when, heap / 1e6, threads, connections, files);
        }
    }

    private boolean run(Duration time) throws Exception {
        StubService userCleaning = new StubService(true);
        StubService stopReg = new StubService(true);
        Held start = held(userCleaning, stopReg);
        EmailChecker checker = checker(userCleaning, stopReg);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        for (int i = 0; i < CALLERS; i++) {
            callers.execute(() -> call(checker));
        }
        Thread control = new Thread(this::sleep, "control");
        control.start();
        weather(WARM_UP, userCleaning, stopReg);
        Held before = held(userCleaning, stopReg);
        warm = true;
        weather(time, userCleaning, stopReg);
        Held after = held(userCleaning, stopReg);
        over = true;
        control.join();
        callers.shutdown();
        boolean ended = callers.awaitTermination(30, TimeUnit.SECONDS);
        checker.close();
        TimeUnit.SECONDS.sleep(2);
        Held closed = held(userCleaning, stopReg);

        long answered = verdicts.values().stream().mapToLong(LongAdder::sum).sum();
        System.out.println("Java " + Runtime.version() + ", " + time.toSeconds() + " s after "
                + WARM_UP.toSeconds() + " s of warming up, " + CALLERS + " callers, deadline " + DEADLINE.toMillis()
                + " ms");
        System.out.println(asked + " checks, " + answered + " verdicts " + verdicts + ", " + thrown + " exceptions");
        System.out.println((userCleaning.requests() + stopReg.requests()) + " requests reached the services");
        System.out.println("the machine let a thread that slept for 1 ms sleep for " + longestSleep.get() / 1_000_000
                + " ms at worst");
        System.out.println("later than the deadline and " + GRACE.toMillis() + " ms: " + lateAtFirst
                + " while warming up, " + late + " after that; the longest check took "
                + longest.get() / 1_000_000 + " ms");
        System.out.println();
        System.out.println("| | Heap | Threads | Connections | Open files |\n|---|---|---|---|---|");
        System.out.println(start.row("before the checker"));
        System.out.println(before.row("warmed up"));
        System.out.println(after.row("at the end"));
        System.out.println(closed.row("closed"));
        return ended
                && asked.sum() == answered
                && thrown.sum() == 0
                && after.heap < before.heap * 1.2 + 5e6
                && closed.threads <= start.threads
                && closed.connections == 0;
    }

    private static EmailChecker checker(StubService userCleaning, StubService stopReg) {
        Random random = new Random();
        return EmailChecker.builder()
                .deadline(DEADLINE)
                .client(() -> ClientIp.parse("198.51.100." + random.nextInt(256)))
                .backend(ResilientBackend.builder(UserCleaningBackend.builder()
                                .apiKey("key")
                                .baseUrl(userCleaning.baseUrl())
                                .build())
                        .keep(Category.WHITE, Duration.ofSeconds(10))
                        .openTime(Duration.ofSeconds(1))
                        .serveStale(Duration.ofSeconds(20))
                        .build())
                .backend(ResilientBackend.builder(StopRegBackend.builder()
                                .apiToken("token")
                                .baseUrl(stopReg.baseUrl())
                                .build())
                        .keep(Category.WHITE, Duration.ofSeconds(10))
                        .openTime(Duration.ofSeconds(1))
                        .serveStale(Duration.ofSeconds(20))
                        .build())
                .build();
    }

    /** Now and then a service is down for a while. */
    private static void weather(Duration time, StubService... services) throws InterruptedException {
        Random random = new Random();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(Math.min(2_000 + random.nextInt(5_000), time.toMillis()));
            StubService one = services[random.nextInt(services.length)];
            one.setDown(true);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
            one.setDown(false);
        }
    }

    private void call(EmailChecker checker) {
        Random random = new Random();
        Set<EmailTrait> wanted = Set.of(EmailTrait.DISPOSABLE);
        while (!over) {
            int number = random.nextInt(ADDRESSES);
            EmailAddress address = EmailAddress.parse("user" + number + "@company" + number % 500 + ".example")
                    .orElseThrow();
            asked.increment();
            long start = System.nanoTime();
            try {
                EmailVerdict verdict = checker.check(address, wanted);
                Objects.requireNonNull(verdicts.get(verdict.category())).increment();
            } catch (RuntimeException forbidden) {
                thrown.increment();
            }
            long took = System.nanoTime() - start;
            longest.accumulateAndGet(took, Math::max);
            if (took > DEADLINE.plus(GRACE).toNanos()) {
                (warm ? late : lateAtFirst).increment();
            }
            pause();
        }
    }

    /** Tells how far the machine itself is late: a busy one is late for everybody. */
    private void sleep() {
        while (!over) {
            long start = System.nanoTime();
            LockSupport.parkNanos(1_000_000);
            longestSleep.accumulateAndGet(System.nanoTime() - start, Math::max);
        }
    }

    /** Some hundred checks a second and caller: enough to find a leak, and little enough to leave a processor to others. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns what the last collection left of the heap, without what the callers have allocated since. */
    private static long survivors() {
        long bytes = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage left = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            bytes += left == null ? 0 : left.getUsed();
        }
        return bytes;
    }

    private static Held held(StubService... services) throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(200);
        }
        int connections = 0;
        for (StubService service : services) {
            connections += service.connections();
        }
        int own = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            String name = thread.getName();
            own += name.startsWith("notdisposable-") || name.startsWith("HttpClient-") ? 1 : 0;
        }
        String[] files = Optional.ofNullable(new File("/proc/self/fd").list()).orElse(new String[0]);
        return new Held(survivors(), own, connections, files.length);
    }
}
