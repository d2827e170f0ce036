/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.test;

import io.github.notdisposable.checker.EmailChecker;
import jakarta.validation.ConstraintViolation;
import java.util.Collection;

/** Assertions for AssertJ, to be imported statically. */
public final class EmailAssertions {

    private EmailAssertions() {}

    /**
     * Starts an assertion on what a checker decides.
     *
     * @param checker the checker, as the application has it for a bean
     * @return the assertion
     */
    public static EmailCheckerAssert assertThat(EmailChecker checker) {
        return new EmailCheckerAssert(checker);
    }

    /**
     * Starts an assertion on what a validator found.
     *
     * @param violations what {@code Validator.validate} returned, or a {@code ConstraintViolationException} holds
     * @return the assertion
     */
    public static EmailViolationsAssert assertThatViolations(Collection<? extends ConstraintViolation<?>> violations) {
        return new EmailViolationsAssert(violations);
    }
}
