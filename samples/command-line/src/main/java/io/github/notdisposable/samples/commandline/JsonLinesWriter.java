/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.checker.EmailVerdict;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes a JSON object a line. */
final class JsonLinesWriter implements RowWriter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final SerializedString LINE_END = new SerializedString("\n");

    private final JsonGenerator json;
    private final OutputStream out;
    private boolean hasRows;

    JsonLinesWriter(OutputStream out) throws IOException {
        this.out = out;
        json = JSON.createGenerator(out)
                .setRootValueSeparator(LINE_END)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    @Override
    public void write(Row row) throws IOException {
        EmailVerdict verdict = row.verdict();
        json.writeStartObject();
        json.writeStringField("input", row.input());
        write("normalized", verdict == null ? null : verdict.normalized());
        write("domain", verdict == null ? null : verdict.domain());
        write("root", verdict == null ? null : verdict.root());
        write("category", verdict == null ? null : Choice.nameOf(verdict.category()));
        json.writeArrayFieldStart("traits");
        if (verdict != null) {
            for (EmailTrait trait : EmailTrait.values()) {
                if (verdict.has(trait)) {
                    json.writeString(Choice.nameOf(trait));
                }
            }
        }
        json.writeEndArray();
        write("suggestion", verdict == null ? null : verdict.suggestion());
        write("provider", verdict == null ? null : verdict.provider());
        write("source", verdict == null ? null : verdict.source());
        json.writeBooleanField("allowed", row.allowed());
        write("reason", row.reason());
        json.writeEndObject();
        hasRows = true;
    }

    @Override
    public void close() throws IOException {
        json.close();
        if (hasRows) {
            out.write('\n');
        }
    }

    private void write(String name, @Nullable String value) throws IOException {
        json.writeStringField(name, value);
    }
}
