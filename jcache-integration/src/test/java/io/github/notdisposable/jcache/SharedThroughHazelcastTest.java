/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hazelcast.core.HazelcastInstance;
import io.github.notdisposable.Category;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.abuse.AbuseStore.Counter;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.abuse.Ban;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Origin;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.fixtures.LogCapture;
import io.github.notdisposable.resilience.ResilientBackend;
import io.github.notdisposable.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two machines, each of which is a member of one Hazelcast. */
class SharedThroughHazelcastTest {

    private static final String SECRET = "a secret of some length";
    private static final ClientIp CLIENT = ClientIp.parse("198.51.100.7").orElseThrow();
    private static final AbuseSubject SUBJECT = AbuseSubject.client(CLIENT);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int[] PORTS = Hazelcasts.freePorts(2);

    private static HazelcastInstance firstMember;
    private static HazelcastInstance secondMember;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final List<JCacheStores> open = new ArrayList<>();
    private JCacheStores first;
    private JCacheStores second;

    @BeforeAll
    static void start() {
        firstMember = Hazelcasts.start("shared", PORTS[0], PORTS);
        secondMember = Hazelcasts.start("shared", PORTS[1], PORTS);
        assertThat(secondMember.getCluster().getMembers()).hasSize(2);
    }

    @AfterAll
    static void stop() {
        secondMember.shutdown();
        firstMember.shutdown();
    }

    @BeforeEach
    void open() {
        CacheManager manager = Hazelcasts.manager(firstMember);
        manager.getCacheNames().forEach(manager::destroyCache);
        first = machine(firstMember, SECRET);
        second = machine(secondMember, SECRET);
    }

    @AfterEach
    void close() {
        open.forEach(JCacheStores::close);
    }

    @Test
    void refusalsSplitBetweenTwoMachinesBanTheClientOnBoth() {
        AbuseShield here = shield(first);
        AbuseShield there = shield(second);

        for (AbuseShield each : List.of(here, there, here, there)) {
            assertThat(each.recordRefusal(CLIENT)).isEmpty();
        }
        Ban ban = here.recordRefusal(CLIENT).orElseThrow();

        assertThat(here.banOf(CLIENT)).contains(ban);
        assertThat(there.banOf(CLIENT)).contains(ban);
        assertThat(there.bans()).containsExactly(ban);
    }

    @Test
    void aBanLiftedOnOneMachineIsLiftedOnTheOther() {
        shield(first).ban(SUBJECT, HOUR, "Later.");
        assertThat(shield(second).banOf(CLIENT)).isPresent();

        assertThat(shield(second).lift(SUBJECT)).isTrue();

        assertThat(shield(first).banOf(CLIENT)).isEmpty();
        assertThat(shield(first).lift(SUBJECT)).isFalse();
    }

    @Test
    void aThreadThatMustNotBlockKnowsABanOfAnotherMachineTheNextTime() {
        shield(first).ban(SUBJECT, HOUR, "Later.");
        AbuseShield there = shield(second);
        assertThat(there.knownBanOf(CLIENT)).isEmpty();

        assertThat(becomes(() -> there.knownBanOf(CLIENT).isPresent())).isTrue();

        shield(first).lift(SUBJECT);
        assertThat(becomes(() -> there.knownBanOf(CLIENT).isEmpty())).isTrue();
    }

    /** Looks again until something in the background has happened, for half a minute at most. */
    private static boolean becomes(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > Duration.ofSeconds(30).toNanos()) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    @Test
    void twoMachinesAskAServiceOnceAndForgetTogether() {
        CountingBackend service = new CountingBackend();
        ResilientBackend here = backend(service, first);
        ResilientBackend there = backend(service, second);
        here.check(query());

        assertThat(there.check(query()).origin()).isEqualTo(Origin.CACHED);
        assertThat(service.asked).hasValue(1);

        here.forget(EmailAddress.parse("ada@example.com").orElseThrow());
        there.clearCache();

        assertThat(there.check(query()).origin()).isEqualTo(Origin.ASKED);
    }

    @Test
    void anAnswerIsGoneWhenItsTimeIsOver() {
        first.answers().put("service:key", bytes("value"), HOUR);
        clock.advance(HOUR.minusMillis(1));
        assertThat(second.answers().get("service:key")).isEqualTo(bytes("value"));

        clock.advance(Duration.ofMillis(1));
        assertThat(second.answers().get("service:key")).isNull();
    }

    @Test
    void nothingInTheCachesTellsAnAddressOrAClient() {
        backend(new CountingBackend(), first).check(query());
        shield(first).recordRefusal(CLIENT);
        shield(first).ban(SUBJECT, HOUR, "Later.");

        StringBuilder all = new StringBuilder();
        for (String name : List.of("answers", "counters", "bans")) {
            int before = all.length();
            cache(name).forEach(entry -> all.append(entry.getKey()).append(' ').append(entry.getValue()));
            assertThat(all.length()).isGreaterThan(before);
        }
        assertThat(all.toString()).doesNotContain("ada@", "example", "198.51", "Later");
    }

    @Test
    void machinesWithAnotherSecretShareNothing() {
        JCacheStores stranger = machine(secondMember, "another secret of some length");
        first.abuse().putBan(ban(SUBJECT));
        first.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR);
        first.answers().put("service:key", bytes("value"), HOUR);

        assertThat(stranger.abuse().ban(SUBJECT)).isEmpty();
        assertThat(stranger.abuse().bans()).isEmpty();
        assertThat(stranger.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR)).isEqualTo(1);
        assertThat(stranger.answers().get("service:key")).isNull();
    }

    @Test
    void valuesOfAnotherVersionAndGarbageArePassedOver() {
        first.abuse().putBan(ban(SUBJECT));
        first.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR);
        first.answers().put("service:key", bytes("value"), HOUR);

        for (String garbage :
                List.of("", "2,5*1", "no base 64 \u0000", "AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "1,9*9,")) {
            for (String name : List.of("answers", "counters", "bans")) {
                List<String> keys = new ArrayList<>();
                cache(name).forEach(entry -> keys.add(entry.getKey()));
                keys.forEach(key -> cache(name).put(key, garbage));
            }

            assertThat(second.answers().get("service:key")).isNull();
            assertThat(second.abuse().ban(SUBJECT)).isEmpty();
            assertThat(second.abuse().bans()).isEmpty();
            assertThat(second.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR)).isEqualTo(1);
        }
    }

    @Test
    void aWindowOfManyEventsIsCountedInOneShortText() {
        for (int i = 1; i <= 200; i++) {
            assertThat(first.abuse().add(Counter.LOOKUPS, SUBJECT, 200, HOUR)).isEqualTo(i);
            clock.advance(Duration.ofSeconds(15));
        }

        assertThat(first.abuse().add(Counter.LOOKUPS, SUBJECT, 200, HOUR)).isEqualTo(201);
        cache("counters").forEach(entry -> assertThat(entry.getValue()).hasSizeLessThan(600));
    }

    @Test
    void aCacheThatIsGoneIsSaidOnceAndBridged() {
        HazelcastInstance member = Hazelcasts.start("alone", Hazelcasts.freePorts(1)[0]);
        JCacheStores machine = machine(member, SECRET);
        AbuseSubject before = AbuseSubject.domain("before.example");
        machine.abuse().putBan(ban(before));
        LogCapture log = new LogCapture();
        try {
            member.shutdown();
            for (int i = 1; i <= 5; i++) {
                assertThat(machine.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR))
                        .isEqualTo(i);
                assertThat(machine.answers().get("service:key" + i)).isNull();
            }
            assertThat(machine.abuse().putBan(ban(SUBJECT))).isTrue();
            assertThat(machine.abuse().ban(SUBJECT)).isPresent();
            assertThat(machine.abuse().ban(before)).isPresent();
            assertThat(machine.abuse().removeBan(SUBJECT)).isPresent();
        } finally {
            log.close();
        }

        assertThat(log.messages("JCacheStores"))
                .singleElement()
                .asString()
                .contains("The shared cache cannot be used: it ends with a ");
    }

    @Test
    void noThreadIsLeftAfterItIsClosed() throws InterruptedException {
        first.abuse().ban(SUBJECT);
        first.close();
        second.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("notdisposable-jcache")) {
                thread.join(Duration.ofSeconds(30).toMillis());
                assertThat(thread.isAlive()).isFalse();
            }
        }

        assertThat(first.abuse().putBan(ban(SUBJECT))).isTrue();
        assertThat(first.abuse().ban(SUBJECT)).isPresent();
    }

    @Test
    void whatCannotBeUsedIsToldAtTheStart() {
        JCacheStores.Builder builder = JCacheStores.builder(Hazelcasts.manager(firstMember));

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("'secret' must have at least 16 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.prefix("a/b"))
                .withMessageStartingWith("'prefix' must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.timeout(Duration.ZERO))
                .withMessage("'timeout' must be positive, was PT0S");
    }

    private JCacheStores machine(HazelcastInstance member, String secret) {
        JCacheStores stores = JCacheStores.builder(Hazelcasts.manager(member))
                .secret(secret)
                .timeout(Duration.ofSeconds(30))
                .clock(clock)
                .build();
        open.add(stores);
        return stores;
    }

    private static Cache<String, String> cache(String what) {
        return Hazelcasts.manager(firstMember).getCache("notdisposable-" + what, String.class, String.class);
    }

    private Ban ban(AbuseSubject subject) {
        return new Ban(subject, clock.instant().plus(HOUR), "Later.");
    }

    private AbuseShield shield(JCacheStores stores) {
        return AbuseShield.builder().store(stores.abuse()).clock(clock).build();
    }

    private ResilientBackend backend(EmailBackend service, JCacheStores stores) {
        return ResilientBackend.builder(service)
                .store(stores.answers())
                .clock(clock)
                .build();
    }

    private static BackendQuery query() {
        return BackendQuery.of(
                        EmailAddress.parse("ada@example.com").orElseThrow(), Deadline.after(Duration.ofSeconds(30)))
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static final class CountingBackend implements EmailBackend {

        final AtomicInteger asked = new AtomicInteger();

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Scope scope() {
            return Scope.ADDRESS;
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            asked.incrementAndGet();
            return BackendAnswer.about(Scope.ADDRESS)
                    .category(Category.GREY)
                    .normalized("ada@example.com")
                    .build();
        }
    }
}
