/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.common;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** The bean behind the page of the control application. */
@Named
@RequestScoped
public class Greeting {

    @Lowercase
    private String name;

    private String outcome;

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getOutcome() {
        return outcome;
    }

    public void submit() {
        outcome = "accepted";
    }
}
