/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.jakarta;

import io.github.notdisposable.NotDisposable;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What somebody types who signs up. A class and no record: Faces writes its properties one by one. */
public class SignUp implements Serializable {

    private static final long serialVersionUID = 1L;

    @NotBlank(message = "{signup.email.required}")
    @Email(message = "{signup.email.invalid}")
    @NotDisposable
    private @Nullable String email;

    @NotBlank(message = "{signup.password.required}")
    @Size(min = 8, max = 100, message = "{signup.password.size}")
    private @Nullable String password;

    public @Nullable String getEmail() {
        return email;
    }

    public void setEmail(@Nullable String email) {
        this.email = email;
    }

    public @Nullable String getPassword() {
        return password;
    }

    public void setPassword(@Nullable String password) {
        this.password = password;
    }
}
