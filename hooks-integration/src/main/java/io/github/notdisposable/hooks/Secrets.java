/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import io.github.notdisposable.hooks.HookException.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Secrets that a caller may know, several during a rotation. Compared in constant time. */
final class Secrets {

    private final List<byte[]> secrets;

    private Secrets(List<byte[]> secrets) {
        this.secrets = secrets;
    }

    /**
     * @throws IllegalArgumentException if there is no secret, or one is blank
     */
    static Secrets of(Collection<String> secrets) {
        if (secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "A hook needs at least one secret, and none may be blank. Is the variable set that holds it?");
        }
        return new Secrets(secrets.stream()
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    void require(@Nullable String given) throws HookException {
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
    }
}
