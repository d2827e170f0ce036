/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.app;

import io.github.notdisposable.NotDisposable;

/** A JSON body; a class, as JSON-B of Payara 6 makes no records. */
public class Body {

    @NotDisposable
    private String email;

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }
}
