/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.internal.data.PlainAddress;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for whatever is typed into a form. */
class EmailAddressPropertiesTest {

    @Property
    void anyStringIsAnAddressOrNone(@ForAll String text) {
        assertCanonicalOrNone(text);
        assertCanonicalOrNone(text + "@" + text);
        assertCanonicalOrNone("bob@" + text + ".com");
    }

    @Property
    void textOfAwkwardPiecesIsAnAddressOrNone(@ForAll("awkward") String text) {
        assertCanonicalOrNone(text);
    }

    @Property
    void whatIsCanonicalIsReadAsItself(@ForAll("awkward") String text) {
        EmailAddress.parse(text)
                .ifPresent(address -> assertThat(EmailAddress.parse(address.text()))
                        .as("read again")
                        .map(EmailAddress::domain)
                        .contains(address.domain()));
    }

    @Property
    void invisibleCharactersAndCaseMakeNoDifferenceInADomain(
            @ForAll("domains") String domain, @ForAll("invisible") String invisible, @ForAll int place) {
        int at = Math.floorMod(place, domain.length());
        String disguised =
                domain.substring(0, at).toUpperCase(java.util.Locale.ROOT) + invisible + domain.substring(at);

        assertThat(DomainName.canonical(disguised)).contains(domain);
    }

    @Property
    void theNormalFormIsItsOwnNormalForm(@ForAll("awkward") String text) {
        EmailAddress.parse(text)
                .map(EmailAddress::normalized)
                .flatMap(EmailAddress::parse)
                .ifPresent(address -> {
                    String once = address.normalized();
                    assertThat(EmailAddress.parse(once).map(EmailAddress::normalized))
                            .contains(once);
                });
    }

    @Property
    void aPlainAddressIsOneWhoseDomainIsCanonicalInLowerCase(@ForAll("plain") String text) {
        int at = PlainAddress.atSign(text);
        if (at >= 0) {
            EmailAddress address = EmailAddress.parse(text).orElseThrow();
            assertThat(address.localPart()).isEqualTo(text.substring(0, at));
            assertThat(address.domain()).isEqualTo(PlainAddress.domain(text));
            assertThat(MailboxRules.of("company.example").endOfUser(address.localPart()))
                    .isEqualTo(at);
        }
    }

    static void assertCanonicalOrNone(String text) {
        EmailAddress.parse(text).ifPresent(address -> {
            assertThat(DomainName.isCanonical(address.domain())).isTrue();
            assertThat(address.localPart().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 64);
            assertThat(address.normalized()).contains("@");
            assertThat(address.toString()).doesNotContain(address.text());
            address.isSubAddressed();
            address.domains();
        });
    }

    /** Nearly plain, so that many are: long labels and numbers, signs at the edges of labels, and what is not allowed. */
    @Provide
    Arbitrary<String> plain() {
        Arbitrary<String> piece = Arbitraries.of(
                "a",
                "Z",
                "0",
                "42",
                "-",
                "_",
                ".",
                "b.c",
                "x-y",
                "+",
                "\"",
                " ",
                "@",
                "\u00E9",
                "a".repeat(30),
                "1".repeat(40));
        Arbitrary<String> local = piece.list().ofMinSize(1).ofMaxSize(4).map(pieces -> String.join("", pieces));
        Arbitrary<String> domain = piece.list().ofMinSize(1).ofMaxSize(8).map(pieces -> String.join("", pieces));
        return Combinators.combine(local, domain).as((before, after) -> before + '@' + after);
    }

    @Provide
    Arbitrary<String> awkward() {
        return Arbitraries.of(
                        "a",
                        "Z",
                        "0",
                        "@",
                        ".",
                        "-",
                        "_",
                        "+",
                        "\"",
                        "\\",
                        " ",
                        "\t",
                        "\0",
                        "\r\n",
                        "xn--",
                        "[",
                        "]",
                        "${1+1}",
                        "\u200B",
                        "\u00AD",
                        "\u200F",
                        "\u3002",
                        "\uFF0E",
                        "\uFF20",
                        "\uFF4D",
                        "\u0301",
                        "\u00DF",
                        "\u0130",
                        "\u212A",
                        "\uD800",
                        "\uDC00",
                        "\uD83D\uDE00",
                        "gmail.com",
                        "example.com",
                        "mailinator.com",
                        "fastmail.com",
                        "yahoo.com")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> domains() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofMinLength(1)
                .ofMaxLength(20)
                .map(label -> label + ".example");
    }

    @Provide
    Arbitrary<String> invisible() {
        return Arbitraries.of(
                "", "\u200B", "\u200C", "\u200D", "\u2060", "\u00AD", "\uFEFF", "\u200E", "\u200F", "\uFE0F", "\u034F");
    }
}
