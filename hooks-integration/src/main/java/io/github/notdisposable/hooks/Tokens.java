/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.github.notdisposable.hooks.HookException.Problem;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies tokens of an issuer by the keys that it publishes. The keys are cached, and outlast an outage of the issuer. */
final class Tokens {

    private static final int MAX_KEYS_BYTES = 512 * 1024;
    private static final Duration OUTAGE = Duration.ofHours(12);
    private static final int SKEW_SECONDS = 60;

    private final Published published;
    private final JWKSource<SecurityContext> keys;
    private final Set<String> audiences;
    private final JWTClaimsSet exact;
    private final Set<String> required;

    private Tokens(Published published, Set<String> audiences, JWTClaimsSet exact, Set<String> required) {
        this.published = published;
        this.keys = JWKSourceBuilder.create(published)
                .outageTolerant(OUTAGE.toMillis())
                .build();
        this.audiences = audiences;
        this.exact = exact;
        this.required = required;
    }

    /**
     * @param keys where the issuer publishes its keys, as a JSON Web Key Set
     * @param patience how long to wait for them
     * @param audiences one of these must be the token's
     * @param exact what else must be claimed, value by value
     * @param required what must be claimed, whatever the value
     */
    static Tokens of(
            URI keys, Duration patience, Collection<String> audiences, JWTClaimsSet exact, Set<String> required) {
        int millis = (int) patience.toMillis();
        try {
            Published published =
                    new Published(keys.toURL(), new DefaultResourceRetriever(millis, millis, MAX_KEYS_BYTES));
            return new Tokens(published, Set.copyOf(audiences), exact, required);
        } catch (MalformedURLException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("The address of an issuer's keys is no URL.", unreadable);
        }
    }

    /** {@return the claims of a token} */
    JsonNode require(@Nullable String token, Instant now, Duration window) throws HookException {
        if (token == null) {
            throw new HookException(Problem.NOT_SIGNED);
        }
        SignedJWT jwt;
        Date issued;
        try {
            jwt = SignedJWT.parse(token);
            issued = jwt.getJWTClaimsSet().getIssueTime();
        } catch (ParseException unreadable) {
            throw new HookException(Problem.BAD_SIGNATURE);
        }
        try {
            processorAt(now).process(jwt, null);
        } catch (BadJWTException claims) {
            throw new HookException(Problem.WRONG_TOKEN);
        } catch (RateLimitReachedException tooOften) {
            // Either the issuer is down, or so many tokens name unknown keys that it is not asked about each.
            throw new HookException(published.isReachable() ? Problem.BAD_SIGNATURE : Problem.NO_KEYS);
        } catch (KeySourceException unreachable) {
            throw new HookException(Problem.NO_KEYS);
        } catch (BadJOSEException | JOSEException signature) {
            throw new HookException(Problem.BAD_SIGNATURE);
        }
        if (Duration.between(issued.toInstant(), now).abs().compareTo(window) > 0) {
            throw new HookException(Problem.TOO_OLD);
        }
        return Json.read(jwt.getPayload().toBytes());
    }

    private DefaultJWTProcessor<SecurityContext> processorAt(Instant now) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        DefaultJWTClaimsVerifier<SecurityContext> claims =
                new DefaultJWTClaimsVerifier<>(audiences, exact, required, null) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(now);
                    }
                };
        claims.setMaxClockSkew(SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }

    /** Fetches the keys, and knows whether the last attempt succeeded. */
    private static final class Published extends URLBasedJWKSetSource<SecurityContext> {

        private volatile boolean reachable;

        Published(URL address, ResourceRetriever retriever) {
            super(address, retriever);
        }

        boolean isReachable() {
            return reachable;
        }

        @Override
        public JWKSet getJWKSet(
                JWKSetCacheRefreshEvaluator refresh, long currentTime, @Nullable SecurityContext context)
                throws KeySourceException {
            try {
                JWKSet fetched = super.getJWKSet(refresh, currentTime, context);
                reachable = true;
                return fetched;
            } catch (KeySourceException unreachable) {
                reachable = false;
                throw unreachable;
            }
        }
    }
}
