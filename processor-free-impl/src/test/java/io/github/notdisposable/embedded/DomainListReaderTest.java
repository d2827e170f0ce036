/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.notdisposable.address.DomainName;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainListReaderTest {

    private static final Set<String> SUFFIXES = Set.of("com.ar", "co.uk");

    private static DomainListReader.Content read(byte[] body) throws RefreshException {
        return DomainListReader.read(body, 1_000, SUFFIXES::contains);
    }

    private static DomainListReader.Content read(String body) throws RefreshException {
        return read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> "d" + i + ".test\n").collect(Collectors.joining());
    }

    static Stream<Arguments> lists() {
        Set<String> both = Set.of("mailinator.com", "trash.test");
        return Stream.of(
                Arguments.of("mailinator.com\ntrash.test", both),
                Arguments.of("mailinator.com\r\ntrash.test\r\n", both),
                Arguments.of("mailinator.com\rtrash.test\r", both),
                Arguments.of("\uFEFFmailinator.com\ntrash.test\n", both),
                Arguments.of("\n\n  mailinator.com\t\n \n\ttrash.test \n\n", both),
                Arguments.of("# a list\n// of domains\nmailinator.com # the first\ntrash.test // the last\n", both),
                Arguments.of("mailinator.com#1\ntrash.test\n", both),
                Arguments.of("*.mailinator.com\n.trash.test\n@trash.test\n", both),
                Arguments.of("MAILINATOR.com.\nmailinator。com\nTrash.Test\n", both),
                Arguments.of("mailinator.com\ntrash.test\nmailinator.com\n", both),
                Arguments.of("bücher.test\n", Set.of("xn--bcher-kva.test")),
                Arguments.of("[\"mailinator.com\", \"*.trash.test\"]", both),
                Arguments.of("\uFEFF \n[\"mailinator.com\", \"trash.test\"] \n", both),
                Arguments.of("{\"domains\": [\"mailinator.com\", \"trash.test\"], \"version\": 1}", both),
                Arguments.of("{\"version\": 1, \"blocklist\": [\"mailinator.com\", \"trash.test\"]}", both),
                Arguments.of("{\"t\": 5, \"domains\": {\"mailinator.com\": {\"a\": [1]}, \"trash.test\": null}}", both),
                Arguments.of("{\"domains\": [\"mailinator.com\"], \"blocklist\": [\"trash.test\"]}", both),
                Arguments.of("{\"mailinator.com\": true, \"trash.test\": {\"domains\": []}}", both));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void readsTextAndJson(String body, Set<String> domains) throws RefreshException {
        assertThat(read(body).domains()).containsExactlyInAnyOrderElementsOf(domains);
    }

    static Stream<Arguments> notLists() {
        String page = "<!DOCTYPE html><html><body>" + lines(100) + "</body></html>";
        return Stream.of(
                Arguments.of(page, RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("\n\n \uFEFF<html>", RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("\uFEFF  <?xml version=\"1.0\"?>", RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("Please log in to the network of this hotel.", RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("OK", RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("someone@mailinator.com", RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("https://mailinator.com/", RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("10.0.0.1\n10.0.0.2", RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("", RefreshResult.Problem.EMPTY),
                Arguments.of(" \r\n\t", RefreshResult.Problem.EMPTY),
                Arguments.of("\uFEFF", RefreshResult.Problem.EMPTY),
                Arguments.of("# nothing but a comment\n", RefreshResult.Problem.EMPTY),
                Arguments.of("[]", RefreshResult.Problem.EMPTY),
                Arguments.of("{}", RefreshResult.Problem.EMPTY),
                Arguments.of("{\"domains\": []}", RefreshResult.Problem.EMPTY),
                Arguments.of("com.ar\nco.uk\n", RefreshResult.Problem.EMPTY),
                Arguments.of("[\"mailinator.com\", \"trash", RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("[\"mailinator.com\", \"trash.test\"", RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("{\"domains\": [\"mailinator.com\", \"trash.test\"]", RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("{\"mailinator.com\": ", RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("[\"mailinator.com\"] [\"trash.test\"]", RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("[1, 2, 3]", RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("[[\"mailinator.com\"]]", RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("{\"error\": \"not found\"}", RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("{\"domains\": \"mailinator.com\"}", RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("[".repeat(100_000), RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("{\"a\":".repeat(100_000), RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("[Adblock Plus 2.0]\n||mailinator.com^\n", RefreshResult.Problem.NOT_A_LIST),
                Arguments.of("x".repeat(2_000_000), RefreshResult.Problem.NOT_A_LIST),
                Arguments.of(lines(1_001), RefreshResult.Problem.TOO_MANY_DOMAINS));
    }

    @ParameterizedTest
    @MethodSource("notLists")
    void refusesWhatIsNoList(String body, RefreshResult.Problem problem) {
        assertThatExceptionOfType(RefreshException.class)
                .isThrownBy(() -> read(body))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(problem));
    }

    @Test
    void leavesOutASmallShareOfLinesThatAreNoDomains() throws RefreshException {
        DomainListReader.Content content = read(lines(95) + "no domain\n".repeat(5));

        assertThat(content.domains()).hasSize(95);
        assertThat(content.unreadable()).isEqualTo(5);
        assertThatExceptionOfType(RefreshException.class).isThrownBy(() -> read(lines(94) + "no domain\n".repeat(6)));
    }

    @Test
    void leavesOutPublicSuffixesAndCountsThem() throws RefreshException {
        DomainListReader.Content content = read("com.ar\nmailinator.com\nCO.UK\nshop.co.uk\n");

        assertThat(content.domains()).containsExactly("mailinator.com", "shop.co.uk");
        assertThat(content.publicSuffixes()).isEqualTo(2);
        assertThat(content.unreadable()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32BE", "IBM1047"})
    void refusesTextInAnotherCharset(String charset) {
        assertThatExceptionOfType(RefreshException.class)
                .isThrownBy(() -> read(lines(100).getBytes(Charset.forName(charset))));
    }

    @Test
    void aCommentInAnotherCharsetDoesNoHarmAndADomainInOneIsLeftOut() throws RefreshException {
        String list = "# f\u00FCr alle\nb\u00FCcher.test\n" + lines(30);

        DomainListReader.Content content = read(list.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(content.domains()).hasSize(30);
        assertThat(content.unreadable()).isEqualTo(1);
    }

    @Test
    void manyEqualDomainsAreOne() throws RefreshException {
        assertThat(read(String.join("\n", Collections.nCopies(5_000, "trash.test")))
                        .domains())
                .containsExactly("trash.test");
    }

    @Property(tries = 1_000)
    void randomBytesAreAListOrAProblem(@ForAll byte[] body) {
        assertListOrProblem(body);
    }

    @Property(tries = 1_000)
    void textThatLooksLikeAListIsAListOrAProblem(@ForAll("nearlyLists") String body) {
        assertListOrProblem(body.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 100)
    void theSameDomainsAreReadInEachForm(@ForAll("domains") Set<String> domains) throws RefreshException {
        String json = domains.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
        String keys = domains.stream().collect(Collectors.joining("\":{},\"", "{\"", "\":{}}"));

        for (String body : List.of(String.join("\r\n", domains), json, keys, "{\"domains\":" + json + "}")) {
            assertThat(read(body).domains()).containsExactlyInAnyOrderElementsOf(domains);
        }
    }

    @Provide
    Arbitrary<Set<String>> domains() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(20)
                .map(label -> label + ".test")
                .set()
                .ofMinSize(1)
                .ofMaxSize(50);
    }

    @Provide
    Arbitrary<String> nearlyLists() {
        return Arbitraries.of(
                        "mailinator.com",
                        "trash.test",
                        "\n",
                        "\r\n",
                        "#",
                        "//",
                        " ",
                        "[",
                        "]",
                        "{",
                        "}",
                        "\"",
                        ",",
                        ":",
                        "\"domains\"",
                        "*.",
                        ".",
                        "<html>",
                        "\u0000",
                        "\uD800",
                        "\\u0000",
                        "null",
                        "1e999",
                        "co.uk")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    static void assertListOrProblem(byte[] body) {
        try {
            DomainListReader.Content content = read(Gunzip.gunzip(body, 100_000));
            assertThat(content.domains())
                    .isNotEmpty()
                    .allMatch(domain -> DomainName.isCanonical(domain) && domain.contains("."))
                    .doesNotContainAnyElementsOf(SUFFIXES);
        } catch (RefreshException e) {
            assertThat(e.problem()).isNotNull();
        }
    }
}
