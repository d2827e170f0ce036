/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Keycloak's REST interfaces for administrators and for users. */
final class Realms {

    /** Where the application is that users log in to; nobody listens there. */
    static final String APPLICATION = "http://app.example/";

    static final String PASSWORD = "correct-horse-7";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;

    /**
     * An answer.
     *
     * @param status its status
     * @param body its body, an empty object if it has none
     */
    record Answer(int status, JsonNode body) {}

    Realms(URI server) {
        this.server = server;
    }

    /** Creates a realm with a sign-up form, an application, users who have an address each, and the validator with a configuration. */
    void create(String realm, String validator, Map<String, String> users) throws IOException, InterruptedException {
        ObjectNode json = JSON.createObjectNode()
                .put("realm", realm)
                .put("enabled", true)
                .put("sslRequired", "none")
                .put("registrationAllowed", true)
                .put("internationalizationEnabled", true)
                .put("defaultLocale", "en");
        for (String locale : new String[] {"en", "de", "fr", "ja", "pt-BR", "zh-Hant"}) {
            json.withArray("supportedLocales").add(locale);
        }
        ObjectNode client = json.withArray("clients").addObject();
        client.put("clientId", "app").put("publicClient", true).put("directAccessGrantsEnabled", true);
        client.withArray("redirectUris").add("*");
        // The import of a realm does not validate: these users are from before.
        users.forEach((name, email) -> json.withArray("users").add(user(name, email)));
        admin("POST", "/admin/realms", json, 201);
        configure(realm, validator);
    }

    /** Sets the validator's configuration, and returns the answer. */
    Answer configure(String realm, String validator) throws IOException, InterruptedException {
        JsonNode profile =
                admin("GET", "/admin/realms/" + realm + "/users/profile", null).body();
        for (JsonNode attribute : profile.get("attributes")) {
            if (attribute.get("name").asText().equals("email")) {
                ((ObjectNode) attribute.get("validations")).set("not-disposable", JSON.readTree(validator));
            }
        }
        return admin("PUT", "/admin/realms/" + realm + "/users/profile", profile);
    }

    static ObjectNode user(String name, String email) {
        ObjectNode user = JSON.createObjectNode()
                .put("username", name)
                .put("enabled", true)
                .put("email", email)
                .put("emailVerified", true)
                .put("firstName", "Bob")
                .put("lastName", "Smith");
        user.withArray("credentials").addObject().put("type", "password").put("value", PASSWORD);
        // Users from a realm's file have no more roles than the file says.
        user.withArray("realmRoles");
        user.putObject("clientRoles").putArray("account").add("manage-account").add("view-profile");
        return user;
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    Answer admin(String method, String path, JsonNode body) throws IOException, InterruptedException {
        return call(method, path, body, token("master", "admin-cli", KeycloakServer.ADMIN, KeycloakServer.ADMIN));
    }

    JsonNode admin(String method, String path, JsonNode body, int status) throws IOException, InterruptedException {
        Answer answer = admin(method, path, body);
        if (answer.status() != status) {
            throw new AssertionError(method + ' ' + path + ": " + answer);
        }
        return answer.body();
    }

    /** Updates a user's own account. */
    Answer account(String realm, String user, JsonNode body) throws IOException, InterruptedException {
        return call("POST", "/realms/" + realm + "/account/", body, token(realm, "app", user, PASSWORD));
    }

    Answer account(String realm, String user) throws IOException, InterruptedException {
        return call(
                "GET",
                "/realms/" + realm + "/account/?userProfileMetadata=true",
                null,
                token(realm, "app", user, PASSWORD));
    }

    /** Returns the users that have an address. */
    JsonNode usersWith(String realm, String email) throws IOException, InterruptedException {
        return admin(
                        "GET",
                        "/admin/realms/" + realm + "/users?exact=true&email=" + URLEncoder.encode(email, UTF_8),
                        null)
                .body();
    }

    /** Logs in by the password grant. */
    Answer login(String realm, String client, String user, String password) throws IOException, InterruptedException {
        String form = "grant_type=password&client_id=" + client + "&username=" + user + "&password=" + password;
        return send(HttpRequest.newBuilder(server.resolve("/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private String token(String realm, String client, String user, String password)
            throws IOException, InterruptedException {
        Answer answer = login(realm, client, user, password);
        if (answer.status() != 200) {
            throw new AssertionError("Login of " + user + ": " + answer);
        }
        return answer.body().get("access_token").asText();
    }

    private Answer call(String method, String path, JsonNode body, String token)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString())));
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body().isBlank() ? "{}" : response.body()));
    }
}
