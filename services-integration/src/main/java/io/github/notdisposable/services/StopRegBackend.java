/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.MailProvider;
import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.http.HttpSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks StopReg, by its documentation.
 *
 * <p>What leaves the process: the whole address, or the domain alone with {@link Send#DOMAIN}. The client's address never does.
 *
 * <p>Every field of a reply reaches the answer: {@code input.normalized} and {@code .suggestion}; {@code domain.root}, {@code .is_subdomain}
 * and {@code .provider}; {@code mail_server.mx_records} and {@code .mx_provider}; {@code mail_server.mx_found}, if it is false, as
 * {@link EmailTrait#NO_MAIL_SERVER}; the six flags of {@code classification} as the traits of their names; {@code policy.blocklisted} and
 * {@code .allowlisted} as {@link EmailTrait#BLOCKLISTED} and {@link EmailTrait#ALLOWLISTED} if they are true, and as nothing if they are text.
 * The service gives no category. Fields that are missing say nothing, unknown ones are not read.
 *
 * <table>
 *   <caption>How its errors are read, by {@code data.error} or else by the status</caption>
 *   <tr><th>Status</th><th>{@code data.error}</th><th>Answer</th></tr>
 *   <tr><td>400</td><td>{@code invalid_email}, {@code invalid_domain}</td><td>{@link UnavailableReason#REFUSED_INPUT}</td></tr>
 *   <tr><td>401</td><td>{@code missing_token}, {@code invalid_token}, {@code token_expired}</td><td>{@link UnavailableReason#UNAUTHORIZED}</td></tr>
 *   <tr><td>429</td><td>{@code rate_limited}</td><td>{@link UnavailableReason#RATE_LIMITED}</td></tr>
 *   <tr><td>429</td><td>{@code token_exhausted}</td><td>{@link UnavailableReason#QUOTA_EXHAUSTED}</td></tr>
 *   <tr><td>500 and above</td><td></td><td>{@link UnavailableReason#SERVER_ERROR}</td></tr>
 * </table>
 *
 * <p>{@link BackendAnswer#errorCode()} tells the codes apart. Safe for use by several threads.
 *
 * <p>Keys: {@code notdisposable.stopreg.api-token} ({@link Builder#apiToken}), {@code .base-url} ({@link Builder#baseUrl}), {@code .send}
 * ({@link Builder#send}), {@code .timeout} ({@link Builder#timeout}).
 */
public final class StopRegBackend implements EmailBackend {

    /** The name under which settings know this back end. */
    public static final String NAME = "stopreg";

    /** What is sent to the service. */
    public enum Send {
        /** The whole address: the service then knows role accounts, sub-addresses and its own lists of addresses too. */
        EMAIL,

        /** The domain alone: no mailbox name leaves the process, and one answer serves all mailboxes of a domain. */
        DOMAIN
    }

    /** The flags of the guide. What else the service may come to tell there is passed over. */
    private static final List<String> FLAGS =
            List.of("is_disposable", "is_relay", "is_unresolved", "is_public", "is_role_based", "is_alias");

    private final String apiToken;
    private final Send send;
    private final String endpoint;
    private final HttpService service;

    private StopRegBackend(Builder builder) {
        apiToken = Checks.key("apiToken", builder.apiToken);
        send = builder.send;
        endpoint = Checks.baseUrl("baseUrl", builder.baseUrl, builder.http) + "/api/v1/verify/";
        service = new HttpService(builder.http, builder.timeout);
    }

    /** {@return a builder, with every default set} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Scope scope() {
        return send == Send.DOMAIN ? Scope.DOMAIN : Scope.ADDRESS;
    }

    @Override
    public BackendAnswer check(BackendQuery query) {
        boolean wholeAddress = send == Send.EMAIL && query.address().isPresent();
        Scope scope = wholeAddress ? Scope.ADDRESS : Scope.DOMAIN;
        return service.ask(query, () -> request(query, wholeAddress), reply -> read(reply, scope));
    }

    private HttpRequest request(BackendQuery query, boolean wholeAddress) {
        String path = wholeAddress
                ? "email/" + Encoding.percent(query.address().orElseThrow().text())
                : "domain/" + Encoding.percent(query.domain());
        return HttpRequest.newBuilder(URI.create(endpoint + path))
                .header("x-api-token", apiToken)
                .header("Accept", "application/json")
                .GET()
                .build();
    }

    private static BackendAnswer read(Reply reply, Scope scope) {
        JsonNode json = reply.jsonObject();
        JsonNode data = json == null ? null : json.get("data");
        if (data != null && data.path("error").isTextual()) {
            return error(reply, data.path("error").textValue());
        }
        if (!reply.isSuccess()) {
            return reply.unavailable();
        }
        BackendAnswer answer = data == null || !data.isObject() ? null : read(data, scope);
        return answer != null ? answer : BackendAnswer.unavailable(UnavailableReason.MALFORMED_ANSWER);
    }

    private static BackendAnswer error(Reply reply, String code) {
        return switch (code) {
            case "invalid_email", "invalid_domain" -> reply.unavailable(UnavailableReason.REFUSED_INPUT, code);
            case "missing_token", "invalid_token", "token_expired" ->
                reply.unavailable(UnavailableReason.UNAUTHORIZED, code);
            case "rate_limited" -> reply.unavailable(UnavailableReason.RATE_LIMITED, code);
            case "token_exhausted" -> reply.unavailable(UnavailableReason.QUOTA_EXHAUSTED, code);
            default -> reply.unavailable();
        };
    }

    /** Returns null if the data is not of the documented form: a flag that is no boolean says nothing that could be relied upon. */
    private static @Nullable BackendAnswer read(JsonNode data, Scope scope) {
        JsonNode input = data.path("input");
        JsonNode domain = data.path("domain");
        JsonNode mail = data.path("mail_server");
        JsonNode flags = data.path("classification");
        JsonNode policy = data.path("policy");
        if (!(input.isObject() || domain.isObject() || mail.isObject() || flags.isObject() || policy.isObject())) {
            return null;
        }
        for (String name : FLAGS) {
            JsonNode flag = flags.path(name);
            if (!flag.isBoolean() && !flag.isNull() && !flag.isMissingNode()) {
                return null;
            }
        }
        return BackendAnswer.about(scope)
                .trait(EmailTrait.DISPOSABLE, flags.path("is_disposable").booleanValue())
                .trait(EmailTrait.RELAY, flags.path("is_relay").booleanValue())
                .trait(EmailTrait.UNRESOLVED, flags.path("is_unresolved").booleanValue())
                .trait(EmailTrait.PUBLIC, flags.path("is_public").booleanValue())
                .trait(EmailTrait.ROLE_BASED, flags.path("is_role_based").booleanValue())
                .trait(EmailTrait.ALIAS, flags.path("is_alias").booleanValue())
                .trait(EmailTrait.BLOCKLISTED, policy.path("blocklisted").booleanValue())
                .trait(EmailTrait.ALLOWLISTED, policy.path("allowlisted").booleanValue())
                .trait(
                        EmailTrait.NO_MAIL_SERVER,
                        mail.path("mx_found").isBoolean()
                                && !mail.path("mx_found").booleanValue())
                .normalized(Reply.textOrNull(input.path("normalized")))
                .suggestion(Reply.domainOrNull(input.path("suggestion")))
                .root(Reply.domainOrNull(domain.path("root")))
                .subdomain(
                        domain.path("is_subdomain").isBoolean()
                                ? domain.path("is_subdomain").booleanValue()
                                : null)
                .provider(Reply.textOrNull(domain.path("provider")))
                .mailServers(mailServers(mail.path("mx_records")))
                .mailProviders(mailProviders(mail.path("mx_provider")))
                .build();
    }

    private static List<MailServer> mailServers(JsonNode records) {
        List<MailServer> servers = new ArrayList<>();
        for (JsonNode each : records) {
            String hostname = Reply.textOrNull(each.path("hostname"));
            if (hostname != null) {
                servers.add(new MailServer(hostname, each.path("priority").asInt()));
            }
        }
        servers.sort(Comparator.comparingInt(MailServer::priority));
        return servers;
    }

    private static List<MailProvider> mailProviders(JsonNode companies) {
        List<MailProvider> providers = new ArrayList<>();
        for (JsonNode each : companies) {
            String slug = Reply.textOrNull(each.path("slug"));
            if (slug != null) {
                providers.add(new MailProvider(
                        slug, Reply.textOrNull(each.path("service_type")), Reply.textOrNull(each.path("grade"))));
            }
        }
        return providers;
    }

    @Override
    public void close() {
        service.close();
    }

    @Override
    public String toString() {
        return "StopRegBackend[send=" + send + "]";
    }

    /** Collects settings. Not safe for use by several threads. */
    public static final class Builder {

        private @Nullable String apiToken;
        private String baseUrl = "https://api.stopreg.com";
        private Send send = Send.EMAIL;
        private Duration timeout = Duration.ofSeconds(5);
        private HttpSettings http = HttpSettings.defaults();

        private Builder() {}

        /**
         * Sets the token of the account. There is no default.
         *
         * @param apiToken the token, printable ASCII
         * @return this
         * @throws IllegalArgumentException if it is blank, or could not be sent in a header
         */
        public Builder apiToken(String apiToken) {
            this.apiToken = Checks.key("apiToken", apiToken);
            return this;
        }

        /**
         * Sets where the service is: for a sandbox, or a gateway.
         *
         * @param baseUrl the address before {@code /api/v1/...}, {@code https} unless the host is the machine itself or
         *     {@link HttpSettings.Builder#allowInsecure} says so; {@code https://api.stopreg.com} by default
         * @return this
         */
        public Builder baseUrl(String baseUrl) {
            this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
            return this;
        }

        /**
         * Sets what is sent.
         *
         * @param send {@link Send#EMAIL} by default
         * @return this
         */
        public Builder send(Send send) {
            this.send = Objects.requireNonNull(send, "send");
            return this;
        }

        /**
         * Sets how long one request may take, if the check's deadline does not come first.
         *
         * @param timeout a positive time; 5 seconds by default
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Checks.positive("timeout", timeout);
            return this;
        }

        /**
         * Sets how the service is reached.
         *
         * @param http {@link HttpSettings#defaults()} by default
         * @return this
         */
        public Builder http(HttpSettings http) {
            this.http = Objects.requireNonNull(http, "http");
            return this;
        }

        /**
         * Returns the back end. It holds connections until it is closed.
         *
         * @return the back end
         * @throws IllegalArgumentException if the token is missing, or the base address is not one that may be used
         */
        public StopRegBackend build() {
            return new StopRegBackend(this);
        }
    }
}
