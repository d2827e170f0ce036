/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.providertests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Category;
import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailVerdict;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Email;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Lays the constraint beside the provider's own {@code @Email}, by the bundled data alone: nothing that the one takes may lead around the other. */
class EmailConstraintPropertyTest {

    private static final String SEED = "20261129";
    private static final Path LISTS = Path.of("../../data/lists");
    private static final List<String> LISTED = names("disposable");
    private static final List<String> KEPT = Stream.of("public", "relay", "protected", "protected-endings")
            .flatMap(list -> names(list).stream())
            .toList();

    /** What may stand in a domain for one provider or the other, but for full stops. */
    private static final List<String> PIECES = List.of(
            "a",
            "b1",
            "x",
            "-",
            "_",
            "~",
            "!",
            "*",
            "'",
            "$",
            "{",
            "}",
            "/",
            "=",
            "%",
            "\u00E9",
            "\u0301",
            "\u200B",
            "\u00AD",
            "\uFF20",
            "\uFE6B",
            "\uFF3F",
            "\u00A0",
            "\u3000",
            "\uD83D\uDE00",
            "\u0130",
            "\u1C90",
            "xn--",
            "b".repeat(63),
            "b".repeat(64),
            "\u00E9".repeat(60));

    private static final List<String> STOPS = List.of(".", ".", ".", "\u3002", "\uFF0E", "\uFF61", "\u2024", "\u2026");

    private final EmailChecker checker = EmailChecker.builder().build();
    private final Validator validator = Validators.configuredWith(CheckerEngine.of(checker))
            .buildValidatorFactory()
            .getValidator();

    @Property(seed = SEED, tries = 2_000)
    void whateverEmailTakesAndEndsInAListedDomainIsBlack(@ForAll("endingInAListedDomain") String text) {
        Assume.that(validator.validateValue(Form.class, "anyEmail", text).isEmpty());

        assertThat(checker.check(text).map(EmailVerdict::category)).contains(Category.BLACK);
        assertThat(validator.validateValue(Form.class, "notDisposable", text)).hasSize(1);
    }

    @Property(seed = SEED, tries = 2_000)
    void nothingThatEndsInAProtectedNameIsBlack(@ForAll("endingInAProtectedName") String text) {
        assertThat(checker.check(text).map(EmailVerdict::category)).isNotEqualTo(Category.BLACK);
        assertThat(validator.validateValue(Form.class, "notDisposable", text)).isEmpty();
    }

    @Provide
    Arbitrary<String> endingInAListedDomain() {
        return endingIn(LISTED);
    }

    @Provide
    Arbitrary<String> endingInAProtectedName() {
        return endingIn(KEPT);
    }

    private static Arbitrary<String> endingIn(List<String> names) {
        Arbitrary<String> name = Combinators.combine(
                        Arbitraries.of(names), Arbitraries.integers().between(0, 4))
                .as(EmailConstraintPropertyTest::spelt);
        Arbitrary<String> end = Arbitraries.of("", "", "", "\u200B", "\u3002", "\u3002\u3002", "\uFF0E");
        return Combinators.combine(localParts(), prefixes(), name, end)
                .as((localPart, prefix, domain, behind) -> localPart + '@' + prefix + domain + behind);
    }

    private static Arbitrary<String> localParts() {
        Arbitrary<String> atoms = Arbitraries.of(
                "bob",
                "a",
                "+x",
                "\u00E9",
                "\u200B",
                "_",
                "%",
                "\uFF20",
                "\uFF1B",
                "\u00E9".repeat(33),
                "a".repeat(60));
        Arbitrary<String> words = atoms.list().ofMinSize(1).ofMaxSize(2).map(parts -> String.join("", parts));
        return Arbitraries.oneOf(
                words,
                words.map(word -> "bob." + word),
                words.map(word -> '"' + word + '"'),
                words.map(word -> "\"a@b; c\"." + word));
    }

    private static Arbitrary<String> prefixes() {
        Arbitrary<String> label =
                Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(3).map(pieces -> String.join("", pieces));
        Arbitrary<String> below =
                Combinators.combine(label, Arbitraries.of(STOPS)).as((text, stop) -> text + stop);
        return below.list().ofMaxSize(4).map(labels -> String.join("", labels));
    }

    private static String spelt(String name, int form) {
        return switch (form) {
            case 0 -> name.toUpperCase(Locale.ROOT);
            case 1 -> name.replace('.', '\u3002');
            case 2 -> name.charAt(0) + "\u200B" + name.substring(1);
            case 3 -> (char) (name.charAt(0) - 0x21 + 0xFF01) + name.substring(1);
            default -> name;
        };
    }

    private static List<String> names(String list) {
        try {
            return Files.readAllLines(LISTS.resolve(list + ".txt"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    record Form(@Email String anyEmail, @NotDisposable String notDisposable) {}
}
