/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.checker.EmailVerdict;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the written rows of plain addresses have in common at the domains of a kind: all but the four fields with which a row begins, which are
 * the input, the mailbox, the domain and the registrable domain.
 */
final class RowPattern {

    /** What stands before, between and behind the four fields. */
    private final byte[][] parts;

    private final boolean allowed;

    private RowPattern(byte[][] parts, boolean allowed) {
        this.parts = parts;
        this.allowed = allowed;
    }

    /**
     * Takes the pattern from a row.
     *
     * @param row the row of a plain address
     * @param verdict its verdict
     * @param written what was written of the row
     * @return the pattern, or null if there is none
     */
    static @Nullable RowPattern of(Row row, EmailVerdict verdict, byte[] written) {
        String text = new String(written, StandardCharsets.UTF_8);
        String[] fields = {row.input(), verdict.normalized(), verdict.domain(), verdict.root()};
        byte[][] parts = new byte[fields.length + 1][];
        int from = 0;
        for (int i = 0; i < fields.length; i++) {
            int at = text.indexOf(fields[i], from);
            if (at < 0) {
                return null;
            }
            parts[i] = text.substring(from, at).getBytes(StandardCharsets.UTF_8);
            from = at + fields[i].length();
        }
        parts[fields.length] = text.substring(from).getBytes(StandardCharsets.UTF_8);
        return new RowPattern(parts, row.allowed());
    }

    byte[] part(int index) {
        return parts[index];
    }

    /** {@return whether the addresses are let in} */
    boolean allowed() {
        return allowed;
    }
}
