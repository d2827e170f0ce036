/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stand-in of StopReg: by address and by domain, every documented field, the account's lists, every documented error.
 *
 * <p>As long as neither list has an entry, {@code policy} holds text, as for an account that has not set it up.
 */
public final class StopRegStub implements ResponseDefinitionTransformerV2 {

    static final String NAME = "stopreg";

    private static final String EMAIL_PATH = "/api/v1/verify/email/";
    private static final String DOMAIN_PATH = "/api/v1/verify/domain/";
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final Set<String> blocked = ConcurrentHashMap.newKeySet();
    private final Set<String> allowed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger quota = new AtomicInteger(UNLIMITED);
    private final AtomicInteger rateLimited = new AtomicInteger();
    private volatile String retryAfter = "1";

    StopRegStub() {}

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    /**
     * Puts a domain or an address on the account's block list.
     *
     * @param entry the domain or address
     */
    public void block(String entry) {
        blocked.add(entry);
    }

    /**
     * Puts a domain on the account's allow list.
     *
     * @param domain the domain
     */
    public void allow(String domain) {
        allowed.add(domain);
    }

    /**
     * Sets how many more requests are paid for.
     *
     * @param left their number
     */
    public void quota(int left) {
        quota.set(left);
    }

    /**
     * Refuses the next requests for coming too fast.
     *
     * @param requests their number
     * @param retryAfter what {@code Retry-After} says, in seconds
     */
    public void rateLimit(int requests, int retryAfter) {
        this.retryAfter = Integer.toString(retryAfter);
        rateLimited.set(requests);
    }

    /** Empties the lists and lifts the limits. */
    public void reset() {
        blocked.clear();
        allowed.clear();
        quota.set(UNLIMITED);
        rateLimited.set(0);
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        String token = request.getHeader("x-api-token");
        if (token == null || token.isBlank()) {
            return error(401, "missing_token", "No API token was provided.").build();
        }
        if (token.equals(SandboxServices.EXPIRED_STOPREG_API_TOKEN)) {
            return error(401, "token_expired", "The provided API token has expired.")
                    .build();
        }
        if (!token.equals(SandboxServices.STOPREG_API_TOKEN)) {
            return error(401, "invalid_token", "The provided API token is invalid.")
                    .build();
        }
        if (take(rateLimited)) {
            return error(429, "rate_limited", "Too many requests.")
                    .withHeader("Retry-After", retryAfter)
                    .build();
        }
        if (!take(quota)) {
            return error(429, "token_exhausted", "The quota is used up.").build();
        }
        String path = request.getUrl();
        int query = path.indexOf('?');
        return answer(query < 0 ? path : path.substring(0, query));
    }

    private static boolean take(AtomicInteger from) {
        return from.getAndUpdate(left -> left == UNLIMITED ? left : Math.max(0, left - 1)) > 0;
    }

    private ResponseDefinition answer(String path) {
        if (path.startsWith(EMAIL_PATH)) {
            String email = decoded(path.substring(EMAIL_PATH.length()));
            return KnownDomains.isAddress(email)
                    ? Answers.json(200, success(data(email, KnownDomains.domainOf(email))))
                    : error(400, "invalid_email", "The email is not valid.").build();
        }
        String domain = path.startsWith(DOMAIN_PATH) ? decoded(path.substring(DOMAIN_PATH.length())) : "";
        String lower = domain.toLowerCase(Locale.ROOT);
        return KnownDomains.isDomain(lower)
                ? Answers.json(200, success(data(null, lower)))
                : error(400, "invalid_domain", "The domain is not valid.").build();
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static ObjectNode success(ObjectNode data) {
        return envelope(200, "success", "Check successful", data);
    }

    private static ResponseDefinitionBuilder error(int status, String code, String description) {
        ObjectNode data = Answers.JSON.createObjectNode().put("error", code);
        return Answers.builder(status, envelope(status, "error", description, data));
    }

    private static ObjectNode envelope(int status, String message, String description, ObjectNode data) {
        return Answers.JSON
                .createObjectNode()
                .put("status", status)
                .put("message", message)
                .put("description", description)
                .set("data", data);
    }

    private ObjectNode data(@Nullable String email, String domain) {
        String localPart = email == null ? "" : email.substring(0, email.lastIndexOf('@'));
        ObjectNode data = Answers.JSON.createObjectNode();
        data.putObject("input")
                .put(email != null ? "email" : "domain", email != null ? email : domain)
                .put("normalized", email != null ? normalized(localPart, domain) : domain)
                .put("suggestion", KnownDomains.TYPING_ERRORS.get(domain));
        data.putObject("domain")
                .put("root", root(domain))
                .put("is_subdomain", !root(domain).equals(domain))
                .put("provider", provider(domain));
        mailServer(data.putObject("mail_server"), domain);
        data.putObject("classification")
                .put("is_disposable", KnownDomains.lookUp(KnownDomains.DISPOSABLE, domain) != null)
                .put("is_relay", KnownDomains.lookUp(KnownDomains.RELAY, domain) != null)
                .put("is_unresolved", KnownDomains.UNRESOLVED.contains(domain))
                .put("is_public", KnownDomains.lookUp(KnownDomains.PUBLIC, domain) != null)
                .put("is_role_based", KnownDomains.isRole(localPart))
                .put("is_alias", KnownDomains.isAlias(localPart));
        policy(data.putObject("policy"), email, domain);
        return data;
    }

    private static void mailServer(ObjectNode mail, String domain) {
        boolean found = !KnownDomains.WITHOUT_MAIL_SERVER.contains(domain);
        mail.put("mx_found", found);
        ArrayNode records = mail.putArray("mx_records");
        ArrayNode providers = mail.putArray("mx_provider");
        if (found) {
            records.addObject().put("hostname", "mx1." + domain).put("priority", 5);
            records.addObject().put("hostname", "mx2." + domain).put("priority", 10);
            boolean disposable = KnownDomains.lookUp(KnownDomains.DISPOSABLE, domain) != null;
            providers
                    .addObject()
                    .put("slug", root(domain))
                    .put("service_type", disposable ? "disposable" : "mailbox")
                    .put("grade", "standard");
        }
    }

    private void policy(ObjectNode policy, @Nullable String email, String domain) {
        if (blocked.isEmpty() && allowed.isEmpty()) {
            policy.put("blocklisted", "Login to configure the blocklist");
            policy.put("allowlisted", "Login to configure the allowlist");
            return;
        }
        policy.put("blocklisted", blocked.contains(domain) || (email != null && blocked.contains(email)));
        policy.put("allowlisted", allowed.contains(domain));
    }

    private static @Nullable String provider(String domain) {
        for (Map<String, String> known : Set.of(KnownDomains.DISPOSABLE, KnownDomains.RELAY, KnownDomains.PUBLIC)) {
            String provider = KnownDomains.lookUp(known, domain);
            if (provider != null) {
                return provider;
            }
        }
        return null;
    }

    private static String normalized(String localPart, String domain) {
        int plus = localPart.indexOf('+');
        return (plus > 0 ? localPart.substring(0, plus) : localPart).toLowerCase(Locale.ROOT) + '@' + domain;
    }

    /** Good enough for the domains that a sandbox sees: the last two labels. */
    private static String root(String domain) {
        int dot = domain.lastIndexOf('.', domain.lastIndexOf('.') - 1);
        return domain.substring(dot + 1);
    }
}
