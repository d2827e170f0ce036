/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.faces;

import io.github.notdisposable.NotDisposable;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** The backing bean of the pages. */
@Named
@RequestScoped
public class SignUp {

    @NotDisposable
    private String email = "";

    private String plain = "";

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getPlain() {
        return plain;
    }

    public void setPlain(String plain) {
        this.plain = plain;
    }

    public Object getBlocks() {
        return java.util.List.of(io.github.notdisposable.Block.GREY);
    }
}
