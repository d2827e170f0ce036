/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.validate.Validator;

/**
 * Makes the required action {@value #ID}: where a realm enables it, a user whose stored address is refused has to give another one at the next
 * login. It asks the bundled data and the lists of the settings, and no service. Thread-safe.
 */
public final class ReplaceEmailActionFactory implements RequiredActionFactory {

    /** The action's id. */
    public static final String ID = "not-disposable-replace-email";

    /** Creates the factory. */
    public ReplaceEmailActionFactory() {}

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayText() {
        return "Replace disposable email address";
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        NotDisposableValidatorFactory validators = (NotDisposableValidatorFactory) session.getKeycloakSessionFactory()
                .getProviderFactory(Validator.class, NotDisposableValidatorFactory.ID);
        return new ReplaceEmailAction(validators.gate());
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return List.of();
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
