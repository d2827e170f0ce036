/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.NotDisposable;
import jakarta.validation.ConstraintViolation;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The texts of refusals, for code that answers without a validator: a filter, a hook of an identity provider, an exception mapper.
 *
 * <p>Thread-safe.
 */
public final class RefusalMessages {

    private RefusalMessages() {}

    /**
     * Returns the text for a reason. It holds nothing of the address.
     *
     * @param reason the reason
     * @param locale the reader's locale; the text is English if there is none in the language
     * @return the text in the application's {@code ValidationMessages}, if its key is there; else the library's
     */
    public static String text(RefusalReason reason, Locale locale) {
        return MessageTemplates.text(
                Objects.requireNonNull(reason, "reason"), Objects.requireNonNull(locale, "locale"));
    }

    /**
     * Returns the text for a refusal by a named policy.
     *
     * @param reason the reason
     * @param policy the policy
     * @param locale the reader's locale
     * @return the policy's message, or the text for the reason, and the policy's suggestion after it; keys in them are those of the application's
     *     {@code ValidationMessages}
     */
    public static String text(RefusalReason reason, NamedPolicy policy, Locale locale) {
        String message = policy.message()
                .map(own -> MessageTemplates.resolve(own, locale))
                .orElseGet(() -> text(reason, locale));
        return policy.suggestion()
                .filter(unused -> Violations.isOfTheAddress(reason))
                .map(suggestion -> message + ' ' + MessageTemplates.resolve(suggestion, locale))
                .orElse(message);
    }

    /**
     * Returns whether the library has texts in the language of a locale.
     *
     * @param locale the locale
     * @return whether it has
     */
    public static boolean isTranslatedTo(Locale locale) {
        return MessageTemplates.isTranslatedTo(locale);
    }

    /**
     * Returns why a violation refuses an address.
     *
     * @param violation a violation of any constraint
     * @return the reason, from the decision (see {@link CheckerEngine#decisionOf}) or else from the message; empty if the violation is not one of
     *     {@link NotDisposable}, or the decision is lost and the message is not the library's
     */
    public static Optional<RefusalReason> reasonOf(ConstraintViolation<?> violation) {
        boolean isOurs = violation.getConstraintDescriptor().getAnnotation() instanceof NotDisposable;
        return CheckerEngine.decisionOf(violation)
                .flatMap(EmailDecision::refusal)
                .or(() -> isOurs ? MessageTemplates.reasonOf(violation.getMessageTemplate()) : Optional.empty());
    }

    /**
     * Returns the message of a violation in another locale than the provider's.
     *
     * @param violation a violation of any constraint
     * @param locale the reader's locale
     * @return the text for the reason; empty if the message is not that of a reason but of the constraint's own or its policy's
     */
    public static Optional<String> textOf(ConstraintViolation<?> violation, Locale locale) {
        String template = violation.getMessageTemplate();
        return reasonOf(violation)
                .filter(reason -> MessageTemplates.isOf(reason, template))
                .map(reason -> text(reason, locale));
    }
}
