/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.app;

import io.github.notdisposable.NotDisposable;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** The bean behind the pages. */
@Named
@RequestScoped
public class SignUp {

    @NotDisposable
    private String email;

    private String other;
    private String outcome;

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getOther() {
        return other;
    }

    public void setOther(String other) {
        this.other = other;
    }

    public String getOutcome() {
        return outcome;
    }

    public void submit() {
        outcome = "accepted";
    }
}
