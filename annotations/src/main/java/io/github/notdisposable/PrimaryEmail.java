/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.ElementType.CONSTRUCTOR;
import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The annotated character sequence must be a person's primary email address: no relay, sub-address or role account, at a domain that accepts mail.
 *
 * <p>Short for {@code @NotDisposable(policy = EmailPolicy.PUBLIC_AND_CUSTOM)}; supported types, {@code null} and messages are as described there.
 */
@Documented
@NotDisposable(policy = EmailPolicy.PUBLIC_AND_CUSTOM)
@Constraint(validatedBy = {})
@Target({METHOD, FIELD, ANNOTATION_TYPE, CONSTRUCTOR, PARAMETER, TYPE_USE})
@Retention(RUNTIME)
@Repeatable(PrimaryEmail.List.class)
public @interface PrimaryEmail {

    /** {@return the addresses to refuse in addition, none by default} */
    @OverridesAttribute(constraint = NotDisposable.class, name = "block")
    Block[] block() default {};

    /** {@return the treatment of addresses that no backend can check, the configured default unless set} */
    @OverridesAttribute(constraint = NotDisposable.class, name = "whenUnavailable")
    WhenUnavailable whenUnavailable() default WhenUnavailable.AS_CONFIGURED;

    /** {@return the message of the violation; unless set, each reason has a message of its own} */
    @OverridesAttribute(constraint = NotDisposable.class, name = "message")
    String message() default "{io.github.notdisposable.NotDisposable.message}";

    /** {@return the groups the constraint belongs to, the default group unless set} */
    Class<?>[] groups() default {};

    /** {@return the payload of the constraint, none by default} */
    Class<? extends Payload>[] payload() default {};

    /** Several {@link PrimaryEmail} constraints on one element, each with its own groups for example. */
    @Documented
    @Target({METHOD, FIELD, ANNOTATION_TYPE, CONSTRUCTOR, PARAMETER, TYPE_USE})
    @Retention(RUNTIME)
    @interface List {

        /** {@return the constraints} */
        PrimaryEmail[] value();
    }
}
