/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Unpacks gzip up to a bound (RFC 1952). */
final class Gunzip {

    private Gunzip() {}

    /**
     * Unpacks what is packed, and leaves the rest alone.
     *
     * @param body bytes, packed or not
     * @param maxBytes how many bytes there may be afterwards
     * @return the bytes
     * @throws RefreshException if the packing is damaged or cut off, or holds too much
     */
    static byte[] gunzip(byte[] body, int maxBytes) throws RefreshException {
        boolean packed = body.length > 1 && body[0] == (byte) 0x1F && body[1] == (byte) 0x8B;
        if (!packed) {
            return body;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] unpacked = in.readNBytes(maxBytes);
            if (in.read() >= 0) {
                throw new RefreshException(
                        RefreshResult.Problem.TOO_LARGE, "it has more than " + maxBytes + " bytes once unpacked");
            }
            return unpacked;
        } catch (IOException e) {
            throw new RefreshException(RefreshResult.Problem.NOT_A_LIST, "its compression is damaged or cut off");
        }
    }
}
