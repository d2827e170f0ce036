/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import java.util.Map;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.userprofile.UserProfileProvider;
import org.keycloak.validate.ValidatorConfig;

/**
 * Asks a user whose stored address is refused for another one, with Keycloak's own pages. It has no page itself: it only takes from the
 * validator the leave to let the stored address in, for this login.
 */
final class ReplaceEmailAction implements RequiredActionProvider {

    private final EmailGate gate;

    ReplaceEmailAction(EmailGate gate) {
        this.gate = gate;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        if (isRefused(context)) {
            login.setAuthNote(NotDisposableValidator.REPLACE, "true");
            login.addRequiredAction(page(context));
        } else {
            login.removeAuthNote(NotDisposableValidator.REPLACE);
        }
    }

    private boolean isRefused(RequiredActionContext context) {
        String address = context.getUser().getEmail();
        UPAttribute attribute = context.getSession()
                .getProvider(UserProfileProvider.class)
                .getConfiguration()
                .getAttribute(UserModel.EMAIL);
        if (address == null || attribute == null || attribute.getValidations() == null) {
            return false;
        }
        Map<String, Object> config = attribute.getValidations().get(NotDisposableValidatorFactory.ID);
        return config != null
                && gate.refusalOfStored(
                                address,
                                ValidatorSettings.of(ValidatorConfig.configFromMap(config)),
                                context.getSession())
                        .isPresent();
    }

    private static RequiredAction page(RequiredActionContext context) {
        return hasPageOfTheAddress(context.getSession(), context.getUser())
                ? RequiredAction.UPDATE_EMAIL
                : RequiredAction.VERIFY_PROFILE;
    }

    /** Returns whether the user can change the address on a page for it alone. The page of the profile does not show it then. */
    static boolean hasPageOfTheAddress(KeycloakSession session, UserModel user) {
        RequiredActionProviderModel page =
                session.getContext().getRealm().getRequiredActionProviderByAlias(RequiredAction.UPDATE_EMAIL.name());
        return page != null
                && page.isEnabled()
                && !session.getProvider(UserProfileProvider.class)
                        .create(UserProfileContext.UPDATE_EMAIL, user)
                        .getAttributes()
                        .isReadOnly(UserModel.EMAIL);
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        context.success();
    }

    @Override
    public void processAction(RequiredActionContext context) {
        context.success();
    }

    @Override
    public void close() {}
}
