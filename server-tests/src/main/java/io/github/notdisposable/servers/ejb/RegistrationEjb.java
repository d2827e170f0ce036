/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.ejb;

import io.github.notdisposable.NotDisposable;
import jakarta.ejb.Stateless;

/** A bean of the EAR's EJB module, with settings of its own beside those of the web module. */
@Stateless
public class RegistrationEjb {

    public String register(@NotDisposable String email) {
        return "registered";
    }
}
