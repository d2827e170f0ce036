/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import io.github.notdisposable.hooks.HookException.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The blocking function {@code beforeCreate} of Google Identity Platform and Firebase Authentication. */
final class FirebaseHook extends HookProvider {

    static final URI KEYS =
            URI.create("https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com");

    private static final String BEFORE_CREATE = "beforeCreate";

    FirebaseHook(String projectId, Collection<String> audiences, URI keys) {
        super("firebase", Duration.ofSeconds(5), proof(projectId, audiences, keys));
    }

    private static Proof proof(String projectId, Collection<String> audiences, URI keys) {
        JWTClaimsSet exact = new JWTClaimsSet.Builder()
                .issuer("https://securetoken.google.com/" + projectId)
                .build();
        Tokens tokens = Tokens.of(
                keys,
                Duration.ofSeconds(1),
                audiences,
                exact,
                Set.of("sub", "iat", "exp", "event_type", "user_record"));
        return (request, body, now, window) -> tokens.require(Json.text(body, "/data/jwt"), now, window);
    }

    @Override
    @Nullable
    SignUp read(JsonNode claims) throws HookException {
        if (!BEFORE_CREATE.equals(Json.text(claims, "/event_type"))) {
            return null;
        }
        return new SignUp(
                Json.texts(claims, "/user_record/email"),
                Json.text(claims, "/ip_address"),
                Json.text(claims, "/locale"));
    }

    @Override
    HookResponse allow(@Nullable Mark mark) {
        ObjectNode answer = Json.object();
        if (mark != null) {
            ObjectNode user = answer.putObject("userRecord");
            user.putObject("customClaims").put(mark.name(), mark.value());
            user.put("updateMask", "customClaims");
        }
        return Json.response(200, answer);
    }

    @Override
    HookResponse refuse(Refusal refusal) {
        return error(400, "INVALID_ARGUMENT", refusal.text());
    }

    @Override
    HookResponse fail(Problem problem) {
        String status = switch (problem.status()) {
            case 401 -> "UNAUTHENTICATED";
            case 503 -> "UNAVAILABLE";
            default -> "INVALID_ARGUMENT";
        };
        return error(problem.status(), status, problem.text());
    }

    private static HookResponse error(int http, String status, String text) {
        ObjectNode answer = Json.object();
        answer.putObject("error").put("message", text).put("status", status);
        return Json.response(http, answer);
    }
}
