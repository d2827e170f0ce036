/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import io.github.notdisposable.config.ConfigurationException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ConfiguredProvider;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.validate.ValidationError;
import org.keycloak.validate.ValidationResult;
import org.keycloak.validate.Validator;
import org.keycloak.validate.ValidatorConfig;
import org.keycloak.validate.ValidatorFactory;

/**
 * Makes the validator {@value #ID} of Keycloak's user profile, which refuses disposable addresses in the attribute {@code email}.
 *
 * <p>Settings are read when the server starts, from system properties, environment variables and {@code conf/notdisposable.properties}, and a
 * setting that cannot be used ends the start. The validator's own configuration, which Keycloak stores with the realm, holds no secret.
 * Thread-safe.
 */
public final class NotDisposableValidatorFactory implements ValidatorFactory, ConfiguredProvider {

    /** The validator's id, under which a user profile names it. */
    public static final String ID = "not-disposable";

    private volatile @Nullable EmailGate gate;

    /** Creates a factory that has read no settings: Keycloak also creates one while it builds the server. */
    public NotDisposableValidatorFactory() {}

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    /**
     * {@inheritDoc}
     *
     * @throws ConfigurationException if the settings cannot be used, with all that is wrong
     */
    @Override
    public void postInit(KeycloakSessionFactory factory) {
        gate = EmailGate.open(KeycloakSettings.load());
    }

    @Override
    public Validator create(KeycloakSession session) {
        return new NotDisposableValidator(gate());
    }

    @Override
    public void close() {
        EmailGate open = gate;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public String getHelpText() {
        return "Refuses disposable email addresses. An address that the user already has is not checked.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return ValidatorSettings.properties();
    }

    @Override
    public ValidationResult validateConfig(KeycloakSession session, ValidatorConfig config) {
        Set<ValidationError> errors = new LinkedHashSet<>();
        ValidatorSettings.problems(config)
                .forEach((option, problem) -> errors.add(new ValidationError(ID, option, problem)));
        if (errors.isEmpty()
                && isSaved(session)
                && !gate().knows(ValidatorSettings.of(config).policyName())) {
            errors.add(new ValidationError(ID, "policyName", "notdisposable.policies defines no policy of this name"));
        }
        return new ValidationResult(errors);
    }

    /** Keycloak also asks each time it reads a profile. An error then closes the realm, administrators included. */
    private static boolean isSaved(KeycloakSession session) {
        KeycloakContext context = session.getContext();
        return "PUT".equals(context.getHttpRequest().getHttpMethod())
                && context.getUri().getPath().endsWith("/users/profile");
    }

    EmailGate gate() {
        return Objects.requireNonNull(gate, "The server has not started");
    }
}
