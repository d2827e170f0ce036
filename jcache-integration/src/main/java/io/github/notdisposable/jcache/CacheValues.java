/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jcache;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The form of values: text, which every cache compares by its content, whereas some compare arrays by their identity. */
final class CacheValues {

    private CacheValues() {}

    static byte @Nullable [] bytesOrNull(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static byte[] until(long end, byte[] value) {
        return ByteBuffer.allocate(Long.BYTES + value.length)
                .putLong(end)
                .put(value)
                .array();
    }

    /** Returns the value; null if its end has come. */
    static byte @Nullable [] valueUntil(byte[] bytes, long now) {
        return bytes.length < Long.BYTES || now >= ByteBuffer.wrap(bytes).getLong()
                ? null
                : Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
    }
}
