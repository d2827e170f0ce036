/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one machine tells the others, before it is sealed: a letter, who tells it, and about what. */
final class Message {

    /** The length of the name that a machine gives itself. */
    static final int SENDER = 16;

    enum Type {
        ANSWER_CHANGED('A'),
        BANNED('B'),
        LIFTED('L');

        private final char letter;

        Type(char letter) {
            this.letter = letter;
        }
    }

    private final Type type;
    private final byte[] sender;
    private final byte[] content;

    private Message(Type type, byte[] sender, byte[] content) {
        this.type = type;
        this.sender = sender;
        this.content = content;
    }

    static byte[] encode(Type type, byte[] sender, byte[] content) {
        return ByteBuffer.allocate(1 + SENDER + content.length)
                .put((byte) type.letter)
                .put(sender)
                .put(content)
                .array();
    }

    /** Returns null for what this version does not know. */
    static @Nullable Message decodeOrNull(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length < 1 + SENDER) {
            return null;
        }
        for (Type type : Type.values()) {
            if (type.letter == bytes[0]) {
                return new Message(
                        type,
                        Arrays.copyOfRange(bytes, 1, 1 + SENDER),
                        Arrays.copyOfRange(bytes, 1 + SENDER, bytes.length));
            }
        }
        return null;
    }

    Type type() {
        return type;
    }

    boolean isFrom(byte[] machine) {
        return Arrays.equals(sender, machine);
    }

    byte[] content() {
        return content;
    }
}
