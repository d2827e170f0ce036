/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.engine;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.RefusalReason;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Adds the violation of a refused address: a message template that is fixed, whatever the address holds, and the decision as payload where
 * the provider can carry one.
 *
 * <p>The default violation is always disabled. Hibernate Validator evaluates the parameters of a default violation's message as expressions,
 * and those of a custom one not.
 */
final class Violations {

    private static final String DEFAULT_MESSAGE = "{io.github.notdisposable.NotDisposable.message}";

    /** The message on the annotation, or null where each reason speaks for itself. */
    private final @Nullable String ownMessage;

    private Violations(@Nullable String ownMessage) {
        this.ownMessage = ownMessage;
    }

    static Violations of(NotDisposable constraint) {
        return new Violations(constraint.message().equals(DEFAULT_MESSAGE) ? null : constraint.message());
    }

    void add(EmailDecision decision, ConstraintValidatorContext context) {
        decision.refusal().ifPresent(reason -> {
            HibernateContext.addPayload(context, decision);
            add(reason, context);
        });
    }

    void addUnavailable(ConstraintValidatorContext context) {
        add(RefusalReason.UNAVAILABLE, context);
    }

    private void add(RefusalReason reason, ConstraintValidatorContext context) {
        String template = ownMessage != null ? ownMessage : MessageTemplates.templateFor(reason, context);
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(template).addConstraintViolation();
    }
}
