/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.test;

import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.RefusalReason;
import jakarta.validation.ConstraintViolation;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.AbstractAssert;

/** Asserts which fields were refused for their addresses, and why. Violations of other constraints do not count. */
public final class EmailViolationsAssert
        extends AbstractAssert<EmailViolationsAssert, Collection<? extends ConstraintViolation<?>>> {

    EmailViolationsAssert(Collection<? extends ConstraintViolation<?>> violations) {
        super(violations, EmailViolationsAssert.class);
    }

    /**
     * Asserts that the address in a field is refused.
     *
     * @param path the path of the field, as {@code email} or {@code guests[0].email}
     * @param reason why
     * @return this
     */
    public EmailViolationsAssert refuse(String path, RefusalReason reason) {
        Map<String, String> refusals = refusals();
        if (!reason.code().equals(refusals.get(path))) {
            failWithMessage("Expected <%s> to be refused as <%s>, but refused were %s", path, reason.code(), refusals);
        }
        return this;
    }

    /**
     * Asserts that no address is refused.
     *
     * @return this
     */
    public EmailViolationsAssert refuseNoAddress() {
        Map<String, String> refusals = refusals();
        if (!refusals.isEmpty()) {
            failWithMessage("Expected no address to be refused, but refused were %s", refusals);
        }
        return this;
    }

    private Map<String, String> refusals() {
        isNotNull();
        Map<String, String> refusals = new TreeMap<>();
        for (ConstraintViolation<?> violation : actual) {
            Optional<RefusalReason> reason = CheckerEngine.decisionOf(violation).flatMap(EmailDecision::refusal);
            reason.ifPresent(refused -> refusals.put(violation.getPropertyPath().toString(), refused.code()));
        }
        return refusals;
    }
}
