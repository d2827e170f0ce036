/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.notdisposable.Block;
import io.github.notdisposable.Category;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.dns.TestDnsServer;
import io.github.notdisposable.embedded.EmbeddedBackend;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are no address, or no domain name, and whose domain ends in a listed one. */
class UnreadableValueTest {

    private static final EmailRule RULE = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY);

    static List<String> unreadable() {
        return List.of(
                "bob@a_b.mailinator.com",
                "bob@a_b.c.mailinator.com",
                "bob@~.mailinator.com",
                "bob@x..mailinator.com",
                "bob@.mailinator.com",
                "bob@mailinator.com..",
                "bob@" + "b".repeat(64) + ".mailinator.com",
                "\u00E9".repeat(33) + "@mailinator.com",
                "a".repeat(66) + "@mailinator.com",
                "a".repeat(60) + '@' + "b".repeat(63) + '.' + "c".repeat(63) + '.' + "d".repeat(55) + ".mailinator.com",
                "bob@gmail.com\uFF20mailinator.com",
                "ann@gmail.com;bob@mailinator.com",
                "a@b@mailinator.com",
                "@mailinator.com");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void areRefusedAsTheListedDomain(String value) {
        try (EmailChecker checker = EmailChecker.builder().build()) {
            EmailDecision decision = checker.decide(value, RULE).orElseThrow();

            assertThat(decision.refusal()).contains(RefusalReason.DISPOSABLE);
            EmailVerdict verdict = decision.verdict();
            assertThat(verdict.category()).isEqualTo(Category.BLACK);
            assertThat(verdict.traits()).containsExactly(EmailTrait.DISPOSABLE);
            assertThat(List.of(verdict.normalized(), verdict.domain(), verdict.root()))
                    .containsOnly("mailinator.com");
            assertThat(verdict.matchedEntry()).isEqualTo("mailinator.com");
            assertThat(verdict.provider()).isEqualTo("Mailinator");
            assertThat(verdict.source()).isEqualTo("embedded");
            assertThat(checker.check(value)).contains(verdict);
            assertThat(checker.decideAsync(value, RULE).join()).contains(decision);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob@a_b.gmail.com",
                "bob@a_b.nus.edu.sg",
                "bob@a_b.mozmail.com",
                "bob@a_b.company.example",
                "bob@mailinator.com; ann@gmail.com",
                "bob@_mailinator.com",
                "bob@mailinator.com_",
                "<bob@mailinator.com>",
                "bob@[192.0.2.1]",
                "bob mailinator.com",
                "a_b.mailinator.com"
            })
    void areNoAddressesWhereNothingDisposableIsTheEnd(String value) {
        try (EmailChecker checker = EmailChecker.builder().build()) {
            assertThat(checker.decide(value, RULE)).isEmpty();
            assertThat(checker.check(value)).isEmpty();
            assertThat(checker.decideAsync(value, RULE).join()).isEmpty();
        }
    }

    /** As a readable address with the same end, as far as lists alone can say. */
    @ParameterizedTest
    @CsvSource({
        "bob@a_b.gmail.com,               '',    PUBLIC, ''",
        "bob@mailinator.com; ann@gmail.com, '',  PUBLIC, ''",
        "bob@a_b.mozmail.com,             RELAY, RELAY,  RELAY",
        "bob@a_b.company.example,         '',    '',     NOT_PUBLIC",
        "bob@a_b.nus.edu.sg,              '',    '',     NOT_PUBLIC",
        "bob@x_y,                         '',    '',     NOT_PUBLIC",
        "bob@[192.0.2.1],                 '',    '',     NOT_PUBLIC",
        "bob@,                            '',    '',     NOT_PUBLIC",
        "bob mailinator.com,              '',    '',     ''",
        "a_b.company.example,             '',    '',     ''",
    })
    void areJudgedByEachPolicy(String value, String publicAndCustom, String businessOnly, String publicOnly) {
        try (EmailChecker checker = EmailChecker.builder().build()) {
            assertThat(Stream.of(EmailPolicy.PUBLIC_AND_CUSTOM, EmailPolicy.BUSINESS_ONLY, EmailPolicy.PUBLIC_ONLY)
                            .map(policy -> checker.decide(value, EmailRule.of(policy))
                                    .flatMap(EmailDecision::refusal)
                                    .map(Enum::name)
                                    .orElse("")))
                    .containsExactly(publicAndCustom, businessOnly, publicOnly);
        }
    }

    @Test
    void areRefusedForATraitThatARuleBlocks() {
        try (EmailChecker checker = EmailChecker.builder().build()) {
            assertThat(checker.decide("bob@a_b.gmail.com", EmailRule.of(EmailPolicy.DISPOSABLE_ONLY, Block.PUBLIC))
                            .flatMap(EmailDecision::refusal))
                    .contains(RefusalReason.PUBLIC);
            assertThat(checker.decide("bob@a_b.mozmail.com", EmailRule.of(EmailPolicy.DISPOSABLE_ONLY, Block.RELAY))
                            .flatMap(EmailDecision::refusal))
                    .contains(RefusalReason.RELAY);
        }
    }

    @Test
    void areRefusedAsBareDomainsToo() {
        try (EmailChecker checker = EmailChecker.builder().build()) {
            assertThat(checker.decideOnDomain("a_b.mailinator.com", RULE).flatMap(EmailDecision::refusal))
                    .contains(RefusalReason.DISPOSABLE);
            assertThat(checker.checkDomain("a_b.mailinator.com").map(EmailVerdict::domain))
                    .contains("mailinator.com");
            assertThat(checker.checkDomain("a_b.company.example")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bob@a_b.tree.example, tree.example, .tree.example",
        "bob@a_b.c.tree.example, tree.example, .tree.example",
        "bob@a_b.c.star.example, star.example, *.star.example",
        "a@b@star.example, star.example, *.star.example",
        "a@b@one.example, one.example, one.example",
        "bob@a_b.one.example, ,",
        "a@b@c.one.example, ,",
    })
    void obeyTheBlockList(String value, String domain, String entry) {
        try (EmailChecker checker = EmailChecker.builder()
                .block(List.of("one.example", ".tree.example", "*.star.example", "bob@one.example"))
                .build()) {
            Optional<EmailVerdict> verdict = checker.decide(value, RULE).map(EmailDecision::verdict);

            assertThat(verdict.map(EmailVerdict::domain)).isEqualTo(Optional.ofNullable(domain));
            assertThat(verdict.map(EmailVerdict::matchedEntry)).isEqualTo(Optional.ofNullable(entry));
            assertThat(verdict.map(EmailVerdict::traits))
                    .isEqualTo(Optional.ofNullable(domain).map(listed -> Set.of(EmailTrait.BLOCKLISTED)));
            assertThat(checker.screen(RULE).test(value)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bob@a_b.friend.mailinator.com, true",
        "bob@a_b.c.friend.mailinator.com, true",
        "a@b@yopmail.com, true",
        "bob@a_b.yopmail.com, false",
        "bob@a_b.mailinator.com, false",
    })
    void obeyTheAllowList(String value, boolean letIn) {
        try (EmailChecker checker = EmailChecker.builder()
                .allow(List.of(".friend.mailinator.com", "yopmail.com"))
                .block(List.of(".friend.mailinator.com"))
                .build()) {
            assertThat(checker.decide(value, RULE).isEmpty()).isEqualTo(letIn);
        }
    }

    @Test
    void areRefusedAsSuspiciousOnlyWhereTheRuleIs() {
        try (EmailChecker checker = EmailChecker.builder().build()) {
            assertThat(checker.decide("bob@a_b.xmision.com", RULE)).isEmpty();
            assertThat(checker.decide(
                                    "bob@a_b.xmision.com", EmailRule.of(EmailPolicy.DISPOSABLE_ONLY, Block.SUSPICIOUS))
                            .flatMap(EmailDecision::refusal))
                    .contains(RefusalReason.SUSPICIOUS);
        }
    }

    @ParameterizedTest
    @EnumSource(BackendAnswer.Scope.class)
    void reachNoBackend(BackendAnswer.Scope scope) {
        List<BackendQuery> asked = new ArrayList<>();
        EmailBackend service = new EmailBackend() {
            @Override
            public String name() {
                return "service";
            }

            @Override
            public BackendAnswer check(BackendQuery query) {
                asked.add(query);
                return BackendAnswer.about(scope).build();
            }
        };
        try (EmailChecker checker = EmailChecker.builder().backend(service).build()) {
            for (String value : unreadable()) {
                assertThat(checker.decide(value, RULE).flatMap(EmailDecision::refusal))
                        .contains(RefusalReason.DISPOSABLE);
            }
            assertThat(checker.decide("bob@a_b.company.example", RULE)).isEmpty();
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void reachNoNameServer() throws IOException {
        try (TestDnsServer server = new TestDnsServer();
                EmailChecker checker = EmailChecker.builder()
                        .backend(EmbeddedBackend.builder()
                                .dns(EmbeddedBackend.DnsUse.ALWAYS)
                                .dnsServers(List.of(server.address()))
                                .build())
                        .build()) {
            EmailRule rule = EmailRule.of(EmailPolicy.PUBLIC_AND_CUSTOM, Block.UNRESOLVED, Block.GREY);
            for (String value : unreadable()) {
                assertThat(checker.decide(value, rule)).isPresent();
            }
            assertThat(checker.decide("bob@a_b.xmision.com", rule)).isPresent();
            assertThat(checker.decide("bob@a_b.company.example", rule)).isEmpty();
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void areFoundInListsThatWereRefreshed() {
        EmbeddedBackend backend = EmbeddedBackend.create();
        try (EmailChecker checker = EmailChecker.builder().backend(backend).build()) {
            backend.refresh(Set.of("new-burner.example"));

            assertThat(checker.decide("bob@a_b.new-burner.example", RULE)
                            .map(decided -> decided.verdict().domain()))
                    .contains("new-burner.example");
        }
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void areKeptInTheScopeOfARequest(String value) {
        try (EmailChecker checker = EmailChecker.builder().build();
                CheckedEmails scope = CheckedEmails.open()) {
            EmailDecision decision = checker.decide(value, RULE).orElseThrow();

            assertThat(scope.decisionOn(value)).contains(decision);
            assertThat(scope.decisionOn(" " + value + "\r\n")).contains(decision);
            assertThat(scope.decisionOn("x" + value)).isEmpty();
            assertThat(scope.decisionOn("mailinator.com")).isEmpty();
            assertThat(scope.decisions()).containsExactly(decision);
        }
    }

    @Test
    void ofABareDomainAreKeptInTheScopeOfARequest() {
        try (EmailChecker checker = EmailChecker.builder().build();
                CheckedEmails scope = CheckedEmails.open()) {
            EmailDecision decision =
                    checker.decideOnDomain("a_b.mailinator.com", RULE).orElseThrow();

            assertThat(scope.decisionOn("a_b.mailinator.com")).contains(decision);
        }
    }

    @Test
    void countAsAttemptsAndAreRefusedForABan() {
        ClientIp client = ClientIp.parse("192.0.2.1").orElseThrow();
        try (EmailChecker checker = EmailChecker.builder()
                .client(() -> Optional.of(client))
                .abuseShield(AbuseShield.builder().limit(2, Duration.ofHours(1)).build())
                .build()) {
            assertThat(reason(checker, "bob@a_b.mailinator.com")).contains(RefusalReason.DISPOSABLE);
            assertThat(reason(checker, "bob@a_c.mailinator.com")).contains(RefusalReason.DISPOSABLE);
            assertThat(reason(checker, "bob@a_d.mailinator.com")).contains(RefusalReason.BANNED);
            assertThat(reason(checker, "bob@a_d.company.example")).contains(RefusalReason.BANNED);
            assertThat(reason(checker, "bob@[192.0.2.1]")).contains(RefusalReason.BANNED);
            assertThat(checker.decideAsync("bob@x_y", RULE).join().flatMap(EmailDecision::refusal))
                    .contains(RefusalReason.BANNED);
            assertThat(reason(checker, "a_d.company.example")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bob@a_b.odd.example, true",
        "a@b@odd.example, true",
        "bob@a_b.c.odd.example, false",
        "bob@c.odd.example, false",
        "bob@a_b.even.example, false",
        "bob@[192.0.2.1], false",
    })
    void areRefusedForABanOfTheDomainInWhichTheyEnd(String value, boolean refused) {
        AbuseShield shield = AbuseShield.builder().build();
        shield.ban(AbuseSubject.domain("odd.example"), Duration.ofHours(1), "No.");
        try (EmailChecker checker = EmailChecker.builder().abuseShield(shield).build()) {
            assertThat(reason(checker, value))
                    .isEqualTo(refused ? Optional.of(RefusalReason.BLOCKLISTED) : Optional.empty());
        }
    }

    @Test
    void areScreenedWithoutAnAllocation() {
        try (EmailChecker checker = EmailChecker.builder().build()) {
            Predicate<String> screen = checker.screen(RULE);
            String[] clean = {
                "bob@a_b.company.example",
                "bob@x..company.example",
                "bob@.gmail.com",
                "\u00E9".repeat(33) + "@company.example",
                "a".repeat(66) + "@gmail.com",
                "bob@mailinator.com;ann@gmail.com"
            };
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            assertThat(passed(screen, clean, 20_000)).isEqualTo(20_000 * clean.length);

            long before = threads.getCurrentThreadAllocatedBytes();
            int passed = passed(screen, clean, 20_000);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(passed).isEqualTo(20_000 * clean.length);
            assertThat(allocated).isLessThan(2_000);
            assertThat(unreadable()).noneMatch(screen);
        }
    }

    private static int passed(Predicate<String> screen, String[] values, int times) {
        int passed = 0;
        for (int i = 0; i < times; i++) {
            for (String value : values) {
                passed += screen.test(value) ? 1 : 0;
            }
        }
        return passed;
    }

    private static Optional<RefusalReason> reason(EmailChecker checker, String value) {
        return checker.decide(value, RULE).flatMap(EmailDecision::refusal);
    }
}
