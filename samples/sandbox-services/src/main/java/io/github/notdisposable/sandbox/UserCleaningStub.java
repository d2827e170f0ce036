/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stand-in of user.cleaning: its forms of a request, its categories with all fields, a ban after five disposable attempts of one client that
 * lasts until it is lifted, and a key of its own sandbox.
 */
public final class UserCleaningStub implements ResponseDefinitionTransformerV2 {

    /** The disposable attempts that one client has before it is banned. */
    public static final int ATTEMPTS = 5;

    static final String NAME = "user-cleaning";
    static final String BANNED = "Your IP address is banned. Contact the service administrator to unlock access.";

    private static final String BEARER = "Bearer ";

    /**
     * What an answer says of an address.
     *
     * @param category {@code white}, {@code grey} or {@code black}
     * @param type what it means, such as {@code suspicious signs}; {@code null} for an answer as in the guides, of a category alone
     */
    public record Verdict(String category, @Nullable String type) {}

    private static final Verdict UNKNOWN = new Verdict("white", "unknown");

    /** All that a key of the service's own sandbox knows. */
    private static final Map<String, Verdict> OF_THE_SANDBOX = Map.of(
            "test@disposable.com", new Verdict("black", "disposable"),
            "test@multi-alias.com", new Verdict("grey", "multi-alias services"),
            "test@gmail.com", UNKNOWN);

    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
    private final Faults faults = new Faults();

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
     * Returns how many disposable attempts a client has made.
     *
     * @param ip its address, as it was sent
     * @return their number
     */
    public int attemptsOf(String ip) {
        return attempts.getOrDefault(ip, 0);
    }

    /**
     * Sets what is said of an address.
     *
     * @param email the address
     * @param verdict what is said
     */
    public void say(String email, Verdict verdict) {
        verdicts.put(email.toLowerCase(Locale.ROOT), verdict);
    }

    /**
     * Shows a fault.
     *
     * @param fault the fault
     * @param requests for how many requests
     */
    public void fail(Fault fault, int requests) {
        faults.set(fault, requests);
    }

    /** Forgets all clients, what was set and the fault. */
    public void reset() {
        attempts.clear();
        verdicts.clear();
        faults.set(null, 0);
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        ResponseDefinition fault = faults.next();
        if (fault != null) {
            return fault;
        }
        Request request = event.getRequest();
        if (!request.getMethod().equals(RequestMethod.POST)) {
            return detail(405, "Method Not Allowed");
        }
        String key = keyOf(request);
        if (key == null) {
            return Fault.NO_AUTH.response();
        }
        boolean live = key.equals(SandboxServices.USER_CLEANING_API_KEY);
        if (!live && !key.equals(SandboxServices.USER_CLEANING_TEST_KEY)) {
            return Fault.INVALID_KEY_401.response();
        }
        if (!request.getUrl().startsWith("/v1/email/check")) {
            String ip = request.getHeader("X-Forwarded-For");
            return answer(parameter(request), ip != null ? ip : "unknown", live);
        }
        try {
            JsonNode body = Answers.JSON.readTree(request.getBodyAsString());
            return answer(body.path("email").textValue(), body.path("ip").asText("unknown"), live);
        } catch (JsonProcessingException noJson) {
            return detail(400, "The body is no JSON document");
        }
    }

    /** The key in either header; the form with a body takes the second alone. */
    private static @Nullable String keyOf(Request request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.startsWith(BEARER)) {
            return authorization.substring(BEARER.length());
        }
        return request.getUrl().startsWith("/v1/email/check") ? null : request.getHeader("X-API-Key");
    }

    private static @Nullable String parameter(Request request) {
        return request.queryParameter("email").isPresent()
                ? request.queryParameter("email").firstValue()
                : null;
    }

    private ResponseDefinition answer(@Nullable String email, String ip, boolean live) {
        if (email == null || !KnownDomains.isAddress(email)) {
            return Fault.BAD_ADDRESS.response();
        }
        if (!live) {
            return Answers.json(200, json(email, OF_THE_SANDBOX.getOrDefault(email.toLowerCase(Locale.ROOT), UNKNOWN)));
        }
        if (attemptsOf(ip) >= ATTEMPTS) {
            return Fault.BANNED.response();
        }
        Verdict verdict = verdicts.getOrDefault(email.toLowerCase(Locale.ROOT), verdictOn(email));
        ObjectNode json = json(email, verdict);
        if (verdict.category.equals("black")) {
            json.put("remaining_attempts_before_ban", ATTEMPTS - attempts.merge(ip, 1, Integer::sum));
        }
        return Answers.json(200, json);
    }

    private static ObjectNode json(String email, Verdict verdict) {
        ObjectNode json = Answers.JSON.createObjectNode().put("email", email);
        if (verdict.type == null) {
            return json.put("category", verdict.category);
        }
        boolean known = !verdict.type.equals("unknown");
        return json.put("domain", KnownDomains.domainOf(email))
                .put("category", verdict.category)
                .put("mx_record", known ? "unknown" : "")
                .put("premium", known ? "False" : "unknown")
                .put("domain_age", known ? "15010" : "unknown")
                .put("date_added", known ? "01.01.2023" : "not added")
                .put("type", verdict.type);
    }

    private static Verdict verdictOn(String email) {
        String domain = KnownDomains.domainOf(email);
        String localPart = email.substring(0, email.lastIndexOf('@'));
        if (KnownDomains.lookUp(KnownDomains.DISPOSABLE, domain) != null) {
            return new Verdict("black", "disposable");
        }
        if (KnownDomains.lookUp(KnownDomains.RELAY, domain) != null) {
            return new Verdict("grey", "multi-alias services");
        }
        boolean suspicious = KnownDomains.isAlias(localPart)
                || localPart.chars().filter(c -> c == '.').count() > 3;
        return suspicious ? new Verdict("grey", "suspicious signs") : UNKNOWN;
    }

    private static ResponseDefinition detail(int status, String detail) {
        return Answers.json(status, Answers.JSON.createObjectNode().put("detail", detail));
    }
}
