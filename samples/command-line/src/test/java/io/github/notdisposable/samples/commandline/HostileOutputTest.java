/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger typed reaches neither a spreadsheet as a formula nor a terminal as a command. */
class HostileOutputTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|/C calc!A0@mailinator.com",
                "+1+1@mailinator.com",
                "-2+3@mailinator.com",
                "@SUM(1+1)*cmd|' /C calc'!A0",
                "\t=1+1@mailinator.com",
                "\uFF1D1+1@mailinator.com",
                "\uFF0B1@mailinator.com",
                "\uFF0D1@mailinator.com",
                "\uFF20SUM(1)",
            })
    void putsAnApostropheBeforeWhatASpreadsheetWouldTakeForAFormula(String value) throws IOException {
        Run run = Run.of(value + "\n", "check", "--format", "csv");

        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(run.out())) {
            NamedCsvRecord row = csv.iterator().next();
            assertThat(row.getField("input")).isEqualTo("'" + value);
            assertThat(row.getFields())
                    .noneMatch(field -> field.matches("(?s)[=+\\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20].*"));
        }
    }

    @Test
    void leavesAllOtherFieldsAsTheyAre() {
        Run run = Run.of("bob+x@gmail.com\n'q'@gmail.com\na=b@gmail.com\n", "check", "--format", "csv");

        assertThat(run.lines().stream().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                .containsExactly("bob+x@gmail.com", "'q'@gmail.com", "a=b@gmail.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob;=1+1@mailinator.com", "bob\t=1+1@mailinator.com"})
    void quotesAFieldWithinWhichAnotherCouldBegin(String value) {
        Run run = Run.of(value + "\n", "check", "--format", "csv");

        assertThat(run.lines().get(1)).startsWith("\"" + value + "\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl", "table"})
    void keepsWhatSteersATerminalFromOne(String format) {
        String value = "\"\u001b[2J\u009b2J\u202e\"@mailinator.com";

        Run run = Run.shown(value + "\n", "check", "--format", format);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\n]]");
    }

    @Test
    void writesWhatWasReadWhereNoTerminalIsSteered() throws IOException {
        String value = "\"\u001b[2J\"@mailinator.com";

        Run run = Run.of(value + "\n", "check", "--format", "csv");

        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(run.out())) {
            assertThat(Objects.requireNonNull(csv.iterator().next()).getField("input"))
                    .isEqualTo(value);
        }
    }
}
