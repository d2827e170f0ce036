/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.providertests;

import jakarta.validation.Configuration;
import jakarta.validation.Validation;

/** The provider on the class path. Tests ask for it only where providers truly differ. */
enum Provider {
    HIBERNATE_VALIDATOR,
    BVAL;

    static Provider current() {
        Configuration<?> configuration = Validation.byDefaultProvider().configure();
        return configuration.getClass().getName().startsWith("org.hibernate.validator.") ? HIBERNATE_VALIDATOR : BVAL;
    }
}
