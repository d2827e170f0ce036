/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.notdisposable.hooks.HookException.Problem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the signatures of Standard Webhooks: an HMAC-SHA256 over id, time and body.
 *
 * @see <a href="https://www.standardwebhooks.com">The specification</a>
 */
final class WebhookSignatures implements HookProvider.Proof {

    static final String ID = "webhook-id";

    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";
    private static final String ALGORITHM = "HmacSHA256";
    private static final String SECRET_PREFIX = "whsec_";

    /** Signatures by several secrets are divided by blanks, and by a comma and a blank at Supabase. */
    private static final Pattern ONE_SIGNATURE = Pattern.compile("v1,([A-Za-z0-9+/]{43}=)(?=[ ,]|$)");

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final List<SecretKeySpec> keys;

    private WebhookSignatures(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /**
     * @param secrets each as {@code v1,whsec_} or {@code whsec_} and Base64, or Base64 alone
     * @throws IllegalArgumentException if there is no secret, or one cannot be read
     */
    static WebhookSignatures of(Collection<String> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("A signed hook needs at least one secret.");
        }
        return new WebhookSignatures(
                secrets.stream().map(WebhookSignatures::key).toList());
    }

    @Override
    public JsonNode verify(HookRequest request, JsonNode body, Instant now, Duration window) throws HookException {
        String id = request.header(ID);
        String timestamp = request.header(TIMESTAMP);
        String signatures = request.header(SIGNATURE);
        if (id == null || timestamp == null || signatures == null) {
            throw new HookException(Problem.NOT_SIGNED);
        }
        List<byte[]> given = ONE_SIGNATURE
                .matcher(signatures)
                .results()
                .map(WebhookSignatures::decode)
                .toList();
        boolean matches = false;
        for (SecretKeySpec key : keys) {
            byte[] expected = sign(key, id, timestamp, request.body());
            for (byte[] signature : given) {
                matches |= MessageDigest.isEqual(expected, signature);
            }
        }
        if (!matches) {
            throw new HookException(Problem.BAD_SIGNATURE);
        }
        requireRecent(timestamp, now, window);
        return body;
    }

    private static void requireRecent(String timestamp, Instant now, Duration window) throws HookException {
        if (!SECONDS.matcher(timestamp).matches()) {
            throw new HookException(Problem.TOO_OLD);
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
        if (age.abs().compareTo(window) > 0) {
            throw new HookException(Problem.TOO_OLD);
        }
    }

    private static byte[] decode(MatchResult signature) {
        return Base64.getDecoder().decode(signature.group(1));
    }

    private static byte[] sign(SecretKeySpec key, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + '.' + timestamp + '.').getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has HmacSHA256", missing);
        }
    }

    private static SecretKeySpec key(String secret) {
        String text = secret.strip();
        text = text.startsWith("v1,") ? text.substring("v1,".length()) : text;
        text = text.startsWith(SECRET_PREFIX) ? text.substring(SECRET_PREFIX.length()) : text;
        byte @Nullable [] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException unreadable) {
            bytes = null; // The message of the exception would show a part of the secret.
        }
        if (bytes == null || bytes.length == 0) {
            throw new IllegalArgumentException(
                    "The secret of a signed hook is whsec_ and Base64, as the provider shows it. Is the variable set that holds it?");
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }
}
