/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.notdisposable.checker.RefusalReason;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The provider in a real server, which stands behind a proxy on its own machine. One server for all tests, with a realm each where they differ. */
class KeycloakIT {

    private static final String DISPOSABLE = RefusalReason.DISPOSABLE.messageKey();

    private static CheckingService service;
    private static KeycloakServer server;
    private static Realms realms;

    private String user;

    @BeforeAll
    static void startServer() throws Exception {
        service = new CheckingService();
        server = KeycloakServer.start(
                Path.of(System.getProperty("java.home")), service.settings() + """
                        notdisposable.client-ip.mode=chain
                        notdisposable.client-ip.trusted-proxies=loopback
                        notdisposable.policies.checkout.policy=business-only
                        notdisposable.policies.checkout.message=Only for companies.
                        notdisposable.policies.partners.policy=business-only
                        notdisposable.policies.partners.suggestion=Ask your company ({email}).
                        """, "--proxy-headers=xforwarded");
        realms = new Realms(server.address());
        // Users from before the validator.
        realms.create(
                "shop",
                "{}",
                Map.of("old", "old@mailinator.com", "old2", "old2@mailinator.com", "good", "good@shop.example"));
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
        service.close();
    }

    @BeforeEach
    void forgetWhatWasAsked() {
        service.asked().clear();
        user = "user" + System.nanoTime();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "ja", "pt-BR", "zh-Hant"})
    void refusesADisposableAddressInTheFormInItsReadersLanguage(String language) throws Exception {
        Browser browser = new Browser(server.address(), Map.of("Accept-Language", language));

        Browser.Page answer = register(browser, "shop", "Bob@Mailinator.com");

        String message = new Messages()
                .getMessages("messages", Locale.forLanguageTag(language))
                .getProperty(DISPOSABLE);
        assertThat(answer.html()).contains(message);
        assertThat(realms.usersWith("shop", "bob@mailinator.com")).isEmpty();
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void asksTheServiceOnceAboutAnAddressThatTheBundledDataDoesNotKnow() throws Exception {
        Browser browser = new Browser(server.address(), Map.of());

        assertThat(register(browser, "shop", "bob@burner.example").html())
                .contains("Please use a permanent email address.");
        assertThat(service.asked()).hasSize(1);
        assertThat(realms.usersWith("shop", "bob@burner.example")).isEmpty();

        assertThat(register(browser, "shop", user + "@shop.example").isLoggedIn())
                .isTrue();
        assertThat(service.asked()).hasSize(2);
        assertThat(realms.usersWith("shop", user + "@shop.example")).hasSize(1);
    }

    @Test
    void letsInAnAddressWhileTheServiceIsDown() throws Exception {
        Browser browser = new Browser(server.address(), Map.of());

        assertThat(register(browser, "shop", "down" + user + "@shop.example").isLoggedIn())
                .isTrue();
        assertThat(service.asked()).isNotEmpty();
        assertThat(server.log()).doesNotContain("down" + user + "@shop.example");
    }

    @Test
    void takesTheClientFromWhatItsOwnProxyWroteAndNotFromTheFirstEntry() throws Exception {
        Browser browser = new Browser(server.address(), Map.of("X-Forwarded-For", "192.0.2.66, 198.51.100.7"));

        register(browser, "shop", user + "@shop.example");

        assertThat(service.asked()).containsExactly("email=" + user + "@shop.example&client=198.51.100.7");
    }

    @Test
    void namesNoClientWhereNobodyStandsInFrontOfItsOwnProxies() throws Exception {
        register(new Browser(server.address(), Map.of()), "shop", user + "@shop.example");

        // The peer is this machine, which is trusted, and wrote no header.
        assertThat(service.asked()).containsExactly("email=" + user + "@shop.example&client=unknown");
    }

    @Test
    void letsAUserOfADisposableAddressLogInAndUpdateAnythingElse() throws Exception {
        assertThat(realms.login("shop", "app", "old", Realms.PASSWORD).status()).isEqualTo(200);
        assertThat(logIn(new Browser(server.address(), Map.of()), "shop", "old").isLoggedIn())
                .isTrue();
        assertThat(realms.account("shop", "old", profile("old", "old@mailinator.com", "Robert"))
                        .status())
                .isEqualTo(204);
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void refusesAnotherDisposableAddressOfThatUserAndEchoesNoValue() throws Exception {
        Realms.Answer answer = realms.account("shop", "old", profile("old", "old@yopmail.com", "Bob"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().toString()).contains(DISPOSABLE).doesNotContain("yopmail");
    }

    @Test
    void refusesADisposableAddressInTheAccountAndTakesAGoodOne() throws Exception {
        assertThat(realms.account("shop", "good", profile("good", "good@mailinator.com", "Bob"))
                        .status())
                .isEqualTo(400);
        assertThat(realms.account("shop", "good", profile("good", user + "@shop.example", "Bob"))
                        .status())
                .isEqualTo(204);
        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void exemptsAdministrators() throws Exception {
        ObjectNode created = Realms.user(user, user + "@mailinator.com");
        created.remove("clientRoles");
        realms.admin("POST", "/admin/realms/shop/users", created, 201);

        JsonNode old = realms.usersWith("shop", "old2@mailinator.com").get(0);
        realms.admin(
                "PUT", "/admin/realms/shop/users/" + old.get("id").asText(), Realms.json("{\"enabled\":false}"), 204);
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void checksAdministratorsWhereTheirContextIsNamed() throws Exception {
        realms.create("strict", "{\"contexts\":[\"USER_API\"]}", Map.of("old", "old@mailinator.com"));
        ObjectNode created = Realms.user(user, user + "@mailinator.com");
        created.remove("clientRoles");

        Realms.Answer answer = realms.admin("POST", "/admin/realms/strict/users", created);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(Realms.json(
                        "{\"field\":\"email\",\"errorMessage\":\"" + DISPOSABLE + "\",\"params\":[\"email\"]}"));

        JsonNode old = realms.usersWith("strict", "old@mailinator.com").get(0);
        realms.admin(
                "PUT", "/admin/realms/strict/users/" + old.get("id").asText(), Realms.json("{\"enabled\":false}"), 204);
        assertThat(register(new Browser(server.address(), Map.of()), "strict", "new@mailinator.com")
                        .isLoggedIn())
                .isTrue();
    }

    @Test
    void refusesWhatThePolicyAndTheBlocksSay() throws Exception {
        realms.create("company", "{\"policy\":\"BUSINESS_ONLY\",\"block\":[\"GREY\"]}", Map.of());

        assertThat(register(new Browser(server.address(), Map.of()), "company", "bob@gmail.com")
                        .html())
                .contains("Please use your company email address.");
    }

    @Test
    void takesAPolicyOfTheServersSettingsByItsName() throws Exception {
        realms.create("checkout", "{\"policyName\":\"checkout\"}", Map.of());

        assertThat(register(new Browser(server.address(), Map.of()), "checkout", "bob@gmail.com")
                        .html())
                .contains("Only for companies.");
        assertThat(realms.configure("checkout", "{\"policyName\":\"checkuot\"}").status())
                .isEqualTo(400);
    }

    @Test
    void addsTheSuggestionOfThatPolicyInItsReadersLanguage() throws Exception {
        realms.create("partners", "{\"policyName\":\"partners\"}", Map.of());
        Browser browser = new Browser(server.address(), Map.of("Accept-Language", "de"));

        String message =
                new Messages().getMessages("messages", Locale.GERMAN).getProperty(RefusalReason.PUBLIC.messageKey());
        assertThat(register(browser, "partners", "bob@gmail.com").html())
                .contains(message + " Ask your company (E-Mail).");
    }

    @Test
    void refusesAConfigurationThatItCannotRead() throws Exception {
        Realms.Answer answer = realms.configure("shop", "{\"policy\":\"NONSENSE\",\"block\":[\"GRAY\"]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().toString())
                .contains("'policy' must be of DISPOSABLE_ONLY,", "'block' must be of GREY,");
    }

    @Test
    void offersItsOptionsInTheAdminConsole() throws Exception {
        JsonNode validators = realms.admin("GET", "/admin/serverinfo", null)
                .body()
                .get("componentTypes")
                .get("org.keycloak.validate.Validator");

        Map<String, JsonNode> options = new TreeMap<>();
        validators.forEach(validator -> {
            if (validator.get("id").asText().equals("not-disposable")) {
                validator
                        .get("properties")
                        .forEach(option -> options.put(option.get("name").asText(), option));
            }
        });
        assertThat(options).containsOnlyKeys("policy", "block", "policyName", "contexts");
        assertThat(options.get("contexts").get("defaultValue").toString())
                .contains("REGISTRATION")
                .doesNotContain("USER_API", "SCIM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"account", "admin"})
    void givesTheConsolesItsMessages(String console) throws Exception {
        assertThat(new Browser(server.address(), Map.of())
                        .get("/resources/shop/" + console + "/de")
                        .html())
                .contains(DISPOSABLE, "Wegwerf-Adressen sind nicht erlaubt.");
    }

    @Test
    void publishesNothingOfItsConfigurationToUsers() throws Exception {
        String account = realms.account("shop", "good").body().toString();

        assertThat(account).contains("\"validators\"").doesNotContain("not-disposable", CheckingService.KEY);
        assertThat(server.log()).doesNotContain(CheckingService.KEY);
    }

    @Test
    void asksForAnotherAddressAtTheFirstLoginThroughAnIdentityProvider() throws Exception {
        realms.create("partner", "{}", Map.of("bob", "bob@mailinator.com"));
        broker("shop", "partner");
        Browser browser = new Browser(server.address(), Map.of());

        Browser.Page review = logInAtPartner(browser, "shop", "bob");
        assertThat(review.html()).contains("bob@mailinator.com");
        Browser.Page again = browser.submit(review, fields("bob", "bob@mailinator.com"));
        assertThat(again.html()).contains("Please use a permanent email address.");
        assertThat(realms.usersWith("shop", "bob@mailinator.com")).isEmpty();

        assertThat(browser.submit(again, fields("bob", user + "@shop.example")).isLoggedIn())
                .isTrue();
        assertThat(realms.usersWith("shop", user + "@shop.example")).hasSize(1);
    }

    @Test
    void asksForAnotherAddressThereWhereTheRealmDoesNotLetUsersReviewTheirProfile() throws Exception {
        realms.create("quick", "{}", Map.of());
        realms.create("other-partner", "{}", Map.of("bob", "bob@mailinator.com"));
        broker("quick", "other-partner");
        turnOffReview("quick");

        assertThat(logInAtPartner(new Browser(server.address(), Map.of()), "quick", "bob")
                        .html())
                .contains("Please use a permanent email address.");

        // Who leaves that page is asked again.
        Browser browser = new Browser(server.address(), Map.of());
        Browser.Page held = logInAtPartner(browser, "quick", "bob");
        assertThat(held.html()).contains("Please use a permanent email address.");
        Browser.Page again = browser.submit(held, fields("bob", "bob@mailinator.com"));
        assertThat(again.html()).contains("Please use a permanent email address.");
        assertThat(browser.submit(again, fields("bob", user + "@shop.example")).isLoggedIn())
                .isTrue();
        assertThat(realms.usersWith("quick", "bob@mailinator.com")).isEmpty();

        service.asked().clear();
        for (int login = 1; login <= 2; login++) {
            assertThat(logInAtPartner(new Browser(server.address(), Map.of()), "quick", "bob")
                            .isLoggedIn())
                    .isTrue();
        }
        assertThat(service.asked()).hasSizeLessThanOrEqualTo(1);
        assertThat(realms.usersWith("quick", user + "@shop.example").toString()).doesNotContain("notdisposable");
    }

    @Test
    void asksForAnotherAddressThereOnThePageForTheAddressWhereTheRealmHasOne() throws Exception {
        realms.create("page", "{}", Map.of());
        realms.create("partner-of-page", "{}", Map.of("bob", "bob@mailinator.com"));
        broker("page", "partner-of-page");
        turnOffReview("page");
        enablePageForTheAddress("page");

        Browser browser = new Browser(server.address(), Map.of());
        Browser.Page held = logInAtPartner(browser, "page", "bob");
        assertThat(held.isLoggedIn()).isFalse();
        Browser.Page again = browser.submit(held, Map.of("email", "bob@mailinator.com"));
        assertThat(again.html()).contains("Please use a permanent email address.");

        // Who leaves that page is asked again.
        Browser next = new Browser(server.address(), Map.of());
        Browser.Page asked = logInAtPartner(next, "page", "bob");
        assertThat(asked.isLoggedIn()).isFalse();
        assertThat(next.submit(asked, Map.of("email", user + "@shop.example")).isLoggedIn())
                .isTrue();
        assertThat(logInAtPartner(new Browser(server.address(), Map.of()), "page", "bob")
                        .isLoggedIn())
                .isTrue();
        assertThat(realms.usersWith("page", user + "@shop.example").toString()).doesNotContain("notdisposable");
    }

    @Test
    void letsInThereWhereNoPageCanChangeTheAddressAndAsksNobodyAsTheDocumentSays() throws Exception {
        realms.create("fixed", "{}", Map.of());
        realms.create("partner-of-fixed", "{}", Map.of("bob", "bob@mailinator.com"));
        broker("fixed", "partner-of-fixed");
        turnOffReview("fixed");
        realms.admin(
                "PUT",
                "/admin/realms/fixed",
                Realms.json("{\"registrationEmailAsUsername\":true,\"editUsernameAllowed\":false}"),
                204);

        service.asked().clear();
        for (int login = 1; login <= 2; login++) {
            assertThat(logInAtPartner(new Browser(server.address(), Map.of()), "fixed", "bob")
                            .isLoggedIn())
                    .isTrue();
        }
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void asksForAnotherAddressAtALoginWhereTheRequiredActionIsEnabled() throws Exception {
        realms.create("cleanup", "{}", Map.of("old", "old@mailinator.com", "good", "good@shop.example"));
        realms.admin(
                "POST",
                "/admin/realms/cleanup/authentication/register-required-action",
                Realms.json("{\"providerId\":\"not-disposable-replace-email\",\"name\":\"Replace\"}"),
                204);
        assertThat(logIn(new Browser(server.address(), Map.of()), "cleanup", "good")
                        .isLoggedIn())
                .isTrue();

        assertThat(realms.login("cleanup", "app", "old", Realms.PASSWORD)
                        .body()
                        .path("error_description")
                        .asText())
                .isEqualTo("Account is not fully set up");

        Browser browser = new Browser(server.address(), Map.of("Accept-Language", "de"));
        Browser.Page asked = logIn(browser, "cleanup", "old");
        assertThat(asked.html()).contains("Wegwerf-Adressen sind nicht erlaubt.");
        Browser.Page again = browser.submit(asked, fields("old", "old@mailinator.com"));
        assertThat(again.html()).contains("Wegwerf-Adressen sind nicht erlaubt.");
        assertThat(browser.submit(again, fields("old", user + "@shop.example")).isLoggedIn())
                .isTrue();

        assertThat(logIn(new Browser(server.address(), Map.of()), "cleanup", "old")
                        .isLoggedIn())
                .isTrue();
    }

    @Test
    void asksThereOnThePageForTheAddressWhereTheRealmHasOne() throws Exception {
        realms.create("update-email", "{}", Map.of("old", "old@mailinator.com"));
        String actions = "/admin/realms/update-email/authentication/";
        realms.admin(
                "POST",
                actions + "register-required-action",
                Realms.json("{\"providerId\":\"not-disposable-replace-email\",\"name\":\"Replace\"}"),
                204);
        enablePageForTheAddress("update-email");

        Browser browser = new Browser(server.address(), Map.of());
        Browser.Page asked = logIn(browser, "update-email", "old");
        Browser.Page again = browser.submit(asked, Map.of("email", "old@mailinator.com"));
        assertThat(again.html()).contains("Please use a permanent email address.");
        assertThat(browser.submit(again, Map.of("email", user + "@shop.example"))
                        .isLoggedIn())
                .isTrue();
    }

    @Test
    void isNotAskedByAnImportAsTheDocumentSays() throws Exception {
        ObjectNode imported = (ObjectNode) Realms.json("{\"ifResourceExists\":\"FAIL\"}");
        imported.withArray("users").add(Realms.user(user, user + "@mailinator.com"));

        realms.admin("POST", "/admin/realms/shop/partialImport", imported, 200);
        assertThat(realms.usersWith("shop", user + "@mailinator.com")).hasSize(1);
    }

    private Browser.Page register(Browser browser, String realm, String email) throws Exception {
        Browser.Page form =
                browser.get("/realms/" + realm + "/protocol/openid-connect/registrations?" + authorization());
        Map<String, String> fields = new TreeMap<>(fields(user, email));
        fields.put("password", Realms.PASSWORD);
        fields.put("password-confirm", Realms.PASSWORD);
        return browser.submit(form, fields);
    }

    private static Browser.Page logIn(Browser browser, String realm, String user) throws Exception {
        Browser.Page form = browser.get("/realms/" + realm + "/protocol/openid-connect/auth?" + authorization());
        return browser.submit(form, Map.of("username", user, "password", Realms.PASSWORD));
    }

    private static Browser.Page logInAtPartner(Browser browser, String realm, String user) throws Exception {
        Browser.Page form = browser.get(
                "/realms/" + realm + "/protocol/openid-connect/auth?kc_idp_hint=partner&" + authorization());
        return browser.submit(form, Map.of("username", user, "password", Realms.PASSWORD));
    }

    private static String authorization() {
        return "client_id=app&response_type=code&scope=openid&redirect_uri=" + Realms.APPLICATION;
    }

    private static Map<String, String> fields(String user, String email) {
        return Map.of("username", user, "email", email, "firstName", "Bob", "lastName", "Smith");
    }

    private static JsonNode profile(String user, String email, String firstName) throws Exception {
        return ((ObjectNode) Realms.json("{\"lastName\":\"Smith\"}"))
                .put("username", user)
                .put("email", email)
                .put("firstName", firstName);
    }

    /** Lets the users of one realm log in to another. */
    private static void broker(String realm, String partner) throws Exception {
        String endpoints = server.address() + "/realms/" + partner + "/protocol/openid-connect/";
        ObjectNode provider =
                (ObjectNode) Realms.json("{\"alias\":\"partner\",\"providerId\":\"oidc\",\"enabled\":true}");
        provider.putObject("config")
                .put("clientId", "app")
                .put("clientAuthMethod", "client_secret_post")
                .put("clientSecret", "none")
                .put("authorizationUrl", endpoints + "auth")
                .put("tokenUrl", endpoints + "token")
                .put("userInfoUrl", endpoints + "userinfo")
                .put("defaultScope", "openid email profile");
        realms.admin("POST", "/admin/realms/" + realm + "/identity-provider/instances", provider, 201);
    }

    private static void enablePageForTheAddress(String realm) throws Exception {
        String action = "/admin/realms/" + realm + "/authentication/required-actions/UPDATE_EMAIL";
        ObjectNode page = (ObjectNode) realms.admin("GET", action, null, 200);
        realms.admin("PUT", action, page.put("enabled", true), 204);
    }

    private static void turnOffReview(String realm) throws Exception {
        String flows = "/admin/realms/" + realm + "/authentication/";
        for (JsonNode execution : realms.admin("GET", flows + "flows/first%20broker%20login/executions", null, 200)) {
            if (execution.path("providerId").asText().equals("idp-review-profile")) {
                String config = flows + "config/"
                        + execution.get("authenticationConfig").asText();
                ObjectNode changed = (ObjectNode) realms.admin("GET", config, null, 200);
                changed.withObject("config").put("update.profile.on.first.login", "off");
                realms.admin("PUT", config, changed, 204);
            }
        }
    }
}
