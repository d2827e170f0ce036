/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last lines that are no plain addresses, with their rows: what stands in a table in place of an address mostly stands there often.
 * Thread-safe.
 */
final class KnownValues {

    /** A line with its row. */
    static final class Value {

        private final byte[] bytes;
        private final byte[] row;
        private final boolean allowed;

        private Value(byte[] bytes, byte[] row, boolean allowed) {
            this.bytes = bytes;
            this.row = row;
            this.allowed = allowed;
        }

        void writeTo(Buffer out) {
            out.write(row);
        }

        boolean allowed() {
            return allowed;
        }
    }

    /** In bytes. */
    static final int LONGEST = 100;

    private static final int SLOTS = 1 << 12;

    private final AtomicReferenceArray<@Nullable Value> slots = new AtomicReferenceArray<>(SLOTS);

    /** {@return the value of a line, or null if it is not known} */
    @Nullable
    Value find(Line line) {
        Value value = slots.get(slotOf(line));
        return value != null && line.hasBytes(value.bytes) ? value : null;
    }

    /** Adds the value of a line, in place of an older one that has the same slot. */
    void add(Line line, byte[] row, boolean allowed) {
        slots.set(slotOf(line), new Value(line.bytes(), row, allowed));
    }

    private static int slotOf(Line line) {
        int hash = line.hash();
        return (hash ^ (hash >>> Short.SIZE)) & (SLOTS - 1);
    }
}
