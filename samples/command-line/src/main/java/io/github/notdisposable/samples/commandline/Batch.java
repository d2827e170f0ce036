/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.io.IOException;

/** Some of the input's values, in order. */
interface Batch {

    /** Hands each value to an action, in order. */
    void forEach(Action action) throws IOException;

    /** What is done with a value. */
    interface Action {

        void accept(String value) throws IOException;

        /**
         * Takes all lines of a batch before they are made strings.
         *
         * @param text the lines
         * @return whether they are dealt with; if not, they come as strings
         */
        default boolean acceptLines(byte[] text) throws IOException {
            return false;
        }
    }
}
