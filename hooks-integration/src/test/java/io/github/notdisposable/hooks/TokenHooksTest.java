/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.github.notdisposable.hooks.HookFixture.NOW;
import static io.github.notdisposable.hooks.HookFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.github.notdisposable.checker.RefusalMessages;
import io.github.notdisposable.checker.RefusalReason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The payloads of the providers that prove themselves by a token of their issuer. */
class TokenHooksTest {

    @RegisterExtension
    private static final Issuer ISSUER = new Issuer();

    private final HookFixture fixture = new HookFixture();

    @BeforeEach
    void publishKeys() {
        ISSUER.publishKeys();
    }

    private SignUpHook firebase() {
        return fixture.build(SignUpHook.firebase(fixture.checker, "shop", List.of(Issuer.AUDIENCE), ISSUER.keys())
                .markGreyAs("emailRisk"));
    }

    private SignUpHook entra() {
        return fixture.build(SignUpHook.entra(fixture.checker, Issuer.ENTRA, Issuer.CLIENT_ID, ISSUER.keys())
                .markGreyAs("emailRisk"));
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
        ISSUER.verify(1, getRequestedFor(urlEqualTo(Issuer.KEYS)));
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
            assertFirebaseError(firebase(hook, change), 401, "The token was not issued for this hook.");
        }
        assertThat(fixture.clients).isEmpty();
    }

    @Test
    void aTokenThatNobodyHasSignedWithTheRightAlgorithmIsRefused() throws JOSEException {
        JWTClaimsSet claims = Issuer.firebaseClaims("bob@good.example").build();

        for (String token : List.of(
                new PlainJWT(claims).serialize(),
                unsigned("{\"alg\":\"none\",\"kid\":\"one\"}", claims),
                unsigned("{\"alg\":\"NonE\",\"kid\":\"one\"}", claims),
                unsigned("{\"alg\":\"RS256\",\"kid\":\"one\"}", claims),
                unsigned("{\"alg\":\"RS256\",\"kid\":\"one\",\"crit\":[\"b64\"],\"b64\":false}", claims),
                unsigned("{\"alg\":\"RS256\",\"alg\":\"none\",\"kid\":\"one\"}", claims),
                unsigned("{\"alg\":" + "[".repeat(10_000), claims),
                byWord(claims, Issuer.KEY.toRSAPublicKey().getEncoded()),
                byWord(claims, Issuer.KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)),
                Issuer.sign(claims, Issuer.KEY) + ".a.b",
                "a.b.c",
                "..",
                "no token")) {
            assertFirebaseError(
                    firebase().apply(Issuer.firebase(token)), 401, "The signature or the secret does not match.");
        }
        assertThat(fixture.clients).isEmpty();
    }

    private static String unsigned(String header, JWTClaimsSet claims) {
        return Base64URL.encode(header) + "." + Base64URL.encode(claims.toString()) + "."
                + Base64URL.encode("x".repeat(256));
    }

    /** A verifier that lets the token choose the algorithm takes the published key for the word. */
    private static String byWord(JWTClaimsSet claims, byte[] word) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims);
        jwt.sign(new MACSigner(word));
        return jwt.serialize();
    }

    @Test
    void aKeyThatTheTokenItselfBringsOrNamesIsNotTaken() {
        RSAKey own = Issuer.key("one");
        URI elsewhere = URI.create(ISSUER.baseUrl() + "/elsewhere");
        ISSUER.stubFor(get("/elsewhere").willReturn(okJson(new JWKSet(own).toString())));
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("one")
                .jwk(own.toPublicJWK())
                .jwkURL(elsewhere)
                .x509CertURL(elsewhere)
                .build();
        String token =
                Issuer.sign(header, Issuer.firebaseClaims("bob@good.example").build(), own);

        assertFirebaseError(
                firebase().apply(Issuer.firebase(token)), 401, "The signature or the secret does not match.");
        ISSUER.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../keys", "file:///etc/passwd", "one\u0000", "ONE", "one ", "' or 1=1", "", "\ud800"})
    void aNameOfAKeyIsComparedAndNothingElse(String id) {
        SignUpHook hook = firebase();
        RSAKey key = new RSAKey.Builder(Issuer.KEY).keyID(id).build();
        String token = Issuer.sign(Issuer.firebaseClaims("bob@good.example").build(), key);

        assertThat(hook.apply(Issuer.firebase(token)).status()).isEqualTo(401);
        assertThat(ISSUER.findAll(anyRequestedFor(anyUrl())))
                .extracting(LoggedRequest::getUrl)
                .containsOnly(Issuer.KEYS);
    }

    @Test
    void manyUnknownNamesOfKeysDoNotBecomeManyRequestsToTheIssuer() {
        SignUpHook hook = firebase();

        for (int i = 0; i < 20; i++) {
            RSAKey key = new RSAKey.Builder(Issuer.KEY).keyID("unknown" + i).build();
            String token = Issuer.sign(Issuer.firebaseClaims("bob@good.example").build(), key);
            assertFirebaseError(hook.apply(Issuer.firebase(token)), 401, "The signature or the secret does not match.");
        }
        assertThat(ISSUER.findAll(anyRequestedFor(anyUrl()))).hasSizeLessThanOrEqualTo(3);
        assertAnswer(firebase(hook, "good.example"), 200, "{}");
    }

    @Test
    void whileTheKeysCannotBeFetchedEachRequestIsRefusedAsOneToTryAgain() {
        ISSUER.stubFor(get(Issuer.KEYS).willReturn(serverError()));
        SignUpHook hook = firebase();

        // More than the issuer is asked for.
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertAnswer(
                    firebase(hook, "good.example"),
                    503,
                    "{'error':{'message':'The keys of the issuer cannot be fetched.','status':'UNAVAILABLE'}}");
        }
        assertThat(ISSUER.findAll(getRequestedFor(urlEqualTo(Issuer.KEYS)))).hasSizeLessThan(5);
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
    }

    @Test
    void entraMustCallWithATokenForThisHook() {
        SignUpHook hook = entra();
        for (UnaryOperator<JWTClaimsSet.Builder> wrong : List.<UnaryOperator<JWTClaimsSet.Builder>>of(
                claims -> claims.claim("azp", "another application"),
                claims -> claims.audience("another hook"),
                claims -> claims.issuer("https://other.ciamlogin.com/other/v2.0"))) {
            String token = Issuer.sign(wrong.apply(Issuer.entraClaims()).build(), Issuer.KEY);
            HookResponse response = hook.apply(Issuer.entra(token, entraBody("good.example")));
            assertAnswer(response, 401, "{'error':{'code':'401','message':'The token was not issued for this hook.'}}");
        }
        assertThat(fixture.clients).isEmpty();
    }

    @Test
    void entraMayNameSeveralAddressesOfWhichAllMustBeGood() {
        String two = entraBody("good.example")
                .replace("\"attributes\":{", "\"attributes\":{\"email\":{\"value\":\"bob@throwaway.example\"},");
        String eleven = entraBody("good.example")
                .replace(
                        "}]}}}",
                        "}" + ",{\"signInType\":\"email\",\"issuerAssignedId\":\"NAME@good.example\"}".repeat(10)
                                + "]}}}");
        for (int i = 0; i < 10; i++) {
            eleven = eleven.replaceFirst("NAME", "bob" + i);
        }

        String token = Issuer.sign(Issuer.entraClaims().build(), Issuer.KEY);
        assertThat(json(entra().apply(Issuer.entra(token, two)))
                        .at("/data/actions/0/@odata.type")
                        .asText())
                .endsWith("showValidationError");
        assertThat(entra().apply(Issuer.entra(token, eleven)).status()).isEqualTo(400);
    }

    @Test
    void anEventOfEntraThatIsNoSignUpIsLetThrough() {
        String other = entraBody("throwaway.example").replace("attributeCollectionSubmit", "attributeCollectionStart");

        assertAnswer(
                entra().apply(Issuer.entra(Issuer.sign(Issuer.entraClaims().build(), Issuer.KEY), other)),
                200,
                entraAnswer("'continueWithDefaultBehavior'"));
        assertThat(fixture.clients).isEmpty();
    }

    @Test
    void theKeysOfEntraStandBesideItsIssuer() {
        assertThat(EntraHook.keysOf(Issuer.ENTRA))
                .hasToString("https://tenant.ciamlogin.com/tenant/discovery/v2.0/keys");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignUpHook.entra(
                        fixture.checker, URI.create("https://sts.windows.net/tenant/"), Issuer.CLIENT_ID))
                .withMessageContaining("/v2.0");
    }

    private static HookResponse firebase(SignUpHook hook, String domain) {
        return firebase(hook, claims -> claims.claim("user_record", Map.of("email", "bob@" + domain)));
    }

    private static HookResponse firebase(SignUpHook hook, UnaryOperator<JWTClaimsSet.Builder> change) {
        JWTClaimsSet claims =
                change.apply(Issuer.firebaseClaims("bob@throwaway.example")).build();
        return hook.apply(Issuer.firebase(Issuer.sign(claims, Issuer.KEY)));
    }

    private static HookResponse entra(SignUpHook hook, String domain) {
        return hook.apply(Issuer.entra(Issuer.sign(Issuer.entraClaims().build(), Issuer.KEY), entraBody(domain)));
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

    private static void assertFirebaseError(HookResponse response, int status, String text) {
        assertAnswer(response, status, "{'error':{'message':'" + text + "','status':'UNAUTHENTICATED'}}");
    }

    private static void assertAnswer(HookResponse response, int status, String body) {
        assertThat(json(response)).isEqualTo(json(body));
        assertThat(response.status()).isEqualTo(status);
    }
}
