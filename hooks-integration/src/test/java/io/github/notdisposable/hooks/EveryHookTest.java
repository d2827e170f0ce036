/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import static io.github.notdisposable.hooks.HookFixture.NOW;
import static io.github.notdisposable.hooks.HookFixture.SECRET;
import static io.github.notdisposable.hooks.HookFixture.json;
import static io.github.notdisposable.hooks.HookFixture.request;
import static io.github.notdisposable.hooks.HookFixture.secret;
import static io.github.notdisposable.hooks.HookFixture.signedHeaders;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@link HookContract} for each provider. */
class EveryHookTest {

    private static final String GOOD = "\"bob@good.example\"";
    private static final String NEXT_SECRET = secret("the next secret, longer");
    private static final List<String> SECRETS = List.of("v1," + SECRET, NEXT_SECRET);

    @RegisterExtension
    private static final Issuer ISSUER = new Issuer();

    @BeforeEach
    void publishKeys() {
        ISSUER.publishKeys();
    }

    @Nested
    class Supabase extends Signed {

        @Override
        SignUpHook.Builder hook() {
            return SignUpHook.supabase(fixture.checker, SECRETS);
        }

        @Override
        String body(String email) {
            return """
                    {"metadata":{"uuid":"8b34dcdd-9df1-4c10-850a-b3277c653040","time":"2026-11-29T12:00:00Z",
                     "name":"before-user-created","ip_address":"203.0.113.9"},
                     "user":{"id":"ff7fc9ae-3b1b-4642-9241-64adb9848a03","aud":"authenticated","email":%s,
                     "phone":"","app_metadata":{"provider":"email"},"user_metadata":{},"identities":[]}}""".formatted(email);
        }

        @Override
        String error(int status, String text) {
            return "{'error':{'http_code':" + status + ",'message':'" + text + "'}}";
        }

        @Override
        String allowed() {
            return "{}";
        }

        @Override
        String marked() {
            return allowed();
        }

        /** Supabase signs each attempt with an identifier of its own. */
        @Test
        void aRetryWithAnotherIdentifierCountsOnce() {
            SignUpHook hook = fixture.build(hook());
            String body = body("\"bob@throwaway.example\"");

            hook.apply(request(signedHeaders(SECRET, "msg_1", NOW, body), body));
            hook.apply(request(signedHeaders(SECRET, "msg_2", NOW.plusSeconds(2), body), body));

            assertThat(fixture.clients).hasSize(1);
        }
    }

    @Nested
    class SignedJson extends Signed {

        @Override
        SignUpHook.Builder hook() {
            return SignUpHook.signedJson(fixture.checker, SECRETS);
        }

        @Override
        String body(String email) {
            return "{\"email\":" + email + ",\"ip\":\"203.0.113.9\"}";
        }

        @Override
        String error(int status, String text) {
            return "{'error':'" + text + "'}";
        }

        @Override
        String allowed() {
            return "{'allowed':true}";
        }

        @Override
        String marked() {
            return "{'allowed':true,'emailRisk':'grey'}";
        }
    }

    @Nested
    class Kratos extends SecretInAHeader {

        Kratos() {
            super("X-Api-Key");
        }

        @Override
        SignUpHook.Builder hook() {
            return SignUpHook.kratos(fixture.checker, "X-Api-Key", List.of("s3cret", "n3xt"));
        }

        @Override
        String body(String email) {
            return "{\"email\":" + email + ",\"ip\":\"203.0.113.9\"}";
        }

        @Override
        String error(int status, String text) {
            return "{'messages':[{'instance_ptr':'#/traits/email','messages':[{'id':47000001,'text':'" + text
                    + "','type':'error'}]}]}";
        }

        @Override
        String allowed() {
            return "{}";
        }

        @Override
        String marked() {
            return "{'identity':{'metadata_public':{'emailRisk':'grey'}}}";
        }

        @Override
        Duration deadline() {
            return Duration.ofSeconds(5);
        }

        /** Kratos gives each attempt an identifier of its own, and all of them that of what triggered them. */
        @Test
        void aRetryWithAnotherRequestIdCountsOnceAndAnotherSignUpTwice() {
            SignUpHook hook = fixture.build(hook());

            hook.apply(attempt("trigger-1", "request-1"));
            hook.apply(attempt("trigger-1", "request-2"));
            assertThat(fixture.clients).hasSize(1);

            hook.apply(attempt("trigger-2", "request-3"));
            assertThat(fixture.clients).hasSize(2);
        }

        private HookRequest attempt(String trigger, String request) {
            return with(
                    Map.of(
                            "X-Api-Key", "s3cret",
                            "Ory-Webhook-Trigger-ID", trigger,
                            "Ory-Webhook-Request-ID", request),
                    body("\"bob@throwaway.example\""));
        }
    }

    @Nested
    class Okta extends SecretInAHeader {

        Okta() {
            super("Authorization");
        }

        @Override
        SignUpHook.Builder hook() {
            return SignUpHook.okta(fixture.checker, "Authorization", List.of("s3cret", "n3xt"));
        }

        @Override
        String body(String email) {
            return """
                    {"eventId":"04Dmt8BcT_aEgM","eventType":"com.okta.user.pre-registration",
                     "requestType":"self.service.registration",
                     "data":{"context":{"request":{"id":"1","method":"POST","ipAddress":"203.0.113.9"}},
                     "userProfile":{"login":"bob","firstName":"Bob","lastName":"B","locale":"en_US","email":%s},
                     "action":"ALLOW"}}""".formatted(email);
        }

        @Override
        String error(int status, String text) {
            return "{'error':{'errorSummary':'" + text + "'}}";
        }

        @Override
        String allowed() {
            return "{'commands':[{'type':'com.okta.action.update','value':{'registration':'ALLOW'}}]}";
        }

        @Override
        String marked() {
            return "{'commands':[{'type':'com.okta.user.profile.update','value':{'emailRisk':'grey'}},"
                    + "{'type':'com.okta.action.update','value':{'registration':'ALLOW'}}]}";
        }

        @Override
        Duration deadline() {
            return Duration.ofSeconds(2);
        }
    }

    @Nested
    class Firebase extends HookContract {

        @Override
        SignUpHook.Builder hook() {
            return SignUpHook.firebase(fixture.checker, "shop", List.of(Issuer.AUDIENCE), ISSUER.keys());
        }

        @Override
        String body(String email) {
            return body(email, Issuer.KEY, claims -> claims);
        }

        private String body(String email, RSAKey key, UnaryOperator<JWTClaimsSet.Builder> change) {
            JWTClaimsSet claims =
                    change.apply(Issuer.firebaseClaims(value(email))).build();
            return "{\"data\":{\"jwt\":\"" + Issuer.sign(claims, key) + "\"}}";
        }

        private static Object value(String json) {
            return new ObjectMapper().convertValue(json(json), Object.class);
        }

        private HookRequest changed(UnaryOperator<JWTClaimsSet.Builder> change) {
            return with(Map.of(), body(GOOD, Issuer.KEY, change));
        }

        @Override
        Map<String, String> proof(byte[] body) {
            return Map.of();
        }

        @Override
        HookRequest provedByTheNext(String email) {
            return with(Map.of(), body(email, Issuer.NEXT_KEY, claims -> claims));
        }

        @Override
        List<HookRequest> withoutProof() {
            return Stream.of("{}", "{\"data\":{}}", "{\"data\":{\"jwt\":null}}", "{\"data\":[]}")
                    .map(body -> with(Map.of(), body))
                    .toList();
        }

        @Override
        List<HookRequest> wronglyProved() {
            return Stream.of("one", "next", "unknown")
                    .map(id -> with(Map.of(), body(GOOD, Issuer.key(id), claims -> claims)))
                    .toList();
        }

        @Override
        List<HookRequest> provedLongAgo() {
            return List.of(
                    changed(claims -> claims.issueTime(Date.from(NOW.minusSeconds(301)))),
                    changed(claims -> claims.expirationTime(Date.from(NOW.minusSeconds(61)))));
        }

        @Override
        String error(int status, String text) {
            String code = status == 401 ? "UNAUTHENTICATED" : "INVALID_ARGUMENT";
            return "{'error':{'message':'" + text + "','status':'" + code + "'}}";
        }

        @Override
        String allowed() {
            return "{}";
        }

        @Override
        String marked() {
            return "{'userRecord':{'customClaims':{'emailRisk':'grey'},'updateMask':'customClaims'}}";
        }

        @Override
        Duration deadline() {
            return Duration.ofSeconds(5);
        }
    }

    @Nested
    class Entra extends HookContract {

        @Override
        SignUpHook.Builder hook() {
            return SignUpHook.entra(fixture.checker, Issuer.ENTRA, Issuer.CLIENT_ID, ISSUER.keys());
        }

        @Override
        String body(String email) {
            return """
                    {"type":"microsoft.graph.authenticationEvent.attributeCollectionSubmit",
                     "data":{"authenticationContext":{"correlationId":"20000000-0000-0000-0000-000000000002",
                     "client":{"ip":"203.0.113.9","locale":"fr-FR"}},"userSignUpInfo":{"attributes":{},
                     "identities":[{"signInType":"email","issuer":"tenant.onmicrosoft.com","issuerAssignedId":%s}]}}}""".formatted(email);
        }

        @Override
        Map<String, String> proof(byte[] body) {
            return proof(Issuer.KEY, Issuer.entraClaims());
        }

        private static Map<String, String> proof(RSAKey key, JWTClaimsSet.Builder claims) {
            return Map.of("Authorization", "Bearer " + Issuer.sign(claims.build(), key));
        }

        @Override
        HookRequest provedByTheNext(String email) {
            return with(proof(Issuer.NEXT_KEY, Issuer.entraClaims()), body(email));
        }

        @Override
        List<HookRequest> withoutProof() {
            return List.of(
                    with(Map.of(), body(GOOD)),
                    with(Map.of("Authorization", "Basic Ym9iOnBhc3M="), body(GOOD)),
                    with(Map.of("Authorization", "Bearer"), body(GOOD)));
        }

        @Override
        List<HookRequest> wronglyProved() {
            return Stream.of("one", "next", "unknown")
                    .map(id -> with(proof(Issuer.key(id), Issuer.entraClaims()), body(GOOD)))
                    .toList();
        }

        @Override
        List<HookRequest> provedLongAgo() {
            return List.of(with(
                    proof(Issuer.KEY, Issuer.entraClaims().expirationTime(Date.from(NOW.minusSeconds(61)))),
                    body(GOOD)));
        }

        @Override
        String error(int status, String text) {
            return "{'error':{'code':'" + status + "','message':'" + text + "'}}";
        }

        @Override
        String allowed() {
            return action("'continueWithDefaultBehavior'");
        }

        @Override
        String marked() {
            return action("'modifyAttributeValues','attributes':{'emailRisk':'grey'}");
        }

        private static String action(String action) {
            return "{'data':{'@odata.type':'microsoft.graph.onAttributeCollectionSubmitResponseData',"
                    + "'actions':[{'@odata.type':'microsoft.graph.attributeCollectionSubmit." + action.substring(1)
                    + "}]}}";
        }

        @Override
        Duration deadline() {
            return Duration.ofMillis(800);
        }
    }

    /** Those who prove themselves by Standard Webhooks. */
    private abstract static class Signed extends HookContract {

        @Override
        Map<String, String> proof(byte[] body) {
            return Map.of(
                    "webhook-id",
                    "msg_1",
                    "webhook-timestamp",
                    String.valueOf(NOW.getEpochSecond()),
                    "webhook-signature",
                    "v1," + hmac(body));
        }

        /** The library that signs elsewhere takes texts alone. */
        private static String hmac(byte[] body) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                byte[] key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                mac.update(("msg_1." + NOW.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
                return Base64.getEncoder().encodeToString(mac.doFinal(body));
            } catch (GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        }

        @Override
        HookRequest provedByTheNext(String email) {
            return signed(NEXT_SECRET, NOW, body(email));
        }

        @Override
        List<HookRequest> withoutProof() {
            return Stream.of("webhook-id", "webhook-timestamp", "webhook-signature")
                    .map(missing -> {
                        Map<String, String> headers = signedHeaders(SECRET, "msg_1", NOW, body(GOOD));
                        headers.remove(missing);
                        return request(headers, body(GOOD));
                    })
                    .toList();
        }

        @Override
        List<HookRequest> wronglyProved() {
            return List.of(
                    signed(secret("a wrong one, long enough"), NOW, body(GOOD)),
                    request(signedHeaders(SECRET, "msg_1", NOW, body(GOOD)), body("\"bob@throwaway.example\"")));
        }

        @Override
        List<HookRequest> provedLongAgo() {
            return List.of(
                    signed(SECRET, NOW.minusSeconds(301), body(GOOD)),
                    signed(SECRET, NOW.plusSeconds(301), body(GOOD)));
        }

        private static HookRequest signed(String secret, Instant at, String body) {
            return request(signedHeaders(secret, "msg_1", at, body), body);
        }

        @Override
        Duration deadline() {
            return Duration.ofSeconds(3);
        }
    }

    private abstract static class SecretInAHeader extends HookContract {

        private final String header;

        SecretInAHeader(String header) {
            this.header = header;
        }

        @Override
        Map<String, String> proof(byte[] body) {
            return Map.of(header, "s3cret");
        }

        @Override
        HookRequest provedByTheNext(String email) {
            return with(Map.of(header, "n3xt"), body(email));
        }

        @Override
        List<HookRequest> withoutProof() {
            return List.of(with(Map.of(), body(GOOD)), with(Map.of("X-Other", "s3cret"), body(GOOD)));
        }

        @Override
        List<HookRequest> wronglyProved() {
            return Stream.of("wrong", "S3CRET", "s3cre", "s3cret ", "s3cret, n3xt", "")
                    .map(secret -> with(Map.of(header, secret), body(GOOD)))
                    .toList();
        }

        @Override
        List<HookRequest> provedLongAgo() {
            return List.of();
        }
    }

    private static HookRequest with(Map<String, String> proof, String body) {
        Map<String, String> headers = new LinkedHashMap<>(proof);
        headers.put("Content-Type", "application/json");
        return request(headers, body);
    }
}
