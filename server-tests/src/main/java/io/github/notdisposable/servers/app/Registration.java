/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.app;

import io.github.notdisposable.NotDisposable;
import jakarta.enterprise.context.ApplicationScoped;

/** A bean whose method is validated, where CDI and Jakarta Validation work together. */
@ApplicationScoped
public class Registration {

    public String register(@NotDisposable String email) {
        return "registered";
    }
}
