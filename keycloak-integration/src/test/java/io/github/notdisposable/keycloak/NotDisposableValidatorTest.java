/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.storage.ReadOnlyException;
import org.keycloak.userprofile.AttributeContext;
import org.keycloak.userprofile.AttributeMetadata;
import org.keycloak.userprofile.Attributes;
import org.keycloak.userprofile.UserProfile;
import org.keycloak.userprofile.UserProfileAttributeValidationContext;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.userprofile.UserProfileMetadata;
import org.keycloak.userprofile.UserProfileProvider;
import org.keycloak.validate.ValidationContext;
import org.keycloak.validate.ValidatorConfig;

/** The first login of a user whom an identity provider has created, without a review of the profile. */
class NotDisposableValidatorTest {

    private static final String HELD = "notdisposable.held";

    private final EmailGate gate = EmailGate.open(Settings.of(SettingsSource.of("test", Map.of())));

    private final Map<String, String> stored = new HashMap<>();
    private final Map<String, Object> ofTheSession = new HashMap<>();
    private final List<Object> required = new ArrayList<>();
    private boolean storageIsReadOnly;
    private boolean updateEmailIsEnabled;
    private boolean readOnlyOnItsOwnPage;

    @AfterEach
    void close() {
        gate.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob@mailinator.com", "bob@gmail.com"})
    void aStorageThatCannotBeWrittenDoesNotEndTheLogin(String address) {
        storageIsReadOnly = true;
        if (address.endsWith("@gmail.com")) {
            stored.put(HELD, "true");
        }

        assertThat(validate(address, true).isValid()).isEqualTo(address.endsWith("@gmail.com"));
    }

    @Test
    void nothingIsWrittenForAGoodAddressOfAUserWhoIsNotHeld() {
        assertThat(validate("bob@gmail.com", true).isValid()).isTrue();
        assertThat(stored).isEmpty();
        assertThat(ofTheSession).as("the checker was asked").isNotEmpty();
    }

    @Test
    void holdsAUserUntilTheAddressIsAnother() {
        assertThat(validate("bob@mailinator.com", true).isValid()).isFalse();
        assertThat(stored).containsEntry(HELD, "true");

        assertThat(validate("bob@gmail.com", true).isValid()).isTrue();
        assertThat(stored).isEmpty();
        assertThat(required).isEmpty();
    }

    @Test
    void asksNobodyAboutAnAddressThatNoPageCanChange() {
        assertThat(validate("bob@mailinator.com", false).isValid()).isTrue();

        updateEmailIsEnabled = true;
        readOnlyOnItsOwnPage = true;
        assertThat(validate("bob@mailinator.com", false).isValid()).isTrue();

        assertThat(ofTheSession).as("the checker was not asked").isEmpty();
        assertThat(required).isEmpty();
        assertThat(stored).isEmpty();
    }

    @Test
    void holdsTheLoginOnThePageOfTheAddressWhereThatOfTheProfileCannotChangeIt() {
        updateEmailIsEnabled = true;

        assertThat(validate("bob@mailinator.com", false).isValid()).isFalse();
        assertThat(required).containsExactly(RequiredAction.UPDATE_EMAIL);
        assertThat(stored).containsEntry(HELD, "true");

        required.clear();
        assertThat(validate("bob@gmail.com", false).isValid()).isTrue();
        assertThat(required).isEmpty();
        assertThat(stored).isEmpty();
    }

    private ValidationContext validate(String address, boolean writable) {
        UserModel user = user(address);
        AttributeMetadata metadata = new UserProfileMetadata(UserProfileContext.UPDATE_PROFILE)
                .addAttribute(UserModel.EMAIL, 1, context -> writable, context -> true);
        AttributeContext attribute = new AttributeContext(
                UserProfileContext.UPDATE_PROFILE,
                session(),
                Map.entry(UserModel.EMAIL, List.of(address)),
                user,
                metadata,
                stub(Attributes.class, (proxy, method, arguments) -> null));
        return new NotDisposableValidator(gate)
                .validate(
                        List.of(address),
                        UserModel.EMAIL,
                        new UserProfileAttributeValidationContext(attribute),
                        ValidatorConfig.EMPTY);
    }

    private UserModel user(String address) {
        return stub(UserModel.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getEmail" -> address;
            case "getFirstAttribute" -> stored.get(arguments[0]);
            case "setSingleAttribute", "removeAttribute" -> {
                if (storageIsReadOnly) {
                    throw new ReadOnlyException();
                }
                yield method.getName().equals("removeAttribute")
                        ? stored.remove(arguments[0])
                        : stored.put((String) arguments[0], (String) arguments[1]);
            }
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private KeycloakSession session() {
        AuthenticationSessionModel login =
                stub(AuthenticationSessionModel.class, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAuthNote" -> arguments[0].equals("BROKER_REGISTERED_NEW_USER") ? "true" : null;
                    case "addRequiredAction" -> {
                        required.add(arguments[0]);
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.toString());
                });
        RequiredActionProviderModel updateEmail = new RequiredActionProviderModel();
        updateEmail.setEnabled(updateEmailIsEnabled);
        RealmModel realm = answering(RealmModel.class, Map.of("getRequiredActionProviderByAlias", updateEmail));
        HttpRequest request = stub(HttpRequest.class, (proxy, method, arguments) -> null);
        KeycloakContext context = answering(
                KeycloakContext.class,
                Map.of("getAuthenticationSession", login, "getRealm", realm, "getHttpRequest", request));
        Attributes attributes = answering(Attributes.class, Map.of("isReadOnly", readOnlyOnItsOwnPage));
        UserProfile profile = answering(UserProfile.class, Map.of("getAttributes", attributes));
        UserProfileProvider profiles = answering(UserProfileProvider.class, Map.of("create", profile));
        return stub(KeycloakSession.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getContext" -> context;
            case "getProvider" -> profiles;
            case "getAttribute" -> ofTheSession.get(arguments[0]);
            case "setAttribute" -> ofTheSession.put((String) arguments[0], arguments[1]);
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return stub(type, (proxy, method, arguments) -> answer(method.getName(), answers));
    }

    private static @Nullable Object answer(String method, Map<String, Object> answers) {
        if (!answers.containsKey(method)) {
            throw new UnsupportedOperationException(method);
        }
        return answers.get(method);
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
