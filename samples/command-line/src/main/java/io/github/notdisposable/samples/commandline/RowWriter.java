/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.io.IOException;

/** Writes rows in one format. Used by one thread. */
interface RowWriter {

    /** Writes a row and its line end, to the last byte. */
    void write(Row row) throws IOException;
}
