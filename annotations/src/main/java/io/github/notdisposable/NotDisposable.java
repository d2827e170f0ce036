/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.ElementType.CONSTRUCTOR;
import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import io.github.notdisposable.validation.NotDisposableValidator;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The annotated character sequence must not be a disposable email address.
 *
 * <p>Supported type is {@link CharSequence}. {@code null} and blank values are valid, and so are values that are no email address: put
 * {@code @NotBlank} and {@code @Email} beside it. {@code @Email} accepts more than the standards do, such as an underscore in a domain, so there
 * is one exception: a value with an at sign is refused, whatever else is wrong with it, if its domain ends, on the boundary of a label, in a
 * domain that lists hold and the policy refuses. {@link EmailPolicy#PUBLIC_ONLY} refuses it unless it ends in a public domain.
 *
 * <p>The domain is compared in its canonical form: case, full-width letters, invisible characters and subdomains make no difference. The value
 * itself is never changed, and no value makes the validator throw.
 *
 * <pre>{@code
 * public record SignUp(@NotBlank @Email @NotDisposable String email) {}
 * }</pre>
 *
 * <p>A refused address yields a violation whose message gives the reason. With Hibernate Validator the whole verdict is the violation's
 * dynamic payload.
 */
@Documented
@Constraint(validatedBy = NotDisposableValidator.class)
@Target({METHOD, FIELD, ANNOTATION_TYPE, CONSTRUCTOR, PARAMETER, TYPE_USE})
@Retention(RUNTIME)
@Repeatable(NotDisposable.List.class)
public @interface NotDisposable {

    /** {@return the policy that says which addresses are refused, {@link EmailPolicy#DISPOSABLE_ONLY} by default} */
    EmailPolicy policy() default EmailPolicy.DISPOSABLE_ONLY;

    /** {@return the addresses to refuse in addition to the policy, none by default} */
    Block[] block() default {};

    /**
     * {@return the name of a policy of the configuration, such as {@code checkout} for the keys {@code notdisposable.policies.checkout.*}; empty by
     * default. The configuration then says what is refused, so leave out {@link #policy()} and {@link #block()}. A name that the
     * configuration does
     * not know makes the validator throw {@link jakarta.validation.ConstraintDeclarationException} when it is initialised}
     */
    String policyName() default "";

    /** {@return the treatment of addresses that no backend can check; unless set, that of the named policy or the configuration} */
    WhenUnavailable whenUnavailable() default WhenUnavailable.AS_CONFIGURED;

    /** {@return whether a value without an at sign is checked as a domain name, or by the end of it that can be read; {@code false} by default: such a
     * value is then valid} */
    boolean bareDomain() default false;

    /**
     * {@return the message of the violation; unless set, each reason has a message of its own, under the key
     * {@code io.github.notdisposable.NotDisposable.<reason>.message}. An expression in it, such as <code>${validatedValue}</code>, is shown as
     * it stands, unless the provider is configured to evaluate it. With Hibernate Validator's setting
     * {@code hibernate.validator.custom_violation_expression_language_feature_level}, for example, the address becomes part of the message}
     */
    String message() default "{io.github.notdisposable.NotDisposable.message}";

    /** {@return the groups the constraint belongs to, the default group unless set} */
    Class<?>[] groups() default {};

    /** {@return the payload of the constraint, none by default} */
    Class<? extends Payload>[] payload() default {};

    /** Several {@link NotDisposable} constraints on one element, each with its own groups for example. */
    @Documented
    @Target({METHOD, FIELD, ANNOTATION_TYPE, CONSTRUCTOR, PARAMETER, TYPE_USE})
    @Retention(RUNTIME)
    @interface List {

        /** {@return the constraints} */
        NotDisposable[] value();
    }
}
