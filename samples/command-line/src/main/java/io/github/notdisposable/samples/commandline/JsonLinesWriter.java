/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.checker.EmailVerdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes a JSON object a line. Jackson escapes the strings; its generator would take longer to load than a short file to check. */
final class JsonLinesWriter implements RowWriter {

    private static final JsonStringEncoder JSON = JsonStringEncoder.getInstance();
    private static final char LAST_PRINTABLE = '~';

    private final OutputStream out;
    private final boolean isTerminal;
    private final StringBuilder line = new StringBuilder();

    /** Creates a writer. On a terminal all but ASCII is escaped, as the control characters beyond it steer some terminals too. */
    JsonLinesWriter(OutputStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    @Override
    public void write(Row row) throws IOException {
        EmailVerdict verdict = row.verdict();
        line.setLength(0);
        line.append('{');
        member("input", row.input());
        member("normalized", verdict == null ? null : verdict.normalized());
        member("domain", verdict == null ? null : verdict.domain());
        member("root", verdict == null ? null : verdict.root());
        member("category", verdict == null ? null : Choice.nameOf(verdict.category()));
        name("traits");
        line.append('[');
        if (verdict != null) {
            for (EmailTrait trait : verdict.traits()) {
                separate();
                string(Choice.nameOf(trait));
            }
        }
        line.append(']');
        member("suggestion", verdict == null ? null : verdict.suggestion());
        member("provider", verdict == null ? null : verdict.provider());
        member("source", verdict == null ? null : verdict.source());
        name("allowed");
        line.append(row.allowed());
        member("reason", row.reason());
        line.append("}\n");
        out.write((isTerminal ? ascii(line) : line.toString()).getBytes(StandardCharsets.UTF_8));
    }

    private void member(String name, @Nullable String value) {
        name(name);
        if (value == null) {
            line.append("null");
        } else {
            string(value);
        }
    }

    private void name(String name) {
        separate();
        string(name);
        line.append(':');
    }

    private void string(String value) {
        line.append('"');
        JSON.quoteAsString(value, line);
        line.append('"');
    }

    /** Writes a comma, unless the line ends in the beginning of an object or a list. */
    private void separate() {
        char last = line.charAt(line.length() - 1);
        if (last != '{' && last != '[') {
            line.append(',');
        }
    }

    private static String ascii(CharSequence line) {
        StringBuilder ascii = new StringBuilder(line.length());
        HexFormat hex = HexFormat.of().withUpperCase();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c <= LAST_PRINTABLE) {
                ascii.append(c);
            } else {
                ascii.append("\\u").append(hex.toHexDigits(c));
            }
        }
        return ascii.toString();
    }
}
