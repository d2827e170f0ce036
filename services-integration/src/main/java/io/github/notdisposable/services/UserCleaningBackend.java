/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.embedded.EmbeddedBackend;
import io.github.notdisposable.http.HttpSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks user.cleaning, by the contract of its documentation and its guides.
 *
 * <p>What leaves the process: the whole address, its local part as it was typed, and the client's address ({@code unknown} if there is none).
 *
 * <p>The service counts the black answers of each client, and bans a client after five of them: for good, until somebody lifts the ban on the
 * page of its API settings. So a black answer is marked as one that must not be served to a later question
 * ({@link BackendAnswer#isReusable()}), and a wrong client address locks everybody out: make sure that the application knows its clients'
 * addresses before it uses this backend. {@link BackendAnswer#attemptsLeft()} is what the client has left.
 *
 * <table>
 *   <caption>How its replies are read</caption>
 *   <tr><th>Reply</th><th>Answer</th></tr>
 *   <tr><td>200, {@code category} is {@code white}, {@code grey} or {@code black}</td><td>that category, with a trait by {@code type}</td></tr>
 *   <tr><td>403, {@code detail} is a text that is not about the key</td><td>{@link Category#BANNED}, with that detail</td></tr>
 *   <tr><td>400, 422, {@code detail} is about the email</td><td>{@link UnavailableReason#REFUSED_INPUT}</td></tr>
 *   <tr><td>400, 422, {@code detail} is about the key; 401; other 403</td><td>{@link UnavailableReason#UNAUTHORIZED}</td></tr>
 *   <tr><td>402</td><td>{@link UnavailableReason#QUOTA_EXHAUSTED}</td></tr>
 *   <tr><td>429</td><td>{@link UnavailableReason#RATE_LIMITED}</td></tr>
 *   <tr><td>500 and above</td><td>{@link UnavailableReason#SERVER_ERROR}</td></tr>
 *   <tr><td>anything else</td><td>{@link UnavailableReason#MALFORMED_ANSWER}</td></tr>
 * </table>
 *
 * <table>
 *   <caption>What {@code type} says</caption>
 *   <tr><th>Type</th><th>Holds for</th><th>Trait</th></tr>
 *   <tr><td>{@code disposable}</td><td>the domain</td><td>{@link EmailTrait#DISPOSABLE} if black</td></tr>
 *   <tr><td>{@code multi-alias services}</td><td>the domain</td><td>{@link EmailTrait#RELAY} unless white</td></tr>
 *   <tr><td>{@code no website}</td><td>the domain</td><td></td></tr>
 *   <tr><td>{@code suspicious signs}, {@code masked legitimate}</td><td>the address</td><td></td></tr>
 *   <tr><td>{@code black}, {@code white}: the account's own lists</td><td>the address</td>
 *       <td>{@link EmailTrait#BLOCKLISTED}, {@link EmailTrait#ALLOWLISTED}</td></tr>
 *   <tr><td>none, as in the guides</td><td>the address</td><td>{@link EmailTrait#DISPOSABLE} if black</td></tr>
 * </table>
 *
 * <p>The other fields are {@link BackendAnswer#details()}. A bare domain is {@link UnavailableReason#NOT_SUPPORTED}. Thread-safe.
 *
 * <p>A key of the service's sandbox lets everybody in. {@link #warning()} is {@code sandbox-key} after the service has called an address white,
 * without a type, whose domain the bundled data lists as disposable, until it refuses one.
 *
 * <p>Keys: {@code notdisposable.user-cleaning.api-key} ({@link Builder#apiKey}), {@code .base-url} ({@link Builder#baseUrl}),
 * {@code .contract} ({@link Builder#contract}), {@code .probe} ({@link Builder#probe}), {@code .timeout} ({@link Builder#timeout}).
 */
public final class UserCleaningBackend implements EmailBackend {

    /** The name under which settings know this backend. */
    public static final String NAME = "user-cleaning";

    private static final String UNKNOWN_CLIENT = "unknown";

    /** The one name that a probe asks about, from an address that no client has (RFC 5737). */
    private static final String PROBE = "probe@mailinator.com";

    private static final String PROBING_CLIENT = "192.0.2.1";

    /** The forms of a request that the service's documentation and its guides show. */
    public enum Contract {
        /**
         * {@code POST /v1/external-api-requests/check-email?email=...} with {@code X-API-Key}, {@code X-Forwarded-For} and {@code X-Real-IP}: the
         * form of the documentation and most guides.
         */
        QUERY,

        /** The same with {@code Authorization: Bearer ...} in place of {@code X-API-Key}: the form of the product page. */
        QUERY_BEARER,

        /** {@code POST /v1/email/check} with {@code Authorization: Bearer ...} and a JSON body of {@code email} and {@code ip}: that of the Django guide. */
        JSON
    }

    private final String apiKey;
    private final Contract contract;
    private final String endpoint;
    private final HttpService service;
    private final BanWatch bans = new BanWatch(NAME, System::nanoTime);
    private final EmbeddedBackend bundled;
    private final SandboxKeyWatch sandboxKey;

    private UserCleaningBackend(Builder builder) {
        apiKey = Checks.key("apiKey", builder.apiKey);
        contract = builder.contract;
        URI base = Checks.baseUrl("baseUrl", builder.baseUrl, builder.http);
        endpoint =
                base + (contract == Contract.JSON ? "/v1/email/check" : "/v1/external-api-requests/check-email?email=");
        service = new HttpService(builder.http, builder.timeout);
        bundled = EmbeddedBackend.builder().dns(EmbeddedBackend.DnsUse.NEVER).build();
        sandboxKey = new SandboxKeyWatch(this::isBundledAsDisposable);
        if (builder.probe) {
            startProbe(builder.timeout);
        }
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
        return service.ask(query, () -> request(address.get().text(), client), reply -> {
            BackendAnswer answer = UserCleaningReply.read(reply);
            bans.saw(query.client(), answer);
            sandboxKey.saw(address.get().text(), query.domain(), answer);
            return answer;
        });
    }

    /** What comes of it is noticed as with any other question. Its client may well be banned in time: a sandbox bans nobody. */
    private void startProbe(Duration timeout) {
        BackendQuery query = BackendQuery.of(EmailAddress.parse(PROBE).orElseThrow(), Deadline.after(timeout))
                .client(ClientIp.parse(PROBING_CLIENT).orElseThrow())
                .build();
        Thread thread = new Thread(null, () -> check(query), "notdisposable-probe", 0, false);
        thread.setContextClassLoader(UserCleaningBackend.class.getClassLoader());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Optional<String> warning() {
        return sandboxKey.warning();
    }

    private HttpRequest request(String address, String client) {
        return switch (contract) {
            case QUERY, QUERY_BEARER ->
                authorized(HttpRequest.newBuilder(URI.create(endpoint + Encoding.percent(address))))
                        .header("X-Forwarded-For", client)
                        .header("X-Real-IP", client)
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.noBody())
                        .build();
            case JSON ->
                authorized(HttpRequest.newBuilder(URI.create(endpoint)))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofString("{\"email\":\"" + Encoding.json(address) + "\",\"ip\":\""
                                + Encoding.json(client) + "\"}"))
                        .build();
        };
    }

    private HttpRequest.Builder authorized(HttpRequest.Builder request) {
        return contract == Contract.QUERY
                ? request.header("X-API-Key", apiKey)
                : request.header("Authorization", "Bearer " + apiKey);
    }

    private boolean isBundledAsDisposable(String domain) {
        BackendQuery query = BackendQuery.ofDomain(domain, Deadline.after(Duration.ofSeconds(1)))
                .mayBlock(false)
                .build();
        return bundled.check(query).traits().contains(EmailTrait.DISPOSABLE);
    }

    @Override
    public void close() {
        service.close();
        bundled.close();
    }

    @Override
    public String toString() {
        return "UserCleaningBackend[contract=" + contract + "]";
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {

        private @Nullable String apiKey;
        private String baseUrl = "https://api.user.cleaning";
        private Contract contract = Contract.QUERY;
        private boolean probe;
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
         * Sets whether the service is asked about one disposable address after startup, on a thread of its own, so that a key of its sandbox
         * is noticed where no disposable address reaches it otherwise. It costs a credit, and in time a ban of the client 192.0.2.1, which
         * nobody has.
         *
         * @param probe {@code false} by default
         * @return this
         */
        public Builder probe(boolean probe) {
            this.probe = probe;
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
         * Returns the backend. It holds connections until it is closed.
         *
         * @return the backend
         * @throws IllegalArgumentException if the key is missing, or the base address is not one that may be used
         */
        public UserCleaningBackend build() {
            return new UserCleaningBackend(this);
        }
    }
}
