/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    static Stream<String> spellingsOfMailinator() {
        return Stream.of(
                "a@mailinator.com",
                "A@MAILINATOR.COM",
                "a@mailinator.com.",
                "a@mailinator\u3002com",
                "a@mailinator\uFF0Ecom",
                "a@mailinator\uFF61com",
                "a@mail\u200Binator.com",
                "a@mail\u200Dinator.com",
                "a@mail\u200Cinator.com",
                "a@mail\u00ADinator.com",
                "a@mail\u200Finator.com",
                "a@mail\u2060inator.com",
                "a@mailinator.com\uFE0F",
                "a@\uFEFFmailinator.com",
                "a@\uFF4D\uFF41\uFF49\uFF4C\uFF49\uFF4E\uFF41\uFF54\uFF4F\uFF52.com",
                "a@\uD835\uDC5Aailinator.com",
                "a\uFF20mailinator.com",
                "\t a@mailinator.com \r\n",
                "\u0000a@mailinator.com\u0000",
                "\u00A0a@mailinator.com\u3000",
                "\"a@b\"@mailinator.com");
    }

    @ParameterizedTest
    @MethodSource("spellingsOfMailinator")
    void bringsEachSpellingToTheSameDomain(String text) {
        assertThat(EmailAddress.parse(text)).map(EmailAddress::domain).contains("mailinator.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "@",
                "bob",
                "@example.com",
                "bob@",
                "bob@.",
                "bob@..",
                "bob@.com",
                "bob@example..com",
                "bob@example.com..",
                "bob@-example.com",
                "bob@example-.com",
                "bob@x_y.com",
                "bob@[1.2.3.4]",
                "bob@[IPv6:2001:db8::1]",
                "bob@1.2.3.4",
                "bob@exa mple.com",
                "bob@example.com>",
                "bob@exam\u0000ple.com",
                "bob@\uD800.com",
                "bob@\uDC00\uD800",
                "bob@${1+1}",
                "bob@{domain}",
                "\u200B@example.com",
                // several addresses, or a name besides
                "bob@mailinator.com;ann@gmail.com",
                "bob@mailinator.com, ann@gmail.com",
                "bob@mailinator.com ::: ann@gmail.com",
                "bob@mailinator.com ann@gmail.com",
                "bob@mailinator.com/ann@gmail.com",
                "bob\uFF20mailinator.com\uFF1Bann\uFF20gmail.com",
                "bob,ann@gmail.com",
                "bob; ann@gmail.com",
                "Bob Smith ann@gmail.com",
                "bob\tann@gmail.com",
                "bob\r\nann@gmail.com",
                "<ann@gmail.com",
                "Ann <ann@gmail.com",
                "\"Bob\" <ann@gmail.com",
                "\"Bob\" ann@gmail.com",
                "\"bob@mailinator.com, ann@gmail.com",
                "\"bob\",\"ann\"@gmail.com",
                "\"bob\\\";\" ann@gmail.com"
            })
    void isNoAddress(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"bob; ann\"@gmail.com",
                "\"bob, ann\"@gmail.com",
                "\"<bob@mailinator.com>\"@gmail.com",
                "\"bob\\\"; ann\"@gmail.com",
                "\"bob \".\" ann\"@gmail.com",
                "bob.\"a;b\".ann@gmail.com",
                "!#$%&'*+-/=?^_`{|}~@gmail.com",
                "bob:ann@gmail.com",
                "bob(ann)@gmail.com",
                "bob\uFF1Bann@gmail.com",
                "bob\uFF20ann@gmail.com",
                "bob\u3000ann@gmail.com"
            })
    void isOneAddress(String text) {
        assertThat(EmailAddress.parse(text)).map(EmailAddress::domain).contains("gmail.com");
    }

    @Test
    void dropsInvisibleCharactersFromTheLocalPart() {
        assertThat(EmailAddress.parse("b\u200Bo\u00ADb\uFE0F@example.com"))
                .map(EmailAddress::localPart)
                .contains("bob");
    }

    @Test
    void holdsTheLimitsOfTheStandard() {
        String local = "l".repeat(64);
        String domain = ("d".repeat(61) + ".").repeat(3) + "com";

        assertThat(EmailAddress.parse(local + "@" + domain)).isPresent();
        assertThat((local + "@" + domain).length()).isEqualTo(254);
        assertThat(EmailAddress.parse(local + "@d" + domain)).isEmpty();
        assertThat(EmailAddress.parse("l" + local + "@example.com")).isEmpty();
        assertThat(EmailAddress.parse("\u00FC".repeat(33) + "@example.com")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "d".repeat(63) + ".com")).isPresent();
        assertThat(EmailAddress.parse("a@" + "d".repeat(64) + ".com")).isEmpty();
    }

    @Test
    void isBoundedForHugeText() {
        String huge = "x".repeat(10_000_000);

        assertThat(EmailAddress.parse(huge)).isEmpty();
        assertThat(EmailAddress.parse(huge + "@example.com")).isEmpty();
        assertThat(EmailAddress.parse("bob@" + huge)).isEmpty();
        assertThat(EmailAddress.parse("\uFF4D@".repeat(1_000_000))).isEmpty();
        assertThat(EmailAddress.parse(" ".repeat(10_000_000) + "bob@example.com"))
                .isPresent();
    }

    @Test
    void turnsInternationalNamesToTheirALabels() {
        assertThat(EmailAddress.parse("bob@b\u00FCcher.example"))
                .map(EmailAddress::domain)
                .contains("xn--bcher-kva.example");
        assertThat(EmailAddress.parse("bob@bu\u0308cher.example"))
                .map(EmailAddress::domain)
                .contains("xn--bcher-kva.example");
        assertThat(EmailAddress.parse("bob@XN--BCHER-KVA.example"))
                .map(EmailAddress::domain)
                .contains("xn--bcher-kva.example");
    }

    @Test
    void listsParentsOnLabelBoundaries() {
        assertThat(new EmailAddress("bob", "a.b.example.com").domains())
                .containsExactly("a.b.example.com", "b.example.com", "example.com");
        assertThat(new EmailAddress("bob", "localhost").domains()).isEmpty();
    }

    @Test
    void keepsTheLocalPartAsItWasWritten() {
        assertThat(EmailAddress.parse("Bob.Smith@Example.COM")).contains(new EmailAddress("Bob.Smith", "example.com"));
    }

    @Test
    void doesNotTellTheMailboxInItsTextForm() {
        assertThat(new EmailAddress("bob", "example.com")).asString().doesNotContain("bob");
    }

    @Test
    void refusesPartsThatAreNotCanonical() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress("bob", "Example.com"));
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress("", "example.com"));
        assertThat(Optional.of(new EmailAddress("bob", "b"))).isPresent();
    }
}
