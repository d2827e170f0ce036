/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import io.github.notdisposable.Category;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.EmailVerdict;
import io.github.notdisposable.checker.RefusalReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the validation of this request found out about an address. The starter keeps it until the request ends. */
final class Decisions {

    private Decisions() {}

    static Optional<RefusalReason> refusalOf(@Nullable String email) {
        return decisionOn(email).flatMap(EmailDecision::refusal);
    }

    /** A grey address is let in, with a phone number as one more check. */
    static boolean needsPhone(@Nullable String email) {
        return verdictOn(email)
                .filter(verdict -> verdict.category() == Category.GREY)
                .isPresent();
    }

    /** Returns the address that was probably meant, where the domain looks like a typing error. */
    static Optional<String> suggestionFor(@Nullable String email) {
        return verdictOn(email)
                .map(EmailVerdict::suggestion)
                .flatMap(domain -> EmailAddress.parse(email == null ? "" : email)
                        .map(address -> address.localPart() + '@' + domain));
    }

    private static Optional<EmailVerdict> verdictOn(@Nullable String email) {
        return decisionOn(email).map(EmailDecision::verdict);
    }

    private static Optional<EmailDecision> decisionOn(@Nullable String email) {
        return CheckedEmails.current().flatMap(checked -> checked.decisionOn(email));
    }
}
