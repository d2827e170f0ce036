/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintViolation;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;
import org.hibernate.validator.engine.HibernateConstraintViolation;
import org.jspecify.annotations.Nullable;

/** The one place that knows Hibernate Validator's own context. Safe when Hibernate Validator is absent. */
final class HibernateContext {

    private static final boolean PRESENT = isPresent();

    private HibernateContext() {}

    /** Sets the dynamic payload of the violations that follow, where the provider is Hibernate Validator. */
    static void addPayload(ConstraintValidatorContext context, Object payload) {
        if (PRESENT) {
            Holder.addPayload(context, payload);
        }
    }

    /** Returns the dynamic payload of a violation, or null if it has none of that type, or comes from another provider. */
    static <T> @Nullable T payload(ConstraintViolation<?> violation, Class<T> type) {
        return PRESENT ? Holder.payload(violation, type) : null;
    }

    private static boolean isPresent() {
        try {
            Class.forName(
                    "org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext",
                    false,
                    HibernateContext.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Loaded only when the class it names is there. */
    private static final class Holder {

        static <T> @Nullable T payload(ConstraintViolation<?> violation, Class<T> type) {
            return violation instanceof HibernateConstraintViolation<?> hibernate
                    ? hibernate.getDynamicPayload(type)
                    : null;
        }

        static void addPayload(ConstraintValidatorContext context, Object payload) {
            if (context instanceof HibernateConstraintValidatorContext hibernate) {
                hibernate.withDynamicPayload(payload);
            }
        }
    }
}
