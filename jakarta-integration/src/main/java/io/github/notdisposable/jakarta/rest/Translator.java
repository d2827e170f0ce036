/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.rest;

import io.github.notdisposable.checker.RefusalMessages;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Gives messages in the caller's language: Jersey and CXF leave them in that of the JVM. Thread-safe.
 *
 * <p>Only a message that stands on the annotation is interpolated again. One that a validator has made itself may hold what the caller sent.
 */
final class Translator {

    private final AtomicReference<@Nullable MessageInterpolator> interpolator = new AtomicReference<>();

    String message(ConstraintViolation<?> violation, Locale locale) {
        return RefusalMessages.textOf(violation, locale).orElseGet(() -> {
            boolean fromAnnotation = violation
                    .getMessageTemplate()
                    .equals(violation.getConstraintDescriptor().getMessageTemplate());
            return fromAnnotation ? interpolated(violation, locale) : violation.getMessage();
        });
    }

    private String interpolated(ConstraintViolation<?> violation, Locale locale) {
        Subject subject = new Subject(violation.getConstraintDescriptor(), violation.getInvalidValue());
        try {
            MessageInterpolator found = interpolator.get();
            if (found == null) {
                found = Validation.byDefaultProvider().configure().getDefaultMessageInterpolator();
                interpolator.set(found);
            }
            return found.interpolate(violation.getMessageTemplate(), subject, locale);
        } catch (ValidationException failed) {
            return violation.getMessage();
        }
    }

    private record Subject(
            ConstraintDescriptor<?> getConstraintDescriptor,
            @Nullable Object getValidatedValue) implements MessageInterpolator.Context {

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new ValidationException(type.getName() + " is not known here");
        }
    }
}
