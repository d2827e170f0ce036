/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.internal.data.BundledData;
import io.github.notdisposable.internal.data.DomainTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {

    private static final Path PUBLIC_DOMAINS = Path.of("../data/lists/public.txt");

    @ParameterizedTest
    @CsvSource({"info, true", "PostMaster, true", "help-desk, true", "bob, false", "info+x, false", "'', false"})
    void aRoleNameStandsForAFunction(String user, boolean role) {
        assertThat(EmailAddress.isRoleName(user)).isEqualTo(role);
    }

    @ParameterizedTest
    @CsvSource({
        "Bob+x@Mailinator.com, bob@mailinator.com, true",
        "b.o.b@gmail.com, bob@gmail.com, false",
        "B.ob+news@googlemail.com, bob@gmail.com, true",
        "bob+a+b@example.com, bob@example.com, true",
        "bob@example.com, bob@example.com, false",
        "+bob@example.com, +bob@example.com, false",
        "b.ob@example.com, b.ob@example.com, false",
        "bob-shop@example.com, bob-shop@example.com, false",
        "bob+x@outlook.com, bob@outlook.com, true",
        "bob-x@outlook.com, bob-x@outlook.com, false",
        "bob@me.com, bob@icloud.com, false",
        "b_o-b.b@pm.me, bobb@proton.me, false",
        "bob+x@fastmail.com, bob@fastmail.com, true",
        "bob+x@zoho.com, bob@zoho.com, true",
        "...@gmail.com, ...@gmail.com, false",
        // Fastmail: whatever@user.domain, at each of its domains
        "shop@bob.fastmail.com, bob@fastmail.com, true",
        "news@bob.mm.st, bob@mm.st, true",
        "news@bob.fastmail.ca, bob@fastmail.ca, true",
        "news@bob.sent.at, bob@sent.at, true",
        "news@bob.150mail.com, bob@150mail.com, true",
        "news@bob.nospammail.net, bob@nospammail.net, true",
        "n+x@bob.ownmail.net, bob@ownmail.net, true",
        "bob@mm.st, bob@mm.st, false",
        "news@a.bob.mm.st, news@a.bob.mm.st, false",
        "bob@team.gmail.com, bob@team.gmail.com, false",
        // Yahoo: base-keyword, at each of its domains
        "bob-shop@yahoo.com, bob@yahoo.com, true",
        "bob-shop@yahoo.com.ar, bob@yahoo.com.ar, true",
        "joe-shop@yahoo.bg, joe@yahoo.bg, true",
        "joe-shop@y7mail.com, joe@y7mail.com, true",
        "joe-shop@yahoo.sk, joe@yahoo.sk, true",
        "joe-shop@myyahoo.com, joe@myyahoo.com, true",
        "joe+x-y@yahoo.com, joe@yahoo.com, true",
        "joe-x+y@yahoo.com, joe@yahoo.com, true",
        "-shop@yahoo.com, -shop@yahoo.com, false",
        // Domains that Yahoo took over or once served have people with hyphens in their names
        "joe-shop@aol.com, joe-shop@aol.com, false",
        "joe-shop@sbcglobal.net, joe-shop@sbcglobal.net, false",
        "joe-shop@verizon.net, joe-shop@verizon.net, false",
        // Yandex: one mailbox under all its domains, hyphen and dot are one
        "bob@ya.ru, bob@yandex.ru, false",
        "b-ob@yandex.com, b.ob@yandex.ru, false",
        "joe-b@narod.ru, joe.b@yandex.ru, false",
        "joe-b@yandex.tj, joe.b@yandex.ru, false",
        "joe.b@yandex.com.am, joe.b@yandex.ru, false",
        "joe.b+x@yandex.ee, joe.b@yandex.ru, true",
        // A relay of a provider is not its mail
        "abc.d@privaterelay.appleid.com, abc.d@privaterelay.appleid.com, false",
        "a.b@passmail.net, a.b@passmail.net, false",
    })
    void bringsSpellingsOfOneMailboxToOneForm(String text, String normalized, boolean subAddressed) {
        assertMailbox(text, normalized, subAddressed);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "\"joe x+y\"@example.com, \"joe x\"@example.com, true",
                "\"+ joe\"@example.com, \"+ joe\"@example.com, false",
                "\"+ ann\"@example.com, \"+ ann\"@example.com, false",
                "\"j@e+x\"@gmail.com, \"j@e\"@gmail.com, true",
                "\"bob+x\"@gmail.com, bob@gmail.com, true",
                "\"bob\"@example.com, bob@example.com, false",
                "\"Bob.Smith\"@example.com, bob.smith@example.com, false",
                // Quoted pairs are undone
                "\"b\\o\\b\"@example.com, bob@example.com, false",
                "\"bob\\+x\"@example.com, bob@example.com, true",
                "\"joe\\ x\"@example.com, \"joe x\"@example.com, false",
                "\"joe x\"@example.com, \"joe x\"@example.com, false",
                "\"a\\\"b\"@example.com, \"a\\\"b\"@example.com, false",
                "\"a\\\\b\"@example.com, \"a\\\\b\"@example.com, false",
                "\"a\\\\+b\"@example.com, \"a\\\\\"@example.com, true",
                "\"a\\\"+b\"@example.com, \"a\\\"\"@example.com, true",
                // The provider's rules hold inside the quotes too
                "\"j.o e\"@gmail.com, \"jo e\"@gmail.com, false",
                "\"j.o.e\"@gmail.com, joe@gmail.com, false",
                "\"joe-shop\"@yahoo.com, joe@yahoo.com, true",
                "\"joe-b\"@ya.ru, joe.b@yandex.ru, false",
                // RFC 5322 section 4.4 allows quoted words between dots
                "\"joe x\".y@example.com, \"joe x.y\"@example.com, false",
                "a.\"b c+d\".e@example.com, \"a.b c\"@example.com, true",
                // Quotes that do not match are characters, and nothing is cut off inside of them
                "\"+joe@example.com, \"\\\"+joe\"@example.com, false",
                "\"joe\\\"@example.com, \"\\\"joe\\\\\\\"\"@example.com, false",
                "a\"b+c\"d@example.com, \"a\\\"b+c\\\"d\"@example.com, false",
                "joe\"@example.com, \"joe\\\"\"@example.com, false",
                "\"\"@example.com, \"\"@example.com, false",
                "\" \"@example.com, \" \"@example.com, false",
            })
    void undoesQuotesAndKeepsThoseThatAreNeeded(String text, String normalized, boolean subAddressed) {
        assertMailbox(text, normalized, subAddressed);
    }

    @ParameterizedTest
    @CsvSource({
        "jose\u0301@example.com, jos\u00E9@example.com",
        "jos\u00E9@example.com, jos\u00E9@example.com",
        "JOSE\u0301@example.com, jos\u00E9@example.com",
        "Ju\u0308rgen@example.com, j\u00FCrgen@example.com",
        "j\u00FCrgen@example.com, j\u00FCrgen@example.com",
        "\u110B\u1167@example.com, \uC5EC@example.com",
        "J\u030C@example.com, \u01F0@example.com",
        "\u212B@example.com, \u00E5@example.com",
        "q\u0307\u0323@example.com, q\u0323\u0307@example.com",
        "jose\u0301+x@gmail.com, jos\u00E9@gmail.com",
        "\u037E@example.com, \";\"@example.com",
    })
    void composesLetters(String text, String normalized) {
        assertThat(parsed(text).normalized()).isEqualTo(normalized);
    }

    @Test
    void whatIsComposedAndWhatIsNotAreOneMailbox() {
        for (String name : List.of("\u00E9\u1E69\u01D5", "\u0390\u03B0", "\u0130\u0307x", "\uAC01\u11A8", "\u1EAE")) {
            String once = parsed(name + "@example.com").normalized();
            for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
                assertThat(parsed(Normalizer.normalize(name, form) + "@example.com")
                                .normalized())
                        .isEqualTo(once);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            chars = {
                ' ', '\t', '\u007F', '\u0085', '\u009C', '\u1680', '\u2003', '\u2028', '\u2029', '\u202F', '\u205F',
                '\u3000'
            })
    void keepsTheQuotesAroundABlankThatBelongsToTheName(char blank) {
        String once = parsed("\"" + blank + "bob\"@example.com").normalized();

        assertThat(once).isNotEqualTo("bob@example.com");
        assertThat(parsed(once).normalized()).isEqualTo(once);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "help-desk@yandex.ru, help-desk",
                "Help-Desk+1@proton.me, Help-Desk",
                "front-desk@yahoo.com, front",
                "news@bob.mm.st, bob",
                "\"b\\ob+x\"@example.com, bob",
                "\"joe x+y\"@example.com, joe x",
                "+bob@example.com, +bob",
                "\"+bob@example.com, \"+bob",
            })
    void tellsTheUserAsWritten(String text, String user) {
        assertThat(parsed(text).user()).isEqualTo(user);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "Bob+X@example.com, bob+x",
                "\"bob+x\"@example.com, bob+x",
                "\"b\\ob+x\"@example.com, bob+x",
                "b.o.b@gmail.com, b.o.b",
                "jose\u0301@example.com, jos\u00E9",
                "\"joe\\ x\"@example.com, \"joe x\"",
            })
    void tellsTheLocalPartInOneSpellingWithItsSubAddress(String text, String canonical) {
        assertThat(parsed(text).canonicalLocalPart()).isEqualTo(canonical);
    }

    @Test
    void eachDomainOfAProviderHasItsRule() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (String domain : Files.readAllLines(PUBLIC_DOMAINS)) {
            String provider = providerOf(domain);
            if (provider == null) {
                continue;
            }
            String written = "j.o-e_b+x@" + domain;
            String expected = switch (provider) {
                case "Google" -> "jo-e_b@gmail.com";
                case "Apple" -> "j.o-e_b@icloud.com";
                case "Proton" -> "joeb@proton.me";
                case "Yandex" -> "j.o.e_b@yandex.ru";
                case "Yahoo" -> "j.o@" + domain;
                default -> "j.o-e_b@" + domain;
            };
            assertThat(parsed(written).normalized()).isEqualTo(expected);
            assertThat(parsed("news@bob." + domain).normalized())
                    .isEqualTo(provider.equals("Fastmail") ? "bob@" + domain : "news@bob." + domain);
            counts.merge(provider, 1, Integer::sum);
        }

        assertThat(MailboxRules.providers()).isSubsetOf(counts.keySet());
        assertThat(counts)
                .containsEntry("Google", 2)
                .containsEntry("Apple", 3)
                .containsEntry("Proton", 4)
                .hasEntrySatisfying("Yandex", count -> assertThat(count).isGreaterThan(25))
                .hasEntrySatisfying("Fastmail", count -> assertThat(count).isGreaterThan(110))
                .hasEntrySatisfying("Yahoo", count -> assertThat(count).isGreaterThan(70));
    }

    @Test
    void aDomainThatIsNamedLikeAProviderIsTheProviders() throws IOException {
        Map<String, List<String>> strangers = Files.readAllLines(PUBLIC_DOMAINS).stream()
                .filter(domain -> domain.matches("(yandex|fastmail)\\..*"))
                .collect(Collectors.groupingBy(domain -> String.valueOf(providerOf(domain))));

        assertThat(strangers).containsOnlyKeys("Yandex", "Fastmail");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"+ joe\"@example.com",
                "\"a\\\"b\\\\c\"@example.com",
                "\"a@b\"@example.com",
                "\"x@example.com",
                "\u037E@example.com",
                "\"j.o e+x\"@gmail.com"
            })
    void theNormalFormIsAnAddressOfTheSameMailbox(String text) {
        String once = parsed(text).normalized();

        assertThat(parsed(once).normalized()).isEqualTo(once);
    }

    private static void assertMailbox(String text, String normalized, boolean subAddressed) {
        EmailAddress address = parsed(text);

        assertThat(address.normalized()).isEqualTo(normalized);
        assertThat(address.isSubAddressed()).isEqualTo(subAddressed);
    }

    private static EmailAddress parsed(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    private static @Nullable String providerOf(String domain) {
        BundledData data = BundledData.get();
        return data.provider(DomainTable.provider(data.domains().findExact(domain, 0, domain.length())));
    }
}
