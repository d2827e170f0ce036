/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.faces;

import io.github.notdisposable.Block;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.checker.NamedPolicy;
import io.github.notdisposable.checker.RefusalMessages;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.PartialStateHolder;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.validator.Validator;
import jakarta.faces.validator.ValidatorException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses disposable addresses in a field that no bean with {@link io.github.notdisposable.NotDisposable} stands behind: the tag
 * {@code <nd:notDisposable/>} of the library {@code io.github.notdisposable}, or {@code <f:validator validatorId="io.github.notdisposable.NotDisposable"/>}.
 *
 * <p>The attributes are those of the constraint. Constants are written as in Java or in lower case with hyphens; several in {@code block} are
 * separated by commas or spaces, or given as an array or a collection. Empty values, and values that are no address, are valid. The message is in the
 * view's locale and takes the form that the server gives those of bean validation.
 *
 * <p>Used by one thread at a time, as Faces does. It keeps its state partially, and needs no injection.
 */
public final class NotDisposableFacesValidator implements Validator<Object>, PartialStateHolder {

    /** The identifier under which Faces knows it. */
    public static final String VALIDATOR_ID = "io.github.notdisposable.NotDisposable";

    private EmailPolicy policy = EmailPolicy.DISPOSABLE_ONLY;
    private @Nullable String policyName;
    private Set<Block> block = EnumSet.noneOf(Block.class);
    private WhenUnavailable whenUnavailable = WhenUnavailable.AS_CONFIGURED;
    private boolean bareDomain;
    private @Nullable String message;
    private boolean isTransient;
    private boolean initialState;

    /** Creates a validator with the constraint's defaults; Faces does. */
    public NotDisposableFacesValidator() {}

    /**
     * Sets which addresses are refused.
     *
     * @param policy an {@link EmailPolicy} by name, {@link EmailPolicy#DISPOSABLE_ONLY} by default
     * @throws IllegalArgumentException if there is no such policy
     */
    public void setPolicy(String policy) {
        this.policy = constant(EmailPolicy.class, "policy", policy);
        initialState = false;
    }

    /**
     * Sets the policy to one of the configuration ({@code notdisposable.policies.NAME.*}), which then says all that the other attributes but the
     * message would.
     *
     * @param policyName its name; none by default, and if empty
     */
    public void setPolicyName(@Nullable String policyName) {
        this.policyName = policyName == null || policyName.isBlank() ? null : policyName.strip();
        initialState = false;
    }

    /**
     * Sets what is refused beyond the policy.
     *
     * @param block constants of {@link Block}, by name: a text with commas or spaces between them, an array or a collection; none by default
     * @throws IllegalArgumentException if one of them does not exist
     */
    public void setBlock(Object block) {
        Stream<?> names;
        if (block instanceof Collection<?> several) {
            names = several.stream();
        } else if (block instanceof Object[] several) {
            names = Arrays.stream(several);
        } else {
            names = Arrays.stream(block.toString().split("[\\s,]+"));
        }
        Set<Block> blocks = EnumSet.noneOf(Block.class);
        names.map(Object::toString)
                .filter(name -> !name.isBlank())
                .forEach(name -> blocks.add(constant(Block.class, "block", name)));
        this.block = blocks;
        initialState = false;
    }

    /**
     * Sets what happens when no backend could answer.
     *
     * @param whenUnavailable a {@link WhenUnavailable} by name, the configured default unless set
     * @throws IllegalArgumentException if there is no such constant
     */
    public void setWhenUnavailable(String whenUnavailable) {
        this.whenUnavailable = constant(WhenUnavailable.class, "whenUnavailable", whenUnavailable);
        initialState = false;
    }

    /**
     * Sets whether a value without an at sign is checked as a domain name.
     *
     * @param bareDomain {@code false} by default
     */
    public void setBareDomain(boolean bareDomain) {
        this.bareDomain = bareDomain;
        initialState = false;
    }

    /**
     * Sets the message of every refusal.
     *
     * @param message the text as it is shown; unless set, or if empty, each reason has a message of its own
     */
    public void setMessage(@Nullable String message) {
        this.message = message == null || message.isBlank() ? null : message;
        initialState = false;
    }

    @Override
    public void validate(FacesContext context, UIComponent component, @Nullable Object value) {
        if (value == null) {
            return;
        }
        CheckerEngine.current().ifPresent(engine -> validate(engine, context, component, value.toString()));
    }

    private void validate(CheckerEngine engine, FacesContext context, UIComponent component, String value) {
        NamedPolicy named = policyName == null ? null : engine.checker().policy(policyName);
        EmailRule rule = named == null ? new EmailRule(policy, block, whenUnavailable) : named.rule();
        engine.refuse(value, rule, bareDomain).ifPresent(refusal -> {
            Locale locale = ViewLocale.of(context);
            String text = message;
            if (text == null) {
                text = named == null
                        ? RefusalMessages.text(refusal.reason(), locale)
                        : RefusalMessages.text(refusal.reason(), named, locale);
            }
            String shown = MessagePattern.of(context, locale).apply(component, text);
            throw new ValidatorException(new FacesMessage(FacesMessage.SEVERITY_ERROR, shown, shown));
        });
    }

    @Override
    public @Nullable Object saveState(FacesContext context) {
        if (initialState) {
            return null;
        }
        return new Object[] {policy, policyName, block.toArray(Block[]::new), whenUnavailable, bareDomain, message};
    }

    @Override
    public void restoreState(FacesContext context, @Nullable Object state) {
        if (state instanceof Object[] saved) {
            policy = (EmailPolicy) saved[0];
            policyName = (String) saved[1];
            setBlock(saved[2]);
            whenUnavailable = (WhenUnavailable) saved[3];
            bareDomain = (Boolean) saved[4];
            message = (String) saved[5];
        }
    }

    @Override
    public void markInitialState() {
        initialState = true;
    }

    @Override
    public boolean initialStateMarked() {
        return initialState;
    }

    @Override
    public void clearInitialState() {
        initialState = false;
    }

    @Override
    public boolean isTransient() {
        return isTransient;
    }

    @Override
    public void setTransient(boolean isTransient) {
        this.isTransient = isTransient;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String attribute, String name) {
        String wanted = name.strip().replace('-', '_');
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + attribute + "' must be one of "
                        + Arrays.toString(type.getEnumConstants())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-')));
    }
}
