/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.address.DomainName;
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

    /** Finds the form at a domain; null if that is not in canonical form, or the name does not stand before the at sign there. */
    static @Nullable MailboxForm at(String domain) {
        // That of a verdict on the end of a domain may be anything.
        if (!DomainName.isCanonical(domain)) {
            return null;
        }
        String mailbox = new EmailAddress(EACH_CHARACTER, domain).normalized();
        int at = mailbox.indexOf('@');
        String name = mailbox.substring(0, at);
        MailboxForm form = new MailboxForm(
                mailbox.endsWith('@' + domain) ? null : mailbox.substring(at + 1),
                name.indexOf('.') < 0,
                name.indexOf('_') < 0);
        String expected =
                EACH_CHARACTER.replace(form.dropsDots ? "." : "", "").replace(form.dropsUnderscores ? "_" : "", "");
        return name.equals(expected) ? form : null;
    }
}
