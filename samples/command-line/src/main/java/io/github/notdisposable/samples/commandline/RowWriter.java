/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.io.Closeable;
import java.io.IOException;

/** Writes rows in one format; closing it completes the last line. Used by one thread. */
interface RowWriter extends Closeable {

    void write(Row row) throws IOException;
}
