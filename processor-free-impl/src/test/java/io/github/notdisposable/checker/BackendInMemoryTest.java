/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.embedded.EmbeddedBackend;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a backend can say from memory: its fast test, and its list for the ends of values that are no addresses. */
class BackendInMemoryTest {

    private static final EmailRule RULE = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY);

    @ParameterizedTest
    @CsvSource({
        "bob@fine.example, true",
        "bob@other.example, false",
        "bob@mailinator.com, false",
    })
    void certainIsWhatIsCertainForEachBackend(String address, boolean certain) {
        EmailBackend own =
                new Own(wanted -> value -> value.endsWith("@fine.example") ? Set.of() : null, EmailTrait.DISPOSABLE);
        try (EmailChecker checker = EmailChecker.builder()
                .backend(EmbeddedBackend.create())
                .backend(own)
                .build()) {
            assertThat(checker.screen(RULE).test(address)).isEqualTo(certain);
        }
    }

    @Test
    void nothingIsCertainForABackendThatSaysNothingAboutIt() {
        EmailBackend own = new EmailBackend() {
            @Override
            public String name() {
                return "own";
            }

            @Override
            public BackendAnswer check(BackendQuery query) {
                return BackendAnswer.about(BackendAnswer.Scope.DOMAIN).build();
            }
        };
        try (EmailChecker checker = EmailChecker.builder().backend(own).build()) {
            assertThat(checker.screen(RULE).test("bob@fine.example")).isFalse();
            assertThat(checker.decide("bob@a_b.fine.example", RULE)).isEmpty();
            assertThat(checker.decide("bob@a_b.mailinator.com", RULE)
                            .map(decided -> decided.verdict().source()))
                    .contains("embedded");
        }
    }

    @Test
    void aTraitThatIsMissingIsNoReasonToLetAnAddressIn() {
        EmailBackend own = new Own(wanted -> value -> Set.of(), EmailTrait.DISPOSABLE);
        try (EmailChecker checker = EmailChecker.builder().backend(own).build()) {
            assertThat(checker.screen(EmailRule.of(EmailPolicy.PUBLIC_ONLY)).test("bob@fine.example"))
                    .isFalse();
            assertThat(checker.screen(RULE).test("bob@fine.example")).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bob@a_b.x.burner.example, DISPOSABLE, DISPOSABLE",
        "bob@a_b.x.burner.example, SUSPICIOUS, SUSPICIOUS",
        "bob@a_b.x.burner.example, PUBLIC,",
        "bob@a_b.other.example, DISPOSABLE,",
    })
    void listsOfABackendCountForTheEndOfAValue(String value, EmailTrait trait, @Nullable RefusalReason reason) {
        try (EmailChecker checker = EmailChecker.builder()
                .backend(new Own(wanted -> address -> null, trait))
                .build()) {
            Optional<EmailDecision> decision =
                    checker.decide(value, EmailRule.of(EmailPolicy.DISPOSABLE_ONLY, Block.SUSPICIOUS));

            assertThat(decision.flatMap(EmailDecision::refusal)).isEqualTo(Optional.ofNullable(reason));
            decision.map(EmailDecision::verdict)
                    .ifPresent(verdict -> assertThat(List.of(
                                    verdict.domain(),
                                    String.valueOf(verdict.matchedEntry()),
                                    String.valueOf(verdict.source())))
                            .containsExactly("burner.example", "burner.example", "own"));
        }
    }

    @Test
    void aBackendThatThrowsIsNotCertainAndListsNothing() {
        EmailBackend throwing = new EmailBackend() {
            @Override
            public String name() {
                return "throwing";
            }

            @Override
            public BackendAnswer check(BackendQuery query) {
                throw new IllegalStateException("check");
            }

            @Override
            public Optional<BackendAnswer> listed(String domain) {
                throw new IllegalStateException("listed");
            }

            @Override
            public EmailBackend.Screen screen(Set<EmailTrait> wanted) {
                if (wanted.contains(EmailTrait.RELAY)) {
                    throw new IllegalStateException("screen");
                }
                return address -> {
                    throw new IllegalStateException("test");
                };
            }
        };
        try (EmailChecker checker = EmailChecker.builder().backend(throwing).build()) {
            assertThat(checker.screen(RULE).test("bob@fine.example")).isFalse();
            assertThat(checker.screen(EmailRule.of(EmailPolicy.DISPOSABLE_ONLY, Block.RELAY))
                            .test("bob@fine.example"))
                    .isFalse();
            assertThat(checker.decide("bob@a_b.fine.example", RULE)).isEmpty();
            assertThat(checker.decide("bob@a_b.mailinator.com", RULE).flatMap(EmailDecision::refusal))
                    .contains(RefusalReason.DISPOSABLE);
        }
    }

    /** Makes the fast test of a backend from the traits that matter. */
    private interface Screens {
        EmailBackend.Screen of(Set<EmailTrait> wanted);
    }

    /** A backend with a list of one domain. */
    private record Own(Screens certain, EmailTrait trait) implements EmailBackend {

        @Override
        public String name() {
            return "own";
        }

        @Override
        public BackendAnswer check(BackendQuery query) {
            return BackendAnswer.about(BackendAnswer.Scope.DOMAIN).build();
        }

        @Override
        public Optional<BackendAnswer> listed(String domain) {
            return domain.endsWith("burner.example")
                    ? Optional.of(BackendAnswer.about(BackendAnswer.Scope.DOMAIN)
                            .trait(trait)
                            .matchedEntry("burner.example")
                            .build())
                    : Optional.empty();
        }

        @Override
        public EmailBackend.Screen screen(Set<EmailTrait> wanted) {
            return certain.of(wanted);
        }
    }
}
