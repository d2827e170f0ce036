/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** What several backends make of one address: every combination of two and of three. */
class MergingTableTest {

    private static final List<String> NAMES = List.of("one", "two", "three");
    private static final List<EmailTrait> TRAITS = List.of(EmailTrait.PUBLIC, EmailTrait.ROLE_BASED, EmailTrait.RELAY);

    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest
    @CsvFileSource(resources = "merging.csv")
    void stopsAtTheFirstThatDecidesAndPassesOverThoseThatCannotAnswer(
            String states, Category category, String source, String traits, String asked, String unavailable) {
        EmailVerdict verdict = verdictOf(states);

        assertThat(verdict.category()).isEqualTo(category);
        assertThat(verdict.source()).isEqualTo(source.equals("-") ? null : source);
        assertThat(verdict.traits()).isEqualTo(traitsOf(traits));
        assertThat(this.asked).isEqualTo(words(asked));
        assertThat(verdict.unavailable().keySet()).containsExactlyInAnyOrderElementsOf(words(unavailable));
    }

    @ParameterizedTest
    @CsvSource({
        "black,        BLACK",
        "disposable,   BLACK",
        "blocklisted,  BLACK",
        "policy,       BLACK",
        "allowlisted,  WHITE",
        "banned,       BANNED"
    })
    void takesEachOfTheseForADecision(String state, Category category) {
        EmailVerdict verdict = verdictOf("answers " + state + " decides");

        assertThat(verdict.category()).isEqualTo(category);
        assertThat(verdict.source()).isEqualTo(category == Category.WHITE ? "one" : "two");
        assertThat(verdict.has(EmailTrait.PUBLIC)).isTrue();
        assertThat(asked).containsExactly("one", "two");
    }

    @ParameterizedTest
    @CsvSource({
        "white, white, WHITE",
        "white, grey, GREY",
        "grey, white, GREY",
        "grey, unavailable, GREY",
        "unavailable, white, WHITE"
    })
    void takesServicesAtTheirWordAndTheGravestOfTheirWords(String one, String two, Category category) {
        assertThat(verdictOf(one + " " + two).category()).isEqualTo(category);
        assertThat(asked).containsExactly("one", "two");
    }

    private EmailVerdict verdictOf(String states) {
        EmailChecker.Builder builder = EmailChecker.builder();
        List<String> each = words(states);
        for (int i = 0; i < each.size(); i++) {
            builder.backend(backend(NAMES.get(i), answer(each.get(i), TRAITS.get(i))));
        }
        try (EmailChecker checker = builder.build()) {
            return checker.check("ada@company.example").orElseThrow();
        }
    }

    private static BackendAnswer answer(String state, EmailTrait ownTrait) {
        BackendAnswer.Builder answer = BackendAnswer.about(Scope.ADDRESS);
        return switch (state) {
            case "decides", "disposable" -> answer.trait(EmailTrait.DISPOSABLE).build();
            case "answers" -> answer.trait(ownTrait).build();
            case "unavailable" -> BackendAnswer.unavailable(UnavailableReason.TIMEOUT);
            case "blocklisted" -> answer.trait(EmailTrait.BLOCKLISTED).build();
            case "policy" -> answer.trait(EmailTrait.POLICY_BLOCKED).build();
            case "allowlisted" -> answer.trait(EmailTrait.ALLOWLISTED).build();
            case "banned" -> BackendAnswer.banned(null);
            default ->
                answer.category(Category.valueOf(state.toUpperCase(Locale.ROOT)))
                        .build();
        };
    }

    private EmailBackend backend(String name, BackendAnswer answer) {
        return new EmailBackend() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public BackendAnswer check(BackendQuery query) {
                asked.add(name);
                return answer;
            }
        };
    }

    private static Set<EmailTrait> traitsOf(String text) {
        Set<EmailTrait> traits = EnumSet.noneOf(EmailTrait.class);
        words(text)
                .forEach(word -> traits.add(
                        EmailTrait.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'))));
        return traits;
    }

    private static List<String> words(String text) {
        return text.equals("-") ? List.of() : Arrays.asList(text.split(" ", -1));
    }
}
