/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.sharing;

import io.github.notdisposable.abuse.AbuseSubject;
import io.github.notdisposable.abuse.AbuseSubject.Kind;
import io.github.notdisposable.abuse.Ban;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The form of a ban in a store, before it is sealed. */
public final class BanCodec {

    /** Longer messages are cut: nobody reads them, and a store is no place for them. */
    private static final int LONGEST_MESSAGE = 4_000;

    private BanCodec() {}

    /**
     * Writes a ban.
     *
     * @param ban the ban
     * @return its bytes
     */
    public static byte[] encode(Ban ban) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(ban.subject().kind() == Kind.CLIENT ? 'C' : 'D');
            writeText(out, ban.subject().text());
            writeText(out, ban.until().toString());
            String message = ban.message();
            writeText(out, message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message);
        } catch (IOException e) {
            // Not thrown in memory.
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a ban.
     *
     * @param bytes what {@link #encode} wrote, or {@code null}
     * @return the ban; {@code null} if there is none, or it is something else
     */
    public static @Nullable Ban decodeOrNull(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int kind = in.readByte();
            if (kind != 'C' && kind != 'D') {
                return null;
            }
            AbuseSubject subject = new AbuseSubject(kind == 'C' ? Kind.CLIENT : Kind.DOMAIN, readText(in));
            Instant until = Instant.parse(readText(in));
            return new Ban(subject, until, readText(in));
        } catch (IOException | DateTimeParseException | IllegalArgumentException e) {
            return null;
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("cut off");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
