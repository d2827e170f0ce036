/* SPDX-License-Identifier: Apache-2.0 */
package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;

class SignUpTest {

    private final Validator validator =
            Validation.buildDefaultValidatorFactory().getValidator();

    @Test
    void refusesADisposableAddressAndLetsAPermanentOneIn() {
        assertEquals(1, validator.validate(new SignUp("bob@mailinator.com")).size());
        assertEquals(0, validator.validate(new SignUp("bob@gmail.com")).size());
    }
}
