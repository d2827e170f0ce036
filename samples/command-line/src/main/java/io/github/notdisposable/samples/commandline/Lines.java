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
 * only the beginning is kept.
 */
final class Lines implements BatchSource {

    /** Enough of a line that is too long to see that it is, whether or not its last byte is the CR of its end. */
    private static final int KEPT_OF_A_LINE = MAX_VALUE + 2;

    private final InputStream in;
    private final int blockSize;
    private final byte[] buffer;

    /** The bytes in the buffer: the beginning of a line whose end has not been read. */
    private int kept;

    /** Whether the rest of a line that is too long is being passed over. */
    private boolean skipping;

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
        buffer = new byte[KEPT_OF_A_LINE + blockSize];
    }

    @Override
    public @Nullable Batch next() throws IOException {
        while (!ended) {
            int read = in.read(buffer, kept, blockSize);
            if (read < 0) {
                ended = true;
                return kept == 0 ? null : batch(kept, 0);
            }
            int start = kept;
            int end = kept + read;
            if (skipping) {
                int rest = indexOf((byte) '\n', start, end);
                if (rest < 0) {
                    continue;
                }
                // The line's beginning stands before it.
                System.arraycopy(buffer, rest, buffer, kept, end - rest);
                end -= rest - kept;
                skipping = false;
            }
            int lastLineEnd = lastIndexOf((byte) '\n', start, end);
            if (lastLineEnd >= 0) {
                return batch(lastLineEnd + 1, Math.min(end - lastLineEnd - 1, KEPT_OF_A_LINE));
            }
            kept = Math.min(end, KEPT_OF_A_LINE);
            skipping = kept == KEPT_OF_A_LINE;
        }
        return null;
    }

    /** Takes the first bytes for a batch, and keeps some that follow. */
    private Batch batch(int length, int keep) {
        byte[] lines = Arrays.copyOf(buffer, length);
        System.arraycopy(buffer, length, buffer, 0, keep);
        kept = keep;
        skipping = kept == KEPT_OF_A_LINE;
        return action -> forEachLine(lines, action);
    }

    private static void forEachLine(byte[] lines, Batch.Action action) throws IOException {
        for (int from = 0; from < lines.length; ) {
            int end = from;
            while (end < lines.length && lines[end] != '\n') {
                end++;
            }
            int next = end + 1;
            if (end > from && lines[end - 1] == '\r') {
                end--;
            }
            String line = new String(lines, from, Math.min(end - from, MAX_VALUE), StandardCharsets.UTF_8);
            action.accept(end - from > MAX_VALUE ? BatchSource.cut(line) : line);
            from = next;
        }
    }

    private int indexOf(byte wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == wanted) {
                return i;
            }
        }
        return -1;
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
