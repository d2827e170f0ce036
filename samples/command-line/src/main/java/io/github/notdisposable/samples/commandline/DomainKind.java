/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The domains of which the same is known, but for their names. Thread-safe; what one thread has learned another may not see at once. */
final class DomainKind {

    private final MailboxForm mailbox;
    private final byte @Nullable [] mailboxDomain;

    /** By variant of the address; null until it is known. */
    private final @Nullable RowPattern[] patterns = new RowPattern[Line.VARIANTS];

    DomainKind(MailboxForm mailbox) {
        this.mailbox = mailbox;
        String domain = mailbox.domain();
        mailboxDomain = domain == null ? null : domain.getBytes(StandardCharsets.ISO_8859_1);
    }

    MailboxForm mailbox() {
        return mailbox;
    }

    /** {@return the domain of the mailboxes, or null if it is that of the address} */
    byte @Nullable [] mailboxDomain() {
        return mailboxDomain;
    }

    /** {@return the pattern of the rows of addresses of a variant, or null if it is not known} */
    @Nullable
    RowPattern pattern(int variant) {
        return patterns[variant];
    }

    void setPattern(int variant, RowPattern pattern) {
        patterns[variant] = pattern;
    }
}
