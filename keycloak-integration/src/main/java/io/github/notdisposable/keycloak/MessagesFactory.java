/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.theme.ThemeResourceProvider;
import org.keycloak.theme.ThemeResourceProviderFactory;

/** Gives Keycloak's themes the messages of refusals, in the languages of NotDisposable. A theme and a realm can override them. Thread-safe. */
public final class MessagesFactory implements ThemeResourceProviderFactory {

    private final Messages messages = new Messages();

    /** Creates the factory. */
    public MessagesFactory() {}

    @Override
    public String getId() {
        return NotDisposableValidatorFactory.ID;
    }

    @Override
    public ThemeResourceProvider create(KeycloakSession session) {
        return messages;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
