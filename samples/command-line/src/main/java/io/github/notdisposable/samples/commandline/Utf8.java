/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Takes the byte order mark from the beginning of a text. */
final class Utf8 {

    private static final int[] MARK = {0xEF, 0xBB, 0xBF};

    private Utf8() {}

    /**
     * Returns a text without its byte order mark.
     *
     * @param in the text
     * @return what follows the mark, if there is one
     * @throws InputException if the mark is that of UTF-16
     */
    static InputStream withoutMark(InputStream in) throws IOException {
        PushbackInputStream text = new PushbackInputStream(in, MARK.length);
        byte[] read = new byte[MARK.length];
        int length = 0;
        // Not all three at once: who types two characters waits for an answer, not for a third.
        while (length < MARK.length) {
            int next = text.read();
            if (next < 0) {
                break;
            }
            read[length++] = (byte) next;
            if (length == 2 && isMarkOfUtf16(read)) {
                throw new InputException("the text is UTF-16; convert it to UTF-8");
            }
            boolean mayBeUtf16 = length == 1 && (next == 0xFE || next == 0xFF);
            boolean mayBeUtf8 = read[0] == (byte) MARK[0] && next == MARK[length - 1];
            if (!mayBeUtf8 && !mayBeUtf16) {
                text.unread(read, 0, length);
                return text;
            }
        }
        if (length < MARK.length) {
            text.unread(read, 0, length);
        }
        return text;
    }

    private static boolean isMarkOfUtf16(byte[] read) {
        return (read[0] == (byte) 0xFE && read[1] == (byte) 0xFF) || (read[0] == (byte) 0xFF && read[1] == (byte) 0xFE);
    }
}
