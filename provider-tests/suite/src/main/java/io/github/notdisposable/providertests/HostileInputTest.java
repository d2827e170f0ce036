/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.providertests;

import static io.github.notdisposable.providertests.Validators.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.WhenUnavailable;
import jakarta.validation.Configuration;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {

    private static final String DISPOSABLE =
            "Please use a permanent email address. Disposable addresses are not allowed.";

    private static final List<String> INJECTIONS = List.of(
            "${1+1}",
            "#{1+1}",
            "{jakarta.validation.constraints.NotNull.message}",
            "{message}",
            "{policy}",
            "${validatedValue}",
            "${''.getClass().forName('java.lang.Runtime')}",
            "\\",
            "$\\{",
            "$\\{1+1}",
            "\\${1+1}",
            "{{policy}}",
            "{${1+1}}",
            "{",
            "}",
            "{0}",
            "%s");

    /** Expressions are switched on wherever a provider can be told to evaluate them. */
    private static final Validator EAGER = eager();

    static Stream<Arguments> spellings() {
        return Stream.of(
                arguments("as it is", "a@mailinator.com", true),
                arguments("upper case", "A@MAILINATOR.COM", true),
                arguments("dot at the end", "a@mailinator.com.", true),
                arguments("two dots at the end", "a@mailinator.com..", true),
                arguments("subdomain of a subdomain", "a@sub.sub.mailinator.com", true),
                arguments("ideographic full stop", "a@mailinator\u3002com", true),
                arguments("full-width full stop", "a@mailinator\uFF0Ecom", true),
                arguments("half-width ideographic full stop", "a@mailinator\uFF61com", true),
                arguments("zero-width space", "a@mail\u200Binator.com", true),
                arguments("zero-width joiner", "a@mail\u200Dinator.com", true),
                arguments("zero-width non-joiner", "a@mail\u200Cinator.com", true),
                arguments("word joiner", "a@mail\u2060inator.com", true),
                arguments("byte order mark", "a@\uFEFFmailinator.com", true),
                arguments("soft hyphen", "a@mail\u00ADinator.com", true),
                arguments("right-to-left mark", "a@mailinator.com\u200F", true),
                arguments("right-to-left override", "a@\u202Emailinator.com", true),
                arguments("variation selector", "a@mailinator\uFE0F.com", true),
                arguments(
                        "full-width letters",
                        "\uFF41@\uFF4D\uFF41\uFF49\uFF4C\uFF49\uFF4E\uFF41\uFF54\uFF4F\uFF52.com",
                        true),
                arguments("full-width at sign", "a\uFF20mailinator.com", true),
                arguments("mathematical letters", "a@\uD835\uDC26ailinator.com", true),
                arguments("Kelvin sign is another letter", "a@mailinator.com\u212A", false),
                arguments("combining mark", "a@mailinator\u0301.com", false),
                arguments("quoted local part", "\"a@b\"@mailinator.com", true),
                arguments("empty quoted local part", "\"\"@mailinator.com", true),
                arguments("two at signs", "a@b@mailinator.com", true),
                arguments("local part of 64 bytes", "a".repeat(64) + "@mailinator.com", true),
                arguments("local part of 65 bytes", "a".repeat(65) + "@mailinator.com", true),
                arguments("local part of 32 two-byte letters", "\u00E4".repeat(32) + "@mailinator.com", true),
                arguments("local part of 33 two-byte letters", "\u00E4".repeat(33) + "@mailinator.com", true),
                arguments(
                        "254 bytes",
                        "a".repeat(64) + '@' + "b".repeat(63) + '.' + "c".repeat(63) + '.' + "d".repeat(46)
                                + ".mailinator.com",
                        true),
                arguments(
                        "255 bytes",
                        "a".repeat(64) + '@' + "b".repeat(63) + '.' + "c".repeat(63) + '.' + "d".repeat(47)
                                + ".mailinator.com",
                        true),
                arguments("spaces and tabs at the ends", " \t a@mailinator.com \t ", true),
                arguments("no-break spaces at the ends", "\u00A0a@mailinator.com\u00A0", true),
                arguments("ideographic spaces at the ends", "\u3000a@mailinator.com\u3000", true),
                arguments("CR LF at the end", "a@mailinator.com\r\n", true),
                arguments("NUL at the end", "a@mailinator.com\0", true),
                arguments("CR LF in the domain", "a@mailinator\r\n.com", false),
                arguments("NUL in the domain", "a@mailinator\0.com", false),
                arguments("NUL in the local part", "a\0b@mailinator.com", true),
                arguments("CR LF in the local part", "a\r\nb@mailinator.com", true),
                arguments("space in the domain", "a@mail inator.com", false),
                arguments("comment in the domain", "a@mailinator.com(x)", false),
                arguments("A-label in upper case", "a@XN--MAIL-0RA.mailinator.com", true),
                arguments("A-label that is none", "a@xn--\u00E4.mailinator.com", true),
                arguments("lone high surrogate in the local part", "a\uD800@mailinator.com", true),
                arguments("lone low surrogate in the local part", "\uDC00a@mailinator.com", true),
                arguments("lone surrogate in the domain", "a@mail\uD800inator.com", false),
                arguments("one label", "a@b", false),
                arguments("null", null, false),
                arguments("empty", "", false),
                arguments("blank", " \t\r\n ", false),
                arguments("quotes", "\"\"", false),
                arguments("at sign", "@", false),
                arguments("no local part", "@mailinator.com", true),
                arguments("no domain", "a@", false),
                arguments("address literal", "a@[1.2.3.4]", false),
                arguments("IPv6 literal", "a@[IPv6:::1]", false),
                arguments("IP address", "a@1.2.3.4", false),
                arguments("underscore", "a@x_y.com", false),
                arguments("underscore below a listed domain", "a@x_y.mailinator.com", true),
                arguments("underscore and letters below a listed domain", "bob@tmp_1.yopmail.com", true),
                arguments("underscore further up", "a@x_y.z.mailinator.com", true),
                arguments("exclamation mark below a listed domain", "a@x!.mailinator.com", true),
                arguments("tilde below a listed domain", "a@~.mailinator.com", true),
                arguments("asterisk below a listed domain", "a@*.mailinator.com", true),
                arguments("apostrophe below a listed domain", "a@o'x.mailinator.com", true),
                arguments("hyphen at the start of a label below", "a@-x.mailinator.com", true),
                arguments("space below a listed domain", "a@x y.mailinator.com", true),
                arguments("NUL below a listed domain", "a@x\0y.mailinator.com", true),
                arguments("CR LF below a listed domain", "a@x\r\ny.mailinator.com", true),
                arguments("lone surrogate below a listed domain", "a@\uD800.mailinator.com", true),
                arguments("another letter below a listed domain", "a@x_y.\u0394.mailinator.com", true),
                arguments("label of 64 letters of two bytes", "a@" + "\u00E9".repeat(64) + ".mailinator.com", true),
                arguments("underscore and full-width letters", "a@x_y.\uFF4Dailinator\u3002com", true),
                arguments("underscore and invisible characters", "a@x_y.mail\u200Binator.com", true),
                arguments("underscore and a dot at the end", "a@x_y.mailinator.com.", true),
                arguments("two ideographic full stops at the end", "a@mailinator.com\u3002\u3002", true),
                arguments("invisible local part", "\u200B@mailinator.com", true),
                arguments("local part of 66 letters", "a".repeat(66) + "@mailinator.com", true),
                arguments(
                        "259 bytes",
                        "a".repeat(60) + '@' + "b".repeat(63) + '.' + "c".repeat(63) + '.' + "d".repeat(55)
                                + ".mailinator.com",
                        true),
                arguments("5,000 bytes", "a@" + "b.".repeat(2_500) + "mailinator.com", true),
                arguments("5,000 invisible characters", "a@mail" + "\u200B".repeat(5_000) + "inator.com", true),
                arguments("full-width at sign beside a plain one", "bob@gmail.com\uFF20mailinator.com", true),
                arguments("small at sign beside a plain one", "bob@gmail.com\uFE6Bmailinator.com", true),
                arguments("space behind the at sign", "a@ mailinator.com", true),
                arguments("underscore below a public provider", "a@x_y.gmail.com", false),
                arguments("underscore below a relay", "a@x_y.mozmail.com", false),
                arguments("underscore below a university", "a@x_y.nus.edu.sg", false),
                arguments("underscore at the end", "a@mailinator.com_", false),
                arguments("underscore before a listed name", "a@x_mailinator.com", false),
                arguments("two addresses, the listed one first", "bob@mailinator.com;ann@gmail.com", false),
                arguments("two addresses with a comma", "bob@mailinator.com, ann@gmail.com", false),
                arguments("two addresses as Google writes them", "bob@mailinator.com ::: ann@gmail.com", false),
                arguments("two addresses, the listed one last", "ann@gmail.com;bob@mailinator.com", true),
                arguments("name before an address", "Bob <bob@mailinator.com", true),
                arguments("angle brackets", "Bob <bob@mailinator.com>", false),
                arguments("hyphen at the start of a label", "a@-mailinator.com", false),
                arguments("empty label", "a@x..mailinator.com", true),
                arguments("dot first", "a@.mailinator.com", true),
                arguments("label of 64", "a@" + "b".repeat(64) + ".mailinator.com", true),
                arguments("not on the boundary of a label", "a@notmailinator.com", false),
                arguments("listed name as a label elsewhere", "a@mailinator.com.company.example", false),
                arguments("listed name in the local part", "mailinator.com@company.example", false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spellings")
    void isNotLedAround(String name, @Nullable String value, boolean refused) {
        assertThat(messages(Validators.stub().validateValue(Plain.class, "email", value)))
                .isEqualTo(refused ? List.of(DISPOSABLE) : List.of());
    }

    static Stream<String> injections() {
        return INJECTIONS.stream();
    }

    @ParameterizedTest
    @MethodSource("injections")
    void evaluatesNothingThatStandsInAnAddress(String injection) {
        for (String value : List.of(
                injection + "@throwaway.example",
                "\"" + injection + "\"@throwaway.example",
                "\"" + injection + "@x\"@throwaway.example",
                "a@" + injection + "@mailinator.com",
                "a@" + injection + ".mailinator.com")) {
            assertThat(messages(EAGER.validateValue(Plain.class, "email", value)))
                    .as(value)
                    .containsExactly(DISPOSABLE);
        }
        for (String value : List.of(
                "a@" + injection, "a@" + injection + ".com", "a@" + injection + ".throwaway.example", injection)) {
            assertThat(EAGER.validateValue(Plain.class, "email", value))
                    .as(value)
                    .isEmpty();
            assertThat(EAGER.validateValue(Plain.class, "domain", value))
                    .as(value)
                    .isEmpty();
        }
    }

    @Test
    void evaluatesNothingThatAServiceSays() {
        assertThat(messages(EAGER.validateValue(Plain.class, "email", "bob@banned.example")))
                .containsExactly("Too many attempts with disposable email addresses. Please try again later.");
    }

    @ParameterizedTest
    @MethodSource("injections")
    void evaluatesNoValueThatAnApplicationPutsIntoItsOwnMessage(String injection) {
        String value = injection + "@throwaway.example";

        // Whether an expression in an application's own message is evaluated is the provider's business, and Hibernate
        // Validator takes
        // the backslashes of escaped braces out of what it yields; the value itself is never evaluated.
        assertThat(messages(EAGER.validateValue(Plain.class, "telling", value)))
                .singleElement()
                .extracting(HostileInputTest::withoutBackslashes)
                .isIn(withoutBackslashes("No: " + value), "No: ${validatedValue}");
    }

    @Test
    void showsAnExpressionInAnApplicationsOwnMessageAsItStandsUnlessTheProviderIsToldOtherwise() {
        assertThat(messages(Validators.stub().validateValue(Plain.class, "telling", "bob@throwaway.example")))
                .containsExactly("No: ${validatedValue}");
    }

    @Test
    void putsNothingOfTheAddressIntoTheTemplate() {
        Set<String> templates = Stream.concat(INJECTIONS.stream(), Stream.of("bob", "amy"))
                .flatMap(local -> EAGER.validateValue(Plain.class, "email", local + "@throwaway.example").stream())
                .map(violation -> violation.getMessageTemplate())
                .collect(Collectors.toSet());

        assertThat(templates).hasSize(1);
    }

    @Test
    void isBoundedInTimeForTenMegabytes() {
        int length = 10 * 1024 * 1024;
        List<String> letIn = List.of(
                "a".repeat(length),
                "@".repeat(length),
                " ".repeat(length),
                ".".repeat(length),
                "a@".repeat(length / 2),
                "\u200B".repeat(length),
                "\uFF20".repeat(length),
                "\uD800".repeat(length),
                "a@" + "b.".repeat(length / 2) + "com",
                " ".repeat(length) + "a@company.example");
        List<String> refused = List.of(
                "a@" + "b.".repeat(length / 2) + "mailinator.com",
                "a@" + "\u200B".repeat(length) + "mailinator.com",
                "a@x_y." + "\u0301".repeat(length) + ".mailinator.com",
                "\"" + "\\\"".repeat(length / 2) + "\"@mailinator.com",
                "(".repeat(length) + "a@mailinator.com");

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (String property : List.of("email", "domain")) {
                for (String text : letIn) {
                    assertThat(Validators.stub().validateValue(Plain.class, property, text))
                            .isEmpty();
                }
                for (String text : refused) {
                    assertThat(Validators.stub().validateValue(Plain.class, property, text))
                            .hasSize(1);
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"x_y.mailinator.com", "x..mailinator.com", "-x.mailinator.com", "x y.mailinator.com"})
    void isNotLedAroundByABareDomain(String value) {
        assertThat(messages(Validators.stub().validateValue(Plain.class, "domain", value)))
                .containsExactly(DISPOSABLE);
        assertThat(Validators.stub().validateValue(Plain.class, "email", value)).isEmpty();
        assertThat(Validators.stub().validateValue(Plain.class, "domain", value.replace("mailinator", "company")))
                .isEmpty();
    }

    @Test
    void doesNotThrowForASequenceThatDoes() {
        CharSequence broken = new CharSequence() {
            @Override
            public int length() {
                return 12;
            }

            @Override
            public char charAt(int index) {
                throw new IndexOutOfBoundsException(index);
            }

            @Override
            public CharSequence subSequence(int start, int end) {
                throw new IndexOutOfBoundsException(start);
            }

            @Override
            public String toString() {
                return "broken";
            }
        };

        assertThatCode(() -> Validators.stub().validate(new Sequence(broken))).doesNotThrowAnyException();
    }

    private static String withoutBackslashes(String text) {
        return text.replace("\\", "");
    }

    private static Validator eager() {
        Configuration<?> configuration = Validators.configuredWith(Validators.stubEngine())
                .addProperty("hibernate.validator.constraint_expression_language_feature_level", "bean-methods")
                .addProperty("hibernate.validator.custom_violation_expression_language_feature_level", "bean-methods")
                .addProperty("org.apache.bval.custom-template-expression-evaluation", "true");
        return configuration.buildValidatorFactory().getValidator();
    }

    record Plain(
            @NotDisposable String email,

            @NotDisposable(
                    bareDomain = true,
                    policy = EmailPolicy.DISPOSABLE_ONLY,
                    block = Block.RELAY,
                    whenUnavailable = WhenUnavailable.REJECT)
            String domain,

            @NotDisposable(message = "No: ${validatedValue}")
            String telling) {}

    record Sequence(@NotDisposable CharSequence email) {}
}
