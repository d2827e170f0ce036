/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** What is done in one step at Redis. */
enum Script {
    BAN(ScriptOutputType.INTEGER),
    COUNT(ScriptOutputType.INTEGER),
    LIFT(ScriptOutputType.VALUE),
    PROBE(ScriptOutputType.STATUS),
    PUT(ScriptOutputType.INTEGER),
    REMOVE(ScriptOutputType.INTEGER),
    UNCOUNT(ScriptOutputType.INTEGER);

    private final String text;
    private final String digest;
    private final ScriptOutputType result;

    Script(ScriptOutputType result) {
        this.result = result;
        this.text = read(name().toLowerCase(Locale.ROOT) + ".lua");
        this.digest = Base16.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs the script by its digest, and by its text where Redis does not know it yet. */
    <T> CompletionStage<T> run(RedisAsyncCommands<byte[], byte[]> redis, byte[][] keys, byte[]... arguments) {
        CompletionStage<T> byDigest = redis.evalsha(digest, result, keys, arguments);
        return byDigest.exceptionallyCompose(failure -> isUnknown(failure)
                ? redis.<T>eval(text, result, keys, arguments)
                : CompletableFuture.failedFuture(failure));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof RedisNoScriptException
                || (failure instanceof CompletionException && failure.getCause() instanceof RedisNoScriptException);
    }

    private static String read(String file) {
        try (InputStream in = Objects.requireNonNull(Script.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
