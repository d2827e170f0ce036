/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.examples;

import io.github.notdisposable.NotDisposable;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;

@Named
@RequestScoped
public class SignUp {

    @NotBlank
    @Email
    @NotDisposable
    private String email;

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }
}
