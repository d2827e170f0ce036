/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void writesTheLineOfTheContract() {
        Run run = Run.of("Bob+x@Mailinator.com\n", "check", "--format", "jsonl");

        assertThat(run.out())
                .isEqualTo("{\"input\":\"Bob+x@Mailinator.com\",\"normalized\":\"bob@mailinator.com\","
                        + "\"domain\":\"mailinator.com\",\"root\":\"mailinator.com\",\"category\":\"black\","
                        + "\"traits\":[\"disposable\",\"alias\"],\"suggestion\":null,\"provider\":\"Mailinator\","
                        + "\"source\":\"embedded\",\"allowed\":false,\"reason\":\"disposable\"}\n");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void lettingInGivesNoReason() throws IOException {
        JsonNode row = row("ada@gmail.com");

        assertThat(row.get("allowed").booleanValue()).isTrue();
        assertThat(row.get("reason").isNull()).isTrue();
        assertThat(row.get("category").textValue()).isEqualTo("white");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "@",
                "a@",
                "@gmail.com",
                "a@[1.2.3.4]",
                "a@1.2.3.4",
                "a@x_y.com",
                "bob at gmail.com",
                "bob@mailinator.com;ann@gmail.com",
                "bob@mailinator.com, ann@gmail.com",
                "bob@mailinator.com ::: ann@gmail.com",
                "Bob <bob@mailinator.com>",
                "bob@a_b.gmail.com",
                "a_b.mailinator.com"
            })
    void aLineThatIsNoAddressIsLetIn(String line) throws IOException {
        JsonNode row = row(line);

        assertThat(row.toString())
                .isEqualTo("{\"input\":\"" + line + "\",\"normalized\":null,\"domain\":null,\"root\":null,"
                        + "\"category\":null,\"traits\":[],\"suggestion\":null,\"provider\":null,\"source\":null,"
                        + "\"allowed\":true,\"reason\":\"not-an-address\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob@a_b.mailinator.com",
                "bob@a_b.c.mailinator.com",
                "ann@gmail.com;bob@mailinator.com",
                "ann@gmail.com, bob@mailinator.com",
                "bob@gmail.com\uFF20mailinator.com",
                "\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9@mailinator.com",
                "bob@mailinator.com..",
                "@mailinator.com"
            })
    void aLineThatIsNoAddressAndEndsInAListedDomainIsRefusedAsThatDomain(String line) throws IOException {
        JsonNode row = row(line);

        assertThat(row.toString())
                .isEqualTo("{\"input\":\"" + line + "\",\"normalized\":\"mailinator.com\","
                        + "\"domain\":\"mailinator.com\",\"root\":\"mailinator.com\",\"category\":\"black\","
                        + "\"traits\":[\"disposable\"],\"suggestion\":null,\"provider\":\"Mailinator\","
                        + "\"source\":\"embedded\",\"allowed\":false,\"reason\":\"disposable\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "B.o.b+x@googlemail.com, bob@gmail.com",
        "BOB@example.com, bob@example.com",
        "bob-shop@yahoo.com, bob@yahoo.com",
        "shop@bob.fastmail.com, bob@fastmail.com"
    })
    void normalizesByTheRulesOfTheProvider(String input, String normalized) throws IOException {
        assertThat(row(input).get("normalized").textValue()).isEqualTo(normalized);
    }

    @Test
    void suggestsTheDomainThatWasMeant() throws IOException {
        assertThat(row("bob@gmial.com").get("suggestion").textValue()).isEqualTo("gmail.com");
    }

    @Test
    void tellsTheRegistrableDomain() throws IOException {
        assertThat(row("bob@a.b.example.co.uk").get("root").textValue()).isEqualTo("example.co.uk");
    }

    @ParameterizedTest
    @CsvSource({
        "ada@gmail.com, disposable-only, , true, ",
        "x@mailinator.com, disposable-only, , false, disposable",
        "x@mail.mailinator.com, disposable-only, , false, disposable",
        "ada+x@gmail.com, public-and-custom, , false, alias",
        "info@example.org, public-and-custom, , false, role-based",
        "x@privaterelay.appleid.com, public-and-custom, , false, relay",
        "ada@gmail.com, business-only, , false, public",
        "ada@some-company.example, public-only, , false, not-public",
        "ada@gmail.com, public-only, , true, ",
        "ada@gmail.com, disposable-only, public, false, public",
        "ada+x@gmail.com, disposable-only, alias, false, alias",
        "ada+x@gmail.com, disposable-only, grey, false, grey",
        "info@gmail.com, disposable-only, 'relay,role-based', false, role-based",
        "x@privaterelay.appleid.com, disposable-only, relay, false, relay"
    })
    void refusesWhatThePolicyAndTheBlockedTraitsSay(
            String address, String policy, String block, boolean allowed, String reason) throws IOException {
        List<String> args = new ArrayList<>(List.of("check", "--format=jsonl", "--no-dns", "--policy", policy));
        if (block != null) {
            args.addAll(List.of("--block", block));
        }
        Run run = Run.of(address, args.toArray(String[]::new));

        JsonNode row = JSON.readTree(run.out());
        assertThat(row.get("allowed").booleanValue()).isEqualTo(allowed);
        assertThat(row.get("reason").textValue()).isEqualTo(reason);
        assertThat(run.status()).isEqualTo(allowed ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unresolved", "no-mail-server", "suspicious"})
    void knowsTheOtherTraitsThatCanBeBlocked(String trait) {
        assertThat(Run.of("", "check", "--block", trait).status()).isZero();
    }

    @Test
    void keepsTheOrderOverManyBatches() {
        String input = IntStream.range(0, 50_000)
                .mapToObj(i -> "user" + i + "@example" + (i % 700) + ".com\n")
                .collect(Collectors.joining());

        List<String> lines = Run.of(input, "check", "--format", "csv").lines();

        assertThat(lines).hasSize(50_001);
        for (int i = 0; i < 50_000; i++) {
            assertThat(lines.get(i + 1)).startsWith("user" + i + "@");
        }
    }

    @Test
    void writesALineForEachLineAnEmptyOneToo() {
        Run run = Run.of("ada@gmail.com\n\n\r\nbob@gmail.com", "check", "--format", "csv");

        assertThat(run.lines())
                .containsExactly(
                        "input,normalized,domain,root,category,traits,suggestion,provider,source,allowed,reason",
                        "ada@gmail.com,ada@gmail.com,gmail.com,gmail.com,white,public,,Google,embedded,true,",
                        ",,,,,,,,,true,not-an-address",
                        ",,,,,,,,,true,not-an-address",
                        "bob@gmail.com,bob@gmail.com,gmail.com,gmail.com,white,public,,Google,embedded,true,");
    }

    @Test
    void writesATableByDefault() {
        Run run = Run.of("x@mailinator.com\nada+x@gmail.com\n\u001b[31mred\n", "check");

        assertThat(run.out()).isEqualTo("""
                        ADDRESS                                  RESULT   REASON          CATEGORY  NOTES
                        x@mailinator.com                         refused  disposable      black     disposable, Mailinator
                        ada+x@gmail.com                          allowed  -               grey      public, alias, Google
                        \ufffd[31mred                                 allowed  not-an-address  -
                        """);
    }

    @ParameterizedTest
    @EnumSource(OutputFormat.class)
    void writesRefusedRowsOnly(OutputFormat format) {
        Run run = Run.of(
                "ada@gmail.com\nx@mailinator.com\nhello\n",
                "check",
                "--refused-only",
                "--format",
                Choice.nameOf(format));

        assertThat(run.out())
                .contains("x@mailinator.com")
                .doesNotContain("ada@gmail.com")
                .doesNotContain("hello");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void endsWithZeroWhereAllIsLetIn() {
        assertThat(Run.of("ada@gmail.com\nhello\n", "check").status()).isZero();
        assertThat(Run.of("", "check", "--format", "jsonl")).isEqualTo(new Run(0, "", ""));
    }

    @Test
    void readsStandardInputForAHyphen() {
        assertThat(Run.of("x@mailinator.com", "check", "-").status()).isEqualTo(1);
    }

    @Test
    void readsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("users.txt"), "x@mailinator.com\n");

        assertThat(Run.of("", "check", file.toString()).out()).contains("x@mailinator.com");
    }

    @Test
    void takesAFileWhoseNameBeginsWithAnAtSignForAFile() throws IOException {
        Path arguments = Files.writeString(folder.resolve("arguments"), "--policy=none\n");

        Run run = Run.of("", "check", "@" + arguments);

        assertThat(run)
                .isEqualTo(new Run(2, "", "notdisposable: cannot read '@" + arguments + "': there is no such file\n"));
    }

    @Test
    void readsAColumnOfCsv() {
        String csv = """
                id,"e-mail",name
                1,ada@gmail.com,"King, Ada"

                2,"x@mailinator.com","a ""quoted""
                name on two lines"
                3
                """;

        Run run = Run.of(csv, "check", "--column", "e-mail", "--format", "csv");

        assertThat(run.lines().stream().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                .containsExactly("ada@gmail.com", "x@mailinator.com", "");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void readsAColumnOfCsvAsSpreadsheetsWriteIt() {
        Run run = Run.of("\ufeffemail;name\r\nx@mailinator.com;Max\r\n", "check", "--column=email", "--delimiter=;");

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void itsCsvCanBeReadAgain() throws IOException {
        String odd = "\"a,b\"@mailinator.com";
        Run run = Run.of(odd + "\n", "check", "--format", "csv");

        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(run.out())) {
            assertThat(csv.iterator().next().getField("input")).isEqualTo(odd);
        }
        Run again = Run.of(run.out(), "check", "--column", "input", "--format", "csv");
        assertThat(again.out()).isEqualTo(run.out());
    }

    @Test
    void namesTheColumnsWhereTheOneAskedForIsMissing() {
        Run run = Run.of("id,email,name\n1,ada@gmail.com,Ada\n", "check", "--column", "mail");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("notdisposable: there is no column 'mail'; the columns are ['id', 'email', 'name']\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'email,email\n', column 'email' stands twice in the header row",
        "'', there is no header row to find column 'email' in",
        "'\n\n', there is no header row to find column 'email' in"
    })
    void wantsAHeaderRowThatIsClear(String csv, String message) {
        Run run = Run.of(csv, "check", "--column", "email");

        assertThat(run).isEqualTo(new Run(2, "", "notdisposable: " + message + "\n"));
    }

    @Test
    void aQuoteThatIsNeverClosedIsAnError() {
        Run run = Run.of("email\nada@gmail.com\n\"bob@gmail.com\n", "check", "--column", "email", "--format", "csv");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().startsWith("notdisposable: the CSV cannot be read: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\n", "\r"})
    void wantsADelimiterThatCanStandBetweenFields(String delimiter) {
        Run run = Run.of("email\nx@mailinator.com\n", "check", "--column=email", "--delimiter", delimiter);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("notdisposable: a quote or a line end cannot be the delimiter of CSV\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--policy=none",
                "--block=everything",
                "--format=xml",
                "--client-ip=example.com",
                "--client-ip=1.2.3",
                "--column",
                "--delimiter=ab",
                "--policy=public-only --policy=public-only",
                "--polic=public-only",
                "--no-such-option"
            })
    void complainsInTwoLinesOfWhatItDoesNotKnow(String arguments) {
        Run run = Run.of("", ("check " + arguments).split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().toList())
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(0)).startsWith("notdisposable: "))
                .satisfies(lines -> assertThat(lines.get(1)).isEqualTo("Try 'notdisposable check --help'."));
    }

    @Test
    void namesTheChoices() {
        assertThat(Run.of("", "check", "--policy=Business_Only").err())
                .startsWith("notdisposable: --policy: ")
                .contains("'Business_Only' is none of disposable-only, public-and-custom, business-only, public-only");
    }

    @Test
    void wantsACommandAndOneFile() {
        assertThat(Run.of("").status()).isEqualTo(2);
        assertThat(Run.of("", "clean").status()).isEqualTo(2);
        assertThat(Run.of("", "check", "one", "two").status()).isEqualTo(2);
    }

    @Test
    void aFileThatCannotBeReadIsOneClearLine() throws IOException {
        assertThat(Run.of("", "check", "no-such-file.txt"))
                .isEqualTo(new Run(2, "", "notdisposable: cannot read 'no-such-file.txt': there is no such file\n"));
        assertThat(Run.of("", "check", folder.toString()))
                .isEqualTo(new Run(2, "", "notdisposable: cannot read '" + folder + "': it is a directory\n"));
    }

    @Test
    void aFileThatMayNotBeReadIsOneClearLine() throws IOException {
        Path file = Files.writeString(folder.resolve("secret.txt"), "ada@gmail.com\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file))
                .as("run by somebody who may read everything")
                .isFalse();

        assertThat(Run.of("", "check", file.toString()))
                .isEqualTo(new Run(2, "", "notdisposable: cannot read '" + file + "': permission denied\n"));
    }

    @Test
    void aServiceWithoutItsKeyIsAConfigurationError() {
        Run run = Run.of("ada@gmail.com", "check", "--backend", "embedded,stopreg");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).startsWith("notdisposable: ").contains("notdisposable.stopreg.api-token");
    }

    @Test
    void aBackendThatNobodyKnowsIsAConfigurationError() {
        Run run = Run.of("ada@gmail.com", "check", "--backend", "embeded");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("'embeded'", "did you mean embedded?");
    }

    @Test
    void dnsIsEitherAskedOrNot() {
        assertThat(Run.of("", "check", "--dns", "--no-dns").status()).isEqualTo(2);
        assertThat(Run.of("", "check", "--dns").status()).isZero();
    }

    @Test
    void tellsThatABackendCouldNotBeAsked() throws IOException {
        System.setProperty("notdisposable.stopreg.api-token", "secret");
        System.setProperty("notdisposable.stopreg.base-url", "http://127.0.0.1:1");
        System.setProperty("notdisposable.http.allow-insecure", "true");
        try {
            Run run = Run.of(
                    "ada@gmail.com\nx@mailinator.com\nbob@example.org\n",
                    "check",
                    "--backend=embedded,stopreg",
                    "--format=jsonl");

            assertThat(run.status()).isEqualTo(3);
            assertThat(run.lines()).hasSize(3);
            assertThat(JSON.readTree(run.lines().get(0)).get("category").textValue())
                    .isEqualTo("white");
            assertThat(JSON.readTree(run.lines().get(1)).get("reason").textValue())
                    .isEqualTo("disposable");
            assertThat(run.err())
                    .startsWith("notdisposable: stopreg could not be asked about 2 of 3 addresses (")
                    .doesNotContain("secret", "ada");

            Run alone = Run.of("ada@gmail.com\n", "check", "--backend=stopreg", "--format=jsonl");

            assertThat(alone.status()).isEqualTo(3);
            assertThat(alone.out())
                    .contains("\"category\":\"unknown\"", "\"source\":null", "\"allowed\":true", "\"reason\":null");
        } finally {
            System.clearProperty("notdisposable.stopreg.api-token");
            System.clearProperty("notdisposable.stopreg.base-url");
            System.clearProperty("notdisposable.http.allow-insecure");
        }
    }

    @Test
    void readsTheConfigurationKeysOfTheSystemProperties() throws IOException {
        System.setProperty("notdisposable.block", "example.org");
        System.setProperty("notdisposable.allow", "mailinator.com");
        try {
            assertThat(row("bob@example.org").get("reason").textValue()).isEqualTo("blocklisted");
            assertThat(row("bob@mailinator.com").get("source").textValue()).isEqualTo("allow-list");
        } finally {
            System.clearProperty("notdisposable.block");
            System.clearProperty("notdisposable.allow");
        }
    }

    @Test
    void acceptsAClientAddress() {
        assertThat(Run.of("ada@gmail.com", "check", "--client-ip", "2001:db8::7")
                        .status())
                .isZero();
    }

    @Test
    void tellsItsVersionAndItsOptions() {
        assertThat(Run.of("", "--version").out()).matches("notdisposable \\d+\\.\\d+\\.\\d+.*\\R");
        assertThat(Run.of("", "check", "--help").out())
                .contains(
                        "--column",
                        "--policy",
                        "--block",
                        "--backend",
                        "--dns",
                        "--client-ip",
                        "--format",
                        "--refused-only")
                .contains("Exit status");
        assertThat(Run.of("", "--help").status()).isZero();
    }

    @Test
    void dropsAByteOrderMark() throws IOException {
        assertThat(row("\ufeffada@gmail.com").get("input").textValue()).isEqualTo("ada@gmail.com");
        assertThat(Run.of("\ufeff", "check", "--format", "jsonl").out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u00ef", "ab"})
    void takesAShortTextForNoByteOrderMark(String text) throws IOException {
        assertThat(row(text).get("input").textValue()).isEqualTo(text);
    }

    @Test
    void takesTheBeginningOfAnotherMarkForNoByteOrderMark() throws IOException {
        byte[] text = "\u00fe\u00bb\u00bfx@mailinator.com\n".getBytes(StandardCharsets.ISO_8859_1);

        Run run = Run.of(text, "check", "--format", "jsonl");

        assertThat(JSON.readTree(run.out()).get("input").textValue()).isEqualTo("\ufffd\ufffd\ufffdx@mailinator.com");
    }

    @Test
    void saysThatUtf16IsNotReadHere() {
        Run run = Run.of("ada@gmail.com\n".getBytes(StandardCharsets.UTF_16), "check");

        assertThat(run).isEqualTo(new Run(2, "", "notdisposable: the text is UTF-16; convert it to UTF-8\n"));
    }

    @Test
    void readsBytesThatAreNotUtf8AsReplacementCharacters() throws IOException {
        byte[] latin1 = "zo\u00eb@mailinator.com\n".getBytes(StandardCharsets.ISO_8859_1);

        Run run = Run.of(latin1, "check", "--format", "jsonl");

        assertThat(JSON.readTree(run.out()).get("input").textValue()).isEqualTo("zo\ufffd@mailinator.com");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void writesControlCharactersAsEscapes() throws IOException {
        String line = "a\u0000\t\"\\\u001b@mailinator.com";
        Run run = Run.of(line + "\n", "check", "--format", "jsonl");

        assertThat(run.lines()).hasSize(1);
        assertThat(JSON.readTree(run.out()).get("input").textValue()).isEqualTo(line);
        assertThat(run.out().chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
    }

    @Test
    void readsInternationalDomains() throws IOException {
        JsonNode row = row("zo\u00eb@b\u00fccher.de");

        assertThat(row.get("input").textValue()).isEqualTo("zo\u00eb@b\u00fccher.de");
        assertThat(row.get("domain").textValue()).isEqualTo("xn--bcher-kva.de");
    }

    @Test
    void keepsOfALongLineItsTwoEnds() {
        InputStream in = new SequenceInputStream(Collections.enumeration(List.of(
                text("ada@gmail.com\n"),
                repeated("x".repeat(1_024), 10_240),
                text("@gmail.com\r\nx@mailinator.com\n"))));

        Run run = Run.of(in, "check", "--format", "csv");

        assertThat(run.lines().stream().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                .containsExactly(
                        "ada@gmail.com",
                        "x".repeat(100) + "\u2026" + "x".repeat(90) + "@gmail.com",
                        "x@mailinator.com");
    }

    @ParameterizedTest
    @ValueSource(ints = {16_383, 16_384, 16_385, 16_386, 65_535, 65_536, 65_537, 81_919, 81_920, 81_921, 200_000})
    void findsTheEndOfALineWhateverItsLength(int length) {
        for (String lineEnd : List.of("\n", "\r\n", "")) {
            Run run = Run.of(
                    "a@b.com" + (lineEnd.isEmpty() ? "\n" : lineEnd) + "y".repeat(length) + lineEnd
                            + (lineEnd.isEmpty() ? "" : "c@d.com" + lineEnd),
                    "check",
                    "--format",
                    "csv");

            String shown =
                    length > BatchSource.MAX_VALUE ? "y".repeat(100) + "\u2026" + "y".repeat(100) : "y".repeat(length);
            List<String> expected = new ArrayList<>(List.of("a@b.com", shown));
            if (!lineEnd.isEmpty()) {
                expected.add("c@d.com");
            }
            assertThat(run.lines().stream()
                            .skip(1)
                            .map(line -> line.substring(0, line.indexOf(',')))
                            .toList())
                    .isEqualTo(expected);
        }
    }

    @Test
    void keepsOfALongFieldItsTwoEnds() {
        Run run = Run.of(
                "email\n" + "x".repeat(20_000) + "\nada@gmail.com\n", "check", "--column", "email", "--format", "csv");

        assertThat(run.lines().stream().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                .containsExactly("x".repeat(100) + "\u2026" + "x".repeat(100), "ada@gmail.com");
    }

    @ParameterizedTest
    @CsvSource({
        "20000, 0, mailinator.com, false",
        "20000, 30000, mailinator.com, false",
        "200000, 0, mailinator.com, false",
        "100000, 100000, mailinator.com, false",
        "0, 200000, mailinator.com, false",
        "20000, 0, gmail.com, true",
        "100000, 100000, gmail.com, true",
    })
    void refusesALongValueThatEndsInAListedDomain(int before, int behind, String domain, boolean letIn) {
        String value = "x".repeat(before) + "@" + "b.".repeat(behind / 2) + domain;
        for (String[] arguments : new String[][] {{"check"}, {"check", "--column", "email"}}) {
            Run run = Run.of("email\n" + value + "\r\nada@gmail.com\n", arguments);

            assertThat(run.status()).isEqualTo(letIn ? 0 : 1);
        }
    }

    @Test
    void answersWhoTypesAtOnce() {
        InputStream typing = new InputStream() {
            private int line;

            @Override
            public int read() {
                throw new AssertionError("a whole line is at hand");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (line == 2) {
                    return -1;
                }
                byte[] typed = (line + "@gmail.com\n").getBytes(StandardCharsets.UTF_8);
                System.arraycopy(typed, 0, buffer, offset, typed.length);
                line++;
                return typed.length;
            }
        };

        int blocks = 0;
        try {
            Lines lines = new Lines(typing, 1_024);
            while (lines.next() != null) {
                blocks++;
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }

        assertThat(blocks).isEqualTo(2);
    }

    @Test
    void endsQuietlyWhenNobodyReadsAnyFurther() {
        InputStream endless = repeated("x@mailinator.com\n".repeat(1_000), Integer.MAX_VALUE);
        OutputStream pipe = new OutputStream() {
            private int left = 100_000;

            @Override
            public void write(int b) {
                throw new AssertionError("bytes come in bulk");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                left -= length;
                if (left < 0) {
                    throw new IOException("Broken pipe");
                }
            }
        };

        Run run = Run.of(
                new SequenceInputStream(text("x@mailinator.com\n"), endless), pipe, "check", "--format", "jsonl");

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isBetween(0, 1);
    }

    @Test
    void aFullDiskIsAnError() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        Run run = Run.of(text("ada@gmail.com\n"), full, "check", "--format", "jsonl");

        assertThat(run.err()).isEqualTo("notdisposable: the output cannot be written: No space left on device\n");
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void writesWhatItReadBeforeTheInputFailed() {
        InputStream failing = new FilterInputStream(text("x@mailinator.com\n")) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                if (read < 0) {
                    throw new IOException("Input/output error");
                }
                return read;
            }
        };

        Run run = Run.of(failing, "check", "--format", "csv");

        assertThat(run.out()).contains("x@mailinator.com");
        assertThat(run.err()).isEqualTo("notdisposable: Input/output error\n");
        assertThat(run.status()).isEqualTo(2);
    }

    private static JsonNode row(String line) throws IOException {
        Run run = Run.of(line, "check", "--format", "jsonl");
        assertThat(run.lines()).hasSize(1);
        return JSON.readTree(run.out());
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream repeated(String text, int times) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new InputStream() {
            private int done;

            @Override
            public int read() {
                throw new AssertionError("texts are read in bulk");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (done == times) {
                    return -1;
                }
                assertThat(length).isGreaterThanOrEqualTo(bytes.length);
                System.arraycopy(bytes, 0, buffer, offset, bytes.length);
                done++;
                return bytes.length;
            }
        };
    }
}
