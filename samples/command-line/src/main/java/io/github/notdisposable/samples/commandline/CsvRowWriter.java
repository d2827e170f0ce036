/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.notdisposable.checker.EmailVerdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Writes the fields of a JSON line as comma-separated values: nothing for null, a space between two traits. */
final class CsvRowWriter implements RowWriter {

    static final String HEADER =
            "input,normalized,domain,root,category,traits,suggestion,provider,source,allowed,reason\n";

    private final CsvWriter csv;

    CsvRowWriter(OutputStream out) {
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, StandardCharsets.UTF_8);
    }

    @Override
    public void write(Row row) {
        EmailVerdict verdict = row.verdict();
        csv.writeRecord(
                row.input(),
                verdict == null ? "" : verdict.normalized(),
                verdict == null ? "" : verdict.domain(),
                verdict == null ? "" : verdict.root(),
                verdict == null ? "" : Choice.nameOf(verdict.category()),
                verdict == null ? "" : traits(verdict),
                verdict == null ? "" : orNothing(verdict.suggestion()),
                verdict == null ? "" : orNothing(verdict.provider()),
                verdict == null ? "" : orNothing(verdict.source()),
                row.allowed() ? "true" : "false",
                orNothing(row.reason()));
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    private static String traits(EmailVerdict verdict) {
        StringJoiner traits = new StringJoiner(" ");
        verdict.traits().forEach(trait -> traits.add(Choice.nameOf(trait)));
        return traits.toString();
    }

    private static String orNothing(@Nullable String value) {
        return value == null ? "" : value;
    }
}
