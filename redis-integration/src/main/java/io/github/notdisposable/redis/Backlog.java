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

/** What this machine changed while it was alone, and Redis has yet to learn: the last change of each thing. Safe for use by several threads. */
final class Backlog {

    private static final int MOST = 10_000;

    /** A change that can be made twice. */
    @FunctionalInterface
    interface Change<T> {

        CompletionStage<T> at(RedisAsyncCommands<byte[], byte[]> redis);
    }

    private final Map<Object, Change<?>> changes = new LinkedHashMap<>();

    /** Keeps a change, in the place of an earlier one of the same thing. The oldest goes where there are too many. */
    synchronized void add(Object thing, Change<?> change) {
        changes.remove(thing);
        changes.put(thing, change);
        if (changes.size() > MOST) {
            changes.remove(changes.keySet().iterator().next());
        }
    }

    /** Makes a change now. It takes the place of an earlier one of the same thing, which is not made after it. */
    synchronized <T> CompletionStage<T> makeInstead(
            RedisAsyncCommands<byte[], byte[]> redis, Object thing, Change<T> change) {
        changes.remove(thing);
        return change.at(redis);
    }

    private synchronized Deque<Map.Entry<Object, Change<?>>> entries() {
        return new ArrayDeque<>(Map.copyOf(changes).entrySet());
    }

    /** Makes a change; returns null if another took its place meanwhile. */
    private synchronized @Nullable CompletionStage<?> makeIfDue(
            RedisAsyncCommands<byte[], byte[]> redis, Map.Entry<Object, Change<?>> entry) {
        return changes.get(entry.getKey()) == entry.getValue()
                ? entry.getValue().at(redis)
                : null;
    }

    /** Forgets a change that was made, unless another took its place meanwhile. */
    private synchronized void made(Map.Entry<Object, Change<?>> entry) {
        changes.remove(entry.getKey(), entry.getValue());
    }

    /** Makes the changes, one after the other. Those that remain when one fails are made the next time. */
    CompletionStage<Void> makeUp(RedisAsyncCommands<byte[], byte[]> redis) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        next(redis, entries(), done);
        return done;
    }

    private void next(
            RedisAsyncCommands<byte[], byte[]> redis,
            Deque<Map.Entry<Object, Change<?>>> left,
            CompletableFuture<Void> done) {
        for (Map.Entry<Object, Change<?>> entry = left.poll(); entry != null; entry = left.poll()) {
            CompletionStage<?> change = makeIfDue(redis, entry);
            if (change != null) {
                awaitThenNext(change, entry, redis, left, done);
                return;
            }
        }
        done.complete(null);
    }

    private void awaitThenNext(
            CompletionStage<?> change,
            Map.Entry<Object, Change<?>> entry,
            RedisAsyncCommands<byte[], byte[]> redis,
            Deque<Map.Entry<Object, Change<?>>> left,
            CompletableFuture<Void> done) {
        change.whenComplete((answer, failure) -> {
            if (failure != null) {
                done.completeExceptionally(failure);
            } else {
                made(entry);
                next(redis, left, done);
            }
        });
    }
}
