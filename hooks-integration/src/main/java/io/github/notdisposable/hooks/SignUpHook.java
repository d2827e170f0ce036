/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.hooks.HookException.Problem;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers the sign-up hook of an identity provider: verifies the caller, reads the address and the client, checks, and writes the answer in the
 * provider's form.
 *
 * <p>It needs no framework. A servlet, a Spring controller or a Cloud Function hands over headers and body, and sends back what it gets:
 *
 * <pre>{@code
 * SignUpHook hook = SignUpHook.supabase(checker, List.of(secret)).build();
 * HookResponse response = hook.apply(HookRequest.of(headers, body));
 * }</pre>
 *
 * <p>A check takes no longer than the deadline, which lies below the provider's own. When no backend can answer in time, the rule decides; by
 * default the user is let in. A retry gets the first answer again and counts once. A caller that does not prove to be the provider gets an error
 * in the provider's form, and the log one line a minute at most. Nothing is thrown, and neither answers nor logs hold an address or a secret.
 *
 * <p>Immutable, and thread-safe.
 */
public final class SignUpHook implements Function<HookRequest, HookResponse> {

    /** No user has more, and each may be a lookup. */
    private static final int MAX_EMAILS = 10;

    private final HookProvider provider;
    private final boolean enabled;
    private final Duration deadline;
    private final Duration replayWindow;
    private final boolean emailRequired;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final SignUpDecider decider;
    private final FirstAnswers firstAnswers;
    private final HookLog log;

    private SignUpHook(Builder builder) {
        provider = builder.provider;
        enabled = builder.enabled;
        deadline = builder.deadline;
        replayWindow = builder.replayWindow;
        emailRequired = builder.emailRequired;
        clock = builder.clock;
        nanoTime = builder.nanoTime;
        decider = new SignUpDecider(builder.checker, builder.rule, builder.markGreyAs);
        firstAnswers = new FirstAnswers(replayWindow, nanoTime);
        log = new HookLog(provider.name(), nanoTime);
    }

    /**
     * Answers the blocking function {@code beforeCreate} of Google Identity Platform and Firebase Authentication. Other events are let through.
     *
     * @param checker the checker
     * @param projectId the identifier of the project, as the tokens' issuer bears it
     * @param audiences the addresses under which the function is called, one of which each token names
     * @return a builder
     */
    public static Builder firebase(EmailChecker checker, String projectId, Collection<String> audiences) {
        return firebase(checker, projectId, audiences, FirebaseHook.KEYS);
    }

    /**
     * Answers the blocking function as {@link #firebase(EmailChecker, String, Collection)} does, by keys from another place: a mirror, or a test.
     *
     * @param checker the checker
     * @param projectId the identifier of the project
     * @param audiences the addresses under which the function is called
     * @param keys the address of a JSON Web Key Set
     * @return a builder
     */
    public static Builder firebase(EmailChecker checker, String projectId, Collection<String> audiences, URI keys) {
        return new Builder(
                checker, new FirebaseHook(notBlank("projectId", projectId), notBlank("audiences", audiences), keys));
    }

    /**
     * Answers the hook {@code before-user-created} of Supabase.
     *
     * @param checker the checker
     * @param secrets the hook's secrets as the dashboard shows them ({@code v1,whsec_...}); several during a rotation
     * @return a builder
     */
    public static Builder supabase(EmailChecker checker, Collection<String> secrets) {
        return new Builder(checker, new SupabaseHook(secrets));
    }

    /**
     * Answers a {@code web_hook} after the registration at Ory Kratos, with {@code response.parse: true}. Its Jsonnet writes {@code email}, and
     * may write {@code ip} and {@code locale}.
     *
     * @param checker the checker
     * @param header the header in which Kratos sends the secret, such as {@code X-Api-Key}
     * @param secrets what the header may hold; several during a rotation
     * @return a builder
     */
    public static Builder kratos(EmailChecker checker, String header, Collection<String> secrets) {
        return new Builder(checker, new KratosHook(notBlank("header", header), secrets));
    }

    /**
     * Answers the registration inline hook of Okta.
     *
     * @param checker the checker
     * @param header the header in which Okta sends the secret, such as {@code Authorization}
     * @param secrets what the header may hold; several during a rotation
     * @return a builder
     */
    public static Builder okta(EmailChecker checker, String header, Collection<String> secrets) {
        return new Builder(checker, new OktaHook(notBlank("header", header), secrets));
    }

    /**
     * Answers the event {@code onAttributeCollectionSubmit} of Microsoft Entra External ID. Other events are let through.
     *
     * @param checker the checker
     * @param issuer the issuer of the tenant's tokens, which ends in {@code /v2.0}
     * @param clientId the identifier of the application that stands for this hook, which the tokens name as audience
     * @return a builder
     */
    public static Builder entra(EmailChecker checker, URI issuer, String clientId) {
        return entra(checker, issuer, clientId, EntraHook.keysOf(issuer));
    }

    /**
     * Answers the event as {@link #entra(EmailChecker, URI, String)} does, by keys from another place: a mirror, or a test.
     *
     * @param checker the checker
     * @param issuer the issuer of the tenant's tokens
     * @param clientId the identifier of the application that stands for this hook
     * @param keys the address of a JSON Web Key Set
     * @return a builder
     */
    public static Builder entra(EmailChecker checker, URI issuer, String clientId, URI keys) {
        return new Builder(checker, new EntraHook(issuer, notBlank("clientId", clientId), keys));
    }

    /**
     * Answers a plain form for whatever else can call HTTP: {@code {"email": ..., "ip": ..., "locale": ...}}, signed as Standard Webhooks are.
     * The answer is {@code {"allowed": true}}, or {@code false} with {@code reason}, {@code message} and perhaps {@code suggestion}.
     *
     * @param checker the checker
     * @param secrets the secrets, as {@code whsec_} and Base64; several during a rotation
     * @return a builder
     */
    public static Builder signedJson(EmailChecker checker, Collection<String> secrets) {
        return new Builder(checker, new SignedJsonHook(secrets));
    }

    /**
     * Answers a request.
     *
     * @param request the request
     * @return the answer
     */
    @Override
    public HookResponse apply(HookRequest request) {
        long start = nanoTime.getAsLong();
        try {
            SignUp signUp = read(request);
            if (!enabled || signUp == null) {
                return provider.allow(null);
            }
            if (signUp.emails().isEmpty()) {
                return withoutEmail();
            }
            String retryHeader = provider.retryHeader();
            String id = retryHeader == null ? null : request.header(retryHeader);
            return firstAnswers
                    .get(id, request.body(), () -> {
                        Duration spent = Duration.ofNanos(nanoTime.getAsLong() - start);
                        return decider.decide(signUp, deadline.minus(spent));
                    })
                    .answer(provider);
        } catch (HookException refused) {
            return fail(refused.problem());
        } catch (RuntimeException unforeseen) {
            // A library that throws for what it cannot read. Its message may show a part of the request.
            return fail(Problem.UNREADABLE);
        }
    }

    private @Nullable SignUp read(HookRequest request) throws HookException {
        JsonNode body = body(request);
        SignUp signUp = provider.read(provider.proof().verify(request, body, clock.instant(), replayWindow));
        if (signUp != null && signUp.emails().size() > MAX_EMAILS) {
            throw new HookException(Problem.UNREADABLE);
        }
        return signUp;
    }

    private HookResponse fail(Problem problem) {
        log.refused(problem);
        return provider.fail(problem);
    }

    private HookResponse withoutEmail() throws HookException {
        if (emailRequired) {
            throw new HookException(Problem.NO_EMAIL);
        }
        return provider.allow(null);
    }

    private static JsonNode body(HookRequest request) throws HookException {
        if (request.body().length > HookRequest.MAX_BODY_BYTES) {
            throw new HookException(Problem.TOO_LARGE);
        }
        String type = request.header("Content-Type");
        String essence = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!essence.equals("application/json")) {
            throw new HookException(Problem.NOT_JSON);
        }
        return Json.read(request.body());
    }

    private static String notBlank(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("'" + name + "' is blank. Is the variable set that holds it?");
        }
        return value;
    }

    private static Collection<String> notBlank(String name, Collection<String> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' is empty.");
        }
        values.forEach(value -> notBlank(name, value));
        return values;
    }

    @Override
    public String toString() {
        return "SignUpHook[provider=" + provider.name() + ", deadline=" + deadline + "]";
    }

    /** Builds a hook. Not thread-safe. */
    public static final class Builder {

        private final HookProvider provider;
        private final EmailChecker checker;
        private EmailRule rule = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY);
        private boolean enabled = true;
        private Duration deadline;
        private Duration replayWindow = FirstAnswers.KEPT;
        private boolean emailRequired;
        private @Nullable String markGreyAs;
        private Clock clock = Clock.systemUTC();
        private LongSupplier nanoTime = System::nanoTime;

        private Builder(EmailChecker checker, HookProvider provider) {
            this.checker = Objects.requireNonNull(checker, "checker");
            this.provider = provider;
            this.deadline = provider.deadline();
        }

        /**
         * Sets what is refused, and what happens when no backend can answer.
         *
         * @param rule the rule; by default what is disposable is refused, and what nobody can check is let in
         * @return this builder
         */
        public Builder rule(EmailRule rule) {
            this.rule = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /**
         * Switches the checks on or off; {@code notdisposable.enabled} of the settings, for example.
         *
         * @param enabled whether addresses are checked; {@code true} by default. Callers are verified in either case
         * @return this builder
         */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /**
         * Sets how long a request may take, the fetching of an issuer's keys included.
         *
         * @param deadline more than zero, and less than the provider's own time limit; by default 5 s for Firebase and Kratos, 3 s for Supabase
         *     and signed JSON, 2 s for Okta, 0.8 s for Entra
         * @return this builder
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder deadline(Duration deadline) {
            this.deadline = positive("deadline", deadline);
            return this;
        }

        /**
         * Sets how far the time of a request may lie from now, where the provider signs it. Retries within it get the first answer again.
         *
         * @param replayWindow more than zero; 5 minutes by default
         * @return this builder
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder replayWindow(Duration replayWindow) {
            this.replayWindow = positive("replayWindow", replayWindow);
            return this;
        }

        /**
         * Answers a sign-up without an address, one by phone for example, with an error. By default it is let in.
         *
         * @return this builder
         */
        public Builder requireEmail() {
            this.emailRequired = true;
            return this;
        }

        /**
         * Passes on that an address is grey, where the provider allows it: as a custom claim (Firebase), public metadata (Kratos), an attribute
         * of the profile (Okta), a collected attribute (Entra), or a member of the answer (signed JSON). Its value is {@code grey}. Supabase
         * takes nothing.
         *
         * @param name the name of the claim, the attribute or the member
         * @return this builder
         */
        public Builder markGreyAs(String name) {
            this.markGreyAs = notBlank("name", name);
            return this;
        }

        Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        Builder nanoTime(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            return this;
        }

        /** {@return the hook} */
        public SignUpHook build() {
            return new SignUpHook(this);
        }

        private static Duration positive(String name, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("'" + name + "' is not more than zero: " + value);
            }
            return value;
        }
    }
}
