/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.checker.EmailVerdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the written rows of plain addresses have in common, at one domain or at many: all but the four fields with which a row begins, which are
 * the input, the mailbox, the domain and the registrable domain.
 *
 * @param constant what stands before, between and behind the four fields
 * @param mailbox how the mailbox is written
 * @param allowed whether the addresses are let in
 */
record RowPattern(List<byte[]> constant, MailboxForm mailbox, boolean allowed) {

    /**
     * Takes the pattern from a row.
     *
     * @param row the row of a plain address
     * @param verdict its verdict
     * @param mailbox how the mailbox is written at its domain
     * @param written what was written of the row
     * @return the pattern, or null if there is none
     */
    static @Nullable RowPattern of(Row row, EmailVerdict verdict, MailboxForm mailbox, String written) {
        String[] fields = {row.input(), verdict.normalized(), verdict.domain(), verdict.root()};
        List<byte[]> constant = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < fields.length; i++) {
            int at = written.indexOf(fields[i], from);
            if (at < 0) {
                return null;
            }
            constant.add(written.substring(from, at).getBytes(StandardCharsets.UTF_8));
            from = at + fields[i].length();
        }
        constant.add(written.substring(from).getBytes(StandardCharsets.UTF_8));
        return new RowPattern(List.copyOf(constant), mailbox, row.allowed());
    }

    /** {@return a text that two patterns share if they are the same} */
    String key() {
        StringBuilder key = new StringBuilder();
        for (byte[] part : constant) {
            key.append(new String(part, StandardCharsets.UTF_8)).append('\n');
        }
        return key.append(mailbox).append(allowed).toString();
    }
}
