/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.embedded.EmbeddedBackend;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailCheckerTest {

    private static final EmailRule RULE = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY);

    @Test
    void refusesADisposableAddressWithTheBundledDataAlone() {
        try (EmailChecker checker = EmailChecker.builder().build()) {
            EmailVerdict verdict = checker.check("Bob+x@Mailinator.com").orElseThrow();

            assertThat(verdict.category()).isEqualTo(Category.BLACK);
            assertThat(verdict.traits()).containsExactlyInAnyOrder(EmailTrait.DISPOSABLE, EmailTrait.ALIAS);
            assertThat(verdict.normalized()).isEqualTo("bob@mailinator.com");
            assertThat(verdict.domain()).isEqualTo("mailinator.com");
            assertThat(verdict.root()).isEqualTo("mailinator.com");
            assertThat(verdict.subdomain()).isFalse();
            assertThat(verdict.source()).isEqualTo("embedded");
            assertThat(verdict.matchedEntry()).isEqualTo("mailinator.com");
        }
    }

    @Test
    void tellsTheParentThatMatched() {
        try (EmailChecker checker = EmailChecker.builder().build()) {
            EmailVerdict verdict = checker.checkDomain("x.y.mailinator.com").orElseThrow();

            assertThat(verdict.category()).isEqualTo(Category.BLACK);
            assertThat(verdict.matchedEntry()).isEqualTo("mailinator.com");
            assertThat(verdict.root()).isEqualTo("mailinator.com");
            assertThat(verdict.subdomain()).isTrue();
        }
    }

    @Test
    void suggestsTheProviderThatWasMeantAndDoesNotRefuse() {
        try (EmailChecker checker = EmailChecker.builder().build()) {
            EmailDecision decision = checker.decide("bob@gmsil.com", RULE).orElseThrow();

            assertThat(decision.isAllowed()).isTrue();
            assertThat(decision.verdict().suggestion()).isEqualTo("gmail.com");
            assertThat(checker.check("bob@gmail.com").orElseThrow().suggestion())
                    .isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bob@blocked.example, true",
        "bob@x.blocked.example, false",
        "bob@tree.example, true",
        "bob@a.b.tree.example, true",
        "bob@star.example, true",
        "bob@a.star.example, true",
        "bob@notstar.example, false",
        "eve@gmail.com, true",
        "E.ve+x@googlemail.com, true",
        "bob@gmail.com, false",
        "jos\u00E9@mail.example, true",
        "jose\u0301@mail.example, true",
        "JOSE\u0301+x@mail.example, true",
        "jose@mail.example, false",
        "j\u00FCrgen@mail.example, true",
        "'\"+ joe\"@mail.example', true",
        "'\"+\\ joe\"@mail.example', true",
        "'\"+ ann\"@mail.example', false",
        "news@ann.fastmail.ca, true",
        "max.m+1@yandex.by, true",
    })
    void refusesWhatItsOwnListBlocks(String address, boolean refused) {
        try (EmailChecker checker = EmailChecker.builder()
                .block(List.of(
                        "Blocked.example",
                        ".tree.example",
                        "*.star.example",
                        "eve@gmail.com",
                        "jos\u00E9@mail.example",
                        "Ju\u0308rgen@mail.example",
                        "\"+ joe\"@mail.example",
                        "ann@fastmail.ca",
                        "max-m@narod.ru"))
                .build()) {
            EmailDecision decision = checker.decide(address, RULE).orElseThrow();

            assertThat(decision.isAllowed()).isEqualTo(!refused);
            if (refused) {
                assertThat(decision.refusal()).contains(RefusalReason.BLOCKLISTED);
                assertThat(decision.verdict().source()).isEqualTo("block-list");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"bob@gamail.com, DISPOSABLE, gmail.com", "bob@gmsil.com,, gmail.com", "bob@comcast.ner,, comcast.net"})
    void tellsWhichProviderWasMeantWithTheRefusalToo(
            String address, @Nullable RefusalReason reason, String suggestion) {
        try (EmailChecker checker = EmailChecker.builder().build()) {
            EmailDecision decision = checker.decide(address, RULE).orElseThrow();

            assertThat(decision.refusal()).isEqualTo(Optional.ofNullable(reason));
            assertThat(decision.verdict().suggestion()).isEqualTo(suggestion);
        }
    }

    @Test
    void letsTheAllowListWinOverTheBlockListAndTheBundledData() {
        try (EmailChecker checker = EmailChecker.builder()
                .allow(List.of(".mailinator.com"))
                .block(List.of("mailinator.com"))
                .build()) {
            for (EmailPolicy policy : EmailPolicy.values()) {
                EmailDecision decision = checker.decide("info+x@a.mailinator.com", EmailRule.of(policy))
                        .orElseThrow();

                assertThat(decision.isAllowed()).isTrue();
                assertThat(decision.verdict().category()).isEqualTo(Category.WHITE);
                assertThat(decision.verdict().traits()).containsExactly(EmailTrait.ALLOWLISTED);
                assertThat(decision.verdict().source()).isEqualTo("allow-list");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|this",
                "exa mple.com|\"exa mple.com\"",
                "bob@|this",
                "1.2.3.4|\"1.2.3.4\"",
                "*|\"*\"",
                "secret@@|this",
                "secret@exa_mple..com|\"...@exa_mple..com\"",
                "secret@one.example secret@two..example|\"...@two..example\"",
                "bob@one.example; secret|\"...@one.example\"",
                "a secret that is in the wrong place|this",
            })
    void refusesAListEntryItCannotReadAndShowsNoLocalPart(String entry, String shown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailChecker.builder()
                        .block(List.of("example.com", entry))
                        .build())
                .withMessageStartingWith("'block', entry 2: " + shown + " is neither a domain")
                .withMessageNotContaining("secret");
    }

    @Test
    void asksInOrderAndStopsAtTheFirstThatDecides() {
        FakeBackend first = FakeBackend.answering("first", answer -> answer.trait(EmailTrait.ALIAS));
        FakeBackend second = FakeBackend.answering("second", answer -> answer.trait(EmailTrait.DISPOSABLE));
        FakeBackend third = FakeBackend.answering("third", answer -> answer.trait(EmailTrait.PUBLIC));
        try (EmailChecker checker = EmailChecker.builder()
                .backend(first)
                .backend(second)
                .backend(third)
                .build()) {
            EmailVerdict verdict = checker.check("bob@example.com").orElseThrow();

            assertThat(verdict.traits()).containsExactlyInAnyOrder(EmailTrait.ALIAS, EmailTrait.DISPOSABLE);
            assertThat(verdict.source()).isEqualTo("second");
            assertThat(third.queries).isEmpty();
        }
    }

    @Test
    void takesAServicesCategoryAtItsWord() {
        FakeBackend bundled = FakeBackend.answering("bundled", answer -> answer.trait(EmailTrait.SUSPICIOUS));
        FakeBackend service = FakeBackend.answering("service", answer -> answer.category(Category.WHITE));
        try (EmailChecker checker =
                EmailChecker.builder().backend(bundled).backend(service).build()) {
            EmailVerdict verdict = checker.check("bob@example.com").orElseThrow();

            assertThat(verdict.category()).isEqualTo(Category.WHITE);
            assertThat(verdict.traits()).containsExactly(EmailTrait.SUSPICIOUS);
            assertThat(verdict.source()).isEqualTo("service");
        }
    }

    @Test
    void isUnknownOnlyWhenNobodyAnswered() {
        FakeBackend down = new FakeBackend("down", query -> BackendAnswer.unavailable(UnavailableReason.TIMEOUT));
        FakeBackend up = FakeBackend.answering("up", answer -> answer);
        try (EmailChecker one = EmailChecker.builder().backend(down).build();
                EmailChecker two =
                        EmailChecker.builder().backend(down).backend(up).build()) {
            EmailVerdict unknown = one.check("bob@example.com").orElseThrow();
            EmailVerdict known = two.check("bob@example.com").orElseThrow();

            assertThat(unknown.category()).isEqualTo(Category.UNKNOWN);
            assertThat(unknown.source()).isNull();
            assertThat(unknown.unavailable()).containsEntry("down", UnavailableReason.TIMEOUT);
            assertThat(known.category()).isEqualTo(Category.WHITE);
            assertThat(known.unavailable()).containsKey("down");
        }
    }

    @ParameterizedTest
    @CsvSource({"ALLOW, true", "REJECT, false"})
    void doesAsTheRuleSaysWhenNobodyAnswered(WhenUnavailable whenUnavailable, boolean allowed) {
        FakeBackend down = new FakeBackend("down", query -> BackendAnswer.unavailable(UnavailableReason.TIMEOUT));
        try (EmailChecker checker = EmailChecker.builder().backend(down).build()) {
            EmailRule rule = new EmailRule(EmailPolicy.BUSINESS_ONLY, Set.of(), whenUnavailable);

            assertThat(checker.decide("bob@example.com", rule).orElseThrow().isAllowed())
                    .isEqualTo(allowed);
        }
    }

    @Test
    void takesABackendThatThrowsForOneThatCouldNotAnswer() {
        FakeBackend broken = new FakeBackend("broken", query -> {
            throw new IllegalStateException("bob@example.com");
        });
        FakeBackend silent = new FakeBackend("silent", query -> null);
        try (EmailChecker checker =
                EmailChecker.builder().backend(broken).backend(silent).build()) {
            EmailVerdict verdict = checker.check("bob@example.com").orElseThrow();

            assertThat(verdict.category()).isEqualTo(Category.UNKNOWN);
            assertThat(verdict.unavailable())
                    .containsEntry("broken", UnavailableReason.FAILED)
                    .containsEntry("silent", UnavailableReason.FAILED);
        }
    }

    @Test
    void handsTheClientTheTraitsAndTheDeadlineToTheBackend() {
        FakeBackend backend = FakeBackend.answering("one", answer -> answer);
        ClientIp client = ClientIp.parse("198.51.100.7").orElseThrow();
        try (EmailChecker checker = EmailChecker.builder()
                .backend(backend)
                .client(() -> Optional.of(client))
                .deadline(Duration.ofSeconds(2))
                .mayBlock(() -> false)
                .nanoTime(() -> 0)
                .build()) {
            checker.check(new EmailAddress("bob", "example.com"), Set.of(EmailTrait.NO_MAIL_SERVER));

            BackendQuery query = backend.queries.get(0);
            assertThat(query.client()).contains(client);
            assertThat(query.wanted()).containsExactly(EmailTrait.NO_MAIL_SERVER);
            assertThat(query.deadline().remaining()).isEqualTo(Duration.ofSeconds(2));
            assertThat(query.mayBlock()).isFalse();
            assertThat(query.toString()).doesNotContain("bob");
        }
    }

    @Test
    void answersAsynchronouslyAndLetsOneCallerCancel() {
        try (EmailChecker checker =
                EmailChecker.builder().executor(Runnable::run).build()) {
            var cancelled = checker.decideAsync("bob@mailinator.com", RULE);
            cancelled.cancel(true);

            assertThat(checker.decideAsync("bob@mailinator.com", RULE))
                    .isCompletedWithValueMatching(
                            decision -> !decision.orElseThrow().isAllowed());
            assertThat(checker.decideAsync("no address", RULE)).isCompletedWithValue(Optional.empty());
        }
    }

    @Test
    void answersFromMemoryWhenItsThreadsAreBusy() {
        FakeBackend backend = FakeBackend.answering("one", answer -> answer);
        try (EmailChecker checker = EmailChecker.builder()
                .backend(backend)
                .executor(task -> {
                    throw new RejectedExecutionException();
                })
                .build()) {
            assertThat(checker.checkAsync(new EmailAddress("bob", "example.com"), Set.of()))
                    .isCompleted();
            assertThat(backend.queries).hasSize(1).allMatch(query -> !query.mayBlock());
        }
    }

    @Test
    void usesAVerdictAgainWithinAScopeAndKeepsTheRefusal() {
        FakeBackend backend = FakeBackend.answering("one", answer -> answer.trait(EmailTrait.PUBLIC));
        try (EmailChecker checker = EmailChecker.builder().backend(backend).build();
                CheckedEmails scope = CheckedEmails.open()) {
            checker.decide("bob@example.com", EmailRule.of(EmailPolicy.BUSINESS_ONLY));
            checker.decide(" bob@EXAMPLE.com ", RULE);

            assertThat(backend.queries).hasSize(1);
            assertThat(scope.decisionOn("bob@example.com").orElseThrow().refusal())
                    .contains(RefusalReason.PUBLIC);
            assertThat(scope.decisions()).hasSize(1);
            assertThat(scope.verdictOn("eve@example.com")).isEmpty();
        }
    }

    @Test
    void knowsAnAddressAgainWithinAScopeInEachOfItsSpellings() {
        FakeBackend backend = FakeBackend.answering("one", answer -> answer);
        List<String> spellings =
                List.of("jos\u00E9+x@example.com", "JOSE\u0301+X@example.com", "\"jos\u00E9+x\"@EXAMPLE.com");
        try (EmailChecker checker = EmailChecker.builder().backend(backend).build();
                CheckedEmails scope = CheckedEmails.open()) {
            spellings.forEach(spelling -> checker.decide(spelling, RULE));

            assertThat(backend.queries).hasSize(1);
            assertThat(spellings)
                    .allSatisfy(
                            spelling -> assertThat(scope.verdictOn(spelling)).isPresent());
            assertThat(scope.verdictOn("jos\u00E9@example.com")).isEmpty();
        }
    }

    @Test
    void asksAgainWithinAScopeWhenMoreIsWanted() {
        FakeBackend backend = FakeBackend.answering("one", answer -> answer);
        try (EmailChecker checker = EmailChecker.builder().backend(backend).build();
                CheckedEmails scope = CheckedEmails.open()) {
            checker.decide("bob@example.com", RULE);
            checker.decide("bob@example.com", EmailRule.of(EmailPolicy.BUSINESS_ONLY));

            assertThat(backend.queries).hasSize(2);
            assertThat(scope.decisions()).hasSize(1);
        }
    }

    @Test
    void usesTheVerdictThatLookedForMoreAgainAfterARuleThatWantsLess() {
        FakeBackend backend = FakeBackend.answering("one", answer -> answer);
        EmailRule strict = EmailRule.of(EmailPolicy.PUBLIC_AND_CUSTOM);
        try (EmailChecker checker = EmailChecker.builder().backend(backend).build();
                CheckedEmails scope = CheckedEmails.open()) {
            for (int validation = 0; validation < 2; validation++) {
                checker.decide("bob@example.com", strict);
                checker.decide("bob@example.com", RULE);
            }

            assertThat(backend.queries).hasSize(1);
            assertThat(scope.decisions()).hasSize(1);
        }
    }

    @Test
    void asksWithinAScopeWhatOnlyMemoryAnsweredBefore() {
        AtomicBoolean mayBlock = new AtomicBoolean();
        try (EmailChecker checker = EmailChecker.builder()
                        .backend(answeringWhoCanWait())
                        .mayBlock(mayBlock::get)
                        .executor(Runnable::run)
                        .build();
                CheckedEmails scope = CheckedEmails.open()) {
            assertThat(checker.decide("bob@example.com", RULE).orElseThrow().isAllowed())
                    .isTrue();
            assertThat(checker.decideAsync("bob@example.com", RULE).join().flatMap(EmailDecision::refusal))
                    .contains(RefusalReason.DISPOSABLE);
            assertThat(checker.decide("bob@example.com", RULE).flatMap(EmailDecision::refusal))
                    .contains(RefusalReason.DISPOSABLE);
            assertThat(scope.decisions()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = WhenUnavailable.class,
            names = {"ALLOW", "REJECT"})
    void countsARefusalOnceThatMemoryDidNotKnowOf(WhenUnavailable whenUnavailable) {
        AbuseShield shield = AbuseShield.builder().limit(2, Duration.ofHours(1)).build();
        EmailRule rule = new EmailRule(EmailPolicy.DISPOSABLE_ONLY, Set.of(), whenUnavailable);
        try (EmailChecker checker = shielded(shield)
                .backend(answeringWhoCanWait())
                .mayBlock(() -> false)
                .executor(Runnable::run)
                .build()) {
            try (CheckedEmails scope = CheckedEmails.open()) {
                checker.decide("bob@example.com", rule);
                checker.decideAsync("bob@example.com", rule).join();
                checker.decideAsync("bob@example.com", rule).join();
                assertThat(scope.decisions()).hasSize(1);
            }
            assertThat(shield.banOf(CLIENT)).isEmpty();

            checker.decideAsync("bob@example.com", rule).join();
            assertThat(shield.banOf(CLIENT)).isPresent();
        }
    }

    private static EmailBackend answeringWhoCanWait() {
        return new FakeBackend(
                "service",
                query -> query.mayBlock()
                        ? BackendAnswer.about(BackendAnswer.Scope.DOMAIN)
                                .trait(EmailTrait.DISPOSABLE)
                                .build()
                        : BackendAnswer.unavailable(UnavailableReason.WOULD_BLOCK));
    }

    @Test
    void answersFromMemoryOutsideAScopeWhereServicesAreNotToBeAskedThere() {
        FakeBackend backend = FakeBackend.answering("one", answer -> answer);
        try (EmailChecker checker =
                EmailChecker.builder().backend(backend).askOutsideScope(false).build()) {
            checker.decide("bob@example.com", RULE);
            try (CheckedEmails scope = CheckedEmails.open()) {
                checker.decide("bob@example.com", RULE);
                assertThat(scope.decisions()).hasSize(1);
            }

            assertThat(backend.queries).extracting(BackendQuery::mayBlock).containsExactly(false, true);
        }
    }

    @Test
    void reportsARefusalOnceInARequestWithItsReasonAndItsSource() {
        List<String> refused = new ArrayList<>();
        CheckListener listener = new CheckListener() {
            @Override
            public void onCheck(CheckEvent event) {}

            @Override
            public void onRefused(RefusalReason reason, @Nullable String source) {
                refused.add(reason.code() + " by " + source);
            }
        };
        EmailRule rule = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY);
        try (EmailChecker checker = EmailChecker.builder()
                        .listener(listener.andThen(event -> {}))
                        .build();
                CheckedEmails request = CheckedEmails.open()) {
            checker.decide("bob@mailinator.com", rule);
            checker.decide("bob@mailinator.com", rule);
            checker.decide("bob@gmail.com", rule);
            assertThat(request.decisions()).hasSize(2);
        }
        assertThat(refused).containsExactly("disposable by embedded");
    }

    @Test
    void tellsAListenerWhatCameOfACheckAndNotOfWhom() {
        List<CheckEvent> events = new ArrayList<>();
        try (EmailChecker checker = EmailChecker.builder().listener(events::add).build()) {
            checker.decide("bob@mailinator.com", RULE);

            assertThat(events).singleElement().satisfies(event -> {
                assertThat(event.category()).isEqualTo(Category.BLACK);
                assertThat(event.source()).isEqualTo("embedded");
                assertThat(event.domain()).isNull();
                assertThat(event.toString()).doesNotContain("bob").doesNotContain("mailinator");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bob@company.example, true",
        "Bob.Smith@GMAIL.com, true",
        "info@company.example, true",
        "help-desk@company.example, true",
        "bob@duck.com, true",
        "bob@x.company.example, true",
        "sup.port@gmail.com, false",
        "bob+tag@company.example, false",
        "bob-x@yahoo.com, false",
        "anything@bob.fastmail.com, false",
        "'\"bob\"@company.example', false",
        "bob@company.example., false",
        "bob@b\u00FCcher.example, false",
    })
    void tellsAListenerTheSameOfAnAddressThatIsLetInAtAGlance(String address, boolean atAGlance) {
        List<CheckEvent> events = new ArrayList<>();
        CheckListener listener = new CheckListener() {
            @Override
            public void onCheck(CheckEvent event) {
                events.add(event);
            }

            @Override
            public boolean wantsDomain() {
                return true;
            }
        };
        try (EmailChecker checker = EmailChecker.builder().listener(listener).build()) {
            assertThat(checker.screen(RULE).test(address)).isEqualTo(atAGlance);
            assertThat(events).hasSize(atAGlance ? 1 : 0);

            checker.decide(address, RULE);

            assertThat(events)
                    .allSatisfy(event -> assertThat(event)
                            .usingRecursiveComparison()
                            .ignoringFieldsMatchingRegexes(".*time")
                            .isEqualTo(events.get(0)));
        }
    }

    @Test
    void aListenerHearsOfAnAddressOnceInAScope() {
        List<CheckEvent> events = new ArrayList<>();
        try (EmailChecker checker = EmailChecker.builder().listener(events::add).build();
                CheckedEmails scope = CheckedEmails.open()) {
            for (String address : List.of("bob@one.example", "bob@one.example", "BOB@One.example", "bob@two.example")) {
                assertThat(checker.screen(RULE).test(address)
                                || checker.decide(address, RULE).orElseThrow().isAllowed())
                        .isTrue();
            }

            assertThat(scope.decisions()).hasSize(2);
            assertThat(events).hasSize(2);
        }
    }

    @Test
    void aBanWinsOverACleanAddressAtAGlance() {
        AbuseShield shield = AbuseShield.builder().build();
        try (EmailChecker checker = shielded(shield).build()) {
            Predicate<String> screen = checker.screen(RULE);
            assertThat(screen.test("bob@company.example")).isTrue();

            shield.ban(AbuseSubject.domain("company.example"), Duration.ofHours(1), "No.");
            assertThat(screen.test("bob@COMPANY.example")).isFalse();
            assertThat(screen.test("bob@other.example")).isTrue();

            shield.ban(AbuseSubject.client(CLIENT), Duration.ofHours(1), "No.");
            assertThat(screen.test("bob@other.example")).isFalse();
        }
    }

    @Test
    void aSupplierThatFailsIsNotMetAtAGlance() {
        try (EmailChecker checker = EmailChecker.builder()
                .abuseShield(AbuseShield.builder().build())
                .client(() -> {
                    throw new IllegalStateException("no client");
                })
                .build()) {
            assertThat(checker.screen(RULE).test("bob@company.example")).isFalse();
        }
    }

    @Test
    void keepsWhatEachServiceSaysBesidesAndReportsTheAttemptsThatAreLeft() {
        List<CheckEvent> events = new ArrayList<>();
        FakeBackend one = FakeBackend.answering("one", answer -> answer.detail("type", "no website"));
        FakeBackend two = FakeBackend.answering(
                "two",
                answer -> answer.category(Category.BLACK)
                        .detail("type", "suspicious signs")
                        .detail("absent", null)
                        .attemptsLeft(2));
        try (EmailChecker checker = EmailChecker.builder()
                .backend(one)
                .backend(two)
                .listener(events::add)
                .build()) {
            EmailDecision decision = checker.decide("bob@example.com", RULE).orElseThrow();

            assertThat(decision.refusal()).contains(RefusalReason.REJECTED);
            assertThat(decision.verdict().details())
                    .isEqualTo(Map.of("one.type", "no website", "two.type", "suspicious signs"));
            assertThat(events.get(0).asked())
                    .extracting(CheckEvent.Asked::attemptsLeft)
                    .containsExactly(null, 2);
        }
    }

    @Test
    void goesOnWhenAListenerThrows() {
        try (EmailChecker checker = EmailChecker.builder()
                .listener(event -> {
                    throw new IllegalStateException();
                })
                .build()) {
            assertThat(checker.decide("bob@mailinator.com", RULE).orElseThrow().isAllowed())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailinator.com\u00A0",
                "\u00A0mailinator.com",
                "\u202Fmailinator.com\u2007",
                "mailinator.com\0",
                "mailinator.com \u200B",
                "\u200B mailinator.com\r\n"
            })
    void dropsWhatCannotBeSeenAtTheEndsOfADomainAsOfAnAddress(String domain) {
        try (EmailChecker checker = EmailChecker.builder().build();
                CheckedEmails scope = CheckedEmails.open()) {
            assertThat(checker.decideOnDomain(domain, RULE).flatMap(EmailDecision::refusal))
                    .contains(RefusalReason.DISPOSABLE);
            assertThat(checker.checkDomain(domain).orElseThrow().category()).isEqualTo(Category.BLACK);
            assertThat(scope.decisionOn(domain)).isPresent();
        }
    }

    @Test
    void checksWithADeadlineThatNeverComes() {
        try (EmailChecker checker = EmailChecker.builder()
                .deadline(ChronoUnit.FOREVER.getDuration())
                .build()) {
            assertThat(checker.decide("bob@mailinator.com", RULE).flatMap(EmailDecision::refusal))
                    .contains(RefusalReason.DISPOSABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob@example.com;eve@example.com",
                "bob@example.com eve@example.com",
                "example.com\tbob@example.com",
                "example.net;bob@example.com",
                "bob@eve@example.com"
            })
    void refusesAnEntryThatIsSeveralInOne(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailChecker.builder().block(List.of(entry)).build())
                .withMessageStartingWith("'block', entry 1: \"...@example.com\" is neither")
                .withMessageNotContaining("eve");
    }

    @Test
    void takesAQuotedLocalPartInAList() {
        try (EmailChecker checker = EmailChecker.builder()
                .block(List.of("\"bob; @eve\"@example.com"))
                .build()) {
            assertThat(checker.decide("\"Bob; @Eve\"@example.com", RULE).flatMap(EmailDecision::refusal))
                    .contains(RefusalReason.BLOCKLISTED);
        }
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailChecker.builder().deadline(Duration.ZERO))
                .withMessage("'deadline' must be positive, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailChecker.builder().whenUnavailable(WhenUnavailable.AS_CONFIGURED));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailChecker.builder()
                        .backend(FakeBackend.answering("same", answer -> answer))
                        .backend(FakeBackend.answering("same", answer -> answer))
                        .build())
                .withMessageContaining("'same'");
    }

    @ParameterizedTest
    @CsvSource({
        "bob@example.com, true",
        "bob@gmail.com, true",
        "bob@MAILINATOR.com, false",
        "bob@mailinator.com., false",
        "bob@x.mailinator.com, false",
        "bob@mail\u200Binator.com, false",
        "'bob@mailinator.com ', false",
        "bob, false",
        "@example.com, false",
        "bob@, false",
    })
    void screensOutAtOnceWhatIsCertainlyFine(String address, boolean certain) {
        try (EmailChecker checker = EmailChecker.builder().build()) {
            assertThat(checker.screen(RULE).test(address)).isEqualTo(certain);
            try (CheckedEmails scope = CheckedEmails.open()) {
                assertThat(checker.screen(RULE).test(address)).isEqualTo(certain);
                assertThat(scope.decisions()).hasSize(certain ? 1 : 0).allMatch(EmailDecision::isAllowed);
                assertThat(scope.decisionOn(address).isPresent()).isEqualTo(certain);
            }
        }
    }

    @Test
    void aScopeReachesTheVerdictOnWhatIsLetInAtAGlanceWhenItIsAsked() {
        try (EmailChecker checker = EmailChecker.builder().build();
                CheckedEmails scope = CheckedEmails.open()) {
            Predicate<String> screen = checker.screen(RULE);
            assertThat(screen.test("Bob@Gmail.com")).isTrue();
            checker.decide("bob@mailinator.com", RULE);
            assertThat(screen.test("bob@gmsil.com")).isTrue();
            assertThat(screen.test("Bob@Gmail.com")).isTrue();

            assertThat(scope.verdictOn("Bob@GMAIL.com").orElseThrow().has(EmailTrait.PUBLIC))
                    .isTrue();
            assertThat(scope.verdictOn("bob@gmsil.com").orElseThrow().suggestion())
                    .isEqualTo("gmail.com");
            assertThat(scope.decisions())
                    .extracting(decision -> decision.verdict().domain())
                    .containsExactly("mailinator.com", "gmsil.com", "gmail.com");
        }
    }

    @Test
    void aScopeKeepsTheLastHundredOfManyThatAreLetInAtAGlance() {
        try (EmailChecker checker = EmailChecker.builder().build();
                CheckedEmails scope = CheckedEmails.open()) {
            Predicate<String> screen = checker.screen(RULE);
            for (int i = 0; i < 250; i++) {
                assertThat(screen.test("bob" + i + "@example.com")).isTrue();
            }

            assertThat(scope.decisions()).hasSize(100);
            assertThat(scope.verdictOn("bob149@example.com")).isEmpty();
            assertThat(scope.verdictOn("bob150@example.com")).isPresent();
            assertThat(scope.verdictOn("bob249@example.com")).isPresent();
        }
    }

    private static final ClientIp CLIENT = ClientIp.parse("198.51.100.7").orElseThrow();

    private static EmailChecker.Builder shielded(AbuseShield shield) {
        return EmailChecker.builder().client(() -> Optional.of(CLIENT)).abuseShield(shield);
    }

    @Test
    void bansAClientAfterFiveRefusedAttemptsUntilTheBanIsLifted() {
        AbuseShield shield = AbuseShield.builder().build();
        try (EmailChecker checker =
                shielded(shield).allow(List.of("partner.example")).build()) {
            for (int attempt = 1; attempt <= 5; attempt++) {
                assertThat(checker.decide("bob" + attempt + "@mailinator.com", RULE)
                                .orElseThrow()
                                .refusal())
                        .contains(RefusalReason.DISPOSABLE);
            }
            EmailDecision sixth = checker.decide("bob@gmail.com", RULE).orElseThrow();
            assertThat(sixth.refusal()).contains(RefusalReason.BANNED);
            assertThat(sixth.verdict().category()).isEqualTo(Category.BANNED);
            assertThat(sixth.verdict().source()).isEqualTo("abuse-shield");
            assertThat(sixth.verdict().detail()).isNotBlank();
            assertThat(checker.decide("bob@partner.example", RULE).orElseThrow().isAllowed())
                    .isTrue();

            assertThat(shield.lift(AbuseSubject.client(CLIENT))).isTrue();
            assertThat(checker.decide("bob@gmail.com", RULE).orElseThrow().isAllowed())
                    .isTrue();
        }
    }

    @Test
    void countsAnAddressThatIsValidatedTwiceInARequestOnce() {
        AbuseShield shield = AbuseShield.builder().limit(2, Duration.ofHours(1)).build();
        try (EmailChecker checker = shielded(shield).build()) {
            try (CheckedEmails scope = CheckedEmails.open()) {
                checker.decide("bob@mailinator.com", RULE);
                checker.decide("bob@mailinator.com", RULE);
                checker.decide("bob@mailinator.com", EmailRule.of(EmailPolicy.BUSINESS_ONLY));
                assertThat(scope.decisions()).hasSize(1);
            }
            assertThat(shield.banOf(CLIENT)).isEmpty();

            checker.decide("bob@mailinator.com", RULE);
            assertThat(shield.banOf(CLIENT)).isPresent();
        }
    }

    @Test
    void countsAnAttemptElsewhereWhereTheThreadMustNotBlock() {
        AbuseShield shield = AbuseShield.builder().limit(1, Duration.ofHours(1)).build();
        List<Runnable> later = new ArrayList<>();
        try (EmailChecker checker =
                shielded(shield).mayBlock(() -> false).executor(later::add).build()) {
            checker.decide("bob@mailinator.com", RULE);

            assertThat(shield.banOf(CLIENT)).isEmpty();
            later.forEach(Runnable::run);
            assertThat(shield.banOf(CLIENT)).isPresent();
        }
    }

    @Test
    void asksForABanWithoutWaitingWhereTheThreadMustNotBlock() {
        AbuseStore memory = AbuseStore.inMemory(10, Clock.systemUTC());
        AbuseStore slow = (AbuseStore) Proxy.newProxyInstance(
                AbuseStore.class.getClassLoader(), new Class<?>[] {AbuseStore.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isNotEqualTo("ban");
                    return method.invoke(memory, arguments);
                });
        AbuseShield shield = AbuseShield.builder().store(slow).build();
        shield.ban(AbuseSubject.client(CLIENT), Duration.ofHours(1), "Later.");
        try (EmailChecker checker = shielded(shield).mayBlock(() -> false).build()) {
            assertThat(checker.decide("ada@example.com", RULE).orElseThrow().refusal())
                    .contains(RefusalReason.BANNED);
        }
    }

    @Test
    void countsNeitherAnOutageNorAnAddressThatIsLetIn() {
        AbuseShield shield = AbuseShield.builder().limit(1, Duration.ofHours(1)).build();
        FakeBackend down = new FakeBackend("down", query -> BackendAnswer.unavailable(UnavailableReason.TIMEOUT));
        try (EmailChecker unavailable = shielded(shield).backend(down).build();
                EmailChecker checker = shielded(shield).build()) {
            unavailable.decide(
                    "bob@example.com", new EmailRule(EmailPolicy.DISPOSABLE_ONLY, Set.of(), WhenUnavailable.REJECT));
            checker.decide("bob+x@gmail.com", RULE);

            assertThat(shield.bans()).isEmpty();
        }
    }

    @Test
    void blocksADomainThatCannotBeVerifiedOnceTwoClientsTriedIt() {
        AbuseShield shield = AbuseShield.builder()
                .unresolvedDomains(2, Duration.ofHours(1), AbuseShield.Action.BLOCK)
                .build();
        FakeBackend backend = FakeBackend.answering("one", answer -> answer.trait(EmailTrait.UNRESOLVED));
        AtomicReference<String> client = new AtomicReference<>("");
        try (EmailChecker checker = shielded(shield)
                .client(() -> ClientIp.parse(client.get()))
                .backend(backend)
                .build()) {
            for (String asking : List.of("198.51.100.1", "198.51.100.1", "198.51.100.2")) {
                client.set(asking);
                assertThat(checker.decide("a@custom.example", RULE)
                                .orElseThrow()
                                .isAllowed())
                        .isTrue();
            }

            assertThat(checker.decide("c@custom.example", RULE).orElseThrow().refusal())
                    .contains(RefusalReason.BLOCKLISTED);
            assertThat(checker.decide("c@other.example", RULE).orElseThrow().isAllowed())
                    .isTrue();
        }
    }

    @Test
    void leavesThePaidServiceAloneWhenTheClientsBudgetIsSpent() {
        AbuseShield shield =
                AbuseShield.builder().lookups(1, 0, Duration.ofHours(1)).build();
        FakeBackend paid = new FakeBackend(
                "paid",
                query -> query.tryLookup()
                        ? BackendAnswer.about(BackendAnswer.Scope.ADDRESS).build()
                        : BackendAnswer.unavailable(UnavailableReason.BUDGET_SPENT));
        try (EmailChecker checker =
                shielded(shield).backend(EmbeddedBackend.create()).backend(paid).build()) {
            assertThat(checker.check("a@corp-domain.de").orElseThrow().unavailable())
                    .isEmpty();

            EmailVerdict second = checker.check("b@corp-domain.de").orElseThrow();
            assertThat(second.unavailable()).containsEntry("paid", UnavailableReason.BUDGET_SPENT);
            assertThat(second.category()).isEqualTo(Category.WHITE);
        }
    }

    private record FakeBackend(String name, Function<BackendQuery, BackendAnswer> answers, List<BackendQuery> queries)
            implements EmailBackend {

        FakeBackend(String name, Function<BackendQuery, BackendAnswer> answers) {
            this(name, answers, new ArrayList<>());
        }

        static FakeBackend answering(String name, Function<BackendAnswer.Builder, BackendAnswer.Builder> filled) {
            return new FakeBackend(
                    name,
                    query -> filled.apply(BackendAnswer.about(BackendAnswer.Scope.ADDRESS))
                            .build());
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            queries.add(query);
            return answers.apply(query);
        }
    }
}
