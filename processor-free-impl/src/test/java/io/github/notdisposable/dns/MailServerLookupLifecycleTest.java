/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.notdisposable.backend.UnavailableReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings, threads, and the end. */
@Timeout(20)
class MailServerLookupLifecycleTest extends DnsTestSupport {

    @Test
    void closingLeavesNoThreadAndEndsLookupsInFlight() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        TestDnsServer server = server();
        CountDownLatch asked = new CountDownLatch(1);
        server.udp(query -> {
            asked.countDown();
            return List.of();
        });
        MailServerLookup lookup = lookup(builder(server).timeout(LONG));
        CompletableFuture<MailServerAnswer> answer =
                CompletableFuture.supplyAsync(() -> ask(lookup, "shop.example.com"));
        asked.await();

        lookup.close();
        lookup.close();

        assertThat(answer.join()).isEqualTo(MailServerAnswer.unknown(UnavailableReason.FAILED));
        assertThat(ask(lookup, "later.example.com")).isEqualTo(MailServerAnswer.unknown(UnavailableReason.FAILED));
        List<Thread> left = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().matches(".*(notdisposable|dnsjava).*"))
                .toList();
        for (Thread thread : left) {
            // It ends a moment after the lookup is closed.
            thread.join(LONG.toMillis());
        }
        assertThat(left).noneMatch(Thread::isAlive);
    }

    @Test
    void makesItsCacheWithTheFirstLookupAndNotBefore() {
        SimulatedDns dns = new SimulatedDns();
        AtomicInteger made = new AtomicInteger();
        MailServerLookup lookup = counted(dns, made);

        assertThat(lookup.cached("shop.com")).isEmpty();
        assertThat(made).hasValue(0);

        assertThat(dns.find(lookup, "shop.com", null)).isNotDone();
        assertThat(dns.find(lookup, "mail.com", null)).isNotDone();
        assertThat(made).hasValue(1);
    }

    @Test
    void aBuilderThatGoesOnChangesNothingOfWhatItHasBuilt() {
        MailServerLookup.Builder builder = MailServerLookup.builder().timeout(Duration.ofMillis(1));
        List<Duration> timeouts = new ArrayList<>();
        SimulatedDns dns = new SimulatedDns();
        MailServerLookup lookup = builder.nameServers(List.of("127.0.0.1")).build(settings -> {
            timeouts.add(settings.timeout);
            return new MailServerCache(settings, dns, dns);
        });

        builder.timeout(Duration.ofHours(1));

        assertThat(dns.find(lookup, "shop.com", null)).isNotDone();
        assertThat(timeouts).containsExactly(Duration.ofMillis(1));
    }

    @Test
    void theFirstLookupsOfManyThreadsShareOneCache() throws Exception {
        int threads = 16;
        AtomicInteger made = new AtomicInteger();
        MailServerLookup lookup = counted(new SimulatedDns(), made);
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Set<Object> answers = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
            List<Future<Boolean>> lookups = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                lookups.add(pool.submit(() -> {
                    together.await();
                    return answers.add(lookup.find("shop.com", null));
                }));
            }
            for (Future<Boolean> each : lookups) {
                each.get();
            }

            assertThat(answers).hasSize(1);
            assertThat(made).hasValue(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void closedBeforeItsFirstLookupItAsksNobody() {
        AtomicInteger made = new AtomicInteger();
        MailServerLookup unused = counted(new SimulatedDns(), made);

        unused.close();
        assertThat(made).hasValue(0);

        Set<Thread> before = Thread.getAllStackTraces().keySet();
        MailServerLookup closed = MailServerLookup.builder().build();
        closed.close();
        assertThat(ask(closed, "shop.com")).isEqualTo(MailServerAnswer.unknown(UnavailableReason.FAILED));
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .noneMatch(thread -> thread.getName().startsWith("notdisposable-dns-"));
    }

    private static MailServerLookup counted(SimulatedDns dns, AtomicInteger made) {
        return MailServerLookup.builder().build(settings -> {
            made.incrementAndGet();
            return new MailServerCache(settings, dns, dns);
        });
    }

    @Test
    void itsThreadIsADaemon() throws Exception {
        CompletableFuture<Thread> seen = new CompletableFuture<>();
        TestDnsServer server = server("shop MX 10 mx.example.com.");
        server.udp(query -> {
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("notdisposable-dns-"))
                    .findFirst()
                    .ifPresent(seen::complete);
            return List.of(server.answer(query).toWire());
        });

        ask(lookup(server), "shop.example.com");

        assertThat(seen.join().isDaemon()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":53",
                "127.0.0.1:",
                "127.0.0.1:0",
                "127.0.0.1:65536",
                "127.0.0.1:x",
                "[::1",
                "[::1]53",
                "a b",
                "udp://x"
            })
    void aNameServerThatCannotBeReadIsAnErrorAtStartup(String server) {
        MailServerLookup.Builder builder = MailServerLookup.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.nameServers(List.of(server)))
                .withMessageContaining("'dnsServers'");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, 53",
        "127.0.0.1:5353, 127.0.0.1, 5353",
        "::1, 0:0:0:0:0:0:0:1, 53",
        "[::1], 0:0:0:0:0:0:0:1, 53",
        "[::1]:5353, 0:0:0:0:0:0:0:1, 5353",
    })
    void readsNameServers(String text, String host, int port) {
        assertThat(NameServers.parse(text).getAddress().getHostAddress()).isEqualTo(host);
        assertThat(NameServers.parse(text).getPort()).isEqualTo(port);
    }

    @Test
    void findsTheNameServersOfTheSystem() {
        NameServers system = NameServers.ofSystem();
        system.refresh();

        assertThat(system.get()).isNotEmpty();
    }

    @Test
    void settingsThatMakeNoSenseAreErrorsAtStartup() {
        MailServerLookup.Builder builder = MailServerLookup.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.timeout(Duration.ZERO))
                .withMessage("'timeout' must be positive, was PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.minTtl(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxTtl(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.unknownTtl(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.cacheMaxSize(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        MailServerLookup.builder().minTtl(Duration.ofHours(2)).build())
                .withMessage("'minTtl' must not be longer than 'maxTtl', was PT2H and PT1H");
    }
}
