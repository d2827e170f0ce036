/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.notdisposable.backend.UnavailableReason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
