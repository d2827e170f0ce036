/* SPDX-License-Identifier: Apache-2.0 */
package example;

import jakarta.validation.Validation;
import jakarta.validation.Validator;

/** Prints the messages for each address. */
public final class Main {

    private Main() {}

    public static void main(String[] addresses) {
        Validator validator = Validation.buildDefaultValidatorFactory().getValidator();
        for (String address : addresses) {
            validator.validate(new SignUp(address)).forEach(violation -> System.out.println(violation.getMessage()));
        }
    }
}
