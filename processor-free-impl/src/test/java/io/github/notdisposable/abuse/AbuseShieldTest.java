/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.TrustedNetworks;
import io.github.notdisposable.fixtures.FakeTime;
import io.github.notdisposable.fixtures.LogCapture;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbuseShieldTest {

    private static final ClientIp CLIENT = ip("198.51.100.7");
    private static final Duration HOUR = Duration.ofHours(1);

    private final FakeTime clock = new FakeTime();
    private final List<AbuseEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final AbuseShield.Builder builder =
            AbuseShield.builder().clock(clock).listener(events::add);

    @Test
    void bansAClientWithItsFifthRefusedAttemptForAnHour() {
        AbuseShield shield = builder.build();

        refuse(shield, CLIENT, 4);
        assertThat(shield.banOf(CLIENT)).isEmpty();
        Optional<Ban> ban = shield.recordRefusal(CLIENT);

        assertThat(ban).isPresent().isEqualTo(shield.banOf(CLIENT));
        assertThat(ban.orElseThrow().message()).isNotBlank();
        clock.advance(HOUR.minusMillis(1));
        assertThat(shield.banOf(CLIENT)).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(shield.banOf(CLIENT)).isEmpty();
    }

    @Test
    void takesTimesThatNeverEnd() {
        Duration forever = ChronoUnit.FOREVER.getDuration();
        AbuseShield shield = builder.limit(2, forever)
                .lookups(1, 0, forever)
                .unresolvedDomains(2, forever, AbuseShield.Action.BLOCK)
                .banTime(forever)
                .build();

        refuse(shield, CLIENT, 2);
        assertThat(shield.tryLookup(CLIENT)).isTrue();
        assertThat(shield.tryLookup(CLIENT)).isFalse();
        assertThat(shield.recordUnresolved("example.org", client())).isEmpty();
        assertThat(shield.recordUnresolved("example.org", client())).isPresent();
        shield.ban(AbuseSubject.domain("example.net"), forever, "No.");

        clock.advance(Duration.ofDays(30_000));
        assertThat(shield.banOf(CLIENT)).isPresent();
        assertThat(shield.bans()).hasSize(3);
    }

    @Test
    void countsOnlyWhatIsWithinTheWindow() {
        AbuseShield shield = builder.build();

        for (int i = 0; i < 20; i++) {
            assertThat(shield.recordRefusal(CLIENT)).isEmpty();
            clock.advance(Duration.ofMinutes(15));
        }
        assertThat(shield.banOf(CLIENT)).isEmpty();
    }

    @Test
    void slidesTheWindow() {
        AbuseShield shield = builder.build();
        shield.recordRefusal(CLIENT);
        clock.advance(Duration.ofMinutes(50));
        refuse(shield, CLIENT, 3);
        clock.advance(Duration.ofMinutes(10));

        assertThat(shield.recordRefusal(CLIENT)).isEmpty();
        assertThat(shield.recordRefusal(CLIENT)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "198.51.100.7, ::ffff:198.51.100.7, true",
        "198.51.100.7, 64:ff9b::198.51.100.7, true",
        "198.51.100.7, 198.51.100.8, false",
    })
    void countsTheAddressesOfOneClientTogether(String first, String second, boolean together) {
        AbuseShield shield = builder.build();

        refuse(shield, ip(first), 4);
        shield.recordRefusal(ip(second));

        assertThat(shield.banOf(ip(first)).isPresent()).isEqualTo(together);
        assertThat(shield.banOf(ip(second)).isPresent()).isEqualTo(together);
    }

    @Test
    void neverCountsAnUnknownClient() {
        AbuseShield shield = builder.lookups(1, 0, HOUR).build();

        for (int i = 0; i < 20; i++) {
            assertThat(shield.recordRefusal(null)).isEmpty();
            assertThat(shield.tryLookup(null)).isTrue();
        }
        assertThat(shield.banOf(null)).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void neverCountsAProxyOrATrustedClient() {
        AbuseShield shield = builder.exempt(TrustedNetworks.of("10.0.0.0/8"))
                .exempt(TrustedNetworks.of("203.0.113.0/24"))
                .lookups(1, 0, HOUR)
                .build();

        for (ClientIp exempt : List.of(ip("10.0.0.1"), ip("203.0.113.9"))) {
            refuse(shield, exempt, 20);
            shield.ban(AbuseSubject.client(exempt), HOUR, "No.");
            assertThat(shield.banOf(exempt)).isEmpty();
            assertThat(List.of(shield.tryLookup(exempt), shield.tryLookup(exempt)))
                    .containsOnly(true);
        }
        assertThat(shield.recordRefusal(CLIENT)).isEmpty();
    }

    @Test
    void onlyTellsWhereTheActionIsToNotify() {
        AbuseShield shield = builder.action(AbuseShield.Action.NOTIFY).build();

        refuse(shield, CLIENT, 14);

        assertThat(shield.banOf(CLIENT)).isEmpty();
        assertThat(events)
                .extracting(AbuseEvent::type)
                .containsExactly(AbuseEvent.Type.LIMIT_REACHED, AbuseEvent.Type.LIMIT_REACHED);
        assertThat(events).extracting(AbuseEvent::subject).containsOnly(AbuseSubject.client(CLIENT));
    }

    @Test
    void givesALiftedClientAllItsAttemptsAgain() {
        AbuseShield shield = builder.build();
        refuse(shield, CLIENT, 5);

        assertThat(shield.lift(AbuseSubject.client(CLIENT))).isTrue();
        assertThat(shield.lift(AbuseSubject.client(CLIENT))).isFalse();

        assertThat(shield.banOf(CLIENT)).isEmpty();
        refuse(shield, CLIENT, 4);
        assertThat(shield.banOf(CLIENT)).isEmpty();
        assertThat(events).extracting(AbuseEvent::type).containsExactly(AbuseEvent.Type.BANNED, AbuseEvent.Type.LIFTED);
    }

    @Test
    void forgetsWhatWasCountedBeforeABanByHandWhenThatIsLifted() {
        AbuseShield shield = builder.unresolvedDomains(3, HOUR, AbuseShield.Action.BLOCK)
                .lookups(1, 0, HOUR)
                .build();
        AbuseSubject client = AbuseSubject.client(CLIENT);
        AbuseSubject domain = AbuseSubject.domain("odd.example");
        refuse(shield, CLIENT, 4);
        shield.recordUnresolved("odd.example", client());
        shield.recordUnresolved("odd.example", client());
        shield.tryLookup(CLIENT);
        shield.ban(client, HOUR, "No.");
        shield.ban(domain, HOUR, "No.");

        shield.lift(client);
        shield.lift(domain);

        refuse(shield, CLIENT, 4);
        assertThat(shield.banOf(CLIENT)).isEmpty();
        shield.recordUnresolved("odd.example", client());
        shield.recordUnresolved("odd.example", client());
        assertThat(shield.banOfDomain("odd.example")).isEmpty();
        assertThat(shield.recordRefusal(CLIENT)).isPresent();
        assertThat(shield.recordUnresolved("odd.example", client())).isPresent();
        assertThat(shield.tryLookup(CLIENT))
                .as("what was paid for stays paid for")
                .isFalse();
    }

    @Test
    void givesAClientAllItsAttemptsAgainWhenItsBanHasRunOut() {
        AbuseShield shield = builder.banTime(Duration.ofMinutes(5)).build();
        refuse(shield, CLIENT, 5);
        clock.advance(Duration.ofMinutes(5));

        refuse(shield, CLIENT, 4);

        assertThat(shield.banOf(CLIENT)).isEmpty();
        assertThat(shield.recordRefusal(CLIENT)).isPresent();
    }

    @Test
    void listsAndSetsBans() {
        AbuseShield shield = builder.build();
        Ban longer = shield.ban(AbuseSubject.client(CLIENT), HOUR.multipliedBy(2), "Ask the help desk.");
        Ban shorter = shield.ban(AbuseSubject.domain("example.org"), HOUR, "No.");

        assertThat(shield.bans()).containsExactly(shorter, longer);
        assertThat(shield.banOf(CLIENT)).map(Ban::message).contains("Ask the help desk.");
        assertThat(shield.banOfDomain("example.org")).contains(shorter);
        clock.advance(HOUR);
        assertThat(shield.bans()).containsExactly(longer);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shield.ban(AbuseSubject.client(CLIENT), Duration.ZERO, "No."))
                .withMessage("'time' must be positive, was PT0S");
    }

    private int clients;

    @Test
    void countsAClientOnceForADomainHoweverOftenItTries() {
        AbuseShield shield =
                builder.unresolvedDomains(3, HOUR, AbuseShield.Action.BLOCK).build();

        for (int i = 0; i < 100; i++) {
            assertThat(shield.recordUnresolved("new-company.example", CLIENT)).isEmpty();
            assertThat(shield.recordUnresolved("new-company.example", null)).isEmpty();
        }
        assertThat(shield.recordUnresolved("new-company.example", client())).isPresent();
    }

    @Test
    void bansAWholeNetworkOfIpv6WithFourAndSixteenTimesTheAttempts() {
        AbuseShield shield = builder.limit(5, HOUR).build();
        for (int i = 0; i < 20; i++) {
            assertThat(shield.banOf(ip("2001:db8:0:1::1"))).isEmpty();
            shield.recordRefusal(ip("2001:db8:0:" + Integer.toHexString(i) + "::1"));
        }
        assertThat(shield.banOf(ip("2001:db8:0:ff::1"))).isPresent();
        assertThat(shield.banOf(ip("2001:db8:0:100::1"))).isEmpty();

        for (int i = 0; i < 60; i++) {
            assertThat(shield.banOf(ip("2001:db8:0:ffff::1"))).isEmpty();
            shield.recordRefusal(ip("2001:db8:0:" + Integer.toHexString(0x100 * (i + 1)) + "::1"));
        }
        assertThat(shield.banOf(ip("2001:db8:0:ffff::1"))).isPresent();
        assertThat(shield.banOf(ip("2001:db8:1::1"))).isEmpty();
        assertThat(shield.bans())
                .extracting(ban -> ban.subject().text())
                .containsExactlyInAnyOrder("2001:db8::/56", "2001:db8::/48");
        assertThat(shield.lift(new AbuseSubject(AbuseSubject.Kind.CLIENT, "2001:db8::/48")))
                .isTrue();
    }

    @Test
    void givesAWholeNetworkOfIpv6SixteenTimesTheLookups() {
        AbuseShield shield = builder.lookups(3, 0, HOUR).build();
        int made = 0;
        for (int i = 0; i < 65_536; i++) {
            made += shield.tryLookup(ip("2001:db8:0:" + Integer.toHexString(i) + "::1")) ? 1 : 0;
        }

        assertThat(made).isEqualTo(48);
    }

    @Test
    void givesAllClientsTogetherSoManyLookups() {
        AbuseShield shield = builder.lookups(2, 5, HOUR).build();
        int made = shield.tryLookup(null) ? 1 : 0;
        for (int i = 0; i < 10; i++) {
            made += shield.tryLookup(client()) ? 1 : 0;
        }

        assertThat(made).isEqualTo(5);
        assertThat(shield.tryLookup(null)).isFalse();
        clock.advance(HOUR);
        assertThat(shield.tryLookup(null)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "DOMAIN, Example.COM, example.com",
        "DOMAIN, example.com., example.com",
        "DOMAIN, bücher.example, xn--bcher-kva.example",
        "CLIENT, 2001:db8::7, 2001:db8::/64",
        "CLIENT, 2001:DB8:0:0::/64, 2001:db8::/64",
        "CLIENT, 2001:db8:0:100::/56, 2001:db8:0:100::/56",
        "CLIENT, ::ffff:198.51.100.7, 198.51.100.7"
    })
    void bansByHandWhomASpellingMeans(AbuseSubject.Kind kind, String text, String canonical) {
        AbuseShield shield = builder.build();
        shield.ban(new AbuseSubject(kind, text), HOUR, "No.");

        assertThat(shield.bans()).extracting(ban -> ban.subject().text()).containsExactly(canonical);
        assertThat(shield.lift(new AbuseSubject(kind, canonical))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "DOMAIN, not a domain",
        "DOMAIN, a@example.com",
        "CLIENT, example.com",
        "CLIENT, 2001:db8::1/64",
        "CLIENT, 10.0.0.0/8"
    })
    void refusesASubjectThatIsNobody(AbuseSubject.Kind kind, String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AbuseSubject(kind, text))
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain(text));
    }

    @Test
    void aClockThatIsSetBackProlongsNeitherAWindowNorABan() {
        AbuseShield shield = builder.limit(5, HOUR).banTime(HOUR).build();
        refuse(shield, CLIENT, 4);
        clock.setWallClock(clock.instant().minus(Duration.ofHours(10)));
        shield.tryLookup(CLIENT);
        refuse(shield, client(), 1);
        clock.advance(Duration.ofHours(6));
        refuse(shield, CLIENT, 1);
        assertThat(shield.banOf(CLIENT)).isEmpty();

        refuse(shield, CLIENT, 4);
        assertThat(shield.banOf(CLIENT)).isPresent();
        clock.setWallClock(clock.instant().minus(Duration.ofHours(10)));
        assertThat(shield.banOf(CLIENT)).isPresent();
        clock.advance(HOUR);
        assertThat(shield.banOf(CLIENT)).isEmpty();
    }

    @Test
    void bansADomainThatCannotBeVerifiedOnceItIsTriedTooOften() {
        AbuseShield shield = builder.unresolvedDomains(3, HOUR, AbuseShield.Action.BLOCK)
                .exemptDomains("partner.example"::equals)
                .build();

        for (int i = 0; i < 2; i++) {
            assertThat(shield.recordUnresolved("odd.example", client())).isEmpty();
            shield.recordUnresolved("other.example", client());
            shield.recordUnresolved("partner.example", client());
            shield.recordUnresolved("partner.example", client());
        }
        assertThat(shield.banOfDomain("odd.example")).isEmpty();
        assertThat(shield.recordUnresolved("odd.example", client())).isPresent();

        assertThat(shield.banOfDomain("odd.example")).isPresent();
        assertThat(shield.banOfDomain("other.example")).isEmpty();
        assertThat(shield.banOfDomain("partner.example")).isEmpty();
        assertThat(shield.lift(AbuseSubject.domain("odd.example"))).isTrue();
        assertThat(shield.banOfDomain("odd.example")).isEmpty();
    }

    @Test
    void onlyTellsOfADomainWhereThatIsItsAction() {
        AbuseShield shield =
                builder.unresolvedDomains(3, HOUR, AbuseShield.Action.NOTIFY).build();

        for (int i = 0; i < 3; i++) {
            assertThat(shield.recordUnresolved("odd.example", client())).isEmpty();
        }

        assertThat(shield.banOfDomain("odd.example")).isEmpty();
        assertThat(events)
                .containsExactly(
                        new AbuseEvent(AbuseEvent.Type.LIMIT_REACHED, AbuseSubject.domain("odd.example"), null));
    }

    @Test
    void countsNeitherDomainsNorLookupsUnlessALimitIsSet() {
        InMemoryAbuseStore store = new InMemoryAbuseStore(1_000, clock);
        AbuseShield shield = builder.store(store).build();

        for (int i = 0; i < 1_000; i++) {
            assertThat(shield.recordUnresolved("odd.example", client())).isEmpty();
            assertThat(shield.tryLookup(CLIENT)).isTrue();
        }
        assertThat(store.size()).isZero();
    }

    @Test
    void givesAClientSoManyLookupsAndNoMoreUntilTheWindowHasPassed() {
        AbuseShield shield = builder.lookups(2, 0, HOUR).build();

        assertThat(shield.tryLookup(CLIENT)).isTrue();
        clock.advance(Duration.ofMinutes(30));
        assertThat(shield.tryLookup(CLIENT)).isTrue();
        assertThat(shield.tryLookup(CLIENT)).isFalse();
        assertThat(shield.tryLookup(ip("198.51.100.8"))).isTrue();
        clock.advance(Duration.ofMinutes(30));
        assertThat(shield.tryLookup(CLIENT)).isTrue();
        assertThat(shield.tryLookup(CLIENT)).isFalse();
        AbuseEvent spent = new AbuseEvent(AbuseEvent.Type.BUDGET_SPENT, AbuseSubject.client(CLIENT), null);
        assertThat(events).containsExactly(spent);
    }

    @Test
    void tellsOnceWithinTheWindowThatABudgetIsSpentHoweverOftenTheLastLookupIsTaken() {
        AbuseShield shield = builder.lookups(60, 0, HOUR).build();

        for (int minute = 0; minute < 600; minute++) {
            shield.tryLookup(CLIENT);
            shield.tryLookup(CLIENT);
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(events).hasSize(10).allMatch(event -> event.type() == AbuseEvent.Type.BUDGET_SPENT);
    }

    @Test
    void countsFreeAndPaidLookupsTogetherForAClientAndPaidOnesAloneForAll() {
        AbuseShield shield = builder.lookups(3, 2, HOUR).build();

        assertThat(shield.tryFreeLookup(CLIENT)).isTrue();
        assertThat(shield.tryLookup(CLIENT)).isTrue();
        assertThat(shield.tryFreeLookup(CLIENT)).isTrue();
        assertThat(shield.tryFreeLookup(CLIENT)).isFalse();
        assertThat(shield.tryLookup(CLIENT)).isFalse();
        assertThat(shield.tryFreeLookup(null)).isTrue();
        assertThat(shield.tryLookup(client())).as("the last paid one of all").isTrue();
        assertThat(shield.tryLookup(client())).isFalse();
        assertThat(shield.tryFreeLookup(client())).isTrue();
    }

    @Test
    void takesFromNoBudgetWhereAWiderOneIsSpent() {
        AbuseShield shield = builder.lookups(3, 1, HOUR).build();
        assertThat(shield.tryLookup(null)).isTrue();
        for (int i = 0; i < 20; i++) {
            assertThat(shield.tryLookup(ip("2001:db8::1"))).isFalse();
        }

        int made = 0;
        for (int i = 0; i < 20; i++) {
            made += shield.tryFreeLookup(ip("2001:db8::1")) ? 1 : 0;
        }
        assertThat(made).isEqualTo(3);
    }

    @Test
    void bansOnceWhenManyThreadsAreRefusedAtOnce() throws Exception {
        AbuseShield shield = builder.limit(100, HOUR).build();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> refusals = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                refusals.add(threads.submit(() -> shield.recordRefusal(CLIENT)));
            }
            for (Future<?> refusal : refusals) {
                refusal.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(shield.banOf(CLIENT)).isPresent();
        assertThat(events).extracting(AbuseEvent::type).containsExactly(AbuseEvent.Type.BANNED);
    }

    @Test
    void goesOnWithoutItsStoreAndWithoutItsListener() {
        AbuseShield withoutStore =
                builder.store(new BrokenStore()).lookups(1, 0, HOUR).build();
        refuse(withoutStore, CLIENT, 20);

        assertThat(withoutStore.banOf(CLIENT)).isEmpty();
        assertThat(withoutStore.bans()).isEmpty();
        assertThat(withoutStore.lift(AbuseSubject.client(CLIENT))).isFalse();
        assertThat(List.of(withoutStore.tryLookup(CLIENT), withoutStore.tryLookup(CLIENT)))
                .containsOnly(true);

        AbuseShield withoutListener = AbuseShield.builder()
                .listener(event -> {
                    throw new IllegalStateException("wanted");
                })
                .build();
        refuse(withoutListener, CLIENT, 5);
        assertThat(withoutListener.banOf(CLIENT)).isPresent();
    }

    @Test
    void keepsABoundedNumberOfCounters() {
        InMemoryAbuseStore store = new InMemoryAbuseStore(1_000, clock);
        AbuseShield shield = builder.store(store).build();

        for (int i = 0; i < 100_000; i++) {
            shield.recordRefusal(ip("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255)));
        }

        assertThat(store.size()).isLessThanOrEqualTo(1_000).isPositive();
    }

    @Test
    void keepsFewerCountersWhereTheyHoldManyEvents() {
        InMemoryAbuseStore store = new InMemoryAbuseStore(100, clock);

        for (int client = 0; client < 100; client++) {
            AbuseSubject subject = AbuseSubject.client(ip("10.0.0." + client));
            for (int i = 0; i < 200; i++) {
                store.add(AbuseStore.Counter.LOOKUPS, subject, 1_000_000, HOUR);
            }
        }

        assertThat(store.size()).isLessThanOrEqualTo(20).isPositive();
    }

    @Test
    void forgetsCountersAfterTheirWindow() {
        InMemoryAbuseStore store = new InMemoryAbuseStore(1_000, clock);
        store.add(AbuseStore.Counter.REFUSALS, AbuseSubject.client(CLIENT), 5, HOUR);
        clock.advance(HOUR);

        assertThat(store.size()).isZero();
    }

    @Test
    void holdsNoBanPastItsEndEvenWithinTheMillisecondThatItsMemoryCounts() {
        InMemoryAbuseStore store = new InMemoryAbuseStore(1_000, clock);
        AbuseSubject subject = AbuseSubject.client(CLIENT);
        Ban ban = new Ban(subject, clock.instant().plusNanos(300_000), "No.");
        store.putBan(ban);
        assertThat(store.ban(subject)).contains(ban);
        assertThat(store.bans()).containsExactly(ban);

        clock.setWallClock(ban.until());

        assertThat(store.ban(subject)).isEmpty();
        assertThat(store.bans()).isEmpty();
        assertThat(store.removeBan(subject)).isEmpty();
        store.putBan(ban);
        assertThat(store.putBan(new Ban(subject, clock.instant().plusSeconds(1), "No.")))
                .as("there was none in force")
                .isTrue();
    }

    @Test
    void tellsEachListenerAndTheLog() {
        List<AbuseEvent> further = new ArrayList<>();
        LogCapture log = new LogCapture();
        try {
            refuse(builder.listener(further::add).build(), CLIENT, 5);
        } finally {
            log.close();
        }

        assertThat(events).hasSize(1).isEqualTo(further);
        assertThat(log.text()).contains("A client is banned until").doesNotContain("198.51");
    }

    @Test
    void hidesTheClientInItsTextForms() {
        AbuseShield shield = builder.build();
        refuse(shield, CLIENT, 5);

        assertThat(shield + " " + shield.bans() + " " + events).doesNotContain("198.51");
    }

    @ParameterizedTest
    @CsvSource({"0, PT1H", "-1, PT1H", "5, PT0S", "5, PT-1S"})
    void refusesALimitThatIsNotPositive(int limit, Duration window) {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.limit(limit, window));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.lookups(limit == 0 ? -1 : limit, 0, window));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.unresolvedDomains(limit, window, AbuseShield.Action.BLOCK));
    }

    private static void refuse(AbuseShield shield, ClientIp client, int times) {
        for (int i = 0; i < times; i++) {
            shield.recordRefusal(client);
        }
    }

    /** A client that was not there before. */
    private ClientIp client() {
        return ip("203.0." + ++clients / 250 + "." + clients % 250);
    }

    private static ClientIp ip(String text) {
        return ClientIp.parse(text).orElseThrow();
    }

    @Test
    void saysOnceThatPartOfItsStoreIsBrokenAndOnceThatNothingFailsAnyMore() {
        BrokenStore store = new BrokenStore();
        AbuseShield shield = builder.store(store).build();
        LogCapture log = new LogCapture();
        try {
            store.looksUp = true;
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThat(shield.banOf(CLIENT)).isEmpty();
                shield.recordRefusal(CLIENT);
                clock.advance(Duration.ofSeconds(50));
            }
            clock.advance(Duration.ofSeconds(10));
            shield.banOf(CLIENT);
            shield.banOf(CLIENT);
        } finally {
            log.close();
        }

        assertThat(log.lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("WARN").contains("threw a java.lang.IllegalStateException"),
                        line -> assertThat(line).contains("works again"));
    }

    private static final class BrokenStore implements AbuseStore {

        boolean looksUp;

        @Override
        public int add(Counter counter, AbuseSubject subject, int max, Duration window) {
            throw new IllegalStateException("wanted");
        }

        @Override
        public void takeBack(Counter counter, AbuseSubject subject) {
            throw new IllegalStateException("wanted");
        }

        @Override
        public void reset(Counter counter, AbuseSubject subject) {
            throw new IllegalStateException("wanted");
        }

        @Override
        public Optional<Ban> ban(AbuseSubject subject) {
            if (looksUp) {
                return Optional.empty();
            }
            throw new IllegalStateException("wanted");
        }

        @Override
        public boolean putBan(Ban ban) {
            throw new IllegalStateException("wanted");
        }

        @Override
        public Optional<Ban> removeBan(AbuseSubject subject) {
            throw new IllegalStateException("wanted");
        }

        @Override
        public List<Ban> bans() {
            throw new IllegalStateException("wanted");
        }
    }
}
