/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.sandbox;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a service, or something between, answers in place of a verdict. */
public enum Fault {
    /** user.cleaning refuses the key, in the status of its API reference. */
    INVALID_KEY_400(UserCleaningStub.NAME, 400, Fault.JSON, "{\"detail\":\"Invalid API key.\"}"),

    /** user.cleaning refuses the key, in the status of its page about errors. */
    INVALID_KEY_401(UserCleaningStub.NAME, 401, Fault.JSON, "{\"detail\":\"Invalid API key.\"}"),

    /** user.cleaning is sent no key. */
    NO_AUTH(UserCleaningStub.NAME, 401, Fault.JSON, "{\"detail\":\"No auth provided\"}"),

    /** The account at user.cleaning has no credits left. */
    NO_CREDITS(
            UserCleaningStub.NAME,
            402,
            Fault.JSON,
            "{\"detail\":\"Insufficient credits \u2014 please top up your balance.\"}"),

    /** user.cleaning bans the client. */
    BANNED(UserCleaningStub.NAME, 403, Fault.JSON, "{\"detail\":\"" + UserCleaningStub.BANNED + "\"}"),

    /** user.cleaning refuses the address. */
    BAD_ADDRESS(
            UserCleaningStub.NAME,
            422,
            Fault.JSON,
            "{\"detail\":[{\"type\":\"value_error\",\"loc\":[\"query\",\"email\"],\"msg\":\"value is not a valid email address\","
                    + "\"input\":\"x\",\"ctx\":{\"reason\":\"An email address must have an @-sign.\"}}]}"),

    /** user.cleaning is asked too often. */
    RATE_LIMIT(UserCleaningStub.NAME, 429, Fault.JSON, "{\"error\":\"Rate limit exceeded.\"}"),

    /** A firewall stands before user.cleaning. */
    FIREWALL(UserCleaningStub.NAME, 403, Fault.HTML, "<html><body><h1>403 Forbidden</h1></body></html>"),

    /** A firewall that speaks JSON stands before user.cleaning. */
    JSON_FIREWALL(UserCleaningStub.NAME, 403, Fault.JSON, "{\"message\":\"Forbidden\"}"),

    /** A page to sign in stands before user.cleaning. */
    PORTAL(UserCleaningStub.NAME, 200, Fault.HTML, "<html><body>Sign in</body></html>"),

    /** StopReg refuses the address. */
    INVALID_EMAIL(StopRegStub.NAME, 400, Fault.JSON, Fault.code(400, "invalid_email")),

    /** StopReg is sent no token. */
    MISSING_TOKEN(StopRegStub.NAME, 401, Fault.JSON, Fault.code(401, "missing_token")),

    /** StopReg does not know the token. */
    INVALID_TOKEN(StopRegStub.NAME, 401, Fault.JSON, Fault.code(401, "invalid_token")),

    /** The token has expired at StopReg. */
    TOKEN_EXPIRED(StopRegStub.NAME, 401, Fault.JSON, Fault.code(401, "token_expired")),

    /** StopReg is asked too often. */
    RATE_LIMITED(StopRegStub.NAME, 429, Fault.JSON, Fault.code(429, "rate_limited")),

    /** The quota at StopReg is used up. */
    TOKEN_EXHAUSTED(StopRegStub.NAME, 429, Fault.JSON, Fault.code(429, "token_exhausted")),

    /** StopReg fails. */
    SERVER_ERROR(StopRegStub.NAME, 500, Fault.JSON, "{\"status\":500,\"message\":\"error\",\"description\":\"d\"}"),

    /** StopReg says with status 200 that it failed. */
    ERROR_IN_200(StopRegStub.NAME, 200, Fault.JSON, Fault.sentence("Something went wrong.")),

    /** StopReg of 2025 does not know the token. */
    OLD_INVALID_TOKEN(StopRegStub.NAME, 404, Fault.JSON, Fault.sentence("Invalid API token.")),

    /** The token has expired at StopReg of 2025. */
    OLD_EXPIRED_TOKEN(StopRegStub.NAME, 400, Fault.JSON, Fault.sentence("Your API token has expired.")),

    /** StopReg of 2025 refuses the address. */
    OLD_INVALID_EMAIL(StopRegStub.NAME, 400, Fault.JSON, Fault.sentence("Please provide a valid email.")),

    /** The quota at StopReg of 2025 is used up. */
    OLD_QUOTA(StopRegStub.NAME, 403, Fault.JSON, Fault.sentence("You have used up your requests.")),

    /** StopReg of 2025 knows no such path. */
    OLD_UNKNOWN_PATH(StopRegStub.NAME, 404, Fault.JSON, "{\"message\":\"Route not found\"}"),

    /** StopReg of 2025 is asked too often, by its limit for each address of a network. */
    OLD_THROTTLE(StopRegStub.NAME, 429, "text/html; charset=utf-8", "Too many requests, please try again later."),

    /** A firewall stands before StopReg. */
    STOPREG_FIREWALL(StopRegStub.NAME, 403, Fault.HTML, "<html><body><h1>403 Forbidden</h1></body></html>");

    private static final String JSON = "application/json";
    private static final String HTML = "text/html";

    private final String service;
    private final int status;
    private final String contentType;
    private final String body;

    Fault(String service, int status, String contentType, String body) {
        this.service = service;
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    /**
     * Returns the faults of a service.
     *
     * @param service {@code user-cleaning} or {@code stopreg}
     * @return its faults
     */
    public static List<Fault> of(String service) {
        return Arrays.stream(values())
                .filter(fault -> fault.service.equals(service))
                .toList();
    }

    /** {@return the name by which requests select it, such as {@code old-quota}} */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String service() {
        return service;
    }

    ResponseDefinition response() {
        return ResponseDefinitionBuilder.responseDefinition()
                .withStatus(status)
                .withHeader("Content-Type", contentType)
                .withBody(body)
                .build();
    }

    private static String code(int status, String code) {
        return "{\"status\":" + status + ",\"message\":\"error\",\"description\":\"d\",\"data\":{\"error\":\"" + code
                + "\"}}";
    }

    private static String sentence(String description) {
        return "{\"message\":\"error\",\"description\":\"" + description + "\",\"data\":null}";
    }
}
