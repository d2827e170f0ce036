/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.notdisposable.hooks.SignUpDecider.Outcome;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives a retry the first answer again, also while that is being made. What two requests must have in common is the provider's identifier, if
 * there is one, and the body. Only a digest is kept. Thread-safe.
 *
 * <p>An answer that does not hold for long is given to those alone who wait while it is being made: where the body is all there is, the user
 * who tries again later looks like a retry.
 */
final class FirstAnswers {

    /** How long unless somebody says otherwise. */
    static final Duration KEPT = Duration.ofMinutes(5);

    private static final int MAX_SIZE = 10_000;

    private final Cache<String, CompletableFuture<Outcome>> byDigest;

    FirstAnswers(Duration kept, LongSupplier nanoTime) {
        byDigest = Caffeine.newBuilder()
                .maximumSize(MAX_SIZE)
                .expireAfterWrite(kept)
                .ticker(nanoTime::getAsLong)
                .build();
    }

    Outcome get(@Nullable String id, byte[] body, Supplier<Outcome> answer) {
        String key = digest(id == null ? "" : id, body);
        CompletableFuture<Outcome> mine = new CompletableFuture<>();
        CompletableFuture<Outcome> first = byDigest.asMap().putIfAbsent(key, mine);
        if (first != null) {
            return first.join();
        }
        try {
            Outcome made = answer.get();
            if (made.isPassing()) {
                byDigest.invalidate(key);
            }
            mine.complete(made);
            return made;
        } catch (RuntimeException | Error thrown) {
            byDigest.invalidate(key);
            mine.completeExceptionally(thrown);
            throw thrown;
        }
    }

    private static String digest(String id, byte[] body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(id.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            return HexFormat.of().formatHex(sha256.digest(body));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
