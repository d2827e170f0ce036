/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jcache;

import io.github.notdisposable.backend.AnswerStore;
import io.github.notdisposable.internal.sharing.StoreCipher;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** Answers, each with its end before it: JCache knows one time to live for a whole cache. */
final class JCacheAnswerStore implements AnswerStore {

    private final CacheCaller caller;
    private final Cache<String, String> cache;
    private final StoreCipher cipher;
    private final Clock clock;

    JCacheAnswerStore(CacheCaller caller, Cache<String, String> cache, StoreCipher cipher, Clock clock) {
        this.caller = caller;
        this.cache = cache;
        this.cipher = cipher;
        this.clock = clock;
    }

    private String place(String key) {
        return cipher.name("answer", key);
    }

    @Override
    public byte @Nullable [] get(String key) {
        String place = place(key);
        String text = caller.<@Nullable String>ask(() -> cache.get(place), () -> null);
        byte[] opened = cipher.decrypt(place, CacheValues.bytesOrNull(text));
        return opened == null ? null : CacheValues.valueUntil(opened, clock.millis());
    }

    @Override
    public void put(String key, byte[] value, Duration timeToLive) {
        String place = place(key);
        byte[] withEnd = CacheValues.until(clock.millis() + timeToLive.toMillis(), value);
        String text = Base64.getEncoder().encodeToString(cipher.encrypt(place, withEnd));
        caller.ask(
                () -> {
                    cache.put(place, text);
                    return true;
                },
                () -> false);
    }

    @Override
    public void remove(String key) {
        caller.ask(() -> cache.remove(place(key)), () -> false);
    }
}
