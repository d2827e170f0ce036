/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.github.notdisposable.checker.EmailVerdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of a JSON line as comma-separated values: nothing for null, a space between two traits.
 *
 * <p>The values are for spreadsheets too, and an address is what a stranger typed. So a field that a spreadsheet would take for a formula gets an
 * apostrophe in front (CWE-1236), and one that holds what may separate fields there is quoted, so that no field begins within it.
 */
final class CsvRowWriter implements RowWriter {

    static final String HEADER =
            "input,normalized,domain,root,category,traits,suggestion,provider,source,allowed,reason\n";

    /** What begins a formula, in ASCII and full width, and what is skipped in front of one. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final QuoteStrategy QUOTED_WHERE_FIELDS_COULD_BEGIN = new QuoteStrategy() {
        @Override
        public boolean quoteValue(int lineNo, int fieldIdx, String value) {
            return value.indexOf(';') >= 0 || value.indexOf('\t') >= 0;
        }
    };

    private final CsvWriter csv;
    private final boolean isTerminal;

    CsvRowWriter(OutputStream out, boolean isTerminal) {
        this.isTerminal = isTerminal;
        csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .quoteStrategy(QUOTED_WHERE_FIELDS_COULD_BEGIN)
                .build(out, StandardCharsets.UTF_8);
    }

    @Override
    public void write(Row row) throws IOException {
        EmailVerdict verdict = row.verdict();
        csv.writeRecord(
                harmless(row.input()),
                verdict == null ? "" : harmless(verdict.normalized()),
                verdict == null ? "" : harmless(verdict.domain()),
                verdict == null ? "" : harmless(verdict.root()),
                verdict == null ? "" : Choice.nameOf(verdict.category()),
                verdict == null ? "" : traits(verdict),
                verdict == null ? "" : orNothing(verdict.suggestion()),
                verdict == null ? "" : orNothing(verdict.provider()),
                verdict == null ? "" : orNothing(verdict.source()),
                row.allowed() ? "true" : "false",
                orNothing(row.reason()));
        csv.flush();
    }

    private static String traits(EmailVerdict verdict) {
        StringJoiner traits = new StringJoiner(" ");
        verdict.traits().forEach(trait -> traits.add(Choice.nameOf(trait)));
        return traits.toString();
    }

    private String orNothing(@Nullable String value) {
        return value == null ? "" : harmless(value);
    }

    private String harmless(String value) {
        String text = isTerminal ? Printable.text(value) : value;
        return text.isEmpty() || FORMULA_STARTS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
