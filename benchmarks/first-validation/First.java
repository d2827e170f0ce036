/* SPDX-License-Identifier: Apache-2.0 */

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Validation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A program that validates one address and ends: with {@code nothing} by a constraint that does nothing, with {@code constraint} by {@code @NotDisposable}.
 * With {@code checker} it makes a checker, asks it twice and prints the three times in milliseconds.
 */
public class First {

    public static void main(String... arguments) {
        switch (arguments[0]) {
            case "nothing" -> validate(new Plain("bob@example.com"));
            case "constraint" -> validate(With.form());
            default -> With.checker();
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static void validate(Object form) {
        if (!Validation.buildDefaultValidatorFactory().getValidator().validate(form).isEmpty()) {
            throw new AssertionError();
        }
    }

    record Plain(@Nothing String email) {}

    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = NothingValidator.class)
    @interface Nothing {

        String message() default "nothing";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    public static class NothingValidator implements ConstraintValidator<Nothing, CharSequence> {

        @Override
        public boolean isValid(CharSequence value, ConstraintValidatorContext context) {
            return true;
        }
    }

    /** Loaded only where the library is. */
    static class With {

        static Object form() {
            return new Form("bob@example.com");
        }

        static void checker() {
            long start = System.nanoTime();
            var checker = io.github.notdisposable.checker.EmailChecker.builder().build();
            long made = System.nanoTime();
            checker.check("bob@mailinator.com").orElseThrow();
            long first = System.nanoTime();
            checker.check("bob@gmail.com").orElseThrow();
            long second = System.nanoTime();
            System.out.println((made - start) / 1e6 + " " + (first - made) / 1e6 + " " + (second - first) / 1e6);
        }

        record Form(@io.github.notdisposable.NotDisposable String email) {}
    }
}
