/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The writes that Redis missed while it was away: the last one for each thing. Thread-safe. */
final class Outbox {

    private static final int MAX_SIZE = 10_000;

    /** A write that can be repeated. */
    @FunctionalInterface
    interface Write<T> {

        CompletionStage<T> at(RedisAsyncCommands<byte[], byte[]> redis);
    }

    private final Map<Object, Write<?>> writes = new LinkedHashMap<>();

    /** Keeps a write in place of an earlier one for the same thing. Where there are too many, the oldest is dropped. */
    synchronized void add(Object thing, Write<?> write) {
        writes.remove(thing);
        writes.put(thing, write);
        if (writes.size() > MAX_SIZE) {
            writes.remove(writes.keySet().iterator().next());
        }
    }

    /** Sends a write now, in place of an earlier one for the same thing, which is not sent after it. */
    synchronized <T> CompletionStage<T> replace(
            RedisAsyncCommands<byte[], byte[]> redis, Object thing, Write<T> write) {
        writes.remove(thing);
        return write.at(redis);
    }

    private synchronized Deque<Map.Entry<Object, Write<?>>> entries() {
        return new ArrayDeque<>(Map.copyOf(writes).entrySet());
    }

    /** Sends a write; returns null if another replaced it meanwhile. */
    private synchronized @Nullable CompletionStage<?> sendIfDue(
            RedisAsyncCommands<byte[], byte[]> redis, Map.Entry<Object, Write<?>> entry) {
        return writes.get(entry.getKey()) == entry.getValue() ? entry.getValue().at(redis) : null;
    }

    /** Forgets a write that was sent, unless another replaced it meanwhile. */
    private synchronized void sent(Map.Entry<Object, Write<?>> entry) {
        writes.remove(entry.getKey(), entry.getValue());
    }

    /** Sends the writes one after the other. Those left when one fails are sent the next time. */
    CompletionStage<Void> flush(RedisAsyncCommands<byte[], byte[]> redis) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        next(redis, entries(), done);
        return done;
    }

    private void next(
            RedisAsyncCommands<byte[], byte[]> redis,
            Deque<Map.Entry<Object, Write<?>>> left,
            CompletableFuture<Void> done) {
        for (Map.Entry<Object, Write<?>> entry = left.poll(); entry != null; entry = left.poll()) {
            CompletionStage<?> write = sendIfDue(redis, entry);
            if (write != null) {
                awaitThenNext(write, entry, redis, left, done);
                return;
            }
        }
        done.complete(null);
    }

    private void awaitThenNext(
            CompletionStage<?> write,
            Map.Entry<Object, Write<?>> entry,
            RedisAsyncCommands<byte[], byte[]> redis,
            Deque<Map.Entry<Object, Write<?>>> left,
            CompletableFuture<Void> done) {
        write.whenComplete((answer, failure) -> {
            if (failure != null) {
                done.completeExceptionally(failure);
            } else {
                sent(entry);
                next(redis, left, done);
            }
        });
    }
}
