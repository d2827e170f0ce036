/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import io.github.notdisposable.NotDisposable;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What the page sends.
 *
 * @param phone a phone number, which the page asks for where the address is grey
 * @param seen the address whose suggestion the person has seen: who sends it again means it
 * @param suggestion the suggestion, where the person has chosen it
 */
record SignUpForm(
        @NotBlank(message = "{signup.email.required}")
        @Email(message = "{signup.email.invalid}")
        @NotDisposable
        @Nullable
        String email,

        @NotBlank(message = "{signup.password.required}")
        @Size(min = 8, max = 100, message = "{signup.password.size}")
        @Nullable
        String password,

        @Pattern(regexp = "|\\+?[0-9][0-9 ()./-]{4,24}", message = "{signup.phone.invalid}") @Nullable
        String phone,

        @Nullable String seen,

        @Nullable String suggestion) {

    @Override
    public String toString() {
        return "SignUpForm[hidden]";
    }
}
