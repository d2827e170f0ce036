/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.providertests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.WhenUnavailable;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

class AnyInputPropertyTest {

    private static final String SEED = "20261120";

    private final Validator validator = Validators.stub();

    @Property(seed = SEED, tries = 2_000)
    void noTextThrowsOrShowsInAMessage(@ForAll @StringLength(max = 300) String text) {
        judge(text);
    }

    @Property(seed = SEED, tries = 2_000)
    void nothingThatLooksLikeAnAddressThrowsOrShowsInAMessage(@ForAll("nearlyAddresses") String text) {
        judge(text);
    }

    @Property(seed = SEED, tries = 1_000)
    void noSpellingOfAListedDomainIsLetIn(@ForAll("spellingsOfAListedDomain") String domain) {
        assertThat(validator.validateValue(Bean.class, "email", "bob@" + domain))
                .hasSize(1);
        assertThat(validator.validateValue(Bean.class, "strict", domain)).hasSize(1);
    }

    @Provide
    Arbitrary<String> nearlyAddresses() {
        return Arbitraries.of(
                        "@",
                        ".",
                        "a",
                        "bob",
                        "throwaway.example",
                        "com",
                        "\"",
                        "\\",
                        "(",
                        ")",
                        "<",
                        ">",
                        "[",
                        "]",
                        "{",
                        "}",
                        "${1+1}",
                        "#{",
                        "{policy}",
                        "-",
                        "_",
                        "+",
                        "xn--",
                        "\u3002",
                        "\uFF20",
                        "\u200B",
                        "\u00AD",
                        "\uD800",
                        "\uDC00",
                        "\0",
                        "\r\n",
                        " ",
                        "1.2.3.4",
                        "\u0130",
                        "\u00DF",
                        "\u0301",
                        "\u202E")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> spellingsOfAListedDomain() {
        Arbitrary<String> noise = Arbitraries.of("", "", "", "\u200B", "\u00AD", "\u2060", "\uFEFF", "\uFE0F");
        return noise.list()
                .ofSize("throwaway.example".length())
                .flatMap(invisible -> Arbitraries.integers()
                        .between(0, 3)
                        .list()
                        .ofSize("throwaway.example".length())
                        .map(forms -> spelt(forms, invisible)));
    }

    private static String spelt(List<Integer> forms, List<String> invisible) {
        StringBuilder spelt = new StringBuilder();
        for (int i = 0; i < "throwaway.example".length(); i++) {
            char c = "throwaway.example".charAt(i);
            char form = switch (forms.get(i)) {
                case 0 -> c;
                case 1 -> Character.toUpperCase(c);
                case 2 -> (char) (c - 0x21 + 0xFF01);
                default -> c == '.' ? '\u3002' : c;
            };
            spelt.append(form).append(invisible.get(i));
        }
        return spelt.toString();
    }

    private void judge(String text) {
        Set<ConstraintViolation<Bean>> violations = new HashSet<>(validator.validateValue(Bean.class, "email", text));
        violations.addAll(validator.validateValue(Bean.class, "strict", text));
        assertThat(violations)
                .hasSizeLessThanOrEqualTo(2)
                .allSatisfy(violation -> assertThat(violation.getMessage())
                        .matches("[A-Z][A-Za-z ]+\\.( [A-Za-z ]+\\.)?")
                        .doesNotContain("bob", "throwaway"));
    }

    record Bean(
            @NotDisposable String email,

            @NotDisposable(
                    bareDomain = true,
                    policy = EmailPolicy.DISPOSABLE_ONLY,
                    whenUnavailable = WhenUnavailable.REJECT)
            String strict) {}
}
