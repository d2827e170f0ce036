/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import static io.github.notdisposable.internal.data.DomainTable.DISPOSABLE;
import static io.github.notdisposable.internal.data.DomainTable.PROTECTED;
import static io.github.notdisposable.internal.data.DomainTable.PUBLIC;
import static io.github.notdisposable.internal.data.DomainTable.RELAY;
import static io.github.notdisposable.internal.data.DomainTable.SUSPICIOUS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundledDataTest {

    private static final BundledData DATA = BundledData.get();
    private static final Path LISTS = Path.of("../data/lists");
    private static final Path CURATED = Path.of("../data/curated");
    private static final int REFUSED = DISPOSABLE | SUSPICIOUS;

    private static int flags(String domain) {
        return DomainTable.flags(DATA.domains().find(domain, 0, domain.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailinator.com",
                "guerrillamail.com",
                "yopmail.com",
                "10minutemail.com",
                "temp-mail.org",
                "sharklasers.com",
                "tempmail.com",
                "maildrop.cc",
                "getnada.com",
                "dispostable.com",
                "trashmail.com",
                "mohmal.com",
                "throwawaymail.com",
                "tempmail.lol",
                "wermink.com",
                "kwalah.com"
            })
    void knownServicesAreDisposableWithWhatIsBelowThem(String domain) {
        assertThat(flags(domain)).isEqualTo(DISPOSABLE);
        assertThat(flags(domain.toUpperCase(Locale.ROOT))).isEqualTo(DISPOSABLE);
        assertThat(flags("x." + domain)).isEqualTo(DISPOSABLE);
        assertThat(flags("a.b." + domain)).isEqualTo(DISPOSABLE);
        assertThat(flags("x" + domain)).isNotEqualTo(DISPOSABLE);
    }

    /** Both had the fingerprint of a kept domain when the table held no names: the label was computed for that. */
    @ParameterizedTest
    @ValueSource(strings = {"ih8ahphvzod.mailinator.com", "any.ih8ahphvzod.mailinator.com"})
    void aComputedNameDoesNotHideItsParent(String domain) {
        assertThat(flags(domain)).isEqualTo(DISPOSABLE);
    }

    /** Whoever computes a name with the hash of a kept domain gets this far, whatever the table's size is. */
    @ParameterizedTest
    @ValueSource(strings = {"relay.txt", "public.txt", "protected.txt"})
    void theHashOfAKeptDomainSpeaksForNoOtherName(String list) throws IOException {
        for (String kept : Files.readAllLines(LISTS.resolve(list))) {
            long hash = NameHash.of(kept, 0, kept.length());
            String otherStart = (kept.charAt(0) == 'x' ? 'y' : 'x') + kept.substring(1);
            String withoutEnd = kept.substring(0, kept.length() - 1);
            String otherEnd = withoutEnd + '-';

            assertThat(DATA.domains().valueOf(hash, kept, 0, kept.length()))
                    .as(kept)
                    .isNotZero();
            for (String other : List.of(otherStart, otherEnd, "x." + kept, withoutEnd)) {
                assertThat(DATA.domains().valueOf(hash, other, 0, other.length()))
                        .as(kept)
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gmail.com, PUBLIC",
        "googlemail.com, PUBLIC",
        "sohu.com, PUBLIC",
        "189.cn, PUBLIC",
        "yandex.net, PUBLIC",
        "freemail.hu, PUBLIC",
        "consultant.com, PUBLIC",
        "dr.com, PUBLIC",
        "engineer.com, PUBLIC",
        "usa.com, PUBLIC",
        "yahoo.com.ar, PUBLIC",
        "web.de, PUBLIC",
        "t-online.de, PUBLIC",
        "comcast.net, PUBLIC",
        "qq.com, PUBLIC",
        "startmail.com, PUBLIC",
        "lilo.org, PUBLIC",
        "spamarrest.com, PUBLIC",
        "shoes.com, PROTECTED",
        "salla.dev, PROTECTED",
        "displays2go.com, PROTECTED",
        "gdf.it, PROTECTED",
        "lendscape.com, PROTECTED",
        "ottertailpower.com, PROTECTED",
        "nus.edu.sg, PROTECTED",
        "dallas.gov, PROTECTED",
        "mit.edu, PROTECTED",
        "ox.ac.uk, PROTECTED",
        "example.gouv.fr, PROTECTED",
        "example.gob.mx, PROTECTED",
        "example.go.jp, PROTECTED",
        "navy.mil, PROTECTED",
        "example.mil.br, PROTECTED",
        "privaterelay.appleid.com, RELAY",
        "private.icloud.com, RELAY",
        "duck.com, RELAY",
        "mozmail.com, RELAY",
        "me.mozmail.com, RELAY",
        "simplelogin.com, RELAY",
        "slmail.me, RELAY",
        "anonaddy.me, RELAY",
        "bob.anonaddy.com, RELAY",
        "addy.io, RELAY",
        "passmail.net, RELAY",
        "bob.33mail.com, RELAY",
        "bravealias.com, RELAY",
        "msgsafe.io, RELAY",
    })
    void realMailIsNeverRefused(String domain, String kind) {
        int flag = kind.equals("PUBLIC") ? PUBLIC : kind.equals("RELAY") ? RELAY : PROTECTED;

        assertThat(flags(domain)).isEqualTo(flag);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com",
                "com.ar",
                "co.uk",
                "github.io",
                "eu.org",
                "example-company-that-nobody-lists.com",
                "uk",
                ""
            })
    void nothingIsSaidOfSuffixesAndOfUnknownNames(String domain) {
        assertThat(flags(domain) & REFUSED).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "disposable.txt, 1",
        "suspicious.txt, 2",
        "relay.txt, 4",
        "public.txt, 8",
        "protected.txt, 16",
        "protected-endings.txt, 16"
    })
    void theTableSaysWhatTheListsSay(String list, int flag) throws IOException {
        List<String> names = Files.readAllLines(LISTS.resolve(list));

        assertThat(names).isNotEmpty().isSorted();
        assertThat(names.stream().filter(name -> flags(name) != flag)).isEmpty();
    }

    @Test
    void theTableHoldsWhatTheListsHoldAndNoMore() throws IOException {
        Set<String> names = new HashSet<>();
        for (String list : List.of("disposable", "suspicious", "relay", "public", "protected", "protected-endings")) {
            names.addAll(Files.readAllLines(LISTS.resolve(list + ".txt")));
        }

        assertThat(DATA.domains().size()).isEqualTo(names.size());
    }

    @Test
    void noNameOfARelayAPublicProviderOrAProtectedDomainIsRefused() {
        assertThat(Stream.of("public.txt", "relay.txt", "protected.txt")
                        .flatMap(BundledDataTest::curated)
                        .filter(domain -> (flags(domain) & REFUSED) != 0))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one.pl", "someone.one.pl", "harmony.com", "aylshamrotary.club", "xmision.com"})
    void whatIsInDoubtIsSuspiciousAndNotDisposable(String domain) {
        assertThat(flags(domain)).isEqualTo(SUSPICIOUS);
    }

    @Test
    void everyCuratedServiceIsDisposable() {
        assertThat(curated("disposable.txt")
                        .filter(domain -> flags(domain) != DISPOSABLE)
                        .filter(domain -> DATA.suffixes().registrableDomain(domain) != null))
                .isEmpty();
    }

    @Test
    void noPublicSuffixIsRefused() throws IOException {
        for (String list : List.of("disposable.txt", "suspicious.txt")) {
            assertThat(Files.readAllLines(LISTS.resolve(list)).stream()
                            .filter(name -> DATA.suffixes().registrableDomain(name) == null))
                    .isEmpty();
        }
    }

    @Test
    void nothingBelowARestrictedEndingIsRefused() throws IOException {
        Set<String> endings = new HashSet<>(Files.readAllLines(LISTS.resolve("protected-endings.txt")));
        assertThat(endings)
                .contains("edu", "ac.uk", "gov.br", "gob.mx", "mil.kr")
                .doesNotContain("edu.pl", "mil.pl");
        for (String list : List.of("disposable.txt", "suspicious.txt")) {
            assertThat(Files.readAllLines(LISTS.resolve(list)).stream()
                            .filter(name -> parents(name).anyMatch(endings::contains)))
                    .isEmpty();
        }
    }

    private static Stream<String> parents(String name) {
        return Stream.iterate(name, parent -> parent.contains("."), parent -> parent.substring(parent.indexOf('.') + 1))
                .map(parent -> parent.substring(parent.indexOf('.') + 1));
    }

    @Test
    void aMatchNamesTheServiceWhereItIsKnown() {
        assertThat(provider("x.mailinator.com")).isEqualTo("Mailinator");
        assertThat(provider("sharklasers.com")).isEqualTo("Guerrilla Mail");
        assertThat(provider("gmail.com")).isEqualTo("Google");
        assertThat(provider("consultant.com")).isEqualTo("mail.com");
        assertThat(provider("duck.com")).isEqualTo("DuckDuckGo");
        assertThat(provider("comcast.net")).isNull();
    }

    private static @Nullable String provider(String domain) {
        return DATA.provider(DomainTable.provider(DATA.domains().find(domain, 0, domain.length())));
    }

    @ParameterizedTest
    @CsvSource({
        "info, true", "INFO, true", "sales, true", "no-reply, true", "postmaster, true", "webmaster, true",
                "kontakt, true", "ventas, true",
        "hr, true", "hello, true", "infos, false", "john, false", "alla, false", "paris, false", "2024, false",
                "facebook, false",
        "a.very.long.name.that.nobody.has.as.a.role.account, false"
    })
    void knowsNamesOfFunctions(String localPart, boolean role) {
        assertThat(DATA.isRole(localPart, 0, localPart.length())).isEqualTo(role);
        assertThat(DATA.isRole(localPart + "@x.com", 0, localPart.length())).isEqualTo(role);
        assertThat(DATA.roleCount()).isGreaterThan(1_000);
    }

    @Test
    void holdsAtMostTenAndAHalfBytesADomain() {
        assertThat(DATA.domains().bytes() * 2)
                .isLessThanOrEqualTo(21L * DATA.domains().size());
    }

    @Test
    void isAsOldAsItsNewestListOfThrowAwayMail() throws IOException {
        String newest = Pattern.compile("\"date\": \"([^\"]+)\", .*\"kind\": \"disposable\"")
                .matcher(Files.readString(Path.of("../data/sources.json")))
                .results()
                .map(date -> date.group(1))
                .max(String::compareTo)
                .orElseThrow();

        assertThat(DATA.date()).isEqualTo(newest);
    }

    @Test
    void theNoticeNamesEachSourceWithVersionLicenceCountAndDate() throws IOException {
        String notice;
        try (InputStream in = BundledData.class.getResourceAsStream("/META-INF/notdisposable-data/NOTICE")) {
            assertThat(in).as("NOTICE").isNotNull();
            notice = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String manifest = Files.readString(Path.of("../data/sources.json"));
        Matcher sources = Pattern.compile("\"name\": \"([^\"]+)\", \"version\": \"([^\"]+)\", \"date\": \"([^\"]+)\"")
                .matcher(manifest);
        int count = 0;
        while (sources.find()) {
            count++;
            assertThat(notice)
                    .containsPattern("source: " + Pattern.quote(sources.group(1)) + "\nversion: "
                            + Pattern.quote(sources.group(2))
                            + "\nlicence: .+\ncopyright: .+\ncount: [1-9][0-9]*\ndate: "
                            + sources.group(3) + "\n");
        }
        assertThat(count).isEqualTo(13);
        assertThat(notice).contains("Mozilla Public License 2.0");
        assertThat(notice)
                .contains("disposable: "
                        + Files.readAllLines(LISTS.resolve("disposable.txt")).size() + "\n");
    }

    /** The names of a hand-kept list; "a.{b,c}" stands for two. */
    private static Stream<String> curated(String list) {
        try {
            return Files.readAllLines(CURATED.resolve(list)).stream()
                    .filter(line -> !line.matches("[#(\\[].*"))
                    .flatMap(line -> Arrays.stream(line.trim().split("\\s+")))
                    .filter(word -> !word.isEmpty())
                    .flatMap(word -> {
                        Matcher braces = Pattern.compile("(.*)\\{(.*)\\}(.*)").matcher(word);
                        return braces.matches()
                                ? Arrays.stream(braces.group(2).split(","))
                                        .map(part -> braces.group(1) + part + braces.group(3))
                                : Stream.of(word);
                    });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
