/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.http.HttpSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks user.cleaning, by the contract of its guides.
 *
 * <p>What leaves the process: the whole address, its local part as it was typed, and the client's address ({@code unknown} if there is none).
 *
 * <p>The service counts refused attempts per client and bans a client for a time, after five by default. So a black answer is marked as one
 * that must not be served to a later question ({@link BackendAnswer#isReusable()}), and a wrong client address locks everybody out: see to it
 * that the application knows its clients' addresses before it uses this back end.
 *
 * <table>
 *   <caption>How its replies are read</caption>
 *   <tr><th>Reply</th><th>Answer</th></tr>
 *   <tr><td>200, {@code category} is {@code white}</td><td>{@link Category#WHITE}</td></tr>
 *   <tr><td>200, {@code category} is {@code grey}</td><td>{@link Category#GREY}</td></tr>
 *   <tr><td>200, {@code category} is {@code black}</td><td>{@link Category#BLACK} and {@link EmailTrait#DISPOSABLE}</td></tr>
 *   <tr><td>403</td><td>{@link Category#BANNED}, {@code detail} as its detail if there is any</td></tr>
 *   <tr><td>400, 422</td><td>{@link UnavailableReason#REFUSED_INPUT}</td></tr>
 *   <tr><td>401</td><td>{@link UnavailableReason#UNAUTHORIZED}</td></tr>
 *   <tr><td>402</td><td>{@link UnavailableReason#QUOTA_EXHAUSTED}</td></tr>
 *   <tr><td>429</td><td>{@link UnavailableReason#RATE_LIMITED}</td></tr>
 *   <tr><td>500 and above</td><td>{@link UnavailableReason#SERVER_ERROR}</td></tr>
 *   <tr><td>anything else</td><td>{@link UnavailableReason#MALFORMED_ANSWER}</td></tr>
 * </table>
 *
 * <p>A bare domain is {@link UnavailableReason#NOT_SUPPORTED}. Safe for use by several threads.
 *
 * <p>Keys: {@code notdisposable.user-cleaning.api-key} ({@link Builder#apiKey}), {@code .base-url} ({@link Builder#baseUrl}),
 * {@code .contract} ({@link Builder#contract}), {@code .timeout} ({@link Builder#timeout}).
 */
public final class UserCleaningBackend implements EmailBackend {

    /** The name under which settings know this back end. */
    public static final String NAME = "user-cleaning";

    private static final String UNKNOWN_CLIENT = "unknown";

    /** The two forms in which the service's guides show the request. */
    public enum Contract {
        /**
         * {@code POST /v1/external-api-requests/check-email?email=...} with {@code X-API-Key}, {@code X-Forwarded-For} and {@code X-Real-IP}: the
         * form of most guides.
         */
        QUERY,

        /** {@code POST /v1/email/check} with {@code Authorization: Bearer ...} and a JSON body of {@code email} and {@code ip}: that of the Django guide. */
        JSON
    }

    private final String apiKey;
    private final Contract contract;
    private final String endpoint;
    private final HttpService service;

    private UserCleaningBackend(Builder builder) {
        apiKey = Checks.key("apiKey", builder.apiKey);
        contract = builder.contract;
        URI base = Checks.baseUrl("baseUrl", builder.baseUrl, builder.http);
        endpoint = base
                + (contract == Contract.QUERY ? "/v1/external-api-requests/check-email?email=" : "/v1/email/check");
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
        return Scope.CLIENT;
    }

    @Override
    public BackendAnswer check(BackendQuery query) {
        Optional<EmailAddress> address = query.address();
        if (address.isEmpty()) {
            return BackendAnswer.unavailable(UnavailableReason.NOT_SUPPORTED);
        }
        String client = query.client().map(ClientIp::address).orElse(UNKNOWN_CLIENT);
        return service.ask(query, () -> request(address.get().text(), client), UserCleaningBackend::read);
    }

    private HttpRequest request(String address, String client) {
        return switch (contract) {
            case QUERY ->
                HttpRequest.newBuilder(URI.create(endpoint + Encoding.percent(address)))
                        .header("X-API-Key", apiKey)
                        .header("X-Forwarded-For", client)
                        .header("X-Real-IP", client)
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.noBody())
                        .build();
            case JSON ->
                HttpRequest.newBuilder(URI.create(endpoint))
                        .header("Authorization", "Bearer " + apiKey)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofString("{\"email\":\"" + Encoding.json(address) + "\",\"ip\":\""
                                + Encoding.json(client) + "\"}"))
                        .build();
        };
    }

    private static BackendAnswer read(Reply reply) {
        JsonNode json = reply.jsonObject();
        if (reply.status() == 403) {
            return BackendAnswer.banned(json == null ? null : Reply.textOrNull(json.path("detail")));
        }
        if (!reply.isSuccess()) {
            return reply.unavailable();
        }
        String category = json == null ? "" : json.path("category").asText("").toLowerCase(Locale.ROOT);
        return switch (category) {
            case "white" ->
                BackendAnswer.about(Scope.ADDRESS).category(Category.WHITE).build();
            case "grey" ->
                BackendAnswer.about(Scope.ADDRESS).category(Category.GREY).build();
            // Black is said of disposable domains.
            case "black" ->
                BackendAnswer.about(Scope.DOMAIN)
                        .category(Category.BLACK)
                        .trait(EmailTrait.DISPOSABLE)
                        .reusable(false)
                        .build();
            default -> BackendAnswer.unavailable(UnavailableReason.MALFORMED_ANSWER);
        };
    }

    @Override
    public void close() {
        service.close();
    }

    @Override
    public String toString() {
        return "UserCleaningBackend[contract=" + contract + "]";
    }

    /** Collects settings. Not safe for use by several threads. */
    public static final class Builder {

        private @Nullable String apiKey;
        private String baseUrl = "https://api.user.cleaning";
        private Contract contract = Contract.QUERY;
        private Duration timeout = Duration.ofSeconds(5);
        private HttpSettings http = HttpSettings.defaults();

        private Builder() {}

        /**
         * Sets the key of the account. There is no default.
         *
         * @param apiKey the key, printable ASCII
         * @return this
         * @throws IllegalArgumentException if it is blank, or could not be sent in a header
         */
        public Builder apiKey(String apiKey) {
            this.apiKey = Checks.key("apiKey", apiKey);
            return this;
        }

        /**
         * Sets where the service is: for a sandbox, or a gateway.
         *
         * @param baseUrl the address before {@code /v1/...}, {@code https} unless the host is the machine itself or
         *     {@link HttpSettings.Builder#allowInsecure} says so; {@code https://api.user.cleaning} by default
         * @return this
         */
        public Builder baseUrl(String baseUrl) {
            this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
            return this;
        }

        /**
         * Sets the form of the request.
         *
         * @param contract {@link Contract#QUERY} by default
         * @return this
         */
        public Builder contract(Contract contract) {
            this.contract = Objects.requireNonNull(contract, "contract");
            return this;
        }

        /**
         * Sets how long one request may take, if the check's deadline does not come first.
         *
         * @param timeout a positive time; 5 seconds by default, as in the guides
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
         * @throws IllegalArgumentException if the key is missing, or the base address is not one that may be used
         */
        public UserCleaningBackend build() {
            return new UserCleaningBackend(this);
        }
    }
}
