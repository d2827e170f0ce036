/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.examples;

import io.github.notdisposable.Category;
import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.checker.CheckedEmails;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import java.util.Set;

@SuppressWarnings("unused")
interface OfTheConstraint {

    public record SignUp(@NotBlank @Email @NotDisposable String email) {}

    static void inAScope(Validator validator, SignUp signUp) {
        try (CheckedEmails checked = CheckedEmails.open()) {
            Set<ConstraintViolation<SignUp>> violations = validator.validate(signUp);
            boolean askForPhone = checked.verdictOn(signUp.email())
                    .map(v -> v.category() == Category.GREY)
                    .orElse(false);
        }
    }
}
