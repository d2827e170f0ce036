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
 * Stand-in of StopReg: by address and by domain, every documented field, the account's lists and policy, every documented error, in each form
 * of its contract that is known. The path selects the form of the request, {@link #answerAs} that of the answer.
 *
 * <p>As long as neither list has an entry, {@code policy} holds text, as for an account that has not set it up.
 */
public final class StopRegStub implements ResponseDefinitionTransformerV2 {

    static final String NAME = "stopreg";

    /** The forms of an answer below {@code /api/v1/verify}. */
    public enum Form {
        /** The form of the guide in the documentation of today. */
        GUIDE,

        /** An older one: the names of exchangers alone. */
        PLAIN,

        /** The newest, as live integrations see it: matches of the account's lists, and its policy. */
        LIVE
    }

    private static final String CHECK_PATH = "/api/v1/check/";
    private static final String VERIFY_PATH = "/api/v1/verify/";
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final Set<String> blocked = ConcurrentHashMap.newKeySet();
    private final Set<String> allowed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger quota = new AtomicInteger(UNLIMITED);
    private final AtomicInteger rateLimited = new AtomicInteger();
    private final Faults faults = new Faults();
    private volatile String retryAfter = "1";
    private volatile Form form = Form.GUIDE;

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

    /**
     * Sets the form of answers below {@code /api/v1/verify}.
     *
     * @param form the form
     */
    public void answerAs(Form form) {
        this.form = form;
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

    /** Empties the lists, lifts the limits, and answers as the guide says. */
    public void reset() {
        form = Form.GUIDE;
        faults.set(null, 0);
        blocked.clear();
        allowed.clear();
        quota.set(UNLIMITED);
        rateLimited.set(0);
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        ResponseDefinition fault = faults.next();
        if (fault != null) {
            return fault;
        }
        Request request = event.getRequest();
        String path = request.getUrl().replaceFirst("\\?.*", "");
        return path.startsWith(CHECK_PATH)
                ? check(request, decoded(path.substring(CHECK_PATH.length())))
                : verify(request, path.substring(VERIFY_PATH.length()));
    }

    /** The first form: the token in the path, one flag, and sentences for errors. */
    private ResponseDefinition check(Request request, String token) {
        if (token.equals(SandboxServices.EXPIRED_STOPREG_API_TOKEN)) {
            return Fault.OLD_EXPIRED_TOKEN.response();
        }
        if (!token.equals(SandboxServices.STOPREG_API_TOKEN)) {
            return Fault.OLD_INVALID_TOKEN.response();
        }
        if (take(rateLimited)) {
            return Fault.OLD_THROTTLE.response();
        }
        String email = parameter(request, "email");
        if (!KnownDomains.isAddress(email)) {
            return Fault.OLD_INVALID_EMAIL.response();
        }
        if (!take(quota)) {
            return Fault.OLD_QUOTA.response();
        }
        // Its list is compared with the domain as it is.
        ObjectNode data = Answers.JSON
                .createObjectNode()
                .put("isDisposable", KnownDomains.DISPOSABLE.containsKey(KnownDomains.domainOf(email)));
        return Answers.json(200, envelope("success", "Check successful", data));
    }

    private ResponseDefinition verify(Request request, String path) {
        String token = request.getHeader("x-api-token");
        if (token == null || token.isBlank()) {
            return Fault.MISSING_TOKEN.response();
        }
        if (token.equals(SandboxServices.EXPIRED_STOPREG_API_TOKEN)) {
            return Fault.TOKEN_EXPIRED.response();
        }
        if (!token.equals(SandboxServices.STOPREG_API_TOKEN)) {
            return Fault.INVALID_TOKEN.response();
        }
        if (take(rateLimited)) {
            return error(429, "rate_limited", "Too many requests.")
                    .withHeader("Retry-After", retryAfter)
                    .build();
        }
        if (!take(quota)) {
            return Fault.TOKEN_EXHAUSTED.response();
        }
        // The value is the rest of the path, or in an older form a parameter.
        int slash = path.indexOf('/');
        String what = slash < 0 ? path : path.substring(0, slash);
        String value = slash < 0 ? parameter(request, what) : decoded(path.substring(slash + 1));
        return answer(what, value);
    }

    private static boolean take(AtomicInteger from) {
        return from.getAndUpdate(left -> left == UNLIMITED ? left : Math.max(0, left - 1)) > 0;
    }

    private ResponseDefinition answer(String what, String value) {
        if (what.equals("email")) {
            return KnownDomains.isAddress(value)
                    ? Answers.json(200, success(data(value, KnownDomains.domainOf(value))))
                    : Fault.INVALID_EMAIL.response();
        }
        String domain = value.toLowerCase(Locale.ROOT);
        return KnownDomains.isDomain(domain)
                ? Answers.json(200, success(data(null, domain)))
                : error(400, "invalid_domain", "The domain is not valid.").build();
    }

    private static String parameter(Request request, String name) {
        return request.queryParameter(name).isPresent()
                ? request.queryParameter(name).firstValue()
                : "";
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private ObjectNode success(ObjectNode data) {
        ObjectNode success = envelope("success", "Check successful", data);
        return form == Form.LIVE ? success : success.put("status", 200);
    }

    private static ResponseDefinitionBuilder error(int status, String code, String description) {
        ObjectNode data = Answers.JSON.createObjectNode().put("error", code);
        return Answers.builder(status, envelope("error", description, data).put("status", status));
    }

    private static ObjectNode envelope(String message, String description, ObjectNode data) {
        ObjectNode envelope = Answers.JSON.createObjectNode();
        envelope.put("message", message).put("description", description).set("data", data);
        return envelope;
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
                .put(form == Form.LIVE ? "email_provider" : "provider", provider(domain));
        mailServer(data.putObject("mail_server"), domain);
        ObjectNode flags = data.putObject("classification")
                .put("is_disposable", KnownDomains.lookUp(KnownDomains.DISPOSABLE, domain) != null)
                .put("is_relay", KnownDomains.lookUp(KnownDomains.RELAY, domain) != null)
                .put("is_unresolved", KnownDomains.UNRESOLVED.contains(domain))
                .put("is_public", KnownDomains.lookUp(KnownDomains.PUBLIC, domain) != null)
                .put("is_role_based", KnownDomains.isRole(localPart))
                .put("is_alias", KnownDomains.isAlias(localPart));
        if (form == Form.LIVE) {
            flags.put("is_private", false)
                    .put("is_isp", false)
                    .put("is_edu", false)
                    .put("is_free_subdomain", false);
            data.putObject("list_match")
                    .put("blocklisted", isBlocked(email, domain))
                    .put("allowlisted", allowed.contains(domain));
            accountPolicy(data.putObject("policy"), flags);
        } else {
            policy(data.putObject("policy"), email, domain);
        }
        return data;
    }

    private void mailServer(ObjectNode mail, String domain) {
        boolean found = !KnownDomains.WITHOUT_MAIL_SERVER.contains(domain);
        mail.put("mx_found", found);
        ArrayNode records = mail.putArray("mx_records");
        ArrayNode providers = mail.putArray("mx_provider");
        if (found) {
            if (form == Form.PLAIN) {
                records.add("mx1." + domain).add("mx2." + domain);
            } else {
                records.addObject().put("hostname", "mx1." + domain).put("priority", 5);
                records.addObject().put("hostname", "mx2." + domain).put("priority", 10);
            }
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
        policy.put("blocklisted", isBlocked(email, domain));
        policy.put("allowlisted", allowed.contains(domain));
    }

    private boolean isBlocked(@Nullable String email, String domain) {
        return blocked.contains(domain) || (email != null && blocked.contains(email));
    }

    /** The policy that an account has which has not set one up: a sub-address is blocked. */
    private static void accountPolicy(ObjectNode policy, ObjectNode flags) {
        if (flags.path("is_disposable").booleanValue()) {
            policy.put("action", "block").put("reason_code", "disposable_address");
        } else if (flags.path("is_alias").booleanValue()) {
            policy.put("action", "block").put("reason_code", "email_alias_native");
        } else if (flags.path("is_role_based").booleanValue()) {
            policy.put("action", "warn").put("reason_code", "role_account");
        } else {
            policy.put("action", "allow");
        }
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
