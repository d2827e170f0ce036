/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text, ended by LF or CR LF. Each is a value, an empty one too, so that the output has a line for each; bytes that are not
 * UTF-8 read as replacement characters.
 *
 * <p>A batch is what one read brought, up to the last whole line: so somebody who types gets an answer at once. Of a line that is too long
 * its two ends are kept.
 */
final class Lines implements BatchSource {

    /** Enough of the beginning of a line that is too long to see that it is, whether or not its last byte is the CR of its end. */
    private static final int HEAD = MAX_VALUE + 2;

    /** Enough of its end: a character has four bytes at most. */
    private static final int TAIL = 4 * SHOWN + 2;

    private final InputStream in;
    private final int blockSize;
    private final byte[] buffer;

    /** The bytes in the buffer: the beginning of a line whose end has not been read. */
    private int kept;

    private boolean ended;

    /**
     * Creates a source.
     *
     * @param in the text, without a byte order mark
     * @param blockSize how many bytes are read at once
     */
    Lines(InputStream in, int blockSize) {
        this.in = in;
        this.blockSize = blockSize;
        buffer = new byte[HEAD + TAIL + blockSize];
    }

    @Override
    public @Nullable Batch next() throws IOException {
        while (!ended) {
            int read = in.read(buffer, kept, blockSize);
            if (read < 0) {
                ended = true;
                return kept == 0 ? null : batch(kept, 0);
            }
            int end = kept + read;
            int lastLineEnd = lastIndexOf((byte) '\n', kept, end);
            if (lastLineEnd >= 0) {
                return batch(lastLineEnd + 1, end - lastLineEnd - 1);
            }
            kept = shortened(end);
        }
        return null;
    }

    /** Takes the first bytes for a batch, and keeps some that follow. */
    private Batch batch(int length, int keep) {
        byte[] lines = Arrays.copyOf(buffer, length);
        System.arraycopy(buffer, length, buffer, 0, keep);
        kept = shortened(keep);
        return action -> forEachLine(lines, action);
    }

    /** Drops the middle of a line that begins the buffer and is too long, but for an at sign in it; returns the length that is left. */
    private int shortened(int length) {
        int tail = length - TAIL;
        if (tail <= HEAD) {
            return length;
        }
        if (lastIndexOf((byte) '@', HEAD, tail) >= 0) {
            buffer[HEAD - 1] = '@';
        }
        System.arraycopy(buffer, tail, buffer, HEAD, TAIL);
        return HEAD + TAIL;
    }

    private static void forEachLine(byte[] lines, Batch.Action action) throws IOException {
        if (action.acceptLines(lines)) {
            return;
        }
        for (int from = 0; from < lines.length; ) {
            int end = from;
            while (end < lines.length && lines[end] != '\n') {
                end++;
            }
            action.accept(value(lines, from, end > from && lines[end - 1] == '\r' ? end - 1 : end));
            from = end + 1;
        }
    }

    /** {@return the value of a line, without its end} */
    static String value(byte[] lines, int from, int end) {
        String line = new String(lines, from, end - from, StandardCharsets.UTF_8);
        return end - from > MAX_VALUE ? BatchSource.shortened(line) : line;
    }

    private int lastIndexOf(byte wanted, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (buffer[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
