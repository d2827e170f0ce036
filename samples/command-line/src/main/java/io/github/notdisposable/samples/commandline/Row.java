/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.EmailVerdict;
import org.jspecify.annotations.Nullable;

/**
 * A line of the output.
 *
 * @param input the value as it was read
 * @param verdict what is known about it, or {@code null} if it is no address and ends in no listed domain
 * @param allowed whether it is let in; a value that is no address is not this program's business
 * @param reason why it is refused, {@code not-an-address} if it is none, {@code null} if it is let in
 */
record Row(
        String input,
        @Nullable EmailVerdict verdict,
        boolean allowed,
        @Nullable String reason) {

    static final String NOT_AN_ADDRESS = "not-an-address";

    static Row of(String input, @Nullable EmailDecision decision) {
        return decision == null
                ? new Row(input, null, true, NOT_AN_ADDRESS)
                : new Row(
                        input,
                        decision.verdict(),
                        decision.isAllowed(),
                        decision.refusal().map(refusal -> refusal.code()).orElse(null));
    }
}
