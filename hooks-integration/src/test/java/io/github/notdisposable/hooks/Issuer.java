/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.github.notdisposable.hooks.HookFixture.NOW;
import static io.github.notdisposable.hooks.HookFixture.request;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Publishes two keys, and signs tokens as Google and Entra do. */
final class Issuer extends WireMockExtension {

    static final String KEYS = "/keys";
    static final String AUDIENCE = "https://europe-west1-shop.cloudfunctions.net/beforeCreate";
    static final URI ENTRA = URI.create("https://tenant.ciamlogin.com/tenant/v2.0");
    static final String CLIENT_ID = "00001111-aaaa-2222-bbbb-3333cccc4444";
    static final RSAKey KEY = key("one");
    static final RSAKey NEXT_KEY = key("next");

    Issuer() {
        super(extensionOptions().options(WireMockConfiguration.wireMockConfig().dynamicPort()));
    }

    void publishKeys() {
        stubFor(get(KEYS).willReturn(okJson(new JWKSet(List.of(KEY, NEXT_KEY)).toString())));
    }

    URI keys() {
        return URI.create(baseUrl() + KEYS);
    }

    static HookRequest firebase(String token) {
        return request(Map.of("Content-Type", "application/json"), "{\"data\":{\"jwt\":\"" + token + "\"}}");
    }

    static JWTClaimsSet.Builder firebaseClaims(Object email) {
        Map<String, Object> user = new HashMap<>();
        user.put("uid", "FdV0K1dTuXZ3kHjPLqUyFQ9S0aB2");
        user.put("email", email);
        user.put("email_verified", false);
        return new JWTClaimsSet.Builder()
                .issuer("https://securetoken.google.com/shop")
                .audience(AUDIENCE)
                .subject("FdV0K1dTuXZ3kHjPLqUyFQ9S0aB2")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(3600)))
                .claim("event_id", "event-" + email)
                .claim("event_type", "beforeCreate")
                .claim("ip_address", "203.0.113.9")
                .claim("locale", "de")
                .claim("user_record", user);
    }

    static HookRequest entra(String token, String body) {
        return request(
                Map.of("Content-Type", "application/json; charset=utf-8", "Authorization", "Bearer " + token), body);
    }

    static JWTClaimsSet.Builder entraClaims() {
        return new JWTClaimsSet.Builder()
                .issuer(ENTRA.toString())
                .audience(CLIENT_ID)
                .issueTime(Date.from(NOW.minusSeconds(1800)))
                .expirationTime(Date.from(NOW.plusSeconds(1800)))
                .claim("azp", EntraHook.CALLER);
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String sign(JWTClaimsSet claims, RSAKey key) {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims, key);
    }

    static String sign(JWSHeader header, JWTClaimsSet claims, RSAKey key) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
