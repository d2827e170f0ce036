/* SPDX-License-Identifier: Apache-2.0 */
package app;

import io.github.notdisposable.BusinessEmail;
import io.github.notdisposable.NotDisposable;
import jakarta.validation.Validation;
import java.util.Locale;

/** Validates two addresses on the module path, and prints what a person would read. */
public final class Main {

    record SignUp(@NotDisposable String email, @BusinessEmail String work) {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.forLanguageTag(arguments[0]));
        System.out.println("named modules: " + Main.class.getModule().isNamed() + ", "
                + NotDisposable.class.getModule().isNamed() + ", "
                + Validation.class.getModule().isNamed());
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            factory.getValidator().validate(new SignUp("bob@x.mailinator.com", "bob@gmail.com")).stream()
                    .map(violation -> violation.getPropertyPath() + ": " + violation.getMessage())
                    .sorted()
                    .forEach(System.out::println);
            System.out.println(factory.getValidator()
                            .validate(new SignUp("bob@gmail.com", "bob@company.example"))
                            .size()
                    + " violations");
        }
    }
}
