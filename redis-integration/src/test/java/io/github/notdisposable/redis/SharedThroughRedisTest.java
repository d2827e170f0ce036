/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Category;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.abuse.AbuseStore;
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
import io.github.notdisposable.resilience.ResilientBackend;
import io.github.notdisposable.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two machines behind one Redis. */
class SharedThroughRedisTest {

    private static final String SECRET = "a secret of some length";
    private static final ClientIp CLIENT = ClientIp.parse("198.51.100.7").orElseThrow();
    private static final AbuseSubject SUBJECT = AbuseSubject.client(CLIENT);
    private static final Duration HOUR = Duration.ofHours(1);

    private static RedisProcess redis;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        if (redis != null) {
            redis.close();
        }
    }

    @BeforeEach
    void empty() {
        redis.commands().flushall();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void refusalsSplitBetweenTwoMachinesBanTheClientOnBoth() {
        AbuseShield first = shield(machine());
        AbuseShield second = shield(machine());

        for (AbuseShield each : List.of(first, second, first, second)) {
            assertThat(each.recordRefusal(CLIENT)).isEmpty();
        }
        Ban ban = first.recordRefusal(CLIENT).orElseThrow();

        assertThat(first.banOf(CLIENT)).contains(ban);
        Eventually.holds(
                "the second machine knows the ban", () -> second.banOf(CLIENT).equals(first.banOf(CLIENT)));
        assertThat(second.bans()).containsExactly(ban);
    }

    @Test
    void aBanLiftedOnOneMachineIsLiftedOnTheOther() {
        AbuseShield first = shield(machine());
        AbuseShield second = shield(machine());
        first.ban(SUBJECT, HOUR, "Later.");
        Eventually.holds("banned", () -> second.banOf(CLIENT).isPresent());

        assertThat(second.lift(SUBJECT)).isTrue();

        assertThat(second.banOf(CLIENT)).isEmpty();
        Eventually.holds("lifted", () -> first.banOf(CLIENT).isEmpty());
        assertThat(first.lift(SUBJECT)).isFalse();
    }

    @Test
    void aMachineThatStartsLaterKnowsTheBansThatThereAre() {
        RedisStores first = machine();
        for (int i = 0; i < 1_200; i++) {
            first.abuse()
                    .putBan(new Ban(
                            AbuseSubject.domain("d" + i + ".example"),
                            clock.instant().plus(HOUR),
                            "Later."));
        }

        RedisStores second = machine();

        assertThat(second.abuse().bans()).hasSize(1_200);
        assertThat(second.abuse().ban(AbuseSubject.domain("d7.example"))).isPresent();
    }

    @Test
    void bansThatHaveRunOutLeaveRedis() {
        RedisStores machine = machine();
        machine.abuse().putBan(new Ban(SUBJECT, clock.instant().plusSeconds(1), "Later."));
        clock.advance(Duration.ofSeconds(2));
        machine.abuse()
                .putBan(new Ban(
                        AbuseSubject.domain("example.org"), clock.instant().plus(HOUR), "Later."));

        // The other field tells that the bans are still there.
        assertThat(redis.commands().hlen(octets("notdisposable:bans"))).isEqualTo(2);
        assertThat(redis.commands().zcard(octets("notdisposable:bans:until"))).isEqualTo(1);
    }

    @Test
    void twoMachinesAskAServiceOnce() {
        CountingBackend service = new CountingBackend();
        ResilientBackend first = backend(service, machine());
        ResilientBackend second = backend(service, machine());
        first.check(query("ada@example.com"));
        Eventually.holds("the answer is in Redis", () -> !answerKeys().isEmpty());

        BackendAnswer answer = second.check(query("ada@example.com"));

        assertThat(answer.category()).contains(Category.GREY);
        assertThat(answer.origin()).isEqualTo(Origin.CACHED);
        assertThat(service.asked).hasValue(1);
    }

    @Test
    void aVerdictForgottenOnOneMachineIsForgottenOnTheOther() {
        CountingBackend service = new CountingBackend();
        ResilientBackend first = backend(service, machine());
        ResilientBackend second = backend(service, machine());
        first.check(query("ada@example.com"));
        Eventually.holds("the answer is in Redis", () -> !answerKeys().isEmpty());
        second.check(query("ada@example.com"));

        first.forget(EmailAddress.parse("ada@example.com").orElseThrow());

        Eventually.holds(
                "asked again", () -> second.check(query("ada@example.com")).origin() == Origin.ASKED);
    }

    @Test
    void aVerdictThatTakesThePlaceOfAnotherIsToldToTheOthers() {
        RedisStores first = machine();
        RedisStores second = machine();
        List<String> changed = new ArrayList<>();
        List<String> ownChanges = new ArrayList<>();
        second.answers().onChange(changed::add);
        first.answers().onChange(ownChanges::add);

        first.answers().put("service:key", octets("old"), HOUR);
        first.answers().put("service:key", octets("new"), HOUR);

        Eventually.holds("told", () -> !changed.isEmpty());
        assertThat(changed).containsExactly("service:key");
        assertThat(ownChanges).isEmpty();
        assertThat(second.answers().get("service:key")).isEqualTo(octets("new"));
    }

    @Test
    void answersLeaveRedisInTime() {
        RedisStores machine = machine();
        machine.answers().put("service:key", octets("value"), HOUR);
        Eventually.holds("put", () -> !answerKeys().isEmpty());

        assertThat(redis.commands().pttl(answerKeys().get(0))).isPositive().isLessThanOrEqualTo(HOUR.toMillis());
    }

    @Test
    void nothingInRedisTellsAnAddressOrAClient() {
        RedisStores machine = machine();
        backend(new CountingBackend(), machine).check(query("ada@example.com"));
        AbuseShield shield = shield(machine);
        shield.recordRefusal(CLIENT);
        shield.recordUnresolved("unresolved.example", CLIENT);
        shield.ban(SUBJECT, HOUR, "Later.");
        shield.ban(AbuseSubject.domain("blocked.example"), HOUR, "Later.");
        Eventually.holds("put", () -> !answerKeys().isEmpty());

        assertThat(dump()).contains("notdisposable:bans").doesNotContain("ada", "example", "198.51", "Later");
    }

    @Test
    void machinesWithAnotherSecretOrAnotherPrefixShareNothing() {
        RedisStores first = machine();
        RedisStores otherSecret = open(machineBuilder().secret("another secret of some length"));
        RedisStores otherPrefix = open(machineBuilder().prefix("other"));
        first.abuse().putBan(new Ban(SUBJECT, clock.instant().plus(HOUR), "Later."));
        first.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR);
        first.answers().put("service:key", octets("value"), HOUR);
        Eventually.holds("put", () -> first.answers().get("service:key") != null);

        for (RedisStores stranger : List.of(
                otherSecret,
                otherPrefix,
                open(machineBuilder().secret("another secret of some length")),
                open(machineBuilder().prefix("other")))) {
            assertThat(stranger.abuse().bans()).isEmpty();
            assertThat(stranger.answers().get("service:key")).isNull();
        }
        assertThat(otherSecret.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR)).isEqualTo(1);
        assertThat(otherPrefix.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR)).isEqualTo(1);
    }

    @Test
    void valuesOfAnotherVersionAndGarbageArePassedOver() {
        RedisStores machine = machine();
        machine.abuse().putBan(new Ban(SUBJECT, clock.instant().plus(HOUR), "Later."));
        machine.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR);
        machine.answers().put("service:key", octets("value"), HOUR);
        Eventually.holds("put", () -> !answerKeys().isEmpty());

        redis.commands().publish(octets("notdisposable:events"), octets("garbage"));
        for (byte[] garbage : List.of(octets("\u0002of another version"), octets("garbage"), new byte[] {1})) {
            redis.commands().set(answerKeys().get(0), garbage);
            rewriteFields("notdisposable:bans", garbage);
            rewriteFields(new String(keys("notdisposable:count:*").get(0), StandardCharsets.ISO_8859_1), garbage);

            assertThat(machine.answers().get("service:key")).isNull();
            assertThat(machine.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR)).isEqualTo(1);
            assertThat(machine().abuse().bans()).isEmpty();
        }

        machine.answers().put("service:key", octets("value"), HOUR);
        Eventually.holds("put again", () -> machine.answers().get("service:key") != null);
    }

    @Test
    void aWindowOfManyEventsIsCountedInOnePlaceOfFixedSize() {
        RedisStores machine = machine();
        for (int i = 1; i <= 1_000; i++) {
            assertThat(machine.abuse().add(Counter.LOOKUPS, SUBJECT, 1_000, HOUR))
                    .isEqualTo(i);
            clock.advance(Duration.ofSeconds(3));
        }
        assertThat(machine.abuse().add(Counter.LOOKUPS, SUBJECT, 1_000, HOUR)).isEqualTo(1_001);

        byte[] hash = keys("notdisposable:count:lookups:*").get(0);
        assertThat(redis.commands().hvals(hash))
                .singleElement()
                .satisfies(value -> assertThat(value).hasSizeLessThan(500));

        // The first event was made 50 minutes ago; a slot is less than two minutes.
        clock.advance(Duration.ofMinutes(10));
        assertThat(machine.abuse().add(Counter.LOOKUPS, SUBJECT, 1_000, HOUR)).isEqualTo(1_001);
        clock.advance(Duration.ofMinutes(2));
        assertThat(machine.abuse().add(Counter.LOOKUPS, SUBJECT, 1_000, HOUR)).isLessThan(1_000);
    }

    @Test
    void callersThatCountAtOnceOnTwoMachinesAreEachToldAnotherNumber() throws Exception {
        List<RedisStores> machines = List.of(machine(), machine());
        int callers = 8;
        int each = 50;
        ExecutorService pool = Executors.newFixedThreadPool(callers);
        try {
            List<Future<List<Integer>>> told = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                AbuseStore store = machines.get(caller % machines.size()).abuse();
                told.add(pool.submit(() -> IntStream.range(0, each)
                        .mapToObj(i -> store.add(Counter.LOOKUPS, SUBJECT, 100_000, HOUR))
                        .toList()));
            }
            List<Integer> numbers = new ArrayList<>();
            for (Future<List<Integer>> caller : told) {
                numbers.addAll(caller.get());
            }
            assertThat(numbers)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, callers * each).boxed().toList());
        } finally {
            pool.shutdown();
        }
    }

    private RedisStores machine() {
        return open(machineBuilder());
    }

    private RedisStores.Builder machineBuilder() {
        return RedisStores.builder()
                .uri(redis.uri())
                .secret(SECRET)
                .timeout(Duration.ofSeconds(30))
                .clock(clock);
    }

    private RedisStores open(RedisStores.Builder builder) {
        RedisStores stores = builder.build();
        open.add(stores);
        return stores;
    }

    private AbuseShield shield(RedisStores stores) {
        return AbuseShield.builder()
                .store(stores.abuse())
                .unresolvedDomains(10, HOUR, AbuseShield.Action.BLOCK)
                .clock(clock)
                .build();
    }

    private static ResilientBackend backend(EmailBackend service, RedisStores stores) {
        return ResilientBackend.builder(service).store(stores.answers()).build();
    }

    private static BackendQuery query(String address) {
        return BackendQuery.of(EmailAddress.parse(address).orElseThrow(), Deadline.after(Duration.ofSeconds(30)))
                .build();
    }

    private static List<byte[]> answerKeys() {
        return keys("notdisposable:answer:*");
    }

    private static List<byte[]> keys(String pattern) {
        return redis.keys(pattern);
    }

    private static void rewriteFields(String hash, byte[] value) {
        for (byte[] field : redis.commands().hkeys(octets(hash))) {
            redis.commands().hset(octets(hash), field, value);
        }
    }

    /** All keys and values, as text. */
    private static String dump() {
        StringBuilder text = new StringBuilder();
        for (byte[] key : keys("*")) {
            text.append(new String(key, StandardCharsets.ISO_8859_1)).append('\n');
            switch (redis.commands().type(key)) {
                case "string" -> text.append(new String(redis.commands().get(key), StandardCharsets.ISO_8859_1));
                case "hash" ->
                    redis.commands()
                            .hgetall(key)
                            .forEach((field, value) -> text.append(new String(field, StandardCharsets.ISO_8859_1))
                                    .append(new String(value, StandardCharsets.ISO_8859_1)));
                default ->
                    redis.commands()
                            .zrange(key, 0, -1)
                            .forEach(member -> text.append(new String(member, StandardCharsets.ISO_8859_1)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
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
