/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import io.github.notdisposable.hooks.HookException.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The event {@code onAttributeCollectionSubmit} of Microsoft Entra External ID. */
final class EntraHook extends HookProvider {

    /** The application as which Entra calls custom authentication extensions, the same in each tenant. */
    static final String CALLER = "99045fe1-7639-4a75-9d4a-577b6ca3810f";

    private static final String TYPE = "microsoft.graph.authenticationEvent.attributeCollectionSubmit";
    private static final String ACTION = "microsoft.graph.attributeCollectionSubmit.";
    private static final String BEARER = "Bearer ";

    EntraHook(URI issuer, String clientId, URI keys) {
        super("entra", Duration.ofMillis(800), proof(issuer, clientId, keys));
    }

    private static Proof proof(URI issuer, String clientId, URI keys) {
        JWTClaimsSet exact = new JWTClaimsSet.Builder()
                .issuer(issuer.toString())
                .claim("azp", CALLER)
                .build();
        Tokens tokens = Tokens.of(keys, Duration.ofMillis(400), Set.of(clientId), exact, Set.of("iat", "exp"));
        return (request, body, now, window) -> {
            // The service keeps a token for its whole life, and uses it again: its age is bounded by `exp` alone.
            tokens.require(bearer(request.header("Authorization")), now, Duration.ofDays(1));
            return body;
        };
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }

    /** {@return where an issuer of Entra's publishes its keys} */
    static URI keysOf(URI issuer) {
        String text = issuer.toString();
        if (!text.endsWith("/v2.0")) {
            throw new IllegalArgumentException(
                    "The issuer ends in /v2.0, as in https://login.microsoftonline.com/TENANT/v2.0.");
        }
        return URI.create(text.substring(0, text.length() - "v2.0".length()) + "discovery/v2.0/keys");
    }

    @Override
    @Nullable
    SignUp read(JsonNode body) throws HookException {
        if (!TYPE.equals(Json.text(body, "/type"))) {
            return null;
        }
        Set<String> emails = new LinkedHashSet<>();
        for (JsonNode identity : body.at("/data/userSignUpInfo/identities")) {
            if ("email".equalsIgnoreCase(Json.text(identity, "/signInType"))) {
                emails.addAll(Json.texts(identity, "/issuerAssignedId"));
            }
        }
        emails.addAll(Json.texts(body, "/data/userSignUpInfo/attributes/email/value"));
        return new SignUp(
                List.copyOf(emails),
                Json.text(body, "/data/authenticationContext/client/ip"),
                Json.text(body, "/data/authenticationContext/client/locale"));
    }

    @Override
    HookResponse allow(@Nullable Mark mark) {
        ObjectNode action = Json.object();
        if (mark == null) {
            action.put("@odata.type", ACTION + "continueWithDefaultBehavior");
        } else {
            action.put("@odata.type", ACTION + "modifyAttributeValues");
            action.putObject("attributes").put(mark.name(), mark.value());
        }
        return answer(action);
    }

    /** The address is an identity and no attribute: there is no field beside which the message could stand. */
    @Override
    HookResponse refuse(Refusal refusal) {
        return answer(
                Json.object().put("@odata.type", ACTION + "showValidationError").put("message", refusal.text()));
    }

    @Override
    HookResponse fail(Problem problem) {
        ObjectNode answer = Json.object();
        answer.putObject("error").put("code", String.valueOf(problem.status())).put("message", problem.text());
        return Json.response(problem.status(), answer);
    }

    private static HookResponse answer(ObjectNode action) {
        ObjectNode answer = Json.object();
        ObjectNode data =
                answer.putObject("data").put("@odata.type", "microsoft.graph.onAttributeCollectionSubmitResponseData");
        data.putArray("actions").add(action);
        return Json.response(200, answer);
    }
}
