/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.github.notdisposable.hooks.HookFixture.NOW;
import static io.github.notdisposable.hooks.HookFixture.json;
import static io.github.notdisposable.hooks.HookFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.github.notdisposable.checker.RefusalMessages;
import io.github.notdisposable.checker.RefusalReason;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The payloads of the providers that prove themselves by a token of their issuer. */
class TokenHooksTest {

    private static final String KEYS = "/keys";
    private static final String AUDIENCE = "https://europe-west1-shop.cloudfunctions.net/beforeCreate";
    private static final URI ISSUER = URI.create("https://tenant.ciamlogin.com/tenant/v2.0");
    private static final String CLIENT_ID = "00001111-aaaa-2222-bbbb-3333cccc4444";
    private static final RSAKey KEY = key("one");

    @RegisterExtension
    private static final WireMockExtension ISSUERS = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    private final HookFixture fixture = new HookFixture();

    @BeforeEach
    void publishKeys() {
        ISSUERS.stubFor(get(KEYS).willReturn(okJson(new JWKSet(KEY.toPublicJWK()).toString())));
    }

    private static URI keys() {
        return URI.create(ISSUERS.baseUrl() + KEYS);
    }

    private SignUpHook firebase() {
        return fixture.build(SignUpHook.firebase(fixture.checker, "shop", List.of(AUDIENCE), keys())
                .markGreyAs("emailRisk"));
    }

    private SignUpHook entra() {
        return fixture.build(
                SignUpHook.entra(fixture.checker, ISSUER, CLIENT_ID, keys()).markGreyAs("emailRisk"));
    }

    @Test
    void firebaseLetsInRefusesAndMarks() {
        SignUpHook hook = firebase();

        assertAnswer(firebase(hook, "good.example"), 200, "{}");
        assertAnswer(
                firebase(hook, "grey.example"),
                200,
                "{'userRecord':{'customClaims':{'emailRisk':'grey'},'updateMask':'customClaims'}}");
        String text = RefusalMessages.text(RefusalReason.DISPOSABLE, Locale.GERMAN);
        assertAnswer(
                firebase(hook, "throwaway.example"),
                400,
                "{'error':{'message':'" + text + "','status':'INVALID_ARGUMENT'}}");
        assertThat(fixture.clients).hasSize(3).containsOnly("203.0.113.9");
        ISSUERS.verify(1, getRequestedFor(urlEqualTo(KEYS)));
    }

    @Test
    void firebaseChecksNobodyWhoSignsInOrHasNoAddress() {
        SignUpHook hook = firebase();

        assertAnswer(firebase(hook, claims -> claims.claim("event_type", "beforeSignIn")), 200, "{}");
        assertAnswer(firebase(hook, claims -> claims.claim("user_record", Map.of("uid", "1"))), 200, "{}");
        assertThat(fixture.clients).isEmpty();
    }

    @Test
    void aTokenForSomebodyElseIsRefused() {
        SignUpHook hook = firebase();
        List<UnaryOperator<JWTClaimsSet.Builder>> wrong = List.of(
                claims -> claims.issuer("https://securetoken.google.com/other"),
                claims -> claims.audience("https://europe-west1-other.cloudfunctions.net/beforeCreate"),
                claims -> claims.audience((String) null),
                claims -> claims.subject(null),
                claims -> claims.issueTime(null),
                claims -> claims.expirationTime(Date.from(NOW.minusSeconds(61))));

        for (UnaryOperator<JWTClaimsSet.Builder> change : wrong) {
            assertFirebaseError(
                    firebase(hook, claims -> change.apply(claims.claim("user_record", user("throwaway.example")))),
                    401,
                    "The token was not issued for this hook.");
        }
        assertThat(fixture.clients).isEmpty();
    }

    @Test
    void anOldTokenIsRefusedAlthoughItHasNotExpired() {
        assertFirebaseError(
                firebase(firebase(), claims -> claims.issueTime(Date.from(NOW.minusSeconds(301)))),
                401,
                "The time of the request is outside the replay window.");
    }

    @Test
    void aTokenThatNobodyOrAnotherHasSignedIsRefused() throws JOSEException {
        SignUpHook hook = firebase();
        JWTClaimsSet claims = firebaseClaims("good.example").build();
        SignedJWT byWord = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims);
        byWord.sign(new MACSigner("a word of at least thirty-two bytes"));

        for (String token : List.of(
                sign(claims, key("one")),
                sign(claims, key("unknown")),
                new PlainJWT(claims).serialize(),
                byWord.serialize(),
                "a.b.c",
                "no token")) {
            assertFirebaseError(hook.apply(firebaseRequest(token)), 401, "The signature or the secret does not match.");
        }
        assertFirebaseError(
                hook.apply(request(Map.of("Content-Type", "application/json"), "{\"data\":{}}")),
                401,
                "The signature or the secret is missing.");
    }

    @Test
    void whileTheKeysCannotBeFetchedTheRequestIsRefused() {
        ISSUERS.stubFor(get(KEYS).willReturn(serverError()));

        HookResponse response = firebase(firebase(), "good.example");

        assertAnswer(
                response,
                503,
                "{'error':{'message':'The keys of the issuer cannot be fetched.','status':'UNAVAILABLE'}}");
    }

    @Test
    void entraLetsInRefusesAndMarks() {
        SignUpHook hook = entra();

        assertAnswer(entra(hook, "good.example"), 200, entraAnswer("'continueWithDefaultBehavior'"));
        assertAnswer(
                entra(hook, "grey.example"),
                200,
                entraAnswer("'modifyAttributeValues','attributes':{'emailRisk':'grey'}"));
        String text = RefusalMessages.text(RefusalReason.DISPOSABLE, Locale.FRENCH);
        HookResponse refused = entra(hook, "throwaway.example");
        assertThat(refused.status()).isEqualTo(200);
        assertThat(json(refused).at("/data/actions/0/@odata.type").asText())
                .isEqualTo("microsoft.graph.attributeCollectionSubmit.showValidationError");
        assertThat(json(refused).at("/data/actions/0/message").asText()).isEqualTo(text);
        assertThat(fixture.clients).hasSize(3).containsOnly("203.0.113.9");
        assertThat(fixture.timeLeft).allMatch(left -> left.compareTo(Duration.ofMillis(800)) <= 0);
    }

    @Test
    void entraMustCallWithATokenForThisHook() {
        SignUpHook hook = entra();
        String body = entraBody("good.example");
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Content-Type", "application/json"));

        assertThat(hook.apply(request(headers, body)).status()).isEqualTo(401);
        headers.put("Authorization", "Basic Ym9i");
        assertThat(hook.apply(request(headers, body)).status()).isEqualTo(401);
        for (UnaryOperator<JWTClaimsSet.Builder> wrong : List.<UnaryOperator<JWTClaimsSet.Builder>>of(
                claims -> claims.claim("azp", "another application"),
                claims -> claims.audience("another hook"),
                claims -> claims.issuer("https://other.ciamlogin.com/other/v2.0"))) {
            headers.put(
                    "Authorization", "Bearer " + sign(wrong.apply(entraClaims()).build(), KEY));
            HookResponse response = hook.apply(request(headers, body));
            assertAnswer(response, 401, "{'error':{'code':'401','message':'The token was not issued for this hook.'}}");
        }
        assertThat(fixture.clients).isEmpty();
    }

    @Test
    void theKeysOfEntraStandBesideItsIssuer() {
        assertThat(EntraHook.keysOf(ISSUER)).hasToString("https://tenant.ciamlogin.com/tenant/discovery/v2.0/keys");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SignUpHook.entra(fixture.checker, URI.create("https://sts.windows.net/tenant/"), CLIENT_ID))
                .withMessageContaining("/v2.0");
    }

    private static HookResponse firebase(SignUpHook hook, String domain) {
        return hook.apply(firebaseRequest(sign(firebaseClaims(domain).build(), KEY)));
    }

    private static HookResponse firebase(SignUpHook hook, UnaryOperator<JWTClaimsSet.Builder> change) {
        return hook.apply(firebaseRequest(
                sign(change.apply(firebaseClaims("throwaway.example")).build(), KEY)));
    }

    private static HookRequest firebaseRequest(String token) {
        return request(Map.of("Content-Type", "application/json"), "{\"data\":{\"jwt\":\"" + token + "\"}}");
    }

    private static JWTClaimsSet.Builder firebaseClaims(String domain) {
        return new JWTClaimsSet.Builder()
                .issuer("https://securetoken.google.com/shop")
                .audience(AUDIENCE)
                .subject("FdV0K1dTuXZ3kHjPLqUyFQ9S0aB2")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(3600)))
                .claim("event_id", "event-" + domain)
                .claim("event_type", "beforeCreate")
                .claim("ip_address", "203.0.113.9")
                .claim("locale", "de")
                .claim("user_record", user(domain));
    }

    private static Map<String, Object> user(String domain) {
        return Map.of("uid", "FdV0K1dTuXZ3kHjPLqUyFQ9S0aB2", "email", "bob@" + domain, "email_verified", false);
    }

    private static HookResponse entra(SignUpHook hook, String domain) {
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/json; charset=utf-8",
                "Authorization",
                "Bearer " + sign(entraClaims().build(), KEY));
        return hook.apply(request(headers, entraBody(domain)));
    }

    private static JWTClaimsSet.Builder entraClaims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER.toString())
                .audience(CLIENT_ID)
                .issueTime(Date.from(NOW.minusSeconds(1800)))
                .expirationTime(Date.from(NOW.plusSeconds(1800)))
                .claim("azp", EntraHook.CALLER);
    }

    private static String entraBody(String domain) {
        return """
                {"type":"microsoft.graph.authenticationEvent.attributeCollectionSubmit",
                 "source":"/tenants/tenant/applications/app",
                 "data":{"@odata.type":"microsoft.graph.onAttributeCollectionSubmitCalloutData",
                 "authenticationContext":{"correlationId":"20000000-0000-0000-0000-000000000002",
                 "client":{"ip":"203.0.113.9","locale":"fr-FR","market":"fr-FR"}},
                 "userSignUpInfo":{"attributes":{"city":{"value":"Paris","attributeType":"builtIn"}},
                 "identities":[{"signInType":"email","issuer":"tenant.onmicrosoft.com","issuerAssignedId":"bob@DOMAIN"}]}}}""".replace("DOMAIN", domain);
    }

    private static String entraAnswer(String action) {
        return "{'data':{'@odata.type':'microsoft.graph.onAttributeCollectionSubmitResponseData',"
                + "'actions':[{'@odata.type':'microsoft.graph.attributeCollectionSubmit." + action.substring(1)
                + "}]}}";
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String sign(JWTClaimsSet claims, RSAKey key) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void assertFirebaseError(HookResponse response, int status, String text) {
        assertAnswer(response, status, "{'error':{'message':'" + text + "','status':'UNAUTHENTICATED'}}");
    }

    private static void assertAnswer(HookResponse response, int status, String body) {
        assertThat(json(response)).isEqualTo(json(body));
        assertThat(response.status()).isEqualTo(status);
    }
}
