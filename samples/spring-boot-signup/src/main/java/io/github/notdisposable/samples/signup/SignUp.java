/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import io.github.notdisposable.NotDisposable;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a program sends in order to sign somebody up. */
record SignUp(
        @NotBlank(message = "{signup.email.required}")
        @Email(message = "{signup.email.invalid}")
        @NotDisposable
        @Nullable
        String email,

        @NotBlank(message = "{signup.password.required}")
        @Size(min = 8, max = 100, message = "{signup.password.size}")
        @Nullable
        String password) {

    /** Spring writes what it has read to its debug log. */
    @Override
    public String toString() {
        return "SignUp[hidden]";
    }
}
