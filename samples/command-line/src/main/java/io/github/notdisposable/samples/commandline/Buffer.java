/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Bytes that are collected and then written to a stream without being copied. Used by one thread at a time. */
final class Buffer extends OutputStream {

    private byte[] bytes;
    private int count;

    Buffer(int capacity) {
        bytes = new byte[capacity];
    }

    @Override
    public void write(int b) {
        reserve(1);
        bytes[count++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int from, int length) {
        reserve(length);
        System.arraycopy(source, from, bytes, count, length);
        count += length;
    }

    @Override
    public void write(byte[] source) {
        write(source, 0, source.length);
    }

    int size() {
        return count;
    }

    /** Forgets all but the first bytes. */
    void cut(int size) {
        count = size;
    }

    /** {@return a copy of the bytes from an index on} */
    byte[] toByteArray(int from) {
        return Arrays.copyOfRange(bytes, from, count);
    }

    /** Writes all at once, so that a stream without a buffer of its own gets one call, and none if there is nothing. */
    void writeTo(OutputStream out) throws IOException {
        if (count > 0) {
            out.write(bytes, 0, count);
        }
    }

    private void reserve(int length) {
        if (length > bytes.length - count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, count + length));
        }
    }
}
