/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.notdisposable.Category;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.abuse.AbuseStore.Counter;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.abuse.Ban;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.fixtures.LogCapture;
import io.github.notdisposable.resilience.ResilientBackend;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis is killed, slow, full, locked, or not there at all: each machine goes on alone, and says so once. */
class RedisFailsTest {

    private static final String SECRET = "a secret of some length";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final ClientIp CLIENT = ClientIp.parse("198.51.100.7").orElseThrow();
    private static final AbuseSubject SUBJECT = AbuseSubject.client(CLIENT);
    private static final String BACK = "Redis can be used again: verdicts, counters and bans are shared.";

    private final List<AutoCloseable> open = new ArrayList<>();
    private LogCapture log;

    @BeforeEach
    void listen() {
        log = new LogCapture();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        log.close();
    }

    @Test
    void aRedisThatIsKilledInTheMiddleLosesNoCheckAndIsFoundAgain() throws Exception {
        RedisProcess redis = redis();
        RedisStores machine = machine(redis.uri(), LONG);
        AbuseShield shield = AbuseShield.builder().store(machine.abuse()).build();
        AtomicInteger answered = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (EmailChecker checker = EmailChecker.builder()
                .backend(ResilientBackend.builder(new WhiteBackend())
                        .store(machine.answers())
                        .build())
                .build()) {
            List<Future<?>> load = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int number = thread;
                load.add(threads.submit(() -> {
                    for (int i = 0; i < 500; i++) {
                        Category category = checker.check("a" + i + "@d" + number + ".example")
                                .orElseThrow()
                                .category();
                        shield.recordRefusal(ClientIp.parse("198.51." + number + "." + i % 250)
                                .orElseThrow());
                        if (category == Category.WHITE) {
                            answered.incrementAndGet();
                        }
                        if (number == 0 && i == 200) {
                            redis.kill();
                        }
                    }
                }));
            }
            for (Future<?> each : load) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(answered).hasValue(2_000);
        Eventually.holds("said", () -> log.messages(RedisStores.class.getName()).size() == 1);
        assertThat(log.messages(RedisStores.class.getName()))
                .singleElement()
                .asString()
                .matches("Redis cannot be used: the connection (broke|failed)\\. This machine keeps .*");

        redis.launch();

        Eventually.holds("back", () -> log.messages(RedisStores.class.getName()).size() == 2);
        assertThat(log.messages(RedisStores.class.getName()).get(1)).isEqualTo(BACK);
        machine.answers().put("service:key", octets("value"), HOUR);
        Eventually.holds("shared again", () -> machine.answers().get("service:key") != null);
    }

    @Test
    void bansHoldWhileRedisIsAwayAndWhenItComesBackEmpty() {
        RedisProcess redis = redis();
        RedisStores first = machine(redis.uri(), LONG);
        RedisStores second = machine(redis.uri(), LONG);
        AbuseSubject before = AbuseSubject.domain("before.example");
        AbuseSubject meanwhile = AbuseSubject.domain("meanwhile.example");
        first.abuse().putBan(ban(before));
        Eventually.holds("known", () -> second.abuse().ban(before).isPresent());

        redis.kill();
        Eventually.holds(
                "alone", () -> log.messages(RedisStores.class.getName()).size() == 2);
        assertThat(first.abuse().putBan(ban(meanwhile))).isTrue();
        assertThat(first.abuse().putBan(ban(meanwhile))).isFalse();

        assertThat(first.abuse().ban(before)).isPresent();
        assertThat(second.abuse().ban(before)).isPresent();
        assertThat(second.abuse().ban(meanwhile)).isEmpty();

        redis.launch();

        Eventually.holds("back", () -> log.messages(RedisStores.class.getName()).size() == 4);
        Eventually.holds("made up for", () -> second.abuse().ban(meanwhile).isPresent());
        assertThat(first.abuse().bans()).hasSize(2);
        assertThat(second.abuse().bans()).hasSize(2);
        assertThat(machine(redis.uri(), LONG).abuse().bans()).hasSize(2);
    }

    @Test
    void bansThatRedisThrewAwayToMakeRoomAreToldAgain() {
        RedisProcess redis = redis();
        Proxy network = proxy(redis);
        RedisStores machine = machine(network.uri(), LONG);
        AbuseSubject subject = AbuseSubject.domain("before.example");
        machine.abuse().putBan(ban(subject));

        redis.commands().del(octets("notdisposable:bans"));
        network.down(true);
        Eventually.holds(
                "alone", () -> log.messages(RedisStores.class.getName()).size() == 1);
        network.down(false);
        Eventually.holds("back", () -> log.messages(RedisStores.class.getName()).size() == 2);

        assertThat(machine.abuse().ban(subject)).isPresent();
        assertThat(machine(redis.uri(), LONG).abuse().ban(subject)).isPresent();
    }

    @Test
    void aBanLiftedWhileTheNetworkIsAwayStaysLifted() {
        RedisProcess redis = redis();
        Proxy network = proxy(redis);
        RedisStores cutOff = machine(network.uri(), Duration.ofMillis(500));
        RedisStores other = machine(redis.uri(), LONG);
        other.abuse().putBan(ban(SUBJECT));
        other.abuse().putBan(ban(AbuseSubject.domain("lifted.example")));
        Eventually.holds("known", () -> cutOff.abuse().bans().size() == 2);

        network.down(true);
        Eventually.holds(
                "alone", () -> log.messages(RedisStores.class.getName()).size() == 1);
        assertThat(cutOff.abuse().removeBan(SUBJECT)).isPresent();
        assertThat(other.abuse().removeBan(AbuseSubject.domain("lifted.example")))
                .isPresent();
        assertThat(cutOff.abuse().bans()).hasSize(1);
        assertThat(other.abuse().bans()).hasSize(1);
        network.down(false);

        Eventually.holds("lifted there", () -> other.abuse().bans().isEmpty());
        Eventually.holds("lifted here", () -> cutOff.abuse().bans().isEmpty());
    }

    @Test
    void aBanThatRedisWasSlowToTakeStaysLifted() {
        RedisProcess redis = redis();
        Proxy network = proxy(redis);
        RedisStores machine = machine(network.uri(), Duration.ofMillis(500));
        network.delay(Duration.ofMillis(800));
        machine.abuse().putBan(ban(SUBJECT));
        network.delay(Duration.ZERO);
        assertThat(machine.abuse().removeBan(SUBJECT)).isPresent();

        network.down(true);
        Eventually.holds(
                "alone", () -> log.messages(RedisStores.class.getName()).size() == 1);
        network.down(false);
        Eventually.holds("back", () -> log.messages(RedisStores.class.getName()).size() == 2);

        assertThat(machine.abuse().ban(SUBJECT)).isEmpty();
        assertThat(machine(redis.uri(), LONG).abuse().bans()).isEmpty();
    }

    @Test
    void aBanThatComesWhileMuchIsMadeUpForHolds() {
        RedisProcess redis = redis();
        Proxy network = proxy(redis);
        RedisStores machine = machine(network.uri(), LONG);
        network.down(true);
        Eventually.holds(
                "alone", () -> log.messages(RedisStores.class.getName()).size() == 1);
        for (int i = 0; i < 2_000; i++) {
            machine.abuse().putBan(ban(AbuseSubject.domain("before" + i + ".example")));
        }

        List<AbuseSubject> meanwhile = new ArrayList<>();
        network.down(false);
        Eventually.holds("back", () -> {
            AbuseSubject subject = AbuseSubject.domain("meanwhile" + meanwhile.size() + ".example");
            machine.abuse().putBan(ban(subject));
            meanwhile.add(subject);
            return log.messages(RedisStores.class.getName()).size() == 2;
        });

        assertThat(meanwhile)
                .allSatisfy(subject -> assertThat(machine.abuse().ban(subject)).isPresent());
    }

    @Test
    void countsAloneWhileRedisIsAway() {
        RedisProcess redis = redis();
        RedisStores machine = machine(redis.uri(), LONG);
        redis.kill();
        AbuseShield shield = AbuseShield.builder().store(machine.abuse()).build();

        for (int i = 1; i < 5; i++) {
            assertThat(shield.recordRefusal(CLIENT)).isEmpty();
        }
        assertThat(shield.recordRefusal(CLIENT)).isPresent();
        assertThat(shield.banOf(CLIENT)).isPresent();
        assertThat(shield.lift(SUBJECT)).isTrue();
        assertThat(shield.banOf(CLIENT)).isEmpty();
    }

    @Test
    void aSlowRedisHoldsUpNobodyForLongAndIsSaidOnce() {
        RedisProcess redis = redis();
        Proxy network = proxy(redis);
        RedisStores machine = machine(network.uri(), Duration.ofMillis(50));
        network.delay(Duration.ofSeconds(1));

        long start = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            machine.answers().get("service:key" + i);
            machine.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR);
        }
        Duration spent = Duration.ofNanos(System.nanoTime() - start);

        assertThat(spent).isLessThan(Duration.ofSeconds(10));
        assertThat(log.messages(RedisStores.class.getName()))
                .containsExactly(
                        "Redis cannot be used: it does not answer in time. This machine keeps verdicts, counters and bans by itself until it can.");

        network.delay(Duration.ZERO);

        Eventually.holds("back", () -> log.messages(RedisStores.class.getName()).size() == 2);
        assertThat(log.messages(RedisStores.class.getName()).get(1)).isEqualTo(BACK);
    }

    @Test
    void aConnectionThatSwallowsEverythingHoldsUpNobodyForLongAndIsReplaced() {
        RedisProcess redis = redis();
        Proxy network = proxy(redis);
        RedisStores machine = machine(network.uri(), Duration.ofMillis(50));
        network.swallow();

        for (int i = 0; i < 100; i++) {
            assertThat(machine.answers().get("service:key" + i)).isNull();
        }

        assertThat(log.messages(RedisStores.class.getName())).hasSize(1);
        Eventually.holds("back", () -> log.messages(RedisStores.class.getName()).size() == 2);
    }

    @Test
    void aFullRedisIsSaidOnceAndUsedAgainWhenThereIsRoom() {
        RedisProcess redis = redis("--maxmemory-policy", "noeviction");
        RedisStores machine = machine(redis.uri(), LONG);
        redis.commands().configSet("maxmemory", "1");

        for (int i = 1; i <= 5; i++) {
            assertThat(machine.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR)).isEqualTo(i);
            machine.answers().put("service:key", octets("value"), HOUR);
        }
        assertThat(machine.abuse().putBan(ban(SUBJECT))).isTrue();
        assertThat(machine.abuse().ban(SUBJECT)).isPresent();

        assertThat(log.messages(RedisStores.class.getName()))
                .containsExactly(
                        "Redis cannot be used: it answers OOM. This machine keeps verdicts, counters and bans by itself until it can.");

        redis.commands().configSet("maxmemory", "0");

        Eventually.holds("back", () -> log.messages(RedisStores.class.getName()).size() == 2);
        assertThat(machine(redis.uri(), LONG).abuse().ban(SUBJECT)).isPresent();
    }

    @Test
    void aWrongPasswordIsSaidOnceWithoutThePassword() {
        RedisProcess redis = redis("--requirepass", "right");
        String uri = redis.uri().replace("redis://", "redis://default:wrong-password@");

        RedisStores machine = machine(uri, LONG);

        assertThat(machine.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR)).isEqualTo(1);
        // Once the second was seen; why is not known.
        assertThat(log.messages(RedisStores.class.getName()))
                .singleElement()
                .asString()
                .matches(
                        "Redis cannot be used: (it answers WRONGPASS|the connection failed)\\. This machine keeps verdicts, counters and bans by itself until it can\\.");
        assertThat(machine.toString()).doesNotContain("wrong-password").doesNotContain(SECRET);
    }

    @Test
    void aUserWhoMayNotRunScriptsIsToldAtOnce() {
        RedisStores machine = machine(userWithout(redis(), CommandType.EVAL, CommandType.EVALSHA), LONG);

        assertThat(log.messages(RedisStores.class.getName()))
                .singleElement()
                .asString()
                .startsWith("Redis cannot be used: it answers NOPERM.");
        assertThat(machine.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR)).isEqualTo(1);
        assertThat(machine.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR)).isEqualTo(2);
    }

    private static String userWithout(RedisProcess redis, CommandType... commands) {
        AclSetuserArgs user = AclSetuserArgs.Builder.on()
                .addPassword("password")
                .allKeys()
                .allChannels()
                .allCommands();
        for (CommandType command : commands) {
            user.removeCommand(command);
        }
        redis.commands().aclSetuser("limited", user);
        return redis.uri().replace("redis://", "redis://limited:password@");
    }

    @Test
    void aRedisThatIsLostAgainAtOnceIsTriedMoreAndMoreSeldom() {
        RedisStores machine = machine(userWithout(redis(), CommandType.HSET), LONG);

        Eventually.holds("lost, back and lost", () -> {
            machine.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR);
            return log.messages(RedisStores.class.getName()).size() >= 3;
        });
        long start = System.nanoTime();
        Eventually.holds("lost, back and lost twice more", () -> {
            machine.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR);
            return log.messages(RedisStores.class.getName()).size() >= 7;
        });

        // Two ticks and four, by looks at least a tick apart; the first has partly passed.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(TICK.multipliedBy(4));
        assertThat(log.messages(RedisStores.class.getName()).get(6))
                .startsWith("Redis cannot be used: it answers NOPERM.");
    }

    @Test
    void aMachineStartsWithoutRedisAndFindsItLater() {
        RedisProcess redis = redis();
        redis.kill();

        RedisStores machine = machine(redis.uri(), LONG);

        assertThat(machine.abuse().putBan(ban(SUBJECT))).isTrue();
        assertThat(log.messages(RedisStores.class.getName()))
                .containsExactly(
                        "Redis cannot be used: the connection failed. This machine keeps verdicts, counters and bans by itself until it can.");

        redis.launch();

        Eventually.holds("back", () -> log.messages(RedisStores.class.getName()).size() == 2);
        assertThat(machine(redis.uri(), LONG).abuse().ban(SUBJECT)).isPresent();
    }

    @Test
    void scriptsThatRedisHasForgottenAreSentAgain() {
        RedisProcess redis = redis();
        RedisStores machine = machine(redis.uri(), LONG);
        machine.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR);
        redis.commands().scriptFlush();

        assertThat(machine.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR)).isEqualTo(2);
        assertThat(log.messages(RedisStores.class.getName())).isEmpty();
    }

    @Test
    void aKeyOfAnotherTypeHurtsNobodyElse() {
        RedisProcess redis = redis();
        RedisStores machine = machine(redis.uri(), LONG);
        machine.abuse().putBan(ban(SUBJECT));
        redis.commands().del(octets("notdisposable:bans"));
        redis.commands().set(octets("notdisposable:bans"), octets("a text"));

        assertThat(machine.abuse().putBan(ban(AbuseSubject.domain("example.org"))))
                .isTrue();
        assertThat(machine.abuse().bans()).hasSize(2);
        assertThat(machine.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR)).isEqualTo(1);
        assertThat(log.messages(RedisStores.class.getName())).isEmpty();
    }

    @Test
    void anInterruptedThreadStaysInterruptedAndIsAnsweredAlone() {
        RedisProcess redis = redis();
        RedisStores machine = machine(redis.uri(), LONG);
        Thread.currentThread().interrupt();

        assertThat(machine.answers().get("service:key")).isNull();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(log.messages(RedisStores.class.getName())).isEmpty();
    }

    @Test
    void nothingIsLeftRunningAfterItIsClosed() {
        RedisProcess redis = redis();
        RedisStores machine =
                RedisStores.builder().uri(redis.uri()).secret(SECRET).build();
        assertThat(threads()).isNotZero();

        machine.close();
        machine.close();

        Eventually.holds("all threads end", () -> threads() == 0);
        assertThat(machine.abuse().add(Counter.REFUSALS, SUBJECT, 5, HOUR)).isEqualTo(1);
        assertThat(machine.abuse().putBan(ban(SUBJECT))).isTrue();
        assertThat(machine.abuse().ban(SUBJECT)).isPresent();
        assertThat(machine.answers().get("service:key")).isNull();
        machine.answers().put("service:key", octets("value"), HOUR);
        assertThat(log.messages(RedisStores.class.getName())).isEmpty();
    }

    @Test
    void whatCannotBeUsedIsToldAtTheStartWithoutThePassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisStores.builder().secret(SECRET).build())
                .withMessage("'uri' must be set");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisStores.builder()
                        .uri("http://me:hunter2@localhost")
                        .secret(SECRET)
                        .build())
                .withMessageStartingWith("'uri' must be an address of Redis")
                .withMessageNotContaining("hunter2")
                .withNoCause();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisStores.builder().uri("redis://localhost").build())
                .withMessage("'secret' must have at least 16 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisStores.builder().prefix("a b"))
                .withMessageStartingWith("'prefix' must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisStores.builder().timeout(Duration.ZERO))
                .withMessage("'timeout' must be positive, was PT0S");
    }

    private RedisProcess redis(String... options) {
        RedisProcess redis = RedisProcess.start(options);
        open.add(redis);
        return redis;
    }

    private Proxy proxy(RedisProcess redis) {
        Proxy proxy = new Proxy(redis.port());
        open.add(proxy);
        return proxy;
    }

    private RedisStores machine(String uri, Duration timeout) {
        RedisStores machine = RedisStores.builder()
                .uri(uri)
                .secret(SECRET)
                .timeout(timeout)
                .tick(TICK)
                .build();
        open.add(0, machine);
        return machine;
    }

    private static Ban ban(AbuseSubject subject) {
        return new Ban(subject, Clock.systemUTC().instant().plus(HOUR), "Later.");
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("lettuce"))
                .count();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static final class WhiteBackend implements EmailBackend {

        @Override
        public String name() {
            return "white";
        }

        @Override
        public Scope scope() {
            return Scope.ADDRESS;
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            return BackendAnswer.about(Scope.ADDRESS).category(Category.WHITE).build();
        }
    }
}
