/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.http.HttpSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks StopReg, by each form of its contract that is known well enough. The form of the request is set, that of the answer is read off it.
 *
 * <p>What leaves the process: the whole address, or the domain alone with {@link Send#DOMAIN}. The client's address never does.
 *
 * <p>Read are {@code input.normalized} and {@code .suggestion}; {@code domain.root}, {@code .is_subdomain}, {@code .provider} or
 * {@code .email_provider}; {@code mail_server.mx_records}, objects or names, and {@code .mx_provider}; {@code mail_server.mx_found}, if it is
 * false, as {@link EmailTrait#NO_MAIL_SERVER}; the six flags of {@code classification} as the traits of their names, or {@code isDisposable};
 * {@code blocklisted} and {@code allowlisted} of {@code list_match} or {@code policy} as {@link EmailTrait#BLOCKLISTED} and
 * {@link EmailTrait#ALLOWLISTED} if they are true. {@code policy.action}, {@code policy.reason_code} and {@code domain.domain_age_in_days} are
 * {@link BackendAnswer#details()}. The service gives no category. An answer that does not say whether the address is disposable is malformed;
 * other fields that are missing say nothing, and unknown ones are not read.
 *
 * <table>
 *   <caption>How its errors are read</caption>
 *   <tr><th>Status</th><th>{@code data.error}</th><th>Answer</th></tr>
 *   <tr><td>400</td><td>{@code invalid_email}, {@code invalid_domain}</td><td>{@link UnavailableReason#REFUSED_INPUT}</td></tr>
 *   <tr><td>401</td><td>{@code missing_token}, {@code invalid_token}, {@code token_expired}</td><td>{@link UnavailableReason#UNAUTHORIZED}</td></tr>
 *   <tr><td>429</td><td>{@code rate_limited}, or anything else</td><td>{@link UnavailableReason#RATE_LIMITED}</td></tr>
 *   <tr><td>429</td><td>{@code token_exhausted}</td><td>{@link UnavailableReason#QUOTA_EXHAUSTED}</td></tr>
 *   <tr><td>403</td><td>none, {@code message} is {@code error}</td><td>{@link UnavailableReason#QUOTA_EXHAUSTED}</td></tr>
 *   <tr><td>404</td><td>none, {@code message} is {@code error}</td><td>{@link UnavailableReason#UNAUTHORIZED}</td></tr>
 *   <tr><td>400</td><td>none, {@code message} is {@code error}</td><td>{@link UnavailableReason#UNAUTHORIZED} if the description is about the
 *       token, {@link UnavailableReason#REFUSED_INPUT} otherwise</td></tr>
 *   <tr><td>401, 403</td><td>no JSON of the service</td><td>{@link UnavailableReason#UNAUTHORIZED}</td></tr>
 *   <tr><td>500 and above</td><td></td><td>{@link UnavailableReason#SERVER_ERROR}</td></tr>
 *   <tr><td>anything else</td><td></td><td>{@link UnavailableReason#MALFORMED_ANSWER}</td></tr>
 * </table>
 *
 * <p>{@link BackendAnswer#errorCode()} distinguishes the codes. Thread-safe.
 *
 * <p>Keys: {@code notdisposable.stopreg.api-token} ({@link Builder#apiToken}), {@code .base-url} ({@link Builder#baseUrl}), {@code .contract}
 * ({@link Builder#contract}), {@code .send} ({@link Builder#send}), {@code .apply-policy} ({@link Builder#applyPolicy}), {@code .timeout}
 * ({@link Builder#timeout}).
 */
public final class StopRegBackend implements EmailBackend {

    /** The name under which settings know this backend. */
    public static final String NAME = "stopreg";

    /** What is sent to the service. */
    public enum Send {
        /** The whole address: the service then knows role accounts, sub-addresses and its own lists of addresses too. */
        EMAIL,

        /** The domain alone: no mailbox name leaves the process, and one answer serves all mailboxes of a domain. */
        DOMAIN
    }

    /** The forms of a request. */
    public enum Contract {
        /** {@code GET /api/v1/verify/email/ADDRESS} or {@code /domain/DOMAIN} with {@code x-api-token}: the form of the documentation. */
        PATH,

        /** {@code GET /api/v1/verify/email?email=ADDRESS} or {@code /domain?domain=DOMAIN} with {@code x-api-token}: an older form. */
        QUERY,

        /** {@code GET /api/v1/check/TOKEN?email=ADDRESS}: the form of 2025. It knows addresses only, and puts the token in logs of URLs. */
        TOKEN_IN_PATH
    }

    private final String apiToken;
    private final Contract contract;
    private final Send send;
    private final boolean applyPolicy;
    private final String endpoint;
    private final HttpService service;

    private StopRegBackend(Builder builder) {
        apiToken = Checks.key("apiToken", builder.apiToken);
        contract = builder.contract;
        send = builder.send;
        applyPolicy = builder.applyPolicy;
        if (contract == Contract.TOKEN_IN_PATH && send == Send.DOMAIN) {
            throw new IllegalArgumentException("'send' must be email where 'contract' is token-in-path");
        }
        endpoint = Checks.baseUrl("baseUrl", builder.baseUrl, builder.http) + "/api/v1/";
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
        if (contract == Contract.TOKEN_IN_PATH && !wholeAddress) {
            return BackendAnswer.unavailable(UnavailableReason.NOT_SUPPORTED);
        }
        Scope scope = wholeAddress ? Scope.ADDRESS : Scope.DOMAIN;
        return service.ask(
                query, () -> request(query, wholeAddress), reply -> StopRegReply.read(reply, scope, applyPolicy));
    }

    private HttpRequest request(BackendQuery query, boolean wholeAddress) {
        String what = wholeAddress ? "email" : "domain";
        String value =
                Encoding.percent(wholeAddress ? query.address().orElseThrow().text() : query.domain());
        String path = switch (contract) {
            case PATH -> "verify/" + what + '/' + value;
            case QUERY -> "verify/" + what + '?' + what + '=' + value;
            case TOKEN_IN_PATH -> "check/" + Encoding.percent(apiToken) + "?email=" + value;
        };
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + path))
                .header("Accept", "application/json")
                .GET();
        return (contract == Contract.TOKEN_IN_PATH ? request : request.header("x-api-token", apiToken)).build();
    }

    @Override
    public void close() {
        service.close();
    }

    @Override
    public String toString() {
        return "StopRegBackend[contract=" + contract + ", send=" + send + "]";
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {

        private @Nullable String apiToken;
        private String baseUrl = "https://api.stopreg.com";
        private Contract contract = Contract.PATH;
        private Send send = Send.EMAIL;
        private boolean applyPolicy;
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
         * Sets the form of the request.
         *
         * @param contract {@link Contract#PATH} by default
         * @return this
         */
        public Builder contract(Contract contract) {
            this.contract = Objects.requireNonNull(contract, "contract");
            return this;
        }

        /**
         * Sets whether an address that the account's policy blocks is {@link EmailTrait#POLICY_BLOCKED}. A policy that nobody has changed blocks
         * each sub-address, which {@link io.github.notdisposable.EmailPolicy#DISPOSABLE_ONLY} lets in.
         *
         * @param applyPolicy {@code false} by default
         * @return this
         */
        public Builder applyPolicy(boolean applyPolicy) {
            this.applyPolicy = applyPolicy;
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
         * Returns the backend. It holds connections until it is closed.
         *
         * @return the backend
         * @throws IllegalArgumentException if the token is missing, the base address is not one that may be used, or the contract has no form for
         *     what is sent
         */
        public StopRegBackend build() {
            return new StopRegBackend(this);
        }
    }
}
