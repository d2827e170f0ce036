/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import static io.github.notdisposable.redis.Script.bytes;

import io.github.notdisposable.backend.AnswerStore;
import io.github.notdisposable.internal.sharing.StoreCipher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers, each under a key of its own that Redis forgets in time. */
final class RedisAnswerStore implements AnswerStore {

    private final RedisStores stores;
    private final StoreCipher cipher;
    private final String prefix;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    RedisAnswerStore(RedisStores stores, StoreCipher cipher, String prefix) {
        this.stores = stores;
        this.cipher = cipher;
        this.prefix = prefix + ":answer:";
    }

    private String place(String key) {
        return prefix + cipher.name("answer", key);
    }

    @Override
    public byte @Nullable [] get(String key) {
        String place = place(key);
        byte[] sealed = stores.connection().<byte @Nullable []>call(redis -> redis.get(name(place)), () -> null);
        return cipher.decrypt(place, sealed);
    }

    @Override
    public void put(String key, byte[] value, Duration timeToLive) {
        String place = place(key);
        byte[] sealed = cipher.encrypt(place, value);
        byte[] message = stores.message(Message.Type.ANSWER_CHANGED, key.getBytes(StandardCharsets.UTF_8));
        stores.connection()
                .send(redis -> Script.PUT.run(
                        redis,
                        new byte[][] {name(place)},
                        sealed,
                        bytes(Math.max(1, timeToLive.toMillis())),
                        stores.channel(),
                        message));
    }

    @Override
    public void remove(String key) {
        byte[] place = name(place(key));
        byte[] message = stores.message(Message.Type.ANSWER_CHANGED, key.getBytes(StandardCharsets.UTF_8));
        Outbox.Write<Long> removal = redis -> Script.REMOVE.run(redis, new byte[][] {place}, stores.channel(), message);
        stores.write("answer " + key, removal);
    }

    @Override
    public Runnable onChange(Consumer<String> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void changedElsewhere(String key) {
        listeners.forEach(listener -> listener.accept(key));
    }

    private static byte[] name(String place) {
        return place.getBytes(StandardCharsets.US_ASCII);
    }
}
