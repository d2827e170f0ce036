/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.io.OutputStream;

/** The forms in which rows are written. */
enum OutputFormat {
    /** Columns for a person. */
    TABLE(TableWriter.HEADER, false) {
        @Override
        RowWriter open(OutputStream out, boolean isTerminal) {
            return new TableWriter(out);
        }
    },

    /** A JSON object a line. */
    JSONL("", true) {
        @Override
        RowWriter open(OutputStream out, boolean isTerminal) {
            return new JsonLinesWriter(out, isTerminal);
        }
    },

    /** Comma-separated values (RFC 4180), with a header row. */
    CSV(CsvRowWriter.HEADER, true) {
        @Override
        RowWriter open(OutputStream out, boolean isTerminal) {
            return new CsvRowWriter(out, isTerminal);
        }
    };

    private final String header;
    private final boolean hasPatterns;

    OutputFormat(String header, boolean hasPatterns) {
        this.header = header;
        this.hasPatterns = hasPatterns;
    }

    /** {@return whether the fields of a row stand one behind the other, whatever their length} */
    boolean hasPatterns() {
        return hasPatterns;
    }

    /** {@return the text that stands before the first row, with its line end; empty if there is none} */
    String header() {
        return header;
    }

    /** Starts to write some rows, without the header. What steers a terminal is kept from one. */
    abstract RowWriter open(OutputStream out, boolean isTerminal);
}
