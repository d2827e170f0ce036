/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
        assertThat(suggestionFor(typed)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        // A letter replaced, added, left out, moved
        "comcast.ner, comcast.net",
        "comcast.nrt, comcast.net",
        "comcast.nt, comcast.net",
        "comcast.nte, comcast.net",
        "sbcglobal.nett, sbcglobal.net",
        "sbcglobal.net1, sbcglobal.net",
        "bellsouth.ney, bellsouth.net",
        "cox.ner, cox.net",
        "hotmail.frr, hotmail.fr",
        "hotmail.ess, hotmail.es",
        "wanadoo.frt, wanadoo.fr",
        "virgilio.iy, virgilio.it",
        "yandex.rru, yandex.ru",
        "hotmail.co.ukk, hotmail.co.uk",
        "hotmail.co.uj, hotmail.co.uk",
        "hotmail.cp.uk, hotmail.co.uk",
        "yahoo.con.br, yahoo.com.br",
        "yahoo.co.br, yahoo.com.br",
        "yahoo.co.mx, yahoo.com.mx",
        "comcast.nex, comcast.net",
        // Dots left out, moved, or written as a hyphen
        "hotmail.couk, hotmail.co.uk",
        "hotmail.cou.k, hotmail.co.uk",
        "hotmail.co-uk, hotmail.co.uk",
        "yahoo.combr, yahoo.com.br",
        "gmail.c.om, gmail.com",
        "gmail.co.m, gmail.com",
        // Written twice, or a key held down
        "gmail.comcom, gmail.com",
        "gmail.com.com, gmail.com",
        "gmail.com.com.com, gmail.com",
        "hotmail.fr.fr, hotmail.fr",
        "yahoo.co.uk.uk, yahoo.co.uk",
        "sbcglobal.netnet, sbcglobal.net",
        "comcast.nettt, comcast.net",
        "gmail.commm, gmail.com",
        // No dot at all
        "comcastnet, comcast.net",
        "hotmailcom, hotmail.com",
        "hotmailfr, hotmail.fr",
        // An error in the name besides
        "hotmial.frr, hotmail.fr",
        "comcst.ner, comcast.net",
    })
    void suggestsTheEndingThatWasMeantByOneThatDoesNotExist(String typed, String meant) {
        assertThat(suggestionFor(typed)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outlook.co", // real
                "outlook.cm",
                "hotmail.fe", // fr or de
                "yahoo.d", // de or dk
                "comcast.local",
                "outlook.corp.example",
                "live.example.com",
                "yahoo.lan.example.net",
                "gmail.test",
                "verizon.ner.example.com",
                "gmail",
                "live",
            })
    void saysNothingOfEndingsThatMayBeMeantSo(String domain) {
        assertThat(suggestionFor(domain)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "gamail.com, gmail.com",
        "gemail.com, gmail.com",
        "gmails.com, gmail.com",
        "agmail.com, gmail.com",
        "hotmails.com, hotmail.com",
        "otmail.jp, hotmail.jp",
        "putlook.com, outlook.com",
        "ootlook.com, outlook.com",
        "photonmail.com, protonmail.com",
        "sbsglobal.net, sbcglobal.net",
        "sbcglobal.bet, sbcglobal.net",
        "cox.bet, cox.net",
        "yahoo.cu.uk, yahoo.co.uk",
        "yahooe.de, yahoo.de",
        "goail.com, gmail.com",
        "gail.com, gmail.com",
    })
    void ofADomainOnAListAnyOneErrorIsEnough(String typed, String meant) {
        assertThat(flags(typed)).as("on a list").isPositive();
        assertThat(suggestionFor(typed)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailinator.com", "tmail.com", "amail.com", "2mail.com", "x.gamail.com", "gemail.ru"})
    void saysNothingOfDomainsOnAListThatLookLikeThemselves(String domain) {
        assertThat(flags(domain)).as("on a list").isPositive();
        assertThat(suggestionFor(domain)).isNull();
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
        assertThat(suggestionFor(domain)).isNull();
    }

    static Stream<String> realDomains() {
        return Stream.of("public.txt", "relay.txt", "protected.txt").flatMap(TypoSuggesterTest::lines);
    }

    @Test
    void saysNothingOfAnyRealDomainOfTheLists() {
        assertThat(realDomains().filter(domain -> suggestionFor(domain) != null))
                .isEmpty();
    }

    @Test
    void saysNothingOfRealDomainsEvenWithoutKnowingThem() {
        TypoSuggester blind = blind();

        assertThat(lines("protected.txt").filter(domain -> blind.suggest(domain, 0) != null))
                .isEmpty();
    }

    @Test
    void aTypingErrorThatIsRefusedGetsASuggestionToo() {
        TypoSuggester blind = blind();

        assertThat(lines("disposable.txt").filter(domain -> blind.suggest(domain, 0) != null))
                .hasSizeGreaterThan(200)
                .allSatisfy(domain -> assertThat(suggestionFor(domain)).isEqualTo(blind.suggest(domain, 0)));
    }

    @Test
    void takesAFirstNameForItselfUnlessAListNamesIt() {
        assertThat(blind().suggest("gail.com", 0)).isNull();
        assertThat(blind().suggest("gail.com", DomainTable.SUSPICIOUS)).isEqualTo("gmail.com");
    }

    private static @Nullable String suggestionFor(String domain) {
        return BundledData.get().suggester().suggest(domain, match(domain));
    }

    private static int flags(String domain) {
        return DomainTable.flags(match(domain));
    }

    private static long match(String domain) {
        return BundledData.get().domains().find(domain, 0, domain.length());
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
        assertThat(suggestionFor(domain)).isNull();
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
