/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import static io.github.notdisposable.resilience.ScriptedBackend.black;
import static io.github.notdisposable.resilience.ScriptedBackend.white;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Origin;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.fixtures.FakeTime;
import io.github.notdisposable.resilience.ServiceState.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResilientBackendTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final FakeTime time = new FakeTime();

    @Test
    void asksOnceForAnAddressWhileTheAnswerIsFresh() {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        ResilientBackend backend = wrap(service).build();

        BackendAnswer first = backend.check(query("ada@x.com"));
        BackendAnswer second = backend.check(query("ADA@x.com"));
        BackendAnswer other = backend.check(query("bob@x.com"));

        assertThat(first.origin()).isEqualTo(Origin.ASKED);
        assertThat(second.origin()).isEqualTo(Origin.CACHED);
        assertThat(second.category()).contains(Category.WHITE);
        assertThat(other.origin()).isEqualTo(Origin.ASKED);
        assertThat(service.asked).hasSize(2);
    }

    @Test
    void asksOnceForADomainWhereTheAnswerDependsOnItAlone() {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.answers(black(Scope.DOMAIN));
        ResilientBackend backend = wrap(service).build();

        backend.check(query("ada@x.com"));
        BackendAnswer other = backend.check(query("bob@x.com"));
        BackendAnswer bare = backend.check(bareDomain("x.com"));
        BackendAnswer elsewhere = backend.check(query("ada@sub.x.com"));

        assertThat(other.origin()).isEqualTo(Origin.CACHED);
        assertThat(bare.origin()).isEqualTo(Origin.CACHED);
        assertThat(elsewhere.origin()).isEqualTo(Origin.ASKED);
    }

    @Test
    void takesSpellingsOfOneLocalPartForOneQuestion() {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        ResilientBackend backend = wrap(service).build();

        for (String spelling : List.of(
                "jos\u00E9+x@x.com", "JOSE\u0301+x@x.com", "\"jos\u00E9+x\"@x.com", "\"j\\os\u00E9+x\"@x.com")) {
            backend.check(query(spelling));
        }
        assertThat(service.asked).hasSize(1);

        backend.check(query("jos\u00E9@x.com"));
        assertThat(service.asked).hasSize(2);
    }

    @Test
    void doesNotTakeTheAnswerOnABareDomainForOneOnAMailboxThere() {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.answers(asked -> white(asked.address().isPresent() ? Scope.ADDRESS : Scope.DOMAIN));
        ResilientBackend backend = wrap(service).build();

        backend.check(bareDomain("x.com"));

        assertThat(backend.check(query("support@x.com")).origin()).isEqualTo(Origin.ASKED);
        assertThat(backend.check(bareDomain("x.com")).origin()).isEqualTo(Origin.CACHED);
    }

    @Test
    void answersMailboxesAndTheBareDomainAlikeIfOnlyTheDomainIsSent() {
        ScriptedBackend service = new ScriptedBackend(Scope.DOMAIN);
        ResilientBackend backend = wrap(service).build();

        backend.check(bareDomain("x.com"));
        backend.check(query("ada@x.com"));
        backend.check(query("bob@x.com"));

        assertThat(service.asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"WHITE, PT1H", "GREY, PT1H", "BLACK, PT24H"})
    void asksAgainWhenTheTimeOfTheCategoryIsOver(Category category, Duration fresh) {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.answers(BackendAnswer.about(Scope.ADDRESS).category(category).build());
        ResilientBackend backend = wrap(service).build();

        backend.check(query("ada@x.com"));
        time.advance(fresh.minusMillis(1));
        assertThat(backend.check(query("ada@x.com")).origin()).isEqualTo(Origin.CACHED);
        time.advance(Duration.ofMillis(1));
        assertThat(backend.check(query("ada@x.com")).origin()).isEqualTo(Origin.ASKED);
    }

    @ParameterizedTest
    @CsvSource({
        "DISPOSABLE, PT3S",
        "BLOCKLISTED, PT3S",
        "ALLOWLISTED, PT3S",
        "ALIAS, PT2S",
        "UNRESOLVED, PT2S",
        "PUBLIC, PT1S"
    })
    void takesTheTimeFromTheTraitsWhereNoCategoryIsGiven(EmailTrait trait, Duration fresh) {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.answers(BackendAnswer.about(Scope.ADDRESS).trait(trait).build());
        ResilientBackend backend = wrap(service)
                .keep(Category.WHITE, Duration.ofSeconds(1))
                .keep(Category.GREY, Duration.ofSeconds(2))
                .keep(Category.BLACK, Duration.ofSeconds(3))
                .build();

        backend.check(query("ada@x.com"));
        time.advance(fresh.minusNanos(1));
        assertThat(backend.check(query("ada@x.com")).origin()).isEqualTo(Origin.CACHED);
        time.advance(Duration.ofNanos(1));
        assertThat(backend.check(query("ada@x.com")).origin()).isEqualTo(Origin.ASKED);
    }

    @Test
    void asksForAllTraitsSoThatTheAnswerServesEveryLaterQuestion() {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        ResilientBackend backend = wrap(service).build();

        backend.check(BackendQuery.of(address("ada@x.com"), soon())
                .wanted(Set.of(EmailTrait.DISPOSABLE))
                .build());

        assertThat(service.asked.get(0).wanted()).containsExactlyInAnyOrder(EmailTrait.values());
    }

    @Test
    void servesAnOldAnswerWhileTheServiceIsDown() {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        ResilientBackend backend = wrap(service).build();
        backend.check(query("ada@x.com"));

        time.advance(HOUR);
        service.fails(UnavailableReason.UNREACHABLE);
        BackendAnswer old = backend.check(query("ada@x.com"));
        int askedSoFar = service.asked.size();
        BackendAnswer again = backend.check(query("ada@x.com"));

        assertThat(old.category()).contains(Category.WHITE);
        assertThat(old.origin()).isEqualTo(Origin.STALE);
        assertThat(again.origin()).isEqualTo(Origin.STALE);
        assertThat(service.asked).as("the failure is remembered for a moment").hasSize(askedSoFar);

        time.advance(DAY);
        assertThat(backend.check(query("ada@x.com")).unavailableReason()).contains(UnavailableReason.UNREACHABLE);
    }

    @Test
    void asksAgainAfterServingAnOldAnswerWhenTheServiceIsBack() {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        ResilientBackend backend = wrap(service).build();
        backend.check(query("ada@x.com"));
        time.advance(HOUR);
        service.fails(UnavailableReason.TIMEOUT);
        backend.check(query("ada@x.com"));

        service.answers(black(Scope.ADDRESS));
        time.advance(Duration.ofSeconds(5));

        assertThat(backend.check(query("ada@x.com")).category()).contains(Category.BLACK);
    }

    @Test
    void keepsAFailureForAShortTime() {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.fails(UnavailableReason.TIMEOUT);
        ResilientBackend backend = wrap(service).build();

        backend.check(query("ada@x.com"));
        BackendAnswer second = backend.check(query("ada@x.com"));
        assertThat(second.unavailableReason()).contains(UnavailableReason.TIMEOUT);
        assertThat(second.origin()).isEqualTo(Origin.CACHED);
        assertThat(service.asked).hasSize(1);

        time.advance(Duration.ofSeconds(5));
        backend.check(query("ada@x.com"));
        assertThat(service.asked).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERRUPTED", "OVERLOADED", "NOT_SUPPORTED"})
    void keepsNoFailureThatIsNotTheServices(UnavailableReason reason) {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.fails(reason);
        ResilientBackend backend = wrap(service).build();

        backend.check(query("ada@x.com"));
        backend.check(query("ada@x.com"));

        assertThat(service.asked).hasSize(2);
    }

    @Test
    void doesNotHoldItAgainstTheServiceThatNoTimeWasLeftToAskIt() {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.answers(asked -> asked.deadline().isExpired()
                ? BackendAnswer.unavailable(UnavailableReason.TIMEOUT)
                : white(Scope.ADDRESS));
        ResilientBackend backend = wrap(service).build();

        for (int i = 0; i < 10; i++) {
            BackendAnswer late =
                    backend.check(BackendQuery.of(address("user" + i + "@x.com"), Deadline.after(Duration.ZERO))
                            .build());
            assertThat(late.unavailableReason()).contains(UnavailableReason.NO_TIME_LEFT);
        }

        assertThat(backend.check(query("user0@x.com")).category()).contains(Category.WHITE);
        assertThat(backend.check(query("ada@x.com")).category()).contains(Category.WHITE);
        assertThat(service.asked).hasSize(2);
    }

    @Test
    void takesATimeThatNeverEnds() {
        Duration forever = ChronoUnit.FOREVER.getDuration();
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        ResilientBackend backend = wrap(service)
                .keep(Category.WHITE, forever)
                .serveStale(forever)
                .keepFailures(forever)
                .keepBans(forever)
                .maxWait(forever)
                .openTime(forever)
                .longestPause(forever)
                .build();
        BackendQuery query =
                BackendQuery.of(address("ada@x.com"), Deadline.after(forever)).build();

        assertThat(backend.check(query).category()).contains(Category.WHITE);
        time.advance(Duration.ofDays(3_650));
        assertThat(backend.check(query).origin()).isEqualTo(Origin.CACHED);
        assertThat(Deadline.after(forever.negated()).isExpired()).isTrue();
    }

    @Test
    void holdsNoMoreThanItsSize() {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        ResilientBackend backend = wrap(service).maxSize(100).build();

        for (int i = 0; i < 1_000; i++) {
            backend.check(query("user" + i + "@x.com"));
        }

        assertThat(backend.state().cached()).isLessThanOrEqualTo(100);
    }

    @Test
    void letsTheServiceSeeEachBlackAttempt() {
        ScriptedBackend service = countingService();
        ResilientBackend backend = wrap(service).build();

        for (int i = 0; i < 3; i++) {
            assertThat(backend.check(query("ada@x.com", "198.51.100.7")).origin())
                    .isEqualTo(Origin.ASKED);
        }

        assertThat(service.asked).hasSize(3);
    }

    @Test
    void servesABlackAnswerThatIsCountedOnlyWhileTheServiceIsDown() {
        ScriptedBackend service = countingService();
        ResilientBackend backend = wrap(service).build();
        backend.check(query("ada@x.com", "198.51.100.7"));

        service.fails(UnavailableReason.TIMEOUT);
        BackendAnswer down = backend.check(query("ada@x.com", "198.51.100.7"));

        assertThat(down.category()).contains(Category.BLACK);
        assertThat(down.origin()).isEqualTo(Origin.STALE);
        service.answers(countedBlack());
        assertThat(backend.check(query("ada@x.com", "198.51.100.7")).origin()).isEqualTo(Origin.ASKED);
    }

    @Test
    void givesTheAttemptsThatAreLeftToNobodyWhoseAttemptWasNotCounted() {
        ScriptedBackend service = new ScriptedBackend(Scope.CLIENT);
        service.answers(BackendAnswer.about(Scope.ADDRESS)
                .category(Category.GREY)
                .attemptsLeft(4)
                .build());
        ResilientBackend backend = wrap(service).build();

        assertThat(backend.check(query("ada@x.com", "198.51.100.7")).attemptsLeft())
                .hasValue(4);
        assertThat(backend.check(query("ada@x.com", "198.51.100.8")).attemptsLeft())
                .isEmpty();
    }

    @Test
    void takesAnAnswerThatIsStillToComeForNoFailureAndAsksForItAgain() {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.fails(UnavailableReason.PENDING);
        ResilientBackend backend = wrap(service).build();

        for (int i = 0; i < 100; i++) {
            assertThat(backend.check(query("ada@x.com")).unavailableReason()).contains(UnavailableReason.PENDING);
        }
        assertThat(service.asked).hasSize(100);
        assertThat(backend.state().status()).isEqualTo(Status.ANSWERING);
    }

    @Test
    void remembersABanForTheClientAndNotForTheAddress() {
        ScriptedBackend service = new ScriptedBackend(Scope.CLIENT);
        service.answers(BackendAnswer.banned("enough"));
        ResilientBackend backend = wrap(service).build();

        backend.check(query("ada@x.com", "198.51.100.7"));
        BackendAnswer sameClient = backend.check(query("bob@y.com", "198.51.100.7"));
        assertThat(sameClient.category()).contains(Category.BANNED);
        assertThat(sameClient.detail()).contains("enough");
        assertThat(sameClient.origin()).isEqualTo(Origin.CACHED);

        service.answers(white(Scope.ADDRESS));
        assertThat(backend.check(query("ada@x.com", "203.0.113.9")).category()).contains(Category.WHITE);
        assertThat(backend.check(query("ada@x.com", null)).category()).contains(Category.WHITE);
    }

    @Test
    void asksForABannedClientAgainAfterAShortTime() {
        ScriptedBackend service = new ScriptedBackend(Scope.CLIENT);
        service.answers(BackendAnswer.banned(null));
        ResilientBackend backend = wrap(service).build();
        backend.check(query("ada@x.com", "198.51.100.7"));

        service.answers(white(Scope.ADDRESS));
        time.advance(Duration.ofSeconds(30));

        assertThat(backend.check(query("ada@x.com", "198.51.100.7")).category()).contains(Category.WHITE);
    }

    @Test
    void leavesAServiceAloneThatFailsTooOftenAndTriesItOnceLater() {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.fails(UnavailableReason.SERVER_ERROR);
        ResilientBackend backend = wrap(service).build();

        for (int i = 0; i < 20; i++) {
            backend.check(query("user" + i + "@x.com"));
        }
        assertThat(service.asked).hasSize(5);
        assertThat(backend.check(query("another@x.com")).unavailableReason()).contains(UnavailableReason.CIRCUIT_OPEN);
        assertThat(backend.state().status()).isEqualTo(Status.CIRCUIT_OPEN);

        time.advance(Duration.ofSeconds(11));
        service.answers(white(Scope.ADDRESS));
        assertThat(backend.check(query("ada@x.com")).isAvailable()).isTrue();
        assertThat(backend.check(query("bob@x.com")).isAvailable()).isTrue();
        assertThat(backend.state().status()).isEqualTo(Status.ANSWERING);
    }

    @ParameterizedTest
    @CsvSource({"1990-01-01T00:00:00Z", "2100-01-01T00:00:00Z"})
    void isNotConfusedByAClockThatJumps(Instant jump) {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        ResilientBackend backend = wrap(service).build();
        backend.check(query("known@x.com"));
        service.fails(UnavailableReason.SERVER_ERROR);
        for (int i = 0; i < 5; i++) {
            backend.check(query("user" + i + "@x.com"));
        }

        time.setWallClock(jump);
        assertThat(backend.check(query("known@x.com")).origin()).isEqualTo(Origin.CACHED);
        assertThat(backend.check(query("new@x.com")).unavailableReason()).contains(UnavailableReason.CIRCUIT_OPEN);
        time.advance(Duration.ofSeconds(11));
        service.answers(white(Scope.ADDRESS));
        assertThat(backend.check(query("new@x.com")).isAvailable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED,    PT7S,          PT7S",
        "RATE_LIMITED,    ,              PT10S",
        "RATE_LIMITED,    PT0S,          PT1S",
        "RATE_LIMITED,    PT8760H,       PT1H",
        "QUOTA_EXHAUSTED, ,              PT15M",
        "QUOTA_EXHAUSTED, PT2M,          PT2M",
        "UNAUTHORIZED,    ,              PT5M",
        "SERVER_ERROR,    PT30S,         PT30S"
    })
    void leavesTheServiceAloneAsLongAsItAsksOrItsErrorSuggests(
            UnavailableReason reason, @Nullable Duration retryAfter, Duration pause) {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.answers(BackendAnswer.unavailable(reason, retryAfter, "its_code"));
        ResilientBackend backend = wrap(service).build();
        backend.check(query("ada@x.com"));

        time.advance(pause.minusNanos(1));
        BackendAnswer paused = backend.check(query("bob@x.com"));
        assertThat(paused.unavailableReason()).contains(reason);
        assertThat(paused.errorCode()).contains("its_code");
        assertThat(backend.state().status()).isEqualTo(Status.PAUSED);
        assertThat(backend.state().reason()).isEqualTo(reason);
        assertThat(backend.state().errorCode()).isEqualTo("its_code");
        assertThat(service.asked).hasSize(1);

        time.advance(Duration.ofNanos(1));
        service.answers(white(Scope.ADDRESS));
        assertThat(backend.check(query("bob@x.com")).isAvailable()).isTrue();
        assertThat(backend.state().status()).isEqualTo(Status.ANSWERING);
        assertThat(backend.state().reason()).isNull();
    }

    @Test
    void letsOneQuestionFindOutWhetherAPauseIsOver() {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.fails(UnavailableReason.QUOTA_EXHAUSTED);
        ResilientBackend backend = wrap(service).build();
        backend.check(query("ada@x.com"));
        time.advance(Duration.ofMinutes(15));

        AtomicInteger within = new AtomicInteger();
        service.answers(asked -> {
            within.incrementAndGet();
            BackendAnswer meanwhile = backend.check(query("carol@x.com"));
            assertThat(meanwhile.unavailableReason()).contains(UnavailableReason.QUOTA_EXHAUSTED);
            return BackendAnswer.unavailable(UnavailableReason.QUOTA_EXHAUSTED);
        });
        backend.check(query("bob@x.com"));
        backend.check(query("dave@x.com"));

        assertThat(within).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"PT5S, 2", "PT0.9S, 1"})
    void triesABrokenConnectionAgainOnlyIfTheDeadlineLeavesTheTime(Duration deadline, int tries) {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.fails(UnavailableReason.UNREACHABLE);
        ResilientBackend backend = wrap(service).build();

        backend.check(BackendQuery.of(address("ada@x.com"), Deadline.after(deadline, time))
                .build());

        assertThat(service.asked).hasSize(tries);
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT", "SERVER_ERROR", "MALFORMED_ANSWER", "RATE_LIMITED", "TLS"})
    void doesNotTryAgainWhatWasAnsweredOrLate(UnavailableReason reason) {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.fails(reason);
        ResilientBackend backend = wrap(service).build();

        backend.check(query("ada@x.com"));

        assertThat(service.asked).hasSize(1);
    }

    @Test
    void takesAnExceptionForAFailure() {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        service.answers(asked -> {
            throw new IllegalStateException("ada@x.com");
        });
        ResilientBackend backend = wrap(service).build();

        assertThat(backend.check(query("ada@x.com")).unavailableReason()).contains(UnavailableReason.FAILED);
    }

    @Test
    void answersAThreadThatMustNotBlockFromMemory() {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        ResilientBackend backend = wrap(service).build();

        assertThat(backend.check(onEventLoop("ada@x.com")).unavailableReason()).contains(UnavailableReason.WOULD_BLOCK);
        assertThat(service.asked).isEmpty();

        backend.check(query("ada@x.com"));
        assertThat(backend.check(onEventLoop("ada@x.com")).origin()).isEqualTo(Origin.CACHED);
        time.advance(HOUR);
        assertThat(backend.check(onEventLoop("ada@x.com")).origin()).isEqualTo(Origin.STALE);
        assertThat(service.asked).hasSize(1);
    }

    @Test
    void closesTheBackEndWithin() {
        ScriptedBackend service = new ScriptedBackend(Scope.ADDRESS);
        ResilientBackend backend = ResilientBackend.of(service);

        backend.close();

        assertThat(service.closed).isTrue();
        assertThat(backend.name()).isEqualTo("scripted");
        assertThat(backend.scope()).isEqualTo(Scope.ADDRESS);
        assertThat(backend.backend()).isSameAs(service);
    }

    @Test
    void checksItsSettingsWhereTheyAreSet() {
        ResilientBackend.Builder builder = ResilientBackend.builder(new ScriptedBackend(Scope.ADDRESS));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.keep(Category.BANNED, HOUR))
                .withMessage("'category' must be WHITE, GREY or BLACK, was BANNED");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.openTime(Duration.ZERO))
                .withMessage("'openTime' must be positive, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxConcurrent(0))
                .withMessage("'maxConcurrent' must be 1 to 10000, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.serveStale(Duration.ofSeconds(-1)))
                .withMessage("'serveStale' must not be negative, was PT-1S");
    }

    private ResilientBackend.Builder wrap(ScriptedBackend service) {
        return ResilientBackend.builder(service).nanoTime(time).clock(time);
    }

    private static ScriptedBackend countingService() {
        ScriptedBackend service = new ScriptedBackend(Scope.CLIENT);
        service.answers(countedBlack());
        return service;
    }

    private static BackendAnswer countedBlack() {
        return BackendAnswer.about(Scope.DOMAIN)
                .category(Category.BLACK)
                .reusable(false)
                .build();
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    private static BackendQuery query(String address) {
        return query(address, null);
    }

    private static BackendQuery query(String address, @Nullable String client) {
        return BackendQuery.of(address(address), soon())
                .client(client == null ? null : ClientIp.parse(client).orElseThrow())
                .build();
    }

    private static BackendQuery bareDomain(String domain) {
        return BackendQuery.ofDomain(domain, soon()).build();
    }

    private static BackendQuery onEventLoop(String address) {
        return BackendQuery.of(address(address), soon()).mayBlock(false).build();
    }
}
