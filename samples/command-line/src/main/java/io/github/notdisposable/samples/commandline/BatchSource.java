/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The input, in batches. Used by one thread. */
interface BatchSource {

    /** The longest value that is looked at, in bytes of a line or characters of a field; an address has 254 at most. */
    int MAX_VALUE = 16 * 1024;

    /** Returns the next batch, or null at the end. */
    @Nullable
    Batch next() throws IOException;

    /** {@return the beginning of a value that is longer than any address, with an ellipsis: it is shown, and it is no address} */
    static String cut(String value) {
        int shown = 100;
        int end = Character.isHighSurrogate(value.charAt(shown - 1)) ? shown - 1 : shown;
        return value.substring(0, end) + '\u2026';
    }
}
