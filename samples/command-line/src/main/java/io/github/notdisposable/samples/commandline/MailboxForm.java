/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.address.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * How the mailboxes of plain addresses are written at a domain.
 *
 * @param domain the domain of the mailbox, or null if it is that of the address
 * @param dropsDots whether the name has no dots
 * @param dropsUnderscores whether the name has no underscores
 */
record MailboxForm(@Nullable String domain, boolean dropsDots, boolean dropsUnderscores) {

    /** A name that shows what becomes of each character. */
    private static final String EACH_CHARACTER = "a.b_c";

    /** With more, the name above does not fit into an address. */
    private static final int LONGEST_DOMAIN = 254 - EACH_CHARACTER.length() - 1;

    /** The form at a domain without rules of its own. */
    static final MailboxForm AS_WRITTEN = new MailboxForm(null, false, false);

    /** Finds the form at a domain in canonical form; null if the name does not stand before the at sign there. */
    static @Nullable MailboxForm at(String domain) {
        if (domain.length() > LONGEST_DOMAIN) {
            return null;
        }
        String mailbox = new EmailAddress(EACH_CHARACTER, domain).normalized();
        int at = mailbox.indexOf('@');
        boolean sameDomain = mailbox.startsWith(domain, at + 1) && mailbox.length() == at + 1 + domain.length();
        if (sameDomain && mailbox.startsWith(EACH_CHARACTER) && at == EACH_CHARACTER.length()) {
            return AS_WRITTEN;
        }
        String name = mailbox.substring(0, at);
        MailboxForm form = new MailboxForm(
                sameDomain ? null : mailbox.substring(at + 1), name.indexOf('.') < 0, name.indexOf('_') < 0);
        String expected =
                EACH_CHARACTER.replace(form.dropsDots ? "." : "", "").replace(form.dropsUnderscores ? "_" : "", "");
        return name.equals(expected) ? form : null;
    }
}
