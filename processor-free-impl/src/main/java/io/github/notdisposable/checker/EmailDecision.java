/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rule makes of a verdict: let in, or refused for a reason.
 *
 * <p>With Hibernate Validator it is the dynamic payload of the violation; with every provider {@link CheckedEmails} keeps it. Serializable, as
 * violations are; the serialized form holds the address, and fits the version that wrote it.
 *
 * @param verdict what is known about the address
 * @param reason why it is refused, or {@code null} if it is let in
 */
public record EmailDecision(EmailVerdict verdict, @Nullable RefusalReason reason) implements Serializable {

    /** {@return whether the address is let in} */
    public boolean isAllowed() {
        return reason == null;
    }

    /** {@return why the address is refused, or empty if it is let in} */
    public Optional<RefusalReason> refusal() {
        return Optional.ofNullable(reason);
    }
}
