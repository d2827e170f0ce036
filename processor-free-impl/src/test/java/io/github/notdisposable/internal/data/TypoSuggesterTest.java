/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypoSuggesterTest {

    private static final Path LISTS = Path.of("../data/lists");

    @ParameterizedTest
    @CsvSource({
        "gnail.com, gmail.com",
        "gmial.com, gmail.com",
        "gmai.com, gmail.com",
        "gmaill.com, gmail.com",
        "gamil.com, gmail.com",
        "gmil.com, gmail.com",
        "gmsil.com, gmail.com",
        "mgail.com, gmail.com",
        "gmail.con, gmail.com",
        "gmail.cmo, gmail.com",
        "gmail.vom, gmail.com",
        "gmail.comm, gmail.com",
        "gmail.co, gmail.com",
        "gmail.cm, gmail.com",
        "gmial.con, gmail.com",
        "gmailcom, gmail.com",
        "hotmial.com, hotmail.com",
        "hotmai.com, hotmail.com",
        "homail.com, hotmail.com",
        "hotmaill.com, hotmail.com",
        "hotmial.fr, hotmail.fr",
        "hotmail.con, hotmail.com",
        "yaho.com, yahoo.com",
        "yahooo.com, yahoo.com",
        "yhaoo.com, yahoo.com",
        "yaho.co.uk, yahoo.co.uk",
        "outlok.com, outlook.com",
        "outloook.com, outlook.com",
        "oultook.com, outlook.com",
        "iclod.com, icloud.com",
        "icould.com, icloud.com",
        "protonmial.com, protonmail.com",
        "comcst.net, comcast.net",
        "yandx.ru, yandex.ru",
        "wandoo.fr, wanadoo.fr",
        "aol.con, aol.com",
        "live.cmo, live.com",
    })
    void suggestsTheProviderThatWasMeant(String typed, String meant) {
        assertThat(BundledData.get().suggester().suggest(typed)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gmail.com",
                "googlemail.com",
                "mail.com",
                "email.com",
                "gmx.com",
                "gmx.co",
                "ymail.com",
                "fmail.com",
                "zmail.com",
                "hmail.com",
                "tmail.com",
                "bmail.com",
                "vmail.com",
                "gail.com",
                "grail.com",
                "cloud.com",
                "iclouds.com",
                "yahoo.co",
                "yahoo.co.uk",
                "yahoo.com.ar",
                "hotmail.fr",
                "outlook.de",
                "outlook.com.br",
                "live.nl",
                "love.com",
                "line.com",
                "lie.com",
                "five.com",
                "mailinator.com",
                "example.com",
                "gov.uk",
                "com",
                "co.uk",
                "a",
                "mail.ru",
                "maill.ru",
                "verizon.com",
                "comcast.com",
                "yandex-team.ru",
                "gmail-support.com",
                "my.gmail.com",
                "gemail.com",
                "cox.com",
                "cos.com",
                "fox.com",
                "box.com",
                "msn.co.uk",
                "tahoo.org",
                "oriflame.com",
                "hotmart.com",
                "hotels.com",
                "outbrain.com",
                "overlook.com",
                "yandex.md",
                "laposte.fr"
            })
    void saysNothingOfWhatLooksLikeItself(String domain) {
        assertThat(BundledData.get().suggester().suggest(domain)).isNull();
    }

    static Stream<String> realDomains() {
        return Stream.of("public.txt", "relay.txt", "protected.txt").flatMap(TypoSuggesterTest::lines);
    }

    @Test
    void saysNothingOfAnyRealDomainOfTheLists() {
        TypoSuggester suggester = BundledData.get().suggester();

        assertThat(realDomains().filter(domain -> suggester.suggest(domain) != null))
                .isEmpty();
    }

    @Test
    void saysNothingOfRealDomainsEvenWithoutKnowingThem() {
        TypoSuggester blind = blind();

        assertThat(lines("protected.txt").filter(domain -> blind.suggest(domain) != null))
                .isEmpty();
    }

    @Test
    void aTypingErrorOfAGreatProviderIsNotRefusedAsDisposable() {
        TypoSuggester blind = blind();

        assertThat(lines("disposable.txt").filter(domain -> blind.suggest(domain) != null))
                .as("to be named in data/curated/suspicious.txt")
                .isEmpty();
    }

    /** A suggester that knows the public providers and nothing else. */
    private static TypoSuggester blind() {
        DomainTableBuilder providers = DomainTable.builder();
        lines("public.txt").forEach(domain -> providers.add(domain, DomainTable.PUBLIC));
        return new TypoSuggester(providers.build(), BundledData.get().suffixes());
    }

    @ParameterizedTest
    @MethodSource
    void noSuggestionIsATypingErrorItself(String domain) {
        assertThat(BundledData.get().suggester().suggest(domain)).isNull();
    }

    static Stream<String> noSuggestionIsATypingErrorItself() {
        return Stream.of(
                "gmail.com",
                "yahoo.com",
                "hotmail.com",
                "outlook.com",
                "icloud.com",
                "protonmail.com",
                "aol.com",
                "live.com");
    }

    private static Stream<String> lines(String list) {
        try {
            return Files.readAllLines(LISTS.resolve(list)).stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
