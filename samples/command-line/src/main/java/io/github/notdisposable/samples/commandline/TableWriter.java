/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.checker.EmailVerdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes columns for a person: the address, what becomes of it and why, its category, and what else is known. Characters that a terminal
 * would not show are replaced, and a very long value is cut.
 */
final class TableWriter implements RowWriter {

    private static final int ADDRESS_WIDTH = 40;
    private static final int LONGEST_ADDRESS = 254;
    private static final int RESULT_WIDTH = 8;
    private static final int REASON_WIDTH = 15;
    private static final int CATEGORY_WIDTH = 9;

    static final String HEADER = header();

    private final OutputStream out;
    private final StringBuilder text = new StringBuilder();

    TableWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(Row row) throws IOException {
        EmailVerdict verdict = row.verdict();
        String input = row.input().length() > LONGEST_ADDRESS ? BatchSource.cut(row.input()) : row.input();
        column(Printable.text(input), ADDRESS_WIDTH);
        column(row.allowed() ? "allowed" : "refused", RESULT_WIDTH);
        column(row.reason() == null ? "-" : row.reason(), REASON_WIDTH);
        column(verdict == null ? "-" : Choice.nameOf(verdict.category()), CATEGORY_WIDTH);
        if (verdict != null) {
            notes(verdict);
        }
        endLine();
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    private void notes(EmailVerdict verdict) {
        int start = text.length();
        verdict.traits().forEach(trait -> note(start, Choice.nameOf(trait)));
        if (verdict.provider() != null) {
            note(start, Printable.text(verdict.provider()));
        }
        if (verdict.suggestion() != null) {
            note(start, "did you mean " + Printable.text(verdict.suggestion()) + "?");
        }
    }

    private void note(int start, String note) {
        text.append(text.length() == start ? "" : ", ").append(note);
    }

    private void column(String value, int width) {
        column(text, value, width);
    }

    private void endLine() {
        endLine(text);
    }

    private static String header() {
        StringBuilder line = new StringBuilder();
        column(line, "ADDRESS", ADDRESS_WIDTH);
        column(line, "RESULT", RESULT_WIDTH);
        column(line, "REASON", REASON_WIDTH);
        column(line, "CATEGORY", CATEGORY_WIDTH);
        line.append("NOTES");
        endLine(line);
        return line.toString();
    }

    private static void column(StringBuilder line, String value, int width) {
        line.append(value);
        for (int used = value.codePointCount(0, value.length()); used < width; used++) {
            line.append(' ');
        }
        line.append(' ');
    }

    private static void endLine(StringBuilder line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        line.setLength(end);
        line.append('\n');
    }
}
