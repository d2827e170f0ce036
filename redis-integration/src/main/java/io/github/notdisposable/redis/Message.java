/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A message to the other machines, before it is encrypted: a letter for the type, the sender and the content. */
final class Message {

    /** The length of the random id of a machine, in bytes. */
    static final int SENDER_LENGTH = 16;

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
        return ByteBuffer.allocate(1 + SENDER_LENGTH + content.length)
                .put((byte) type.letter)
                .put(sender)
                .put(content)
                .array();
    }

    /** Returns null for what this version does not know. */
    static @Nullable Message decodeOrNull(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length < 1 + SENDER_LENGTH) {
            return null;
        }
        for (Type type : Type.values()) {
            if (type.letter == bytes[0]) {
                return new Message(
                        type,
                        Arrays.copyOfRange(bytes, 1, 1 + SENDER_LENGTH),
                        Arrays.copyOfRange(bytes, 1 + SENDER_LENGTH, bytes.length));
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
