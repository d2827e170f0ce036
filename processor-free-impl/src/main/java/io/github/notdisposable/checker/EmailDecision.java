/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rule makes of a verdict: let in, or refused for a reason. Immutable and thread-safe. {@link EmailChecker} makes it; two are equal if all
 * that they say is.
 *
 * <p>With Hibernate Validator it is the dynamic payload of the violation; with every provider {@link CheckedEmails} keeps it. Serializable, as
 * violations are; the serialized form holds the address, and fits the version that wrote it.
 */
public final class EmailDecision implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final EmailVerdict verdict;
    private final @Nullable RefusalReason reason;

    EmailDecision(EmailVerdict verdict, @Nullable RefusalReason reason) {
        this.verdict = verdict;
        this.reason = reason;
    }

    /** {@return what is known about the address} */
    public EmailVerdict verdict() {
        return verdict;
    }

    /** {@return whether the address is let in} */
    public boolean isAllowed() {
        return reason == null;
    }

    /** {@return why the address is refused, or empty if it is let in} */
    public Optional<RefusalReason> refusal() {
        return Optional.ofNullable(reason);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmailDecision that && verdict.equals(that.verdict) && reason == that.reason;
    }

    @Override
    public int hashCode() {
        return Objects.hash(verdict, reason);
    }

    @Override
    public String toString() {
        return "EmailDecision[reason=" + reason + ", verdict=" + verdict + "]";
    }
}
