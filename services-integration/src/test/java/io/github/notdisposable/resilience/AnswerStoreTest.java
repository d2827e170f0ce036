/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import static io.github.notdisposable.resilience.ScriptedBackend.white;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.AnswerStore;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Origin;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.MailProvider;
import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.fixtures.FakeTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerStoreTest {

    private final FakeTime time = new FakeTime();
    private final MapStore shared = new MapStore();
    private final ScriptedBackend firstService = new ScriptedBackend(Scope.ADDRESS);
    private final ScriptedBackend secondService = new ScriptedBackend(Scope.ADDRESS);
    private final ResilientBackend first = wrap(firstService);
    private final ResilientBackend second = wrap(secondService);

    @Test
    void oneProcessAnswersForTheOther() {
        firstService.answers(everything());
        first.check(query("ada@x.com"));

        BackendAnswer answer = second.check(query("ada@x.com"));

        assertThat(answer).usingRecursiveComparison().ignoringFields("origin").isEqualTo(everything());
        assertThat(answer.origin()).isEqualTo(Origin.CACHED);
        assertThat(secondService.asked).isEmpty();
    }

    @Test
    void neitherKeyNorValueHoldsTheAddress() {
        first.check(query("ada@x.com"));

        assertThat(shared.values).hasSize(1);
        shared.values.forEach((key, value) -> {
            assertThat(key).matches("scripted:[A-Za-z0-9_-]{43}");
            assertThat(new String(value, StandardCharsets.UTF_8)).doesNotContain("ada");
        });
    }

    @Test
    void anAnswerGrowsNoYoungerOnItsWay() {
        first.check(query("ada@x.com"));
        time.advance(Duration.ofMinutes(59));
        second.check(query("ada@x.com"));

        time.advance(Duration.ofMinutes(1));

        assertThat(second.check(query("ada@x.com")).origin()).isEqualTo(Origin.ASKED);
    }

    @Test
    void anAnswerFromAClockAheadIsNotKeptLonger() {
        time.setWallClock(Instant.parse("2100-01-01T00:00:00Z"));
        first.check(query("ada@x.com"));
        time.setWallClock(Instant.parse("2000-01-01T00:00:00Z"));
        second.check(query("ada@x.com"));

        time.advance(Duration.ofHours(1));
        second.check(query("bob@x.com"));
        shared.values.clear();

        assertThat(second.check(query("ada@x.com")).origin()).isEqualTo(Origin.ASKED);
    }

    @Test
    void nothingIsSharedThatTheServiceMustCountOrThatIsOfAClient() {
        firstService.answers(BackendAnswer.about(Scope.DOMAIN)
                .category(Category.BLACK)
                .reusable(false)
                .build());
        first.check(query("ada@x.com"));
        firstService.answers(BackendAnswer.banned("enough"));
        first.check(query("bob@x.com"));

        assertThat(shared.values).isEmpty();
    }

    @Test
    void aStoreThatFailsIsPassedOver() {
        shared.broken = true;

        assertThat(first.check(query("ada@x.com")).category()).contains(Category.WHITE);
        assertThat(first.check(query("ada@x.com")).origin()).isEqualTo(Origin.CACHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "no json", "{\"v\":2}", "{\"v\":1,\"scope\":\"NOWHERE\"}", "[1]"})
    void aValueThatIsNotOursIsPassedOver(String value) {
        first.check(query("ada@x.com"));
        shared.values.replaceAll((key, old) -> value.getBytes(StandardCharsets.UTF_8));

        assertThat(second.check(query("ada@x.com")).origin()).isEqualTo(Origin.ASKED);
    }

    @Test
    void whatOneProcessForgetsIsForgottenByAll() {
        first.check(query("ada@x.com"));
        second.check(query("ada@x.com"));
        second.check(query("bob@x.com"));

        first.forget(EmailAddress.parse("Ada@x.com").orElseThrow());

        assertThat(second.check(query("ada@x.com")).origin()).isEqualTo(Origin.ASKED);
        assertThat(second.check(query("bob@x.com")).origin()).isEqualTo(Origin.CACHED);
    }

    @Test
    void whatWasSaidOfADomainIsForgottenByAll() {
        firstService.answers(white(Scope.DOMAIN));
        first.check(query("ada@x.com"));
        second.check(query("ada@x.com"));

        first.forgetDomain("x.com");

        assertThat(second.check(query("bob@x.com")).origin()).isEqualTo(Origin.ASKED);
    }

    @Test
    void aStoreThatFailsDoesNotKeepAnAnswerFromBeingForgotten() {
        first.check(query("ada@x.com"));
        shared.broken = true;

        first.forget(EmailAddress.parse("ada@x.com").orElseThrow());

        assertThat(first.check(query("ada@x.com")).origin()).isEqualTo(Origin.ASKED);
    }

    @Test
    void aClosedBackendIsToldNothing() {
        first.close();

        assertThat(shared.listeners).hasSize(1);
    }

    private static BackendAnswer everything() {
        return BackendAnswer.about(Scope.DOMAIN)
                .category(Category.GREY)
                .trait(EmailTrait.ALIAS)
                .trait(EmailTrait.PUBLIC)
                .normalized("a@x.com")
                .suggestion("y.com")
                .root("x.com")
                .subdomain(false)
                .provider("X")
                .matchedEntry(".x.com")
                .mailServers(List.of(new MailServer("mx.x.com", 5)))
                .mailProviders(List.of(new MailProvider("x", "mailbox", null)))
                .detail("text")
                .detail("type", "disposable")
                .build();
    }

    private ResilientBackend wrap(ScriptedBackend service) {
        service.answers(white(Scope.ADDRESS));
        return ResilientBackend.builder(service)
                .nanoTime(time)
                .clock(time)
                .store(shared)
                .build();
    }

    private static BackendQuery query(String address) {
        return BackendQuery.of(EmailAddress.parse(address).orElseThrow(), Deadline.after(Duration.ofSeconds(20)))
                .build();
    }

    private static final class MapStore implements AnswerStore {

        final Map<String, byte[]> values = new ConcurrentHashMap<>();
        final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
        boolean broken;

        @Override
        public byte @Nullable [] get(String key) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return values.get(key);
        }

        @Override
        public void put(String key, byte[] value, Duration timeToLive) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            values.put(key, value);
        }

        @Override
        public void remove(String key) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            values.remove(key);
            listeners.forEach(listener -> listener.accept(key));
        }

        @Override
        public Runnable onChange(Consumer<String> listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }
    }
}
