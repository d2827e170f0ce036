/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainEndTest {

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("bob@a_b.mailinator.com", "mailinator.com", false),
                Arguments.of("bob@a_b.C.Mailinator.COM", "c.mailinator.com", false),
                Arguments.of("bob@x!y.mailinator.com", "mailinator.com", false),
                Arguments.of("bob@a b.mailinator.com", "mailinator.com", false),
                Arguments.of("bob@\uD800.mailinator.com", "mailinator.com", false),
                Arguments.of("bob@xn--\u00E4.mailinator.com", "mailinator.com", false),
                Arguments.of("bob@-x.mailinator.com", "mailinator.com", false),
                Arguments.of("bob@" + "b".repeat(64) + ".mailinator.com", "mailinator.com", false),
                Arguments.of("bob@.mailinator.com", "mailinator.com", false),
                Arguments.of("bob@x..mailinator.com", "mailinator.com", false),
                Arguments.of("bob@a_b.mailinator\u3002com", "mailinator.com", false),
                Arguments.of("bob@a_b.\uFF4Dailinator.com", "mailinator.com", false),
                Arguments.of("bob@a_b.b\u00FCcher.example", "xn--bcher-kva.example", false),
                Arguments.of("bob@a_b.1.example", "1.example", false),
                Arguments.of("bob@" + "\u00E9".repeat(200) + ".mailinator.com", "mailinator.com", false),
                Arguments.of(
                        "bob@" + "b.".repeat(5_000) + "mailinator.com", "b.".repeat(119) + "mailinator.com", false),
                Arguments.of("bob@mailinator.com", "mailinator.com", true),
                Arguments.of("bob@mailinator.com..", "mailinator.com", true),
                Arguments.of("bob@ mailinator.com ", "mailinator.com", true),
                Arguments.of("@mailinator.com", "mailinator.com", true),
                Arguments.of("\u00E9".repeat(33) + "@mailinator.com", "mailinator.com", true),
                Arguments.of("bob@gmail.com\uFF20mailinator.com", "mailinator.com", true),
                Arguments.of("bob@gmail.com\uFE6Bmailinator.com", "mailinator.com", true),
                Arguments.of("bob\uFF20mailinator.com@gmail.com", "gmail.com", true),
                Arguments.of("bob@mailinator.com; ann@gmail.com", "gmail.com", true),
                Arguments.of("bob@mail" + "\u200B".repeat(100_000) + "inator.com", "mailinator.com", true),
                Arguments.of("bob@mailinator.com" + " ".repeat(100_000), "mailinator.com", true),
                Arguments.of("b".repeat(100_000) + "@mailinator.com", "mailinator.com", true));
    }

    @ParameterizedTest
    @MethodSource("values")
    void isWhatCanBeReadOfADomain(String value, String name, boolean isWhole) {
        DomainEnd end = DomainEnd.ofAddress(value).orElseThrow();

        assertThat(end.name()).isEqualTo(name);
        assertThat(end.isWhole()).isEqualTo(isWhole);
        assertThat(end.text()).hasSizeLessThanOrEqualTo(2_048);
        assertThat(end).asString().doesNotContain("bob", "a_b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@",
                "bob@",
                "bob@.",
                "bob@...",
                "bob@x_y",
                "bob@mailinator.com_",
                "bob@mailinator.com>",
                "<bob@mailinator.com>",
                "bob@mailinator.com(x)",
                "bob@mailinator.com\u212A!",
                "bob@mailinator.1",
                "bob@1.2.3.4",
                "bob@[1.2.3.4]",
                "bob@[IPv6:2001:db8::1]",
                "bob@\uD800"
            })
    void isEmptyWhereNothingCanBeRead(String value) {
        assertThat(DomainEnd.ofAddress(value)).contains(new DomainEnd(value.strip(), "", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "mailinator.com", "a_b.mailinator.com"})
    void isMissingWithoutAnAtSign(String value) {
        assertThat(DomainEnd.ofAddress(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x_y", "192.0.2.1", "mailinator.com_"})
    void isMissingInABareDomainOfWhichNothingCanBeRead(String value) {
        assertThat(DomainEnd.ofDomain(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob@mail_inator.com",
                "bob@_mailinator.com",
                "bob@-mailinator.com",
                "bob@mail inator.com",
                "bob@mail\0inator.com",
                "bob@mail\r\ninator.com",
                "bob@mail\uD800inator.com",
                "bob@mailinator.x_y.com"
            })
    void endsAtALabelThatNoHostHas(String value) {
        assertThat(DomainEnd.ofAddress(value)).map(DomainEnd::name).contains("com");
    }

    @Test
    void isThatOfABareDomainToo() {
        assertThat(DomainEnd.ofDomain(" a_b.mailinator.com. "))
                .contains(new DomainEnd("a_b.mailinator.com.", "mailinator.com", false));
        assertThat(DomainEnd.ofDomain("@mailinator.com")).map(DomainEnd::name).contains("com");
    }

    @Test
    void tellsLongValuesApartByTheirEnds() {
        Optional<String> one =
                DomainEnd.ofAddress("a".repeat(3_000) + "1@mailinator.com").map(DomainEnd::text);
        Optional<String> other =
                DomainEnd.ofAddress("a".repeat(3_000) + "2@mailinator.com").map(DomainEnd::text);

        assertThat(one).isNotEqualTo(other);
    }
}
