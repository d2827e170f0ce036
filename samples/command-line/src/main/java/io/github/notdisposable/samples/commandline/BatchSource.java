/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The input, in batches. Used by one thread. */
interface BatchSource {

    /** The longest value that is looked at as a whole, in bytes of a line or characters of a field; an address has 254 at most. */
    int MAX_VALUE = 16 * 1024;

    /** How much of each end of a longer value is looked at, in characters. */
    int SHOWN = 100;

    /** Returns the next batch, or null at the end. */
    @Nullable
    Batch next() throws IOException;

    /** {@return the beginning of a value that is longer than any address, with an ellipsis} */
    static String cut(String value) {
        int end = Character.isHighSurrogate(value.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return value.substring(0, end) + '\u2026';
    }

    /**
     * {@return both ends of a value that is longer than any address, with an ellipsis between them, and an at sign there if it has one: it is shown and
     * looked at in place of the value, as it is no address either and its domain has the same end}
     */
    static String shortened(String value) {
        int tail = value.length() - SHOWN;
        String middle = value.substring(SHOWN, tail).indexOf('@') < 0 ? "" : "@\u2026";
        return cut(value) + middle + value.substring(Character.isLowSurrogate(value.charAt(tail)) ? tail + 1 : tail);
    }
}
