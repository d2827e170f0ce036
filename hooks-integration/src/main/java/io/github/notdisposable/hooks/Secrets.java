/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.notdisposable.hooks.HookException.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** A secret in a header, of which several are good during a rotation. Compared in constant time. */
final class Secrets implements HookProvider.Proof {

    private final String header;
    private final List<byte[]> secrets;

    private Secrets(String header, List<byte[]> secrets) {
        this.header = header;
        this.secrets = secrets;
    }

    /**
     * @throws IllegalArgumentException if there is no secret, or one is blank
     */
    static Secrets of(String header, Collection<String> secrets) {
        if (secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "A hook needs at least one secret, and none may be blank. Is the variable set that holds it?");
        }
        return new Secrets(
                header,
                secrets.stream()
                        .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    @Override
    public JsonNode verify(HookRequest request, JsonNode body, Instant now, Duration window) throws HookException {
        String given = request.header(header);
        if (given == null) {
            throw new HookException(Problem.NOT_SIGNED);
        }
        byte[] bytes = given.getBytes(StandardCharsets.UTF_8);
        boolean matches = false;
        for (byte[] secret : secrets) {
            matches |= MessageDigest.isEqual(secret, bytes);
        }
        if (!matches) {
            throw new HookException(Problem.BAD_SIGNATURE);
        }
        return body;
    }
}
