/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column of a CSV text (RFC 4180) with a header row. Each record is a value, an empty one if the record is too short; empty lines are no
 * records. Bytes that are not UTF-8 read as replacement characters.
 */
final class CsvColumn implements BatchSource {

    private final Iterator<String> values;
    private final int batchSize;

    /**
     * Reads the header row.
     *
     * @param in the text, without a byte order mark
     * @param column the column's name
     * @param delimiter what stands between two fields
     * @param batchSize the number of values in a batch
     * @throws InputException if there is no such column, or more than one, if the text is not CSV, or the delimiter means something else there
     */
    CsvColumn(InputStream in, String column, char delimiter, int batchSize) throws IOException {
        if (delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
            throw new InputException("a quote or a line end cannot be the delimiter of CSV");
        }
        this.batchSize = batchSize;
        Handler handler = new Handler();
        values = CsvReader.builder()
                .fieldSeparator(delimiter)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .build(handler, new InputStreamReader(in, StandardCharsets.UTF_8))
                .iterator();
        if (!hasNext()) {
            throw new InputException("there is no header row to find column '" + column + "' in");
        }
        values.next();
        handler.select(column);
    }

    @Override
    public @Nullable Batch next() throws IOException {
        List<String> batch = new ArrayList<>(batchSize);
        while (batch.size() < batchSize && hasNext()) {
            batch.add(values.next());
        }
        if (batch.isEmpty()) {
            return null;
        }
        return action -> {
            for (String value : batch) {
                action.accept(value);
            }
        };
    }

    private boolean hasNext() throws IOException {
        try {
            return values.hasNext();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        } catch (CsvParseException malformed) {
            Throwable cause = malformed.getCause();
            if (cause instanceof IOException failed && !(cause instanceof java.io.CharConversionException)) {
                throw failed;
            }
            throw new InputException("the CSV cannot be read: " + malformed.getMessage());
        }
    }

    /** Keeps all fields of the header row, and one of each record after it. */
    private static final class Handler extends CsvCallbackHandler<String> {

        private final List<String> header = new ArrayList<>();
        private int selected = -1;
        private int fields;
        private boolean empty;
        private String value = "";

        void select(String column) throws InputException {
            selected = header.indexOf(column);
            if (selected < 0) {
                throw new InputException("there is no column '" + column + "'; the columns are "
                        + header.stream().map(name -> "'" + name + "'").toList());
            }
            if (header.lastIndexOf(column) != selected) {
                throw new InputException("column '" + column + "' stands twice in the header row");
            }
        }

        @Override
        protected void beginRecord(long startingLineNumber) {
            fields = 0;
            empty = false;
            value = "";
        }

        @Override
        protected void addField(char[] buffer, int offset, int length, boolean quoted) {
            if (selected < 0) {
                header.add(new String(buffer, offset, length).strip());
            } else if (fields == selected) {
                String field = new String(buffer, offset, length);
                value = length > MAX_VALUE ? BatchSource.shortened(field) : field;
            }
            fields++;
        }

        @Override
        protected void setComment(char[] buffer, int offset, int length) {
            throw new UnsupportedOperationException("Comments are not read");
        }

        @Override
        protected void setEmpty() {
            empty = true;
        }

        @Override
        protected RecordType getRecordType() {
            return empty ? RecordType.EMPTY : RecordType.DATA;
        }

        @Override
        protected int getFieldCount() {
            return fields;
        }

        @Override
        protected String buildRecord() {
            return value;
        }
    }
}
