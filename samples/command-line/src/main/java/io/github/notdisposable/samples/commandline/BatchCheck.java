/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailRule;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Checks the values of a batch, writes their rows, and counts. Used by one thread. */
final class BatchCheck implements Batch.Action {

    private static final int AT_ONCE = 64;

    private final EmailChecker checker;
    private final EmailRule rule;
    private final boolean refusedOnly;
    private final @Nullable KnownRows known;
    private final RowWriter rows;
    private final Buffer out;
    private final Tally tally = new Tally();
    private final Line[] lines = new Line[AT_ONCE];
    private final @Nullable KnownDomain[] found = new KnownDomain[AT_ONCE];

    /**
     * Creates a check of a batch.
     *
     * @param known where rows are copied from, or null if each is made anew
     * @param rows writes rows to the buffer
     * @param out the buffer
     */
    BatchCheck(
            EmailChecker checker,
            EmailRule rule,
            boolean refusedOnly,
            @Nullable KnownRows known,
            RowWriter rows,
            Buffer out) {
        this.checker = checker;
        this.rule = rule;
        this.refusedOnly = refusedOnly;
        this.known = known;
        this.rows = rows;
        this.out = out;
        Arrays.setAll(lines, i -> new Line());
    }

    Tally tally() {
        return tally;
    }

    @Override
    public void accept(String value) throws IOException {
        Row row = row(value);
        tally.add(row);
        if (isShown(row.allowed())) {
            rows.write(row);
        }
    }

    /** Takes them a few at a time, and step by step, so that the processor looks for many domains at once in a memory that keeps it waiting. */
    @Override
    public boolean acceptLines(byte[] text) throws IOException {
        if (known == null) {
            return false;
        }
        byte[] scratch = new byte[text.length];
        for (int next = 0; next < text.length; ) {
            int count = 0;
            for (; count < AT_ONCE && next < text.length; count++) {
                next = lines[count].read(text, scratch, next);
            }
            find(count, known.domains());
            write(count, known);
        }
        return true;
    }

    private void find(int count, KnownDomains domains) {
        for (int i = 0; i < count; i++) {
            found[i] = lines[i].isPlainAddress() ? domains.find(lines[i]) : null;
        }
    }

    private void write(int count, KnownRows from) throws IOException {
        for (int i = 0; i < count; i++) {
            if (lines[i].isPlainAddress()) {
                writeAddress(lines[i], found[i], from.domains());
            } else {
                writeOther(lines[i], from.values());
            }
        }
    }

    private void writeAddress(Line line, @Nullable KnownDomain found, KnownDomains domains) throws IOException {
        KnownDomain domain = found != null ? found : domains.findOrMeet(line);
        RowPattern pattern = domain == null ? null : domain.kind().pattern(line.variant());
        int start = out.size();
        if (domain != null && pattern != null && domain.write(line, pattern, out)) {
            count(pattern.allowed(), start);
            return;
        }
        Row row = row(line.text());
        rows.write(row);
        domains.learn(line, domain, row, out.toByteArray(start));
        count(row.allowed(), start);
    }

    private void writeOther(Line line, KnownValues values) throws IOException {
        int start = out.size();
        KnownValues.Value value = values.find(line);
        if (value != null) {
            value.writeTo(out);
            count(value.allowed(), start);
            return;
        }
        Row row = row(line.text());
        rows.write(row);
        if (line.length() <= KnownValues.LONGEST) {
            values.add(line, out.toByteArray(start), row.allowed());
        }
        count(row.allowed(), start);
    }

    private Row row(String value) {
        return Row.of(value, checker.decide(value, rule).orElse(null));
    }

    private boolean isShown(boolean allowed) {
        return !refusedOnly || !allowed;
    }

    /** Counts a value whose row is written from an index on, and drops the row if it is not wanted. */
    private void count(boolean allowed, int start) {
        tally.add(allowed);
        if (!isShown(allowed)) {
            out.cut(start);
        }
    }
}
