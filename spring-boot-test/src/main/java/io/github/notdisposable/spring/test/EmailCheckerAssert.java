/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.test;

import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.checker.RefusalReason;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** Asserts what a checker decides, under {@link EmailPolicy#DISPOSABLE_ONLY} unless {@link #under} says otherwise. */
public final class EmailCheckerAssert extends AbstractAssert<EmailCheckerAssert, EmailChecker> {

    private EmailRule rule = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY);

    EmailCheckerAssert(EmailChecker checker) {
        super(checker, EmailCheckerAssert.class);
    }

    /**
     * Sets the rule for the assertions that follow.
     *
     * @param rule the rule; that of a named policy is {@code checker.policy(name).rule()}
     * @return this
     */
    public EmailCheckerAssert under(EmailRule rule) {
        this.rule = rule;
        return this;
    }

    /**
     * Asserts that an address is refused.
     *
     * @param address the address
     * @param reason why
     * @return this
     */
    public EmailCheckerAssert refuses(String address, RefusalReason reason) {
        RefusalReason actualReason = refusal(address).orElse(null);
        if (actualReason != reason) {
            failWithMessage(
                    "Expected <%s> to be refused as <%s>, but it was %s",
                    address,
                    reason.code(),
                    actualReason == null ? "let in" : "refused as <" + actualReason.code() + ">");
        }
        return this;
    }

    /**
     * Asserts that an address is let in.
     *
     * @param address the address
     * @return this
     */
    public EmailCheckerAssert allows(String address) {
        refusal(address)
                .ifPresent(reason -> failWithMessage(
                        "Expected <%s> to be let in, but it was refused as <%s>", address, reason.code()));
        return this;
    }

    private Optional<RefusalReason> refusal(String address) {
        isNotNull();
        return actual.decide(address, rule).flatMap(EmailDecision::refusal);
    }
}
