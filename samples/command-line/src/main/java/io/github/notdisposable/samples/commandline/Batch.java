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
         * Takes a value that has not been made a string yet.
         *
         * @param text holds the value
         * @param from where it begins
         * @param to where it ends, exclusive
         * @return whether the value is dealt with; if not, it comes as a string
         */
        default boolean acceptBytes(byte[] text, int from, int to) throws IOException {
            return false;
        }
    }
}
