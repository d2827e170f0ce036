/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stand-in of user.cleaning: both of its contracts, the three categories, and a ban after five disposable attempts of one client.
 *
 * <p>The reply to a wrong key is a guess, as the guides do not show it.
 */
public final class UserCleaningStub implements ResponseDefinitionTransformerV2 {

    /** The disposable attempts that one client has before it is banned. */
    public static final int ATTEMPTS = 5;

    static final String NAME = "user-cleaning";

    private static final String BEARER = "Bearer ";

    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

    UserCleaningStub() {}

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    /**
     * Lets a client in again.
     *
     * @param ip its address, as it was sent
     */
    public void unban(String ip) {
        attempts.remove(ip);
    }

    /**
     * Tells how many disposable attempts a client has made.
     *
     * @param ip its address, as it was sent
     * @return their number
     */
    public int attemptsOf(String ip) {
        return attempts.getOrDefault(ip, 0);
    }

    /** Forgets all clients. */
    public void reset() {
        attempts.clear();
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        if (!request.getMethod().equals(RequestMethod.POST)) {
            return detail(405, "Method Not Allowed");
        }
        return request.getUrl().startsWith("/v1/email/check") ? json(request) : query(request);
    }

    private ResponseDefinition query(Request request) {
        if (!SandboxServices.USER_CLEANING_API_KEY.equals(request.getHeader("X-API-Key"))) {
            return detail(401, "Invalid API key");
        }
        String email = request.queryParameter("email").isPresent()
                ? request.queryParameter("email").firstValue()
                : null;
        String ip = request.getHeader("X-Forwarded-For");
        return answer(email, ip != null ? ip : "unknown");
    }

    private ResponseDefinition json(Request request) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null
                || !authorization.startsWith(BEARER)
                || !authorization.substring(BEARER.length()).equals(SandboxServices.USER_CLEANING_API_KEY)) {
            return detail(401, "Invalid API key");
        }
        try {
            JsonNode body = Answers.JSON.readTree(request.getBodyAsString());
            return answer(body.path("email").textValue(), body.path("ip").asText("unknown"));
        } catch (JsonProcessingException noJson) {
            return detail(400, "The body is no JSON document");
        }
    }

    private ResponseDefinition answer(@Nullable String email, String ip) {
        if (email == null || !KnownDomains.isAddress(email)) {
            return detail(422, "The email is not valid");
        }
        String category = categoryOf(email);
        int before = attemptsOf(ip);
        if (before >= ATTEMPTS) {
            return detail(403, "Too many disposable email attempts. Try again later.");
        }
        if (category.equals("black")) {
            attempts.merge(ip, 1, Integer::sum);
        }
        return Answers.json(
                200, Answers.JSON.createObjectNode().put("email", email).put("category", category));
    }

    private static String categoryOf(String email) {
        if (KnownDomains.lookUp(KnownDomains.DISPOSABLE, KnownDomains.domainOf(email)) != null) {
            return "black";
        }
        return KnownDomains.isAlias(email.substring(0, email.lastIndexOf('@'))) ? "grey" : "white";
    }

    private static ResponseDefinition detail(int status, String detail) {
        return Answers.json(status, Answers.JSON.createObjectNode().put("detail", detail));
    }
}
