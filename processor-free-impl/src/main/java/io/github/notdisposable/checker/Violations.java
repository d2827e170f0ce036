/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.NotDisposable;
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

    /** The message on the annotation or of the named policy, or null where each reason has one of its own. */
    private final @Nullable String ownMessage;

    private final @Nullable String suggestion;

    private Violations(@Nullable String ownMessage, @Nullable String suggestion) {
        this.ownMessage = ownMessage;
        this.suggestion = suggestion;
    }

    static Violations of(NotDisposable constraint, @Nullable NamedPolicy policy) {
        if (!constraint.message().equals(DEFAULT_MESSAGE)) {
            return new Violations(constraint.message(), null);
        }
        return policy == null
                ? new Violations(null, null)
                : new Violations(
                        policy.message().orElse(null), policy.suggestion().orElse(null));
    }

    void add(CheckerEngine.Refusal refusal, ConstraintValidatorContext context) {
        EmailDecision decision = refusal.decision();
        if (decision != null) {
            HibernateContext.addPayload(context, decision);
        }
        RefusalReason reason = refusal.reason();
        String message = ownMessage != null ? ownMessage : MessageTemplates.templateFor(reason, context);
        String template = suggestion != null && isOfTheAddress(reason) ? message + ' ' + suggestion : message;
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(template).addConstraintViolation();
    }

    /** Returns whether another address would not be refused for that reason. */
    static boolean isOfTheAddress(RefusalReason reason) {
        return reason != RefusalReason.BANNED && reason != RefusalReason.UNAVAILABLE;
    }
}
