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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
            "edu.pl",
            "a.edu.pl");

    private static final EmailChecker CHECKER = EmailChecker.builder()
            .backend(EmbeddedBackend.builder().dns(EmbeddedBackend.DnsUse.NEVER).build())
            .block(List.of(".own.example"))
            .allow(List.of("kept.example", "yopmail.com"))
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
        KnownDomains known = new KnownDomains();
        EmailRule rule = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY);
        check("bob@example.com\ninfo@example.com\nann+x@example.com\n", OutputFormat.JSONL, rule, known);
        PlainAddress address = new PlainAddress();

        for (String spelled : List.of("zo\u00EB@EXAMPLE.com", "INFO@example.com", "c.d_e+f@example.com")) {
            byte[] bytes = spelled.getBytes(StandardCharsets.UTF_8);
            assertThat(address.read(bytes, 0, bytes.length)).isTrue();
            KnownDomain domain = known.find(address);
            assertThat(domain).isNotNull();
            assertThat(domain.pattern(address)).isNotNull();
        }
    }

    private static void assertCopiesAreTheRows(String text, OutputFormat format, EmailRule rule) throws IOException {
        String[] copied = check(text, format, rule, new KnownDomains()).split("\n");
        String[] made = check(text, format, rule, null).split("\n");

        assertThat(copied).hasSameSizeAs(made);
        for (int i = 0; i < made.length; i++) {
            assertThat(copied[i]).isEqualTo(made[i]);
        }
    }

    private static String check(String text, OutputFormat format, EmailRule rule, @Nullable KnownDomains known)
            throws IOException {
        Lines lines = new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 4_096);
        Buffer out = new Buffer(16);
        Tally tally = new Tally();
        for (Batch batch = lines.next(); batch != null; batch = lines.next()) {
            BatchCheck check = new BatchCheck(CHECKER, rule, false, known, format.open(out, false), out);
            batch.forEach(check);
            tally.add(check.tally());
        }
        return new String(out.toByteArray(0), StandardCharsets.UTF_8) + tally.checked() + ' ' + tally.refused();
    }

    private static String lines(List<String> values) {
        return values.stream().map(value -> value + '\n').collect(Collectors.joining());
    }
}
