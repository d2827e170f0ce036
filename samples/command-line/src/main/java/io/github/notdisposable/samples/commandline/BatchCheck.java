/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailRule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Checks the values of a batch, writes their rows, and counts. Used by one thread. */
final class BatchCheck implements Batch.Action {

    private final EmailChecker checker;
    private final EmailRule rule;
    private final boolean refusedOnly;
    private final @Nullable KnownDomains known;
    private final RowWriter rows;
    private final Buffer out;
    private final Tally tally = new Tally();
    private final PlainAddress plain = new PlainAddress();

    /**
     * Creates a check of a batch.
     *
     * @param known where rows of further addresses at a domain are copied from, or null if each is made anew
     * @param rows writes rows to the buffer
     * @param out the buffer
     */
    BatchCheck(
            EmailChecker checker,
            EmailRule rule,
            boolean refusedOnly,
            @Nullable KnownDomains known,
            RowWriter rows,
            Buffer out) {
        this.checker = checker;
        this.rule = rule;
        this.refusedOnly = refusedOnly;
        this.known = known;
        this.rows = rows;
        this.out = out;
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

    /** Takes plain addresses at domains that are known, or can be from then on. */
    @Override
    public boolean acceptBytes(byte[] text, int from, int to) throws IOException {
        if (known == null || !plain.read(text, from, to)) {
            return false;
        }
        int start = out.size();
        KnownDomain domain = known.find(plain);
        RowPattern pattern = domain == null ? null : domain.pattern(plain);
        if (domain == null || pattern == null) {
            Row row = row(plain.text());
            rows.write(row);
            known.add(plain, domain, row, out.toByteArray(start));
            tally.add(row);
            cutUnlessShown(row.allowed(), start);
            return true;
        }
        if (!domain.write(plain, pattern, out)) {
            return false;
        }
        tally.add(pattern.allowed());
        cutUnlessShown(pattern.allowed(), start);
        return true;
    }

    private Row row(String value) {
        return Row.of(value, checker.decide(value, rule).orElse(null));
    }

    private boolean isShown(boolean allowed) {
        return !refusedOnly || !allowed;
    }

    private void cutUnlessShown(boolean allowed, int start) {
        if (!isShown(allowed)) {
            out.cut(start);
        }
    }
}
