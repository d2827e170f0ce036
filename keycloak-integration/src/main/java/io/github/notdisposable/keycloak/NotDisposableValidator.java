/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.storage.ReadOnlyException;
import org.keycloak.userprofile.AttributeContext;
import org.keycloak.userprofile.UserProfileAttributeValidationContext;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.validate.ValidationContext;
import org.keycloak.validate.ValidationError;
import org.keycloak.validate.Validator;
import org.keycloak.validate.ValidatorConfig;

/**
 * Refuses disposable addresses. Keycloak closes it at the end of each session, so it owns nothing; the factory does.
 *
 * <p>Keycloak also calls it with the address that a user already has: at each login, at each update of another attribute, and when an
 * administrator disables the user. That address is not checked, or its owner would be locked out as soon as its domain is listed.
 */
final class NotDisposableValidator implements Validator {

    /** Set by {@link ReplaceEmailAction}: the user has to give another address before the login goes on. */
    static final String REPLACE = "notdisposable.replace";

    /** The attribute of a user whose address was refused at the first login through an identity provider. */
    private static final String HELD = "notdisposable.held";

    /** Set by Keycloak in the login that creates a user after an identity provider's word. */
    private static final String FIRST_BROKER_LOGIN = "BROKER_REGISTERED_NEW_USER";

    private static final Logger LOG = System.getLogger(NotDisposableValidator.class.getName());

    private final EmailGate gate;

    NotDisposableValidator(EmailGate gate) {
        this.gate = gate;
    }

    @Override
    public ValidationContext validate(
            @Nullable Object input, String inputHint, ValidationContext context, ValidatorConfig config) {
        ValidatorSettings settings = ValidatorSettings.of(config);
        AttributeContext attribute =
                context instanceof UserProfileAttributeValidationContext profile ? profile.getAttributeContext() : null;
        if (attribute != null
                && !settings.contexts().contains(attribute.getContext().name())) {
            return context;
        }
        for (Object value : input instanceof Collection<?> several ? several : Collections.singleton(input)) {
            String address = value == null ? "" : value.toString();
            if (!address.isBlank()) {
                refusal(address, attribute, settings, context)
                        .ifPresent(message -> context.addError(
                                new ValidationError(NotDisposableValidatorFactory.ID, inputHint, message)));
            }
        }
        return context;
    }

    private Optional<String> refusal(
            String address,
            @Nullable AttributeContext attribute,
            ValidatorSettings settings,
            ValidationContext context) {
        AuthenticationSessionModel login =
                attribute == null ? null : context.getSession().getContext().getAuthenticationSession();
        if (attribute == null || !isStored(address, attribute)) {
            return gate.refusalOfNew(address, settings, context.getSession());
        }
        UserModel user = attribute.getUser();
        if (login != null && (isNoted(FIRST_BROKER_LOGIN, login) || user.getFirstAttribute(HELD) != null)) {
            return refusalOfHeld(address, attribute, login, settings);
        }
        return isNoted(REPLACE, login)
                ? gate.refusalOfStored(address, settings, context.getSession())
                : Optional.empty();
    }

    /**
     * The user is there before the address was checked for the first time. One who leaves the login is asked again at the next.
     *
     * <p>Keycloak drops what is said about an attribute that the current page cannot change. The login is then held on the page of the address
     * alone. Without such a page nothing can hold it, and nobody is asked.
     */
    private Optional<String> refusalOfHeld(
            String address, AttributeContext attribute, AuthenticationSessionModel login, ValidatorSettings settings) {
        UserModel user = attribute.getUser();
        boolean readOnly = attribute.getMetadata().isReadOnly(attribute);
        if (readOnly && !ReplaceEmailAction.hasPageOfTheAddress(attribute.getSession(), user)) {
            return Optional.empty();
        }
        Optional<String> refusal = gate.refusalOfNew(address, settings, attribute.getSession());
        if (refusal.isPresent() && readOnly) {
            login.addRequiredAction(RequiredAction.UPDATE_EMAIL);
        }
        note(user, refusal.isPresent());
        return refusal;
    }

    private static void note(UserModel user, boolean held) {
        if (held == (user.getFirstAttribute(HELD) != null)) {
            return;
        }
        try {
            if (held) {
                user.setSingleAttribute(HELD, "true");
            } else {
                user.removeAttribute(HELD);
            }
        } catch (ReadOnlyException storage) {
            LOG.log(
                    Level.DEBUG,
                    "A user storage keeps no note of a refused address. That login is held, and no later one.");
        }
    }

    /** Returns whether the user already has the address. Before the first login of an identity provider's user there is none. */
    private static boolean isStored(String address, AttributeContext attribute) {
        UserModel user = attribute.getUser();
        return user != null
                && address.strip().equalsIgnoreCase(user.getEmail())
                && attribute.getContext() != UserProfileContext.IDP_REVIEW;
    }

    private static boolean isNoted(String note, @Nullable AuthenticationSessionModel login) {
        return login != null && Boolean.parseBoolean(login.getAuthNote(note));
    }
}
