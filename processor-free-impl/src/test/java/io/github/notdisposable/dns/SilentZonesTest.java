/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.fixtures.LogCapture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Name servers that keep silent cost those who ask about their zones, and nobody else. By a clock of the test. */
class SilentZonesTest {

    private static final MailServerAnswer OVERLOADED = MailServerAnswer.unknown(UnavailableReason.OVERLOADED);
    private static final ClientIp ATTACKER = ClientIp.parse("192.0.2.66").orElseThrow();
    private static final ClientIp VISITOR = ClientIp.parse("192.0.2.7").orElseThrow();

    private final SimulatedDns dns = new SimulatedDns();
    private final MailServerLookup lookup = dns.lookup();

    private CompletableFuture<SimulatedDns.Timed> find(String domain, @Nullable ClientIp client) {
        return dns.find(lookup, domain, client);
    }

    private void begin(String domain, @Nullable ClientIp client) {
        CompletableFuture<?> unused = find(domain, client);
    }

    private static MailServerAnswer rightAnswer(String domain) {
        if (domain.startsWith("missing")) {
            return MailServerAnswer.noSuchDomain();
        }
        if (domain.startsWith("null")) {
            return MailServerAnswer.noMail();
        }
        String exchanger = domain.startsWith("burner") ? "mail.mailinator.com" : "mx." + domain;
        return MailServerAnswer.acceptsMail(List.of(new MailServer(exchanger, 10)));
    }

    @ParameterizedTest(name = "{0} a second, {1}, {2}")
    @CsvSource({
        // silent lookups a second, their zones, their clients
        "0,    one zone,      one client",
        "300,  one zone,      many clients",
        "300,  one zone,      unknown clients",
        "20,   many zones,    many clients",
        "20,   many zones,    unknown clients",
        "20,   many zones,    the visitor's client",
        "300,  many zones,    one client",
        "300,  many zones,    unknown clients",
        "500,  many zones,    many clients",
        "2000, many zones,    one client",
        "2000, one zone,      unknown clients",
    })
    void leaveOtherLookupsTheirTimeAndTheirAnswer(int perSecond, String zones, String clients) {
        IntFunction<String> silentDomain =
                zones.equals("one zone") ? i -> "silent" + i + ".slow.com" : i -> "silent" + i + ".com";
        IntFunction<@Nullable ClientIp> silentClient = i -> switch (clients) {
            case "one client" -> ATTACKER;
            case "the visitor's client" -> VISITOR;
            case "many clients" ->
                ClientIp.parse("198.18." + i / 256 % 256 + "." + i % 256).orElseThrow();
            default -> null;
        };
        Map<String, CompletableFuture<SimulatedDns.Timed>> answers = new LinkedHashMap<>();
        List<String> kinds = List.of("missing", "null", "burner", "shop");
        int sent = 0;
        for (int centisecond = 0; centisecond < 500; centisecond++) {
            for (; sent < perSecond * centisecond / 100; sent++) {
                begin(silentDomain.apply(sent), silentClient.apply(sent));
            }
            if (centisecond % 10 == 9) {
                String domain = kinds.get(answers.size() % 4) + answers.size() + ".net";
                answers.put(domain, find(domain, VISITOR));
            }
            dns.pass(Duration.ofMillis(10));
        }
        dns.pass(Duration.ofSeconds(1));

        assertThat(answers)
                .hasSize(50)
                .allSatisfy((domain, answer) -> assertThat(answer)
                        .isCompletedWithValue(new SimulatedDns.Timed(rightAnswer(domain), SimulatedDns.LATENCY)));
        assertThat(dns.mostExchanges()).isLessThanOrEqualTo(DnsBulkhead.MAX);
    }

    @Test
    void aZoneHasFewLookupsInFlightAndMoreAreUnknownAtOnce() {
        List<CompletableFuture<SimulatedDns.Timed>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(find("silent" + i + ".slow.co.uk", null));
        }
        dns.pass(Duration.ZERO);

        assertThat(dns.exchanges()).isEqualTo(4);
        assertThat(answers.subList(0, 4)).noneMatch(CompletableFuture::isDone);
        assertThat(answers.subList(4, 10))
                .allSatisfy(each ->
                        assertThat(each).isCompletedWithValue(new SimulatedDns.Timed(OVERLOADED, Duration.ZERO)));

        dns.pass(Duration.ofSeconds(3));

        assertThat(answers.subList(0, 4))
                .allSatisfy(each -> assertThat(each)
                        .isCompletedWithValue(new SimulatedDns.Timed(
                                MailServerAnswer.unknown(UnavailableReason.TIMEOUT), Duration.ofSeconds(3))));
    }

    @Test
    void aRefusedLookupIsNotRememberedAndHasAPlaceLater() {
        IntStream.range(0, 4).forEach(i -> begin("silent" + i + ".slow.com", null));
        begin("shop.slow.com", null);
        dns.pass(Duration.ZERO);
        assertThat(lookup.cached("shop.slow.com")).isEmpty();

        dns.pass(Duration.ofSeconds(3));
        CompletableFuture<SimulatedDns.Timed> later = find("shop.slow.com", null);
        dns.pass(SimulatedDns.LATENCY);

        assertThat(later)
                .isCompletedWithValue(new SimulatedDns.Timed(rightAnswer("shop.slow.com"), SimulatedDns.LATENCY));
        assertThat(lookup.cached("shop.slow.com")).contains(rightAnswer("shop.slow.com"));
    }

    @Test
    void zonesBelowOnePublicSuffixAreDifferentZones() {
        IntStream.range(0, 4).forEach(i -> begin("silent" + i + ".slow.co.uk", null));
        CompletableFuture<SimulatedDns.Timed> other = find("shop.co.uk", null);
        dns.pass(SimulatedDns.LATENCY);

        assertThat(other).isCompletedWithValue(new SimulatedDns.Timed(rightAnswer("shop.co.uk"), SimulatedDns.LATENCY));
    }

    @Test
    void aClientHasABoundedNumberOfLookupsInFlight() {
        List<CompletableFuture<SimulatedDns.Timed>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(
                    find("silent" + i + ".com", ClientIp.parse("2001:db8::" + i).orElseThrow()));
        }
        dns.pass(Duration.ZERO);

        assertThat(dns.exchanges()).isEqualTo(16);
        assertThat(answers.subList(16, 20))
                .allSatisfy(each ->
                        assertThat(each).isCompletedWithValue(new SimulatedDns.Timed(OVERLOADED, Duration.ZERO)));
    }

    @Test
    void aClientsOldestLookupGivesWayAfterItsFairTime() {
        List<CompletableFuture<SimulatedDns.Timed>> silent = IntStream.range(0, 16)
                .mapToObj(i -> find("silent" + i + ".com", VISITOR))
                .toList();
        dns.pass(DnsBulkhead.FAIR_TIME);
        CompletableFuture<SimulatedDns.Timed> shop = find("shop.com", VISITOR);
        dns.pass(SimulatedDns.LATENCY);

        assertThat(shop).isCompletedWithValue(new SimulatedDns.Timed(rightAnswer("shop.com"), SimulatedDns.LATENCY));
        assertThat(silent.get(0)).isCompletedWithValue(new SimulatedDns.Timed(OVERLOADED, DnsBulkhead.FAIR_TIME));
        assertThat(silent.subList(1, 16)).noneMatch(CompletableFuture::isDone);
        assertThat(dns.exchanges()).isEqualTo(15);
    }

    @ParameterizedTest
    @CsvSource({
        // how long all places are taken when the lookup comes, how long it takes, whether it is answered
        "0,   100, false",
        "149, 100, false",
        "200, 100, true",
        "250, 50,  true",
    })
    void aLookupWithoutAPlaceWaitsAMoment(int takenForMillis, int millis, boolean answered) {
        IntStream.range(0, DnsBulkhead.MAX).forEach(i -> begin("silent" + i + ".com", null));
        dns.pass(Duration.ofMillis(takenForMillis));
        CompletableFuture<SimulatedDns.Timed> shop = find("shop.com", null);
        dns.pass(Duration.ofMillis(millis));

        assertThat(shop)
                .isCompletedWithValue(new SimulatedDns.Timed(
                        answered ? rightAnswer("shop.com") : OVERLOADED, Duration.ofMillis(millis)));
    }

    @Test
    void aBurstOfLookupsIsAnsweredByWaitingAMoment() {
        List<CompletableFuture<SimulatedDns.Timed>> burst = IntStream.range(0, 250)
                .mapToObj(i -> find("shop" + i + ".com", null))
                .toList();
        dns.pass(SimulatedDns.LATENCY.multipliedBy(2));

        assertThat(burst)
                .allSatisfy(each ->
                        assertThat(each.join().answer().status()).isEqualTo(MailServerAnswer.Status.ACCEPTS_MAIL));
    }

    @Test
    void tooManyThatWaitAreUnknownAtOnce() {
        int places = DnsBulkhead.MAX + DnsBulkhead.MAX_WAITING;
        List<CompletableFuture<SimulatedDns.Timed>> flood = IntStream.rangeClosed(0, places)
                .mapToObj(i -> find("silent" + i + ".com", null))
                .toList();
        dns.pass(Duration.ZERO);

        assertThat(flood.subList(0, places)).noneMatch(CompletableFuture::isDone);
        assertThat(flood.get(places)).isCompletedWithValue(new SimulatedDns.Timed(OVERLOADED, Duration.ZERO));
    }

    @Test
    void reportsTheLimitOnceAndItsEndOnce() {
        try (LogCapture log = new LogCapture()) {
            for (int i = 0; i < 500; i++) {
                begin("silent" + i + ".com", null);
                dns.pass(Duration.ofMillis(2));
            }
            dns.pass(Duration.ofSeconds(4));

            assertThat(log.messages("MailServerLookup"))
                    .filteredOn(line -> line.contains("DNS lookups"))
                    .containsExactly(
                            "128 DNS lookups are in flight, which is the limit. Those that take long are abandoned early.",
                            "DNS lookups are below their limit again.");
        }
    }

    @Test
    void aSilentZoneIsNoOutageOfTheNameServers() {
        try (LogCapture log = new LogCapture()) {
            begin("silent.com", null);
            dns.pass(Duration.ofSeconds(1));
            begin("shop.com", null);
            dns.pass(Duration.ofSeconds(3));

            assertThat(log.messages("MailServerLookup")).isEmpty();
        }
    }

    @Test
    void withoutAThreadALookupIsUnknownAndIsNotRemembered() {
        dns.broken(true);
        assertThat(find("shop.com", null)).isCompletedWithValue(new SimulatedDns.Timed(OVERLOADED, Duration.ZERO));
        dns.broken(false);

        assertThat(lookup.cached("shop.com")).isEmpty();
        CompletableFuture<SimulatedDns.Timed> later = find("shop.com", null);
        dns.pass(SimulatedDns.LATENCY);
        assertThat(later).isCompletedWithValue(new SimulatedDns.Timed(rightAnswer("shop.com"), SimulatedDns.LATENCY));
    }
}
