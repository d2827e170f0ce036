/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.config.ConfiguredChecker;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsSource;
import io.github.notdisposable.embedded.EmbeddedBackend;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A row that is copied is, byte for byte, the row that is made anew. */
class CopiedRowsTest {

    private static final List<String> LOCAL_PARTS = List.of(
            "",
            "bob",
            "BOB",
            "b.o.b",
            "B_o_B",
            "bob.",
            "bob..x",
            ".bob",
            "_bob",
            "bob_",
            "b",
            "7",
            "bob-shop",
            "bob+x",
            "bob+",
            "+x",
            "bob+x+y",
            "bob+x.y_z",
            "b.o.b+x",
            "info",
            "INFO",
            "in.fo",
            "sup_port",
            "info+x",
            "in.fo+x",
            "help-desk",
            "help.desk",
            "no-reply",
            "noreply",
            "zo\u00EB",
            "ZO\u00CB",
            "\u00EBzo",
            "stra\u00DFe",
            "\u00FF\u00C0\u00DE",
            "a\u00D7b",
            "a\u00F7b",
            "zoe\u0308",
            "\u0130b",
            "a\u0131",
            "a\u0141",
            "a\u200Bb",
            "a\u00ADb",
            "\uFF41",
            "\"b o b\"",
            "\"bob",
            "b,b",
            "b;b",
            "b<b",
            "b@b",
            "b\\b",
            "=1+1",
            "a'b",
            "a\tb",
            "a\u0001b",
            "a\u007F",
            "\uD83D\uDE00",
            "x".repeat(64),
            "x".repeat(65),
            "x".repeat(63) + "\u00EB",
            "x".repeat(62) + "\u00EB",
            "x".repeat(60) + "+abc");

    private static final List<String> DOMAINS = List.of(
            "",
            "gmail.com",
            "GMAIL.com",
            "googlemail.com",
            "mail.gmail.com",
            "yahoo.com",
            "ymail.com",
            "yandex.ru",
            "ya.ru",
            "proton.me",
            "pm.me",
            "fastmail.com",
            "bob.fastmail.com",
            "icloud.com",
            "me.com",
            "gmx.de",
            "mailinator.com",
            "MAILINATOR.COM",
            "mail.mailinator.com",
            "gmial.com",
            "gmail.con",
            "privaterelay.appleid.com",
            "duck.com",
            "example.com",
            "example.org",
            "example.co.uk",
            "a.b.example.co.uk",
            "com",
            "co.uk",
            "localhost",
            "1.2.3.4",
            "[1.2.3.4]",
            "example.1",
            "a.com.",
            "a..com",
            "-a.com",
            "a-.com",
            "a--b.com",
            "xn--bcher-kva.de",
            "b\u00FCcher.de",
            "b\u00FCcher.DE",
            "a_b.com",
            "a_b.mailinator.com",
            "gmail.com ",
            "gmail.com\u3002",
            "own.example",
            "below.own.example",
            "kept.example",
            "x".repeat(63) + ".com",
            "x".repeat(64) + ".com",
            ("x".repeat(49) + ".").repeat(4) + "com",
            ("x".repeat(60) + ".").repeat(4) + "com",
            ("x".repeat(61) + ".").repeat(4) + "com",
            "edu.pl",
            "a.edu.pl");

    private static final EmailChecker CHECKER = EmailChecker.builder()
            .backend(EmbeddedBackend.builder().dns(EmbeddedBackend.DnsUse.NEVER).build())
            .block(List.of(".own.example"))
            .allow(List.of("kept.example", "yopmail.com"))
            .build();

    private static final EmailChecker WITHOUT_OWN_LISTS = EmailChecker.builder()
            .backend(EmbeddedBackend.builder().dns(EmbeddedBackend.DnsUse.NEVER).build())
            .build();

    static Stream<Arguments> rules() {
        return Stream.of(OutputFormat.values())
                .filter(OutputFormat::hasPatterns)
                .flatMap(format -> Stream.of(
                                EmailRule.of(EmailPolicy.DISPOSABLE_ONLY),
                                EmailRule.of(EmailPolicy.PUBLIC_AND_CUSTOM),
                                EmailRule.of(EmailPolicy.BUSINESS_ONLY),
                                EmailRule.of(EmailPolicy.PUBLIC_ONLY),
                                EmailRule.of(EmailPolicy.DISPOSABLE_ONLY, Block.GREY),
                                EmailRule.of(EmailPolicy.DISPOSABLE_ONLY, Block.ROLE_BASED, Block.SUSPICIOUS),
                                EmailRule.of(EmailPolicy.DISPOSABLE_ONLY, Block.ALIAS, Block.RELAY))
                        .map(rule -> Arguments.of(format, rule)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void areTheRowsOfEachSpellingAtEachDomain(OutputFormat format, EmailRule rule) throws IOException {
        // Twice, as the first address at a domain is the one to learn from; and the other way round, as each may be the
        // first.
        List<String> there = LOCAL_PARTS.stream()
                .flatMap(local -> DOMAINS.stream().map(domain -> local + '@' + domain))
                .toList();
        List<String> back = new ArrayList<>(there);
        Collections.reverse(back);

        assertCopiesAreTheRows(lines(there) + lines(there), format, rule);
        assertCopiesAreTheRows(lines(back) + lines(there), format, rule);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void areTheRowsOfTextAtRandom(OutputFormat format, EmailRule rule) throws IOException {
        SplittableRandom random = new SplittableRandom(20_261_129);
        String characters =
                "aabBcC01..__--++@@  \"\\,;<\u00EB\u00CB\u00DF\u00D7\u0308\u200B\u3002\uFF20\uD83D\uDE00\r\t";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4_000; i++) {
            int length = random.nextInt(12);
            for (int j = 0; j < length; j++) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            if (random.nextBoolean()) {
                text.append('@').append(DOMAINS.get(random.nextInt(DOMAINS.size())));
            }
            text.append('\n');
        }

        assertCopiesAreTheRows(text.toString(), format, rule);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void areTheRowsOfBytesAtRandom(OutputFormat format, EmailRule rule) throws IOException {
        SplittableRandom random = new SplittableRandom(20_261_130);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] often = "aZ09.-_+@\r\n\"\\\u00C9\u00DF".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            text.write(random.nextInt(20) == 0 ? random.nextInt(256) : often[random.nextInt(often.length)]);
            if (random.nextInt(8) == 0) {
                String domain = DOMAINS.get(random.nextInt(DOMAINS.size()));
                text.writeBytes(('@' + domain).getBytes(StandardCharsets.UTF_8));
                text.writeBytes(random.nextInt(4) == 0 ? new byte[] {'\r', '\n'} : new byte[] {'\n'});
            }
            if (random.nextInt(5_000) == 0) {
                text.writeBytes("x".repeat(20_000).getBytes(StandardCharsets.UTF_8));
            }
        }

        assertCopiesAreTheRows(text.toByteArray(), format, rule, CHECKER, known(false));
        assertCopiesAreTheRows(text.toByteArray(), format, rule, WITHOUT_OWN_LISTS, known(true));
    }

    @ParameterizedTest
    @CsvSource({
        "notdisposable.deadline, 1s, true",
        "notdisposable.block, .example.com, true",
        "notdisposable.block, bob@example.com, false",
        "notdisposable.allow, bob@example.com, false",
        "notdisposable.abuse.enabled, true, false",
        "notdisposable.embedded.dns, always, false",
        "notdisposable.embedded.refresh.urls, http://127.0.0.1:1/list, false"
    })
    void areNotMadeWhereMoreMattersThanTheDomain(String key, String value, boolean made) {
        Settings settings = Settings.load(SettingsSource.of("test", Map.of(key, value)));
        try (ConfiguredChecker checker = ConfiguredChecker.of(settings)) {
            assertThat(Checkers.hangsOnDomains(checker, EmailRule.of(EmailPolicy.DISPOSABLE_ONLY)))
                    .isEqualTo(made);
        }
    }

    @Test
    void areMadeOfNearlyAllAddresses() throws IOException {
        KnownRows known = known(true);
        EmailRule rule = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY);
        check("bob@example.com\ninfo@example.com\nann+x@example.com\n", OutputFormat.JSONL, rule, known);

        for (String spelled : List.of("zo\u00EB@EXAMPLE.com", "INFO@example.com", "c.d_e+f@never-seen.example.com")) {
            Line line = line(spelled);
            assertThat(line.isPlainAddress()).isTrue();
            KnownDomain domain = known.domains().findOrMeet(line);
            assertThat(domain).isNotNull();
            assertThat(domain.kind().pattern(line.variant())).isNotNull();
        }
    }

    @Test
    void areKeptForValuesThatAreNoPlainAddress() throws IOException {
        KnownRows known = known(true);
        check("n/a\n", OutputFormat.JSONL, EmailRule.of(EmailPolicy.DISPOSABLE_ONLY), known);

        assertThat(known.values().find(line("n/a"))).isNotNull();
        assertThat(known.values().find(line("n/b"))).isNull();
    }

    @Test
    void areStillMadeWhenAllDomainsAreForgotten() throws IOException {
        KnownRows known = known(true);
        EmailRule rule = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 600_000; i++) {
            text.append("x@").append(Integer.toString(i, Character.MAX_RADIX)).append("x.example\n");
        }

        String rows = check(text + "bob@example.com\n", OutputFormat.JSONL, rule, known);

        assertThat(rows.lines()).hasSize(600_002);
        assertThat(rows)
                .contains(check("bob@example.com\n", OutputFormat.JSONL, rule, null)
                        .lines()
                        .findFirst()
                        .orElseThrow());
    }

    private static void assertCopiesAreTheRows(String text, OutputFormat format, EmailRule rule) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertCopiesAreTheRows(bytes, format, rule, CHECKER, known(false));
        assertCopiesAreTheRows(bytes, format, rule, WITHOUT_OWN_LISTS, known(true));
    }

    private static void assertCopiesAreTheRows(
            byte[] text, OutputFormat format, EmailRule rule, EmailChecker checker, KnownRows known)
            throws IOException {
        String[] copied = check(text, format, rule, checker, known).split("\n", -1);
        String[] made = check(text, format, rule, checker, null).split("\n", -1);

        assertThat(copied).hasSameSizeAs(made);
        for (int i = 0; i < made.length; i++) {
            assertThat(copied[i]).isEqualTo(made[i]);
        }
    }

    /** Creates what rows are copied from, which tells the kind of a domain before there is a row, or not. */
    private static KnownRows known(boolean asksLists) {
        return new KnownRows(
                new KnownDomains(
                        asksLists ? Checkers.lists(WITHOUT_OWN_LISTS.backends().get(0), Set.of()) : null),
                new KnownValues());
    }

    private static Line line(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Line line = new Line();
        line.read(bytes, new byte[bytes.length], 0);
        return line;
    }

    private static String check(String text, OutputFormat format, EmailRule rule, @Nullable KnownRows known)
            throws IOException {
        return check(text.getBytes(StandardCharsets.UTF_8), format, rule, WITHOUT_OWN_LISTS, known);
    }

    private static String check(
            byte[] text, OutputFormat format, EmailRule rule, EmailChecker checker, @Nullable KnownRows known)
            throws IOException {
        Lines lines = new Lines(new ByteArrayInputStream(text), 4_096);
        Buffer out = new Buffer(16);
        Tally tally = new Tally();
        for (Batch batch = lines.next(); batch != null; batch = lines.next()) {
            BatchCheck check = new BatchCheck(checker, rule, false, known, format.open(out, false), out);
            batch.forEach(check);
            tally.add(check.tally());
        }
        return new String(out.toByteArray(0), StandardCharsets.UTF_8) + tally.checked() + ' ' + tally.refused();
    }

    private static String lines(List<String> values) {
        return values.stream().map(value -> value + '\n').collect(Collectors.joining());
    }
}
