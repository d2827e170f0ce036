/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Bytes that are written to a stream without being copied. */
final class Buffer extends ByteArrayOutputStream {

    /** Writes all at once, so that a stream without a buffer of its own gets one call, and none if there is nothing. */
    @Override
    public synchronized void writeTo(OutputStream out) throws IOException {
        if (count > 0) {
            out.write(buf, 0, count);
        }
    }
}
