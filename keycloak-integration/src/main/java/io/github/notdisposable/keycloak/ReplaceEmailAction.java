/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import java.util.Map;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.sessions.AuthenticationSessionModel;
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

    /** Where a realm has a page for the address alone, the page of the profile does not show it. */
    private static RequiredAction page(RequiredActionContext context) {
        RequiredActionProviderModel updateEmail =
                context.getRealm().getRequiredActionProviderByAlias(RequiredAction.UPDATE_EMAIL.name());
        return updateEmail != null && updateEmail.isEnabled()
                ? RequiredAction.UPDATE_EMAIL
                : RequiredAction.VERIFY_PROFILE;
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
