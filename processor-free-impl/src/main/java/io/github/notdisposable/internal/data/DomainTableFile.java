/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Reads a table as {@code data/generate.mjs} writes it: a header of six integers (a mark, the format, the words, the entries, the bytes of
 * names, a checksum of the rest), the words, the slots, a byte for each word with the number of its slots, and the names.
 */
final class DomainTableFile {

    private static final int MAGIC = 0x4e444454;
    private static final int FORMAT = 2;
    private static final int HEADER_BYTES = 24;

    /** More words, entries or bytes of names than this are those of no table. */
    private static final int LARGEST = 1 << DomainTable.KEY_BITS;

    private DomainTableFile() {}

    /**
     * Reads a table.
     *
     * @param in the stream, which is read to its end and not closed
     * @return the table
     * @throws IOException if it cannot be read, or is not such a table
     * @throws IllegalStateException if its format is another one
     */
    static DomainTable read(InputStream in) throws IOException {
        byte[] header = in.readNBytes(HEADER_BYTES);
        if (header.length < HEADER_BYTES) {
            throw new IOException("The table is cut off");
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        if (fields.getInt() != MAGIC) {
            throw new IOException("This is no table of domains");
        }
        int format = fields.getInt();
        if (format != FORMAT) {
            throw new IllegalStateException(
                    "The bundled data has format " + format + ", and this version of notdisposable reads format "
                            + FORMAT
                            + ": use versions of notdisposable and notdisposable-data that fit together, as notdisposable-bom names them");
        }
        int words = fields.getInt();
        int size = fields.getInt();
        int named = fields.getInt();
        int checksum = fields.getInt();
        if (size < 0 || size > LARGEST || named < 0 || named > LARGEST || words != DomainTable.words(size)) {
            throw new IOException("The table is damaged");
        }
        byte[] body = new byte[Long.BYTES * (words + size) + words + named];
        int read = in.readNBytes(body, 0, body.length);
        CRC32 crc = new CRC32();
        crc.update(body);
        if (read < body.length || in.read() >= 0 || (int) crc.getValue() != checksum) {
            throw new IOException("The table is damaged");
        }
        // Copied in one step each: in a process that has just started, each call of a buffer costs more than all else
        // here.
        LongBuffer longs = ByteBuffer.wrap(body).asLongBuffer();
        long[] presenceFilter = new long[words];
        longs.get(presenceFilter);
        long[] slots = new long[size];
        longs.get(slots);
        int[] starts = new int[words + 1];
        int counts = Long.BYTES * (words + size);
        for (int word = 0; word < words; word++) {
            starts[word + 1] = starts[word] + (body[counts + word] & 0xFF);
        }
        if (starts[words] != size) {
            throw new IOException("The table is damaged");
        }
        return new DomainTable(presenceFilter, starts, slots, Arrays.copyOfRange(body, counts + words, body.length));
    }
}
