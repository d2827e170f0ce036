/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import io.github.notdisposable.address.DomainName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The copy of a list on disk. Four lines of what it is, its entity tag, its date and its checksum, then one domain a line. Its time is
 * when the list was last known to be current.
 *
 * <p>It is replaced in one step, so that a reader finds the old or the new one, even after a crash.
 */
final class ListFile {

    /**
     * A copy.
     *
     * @param list the list
     * @param checked when it was last known to be current
     */
    record Stored(ListSnapshot list, Instant checked) {}

    private static final String FORMAT = "# notdisposable list 1";
    private static final int HEADER_LINES = 4;

    private final Path file;

    /**
     * @param directory where copies lie
     * @param url the list's address, which the file's name does not tell
     */
    ListFile(Path directory, URI url) {
        file = directory.resolve(hash(url.toString()) + ".txt");
    }

    /**
     * Reads the copy.
     *
     * @param maxDomains how many domains it may hold
     * @return the copy, or empty if there is none
     * @throws IOException if it cannot be read, is damaged, or holds too much
     */
    Optional<Stored> read(int maxDomains) throws IOException {
        byte[] bytes;
        Instant checked;
        try {
            if (Files.size(file) > 1_024L + maxDomains * 254L) {
                throw new IOException("too large");
            }
            bytes = Files.readAllBytes(file);
            checked = Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> header = text.lines().limit(HEADER_LINES).toList();
        int start = 0;
        for (int i = 0; i < HEADER_LINES; i++) {
            start = text.indexOf('\n', start) + 1;
            if (start == 0) {
                throw new IOException("cut off");
            }
        }
        byte[] lines = text.substring(start).getBytes(StandardCharsets.ISO_8859_1);
        if (!header.get(0).equals(FORMAT) || !header.get(3).equals(checksum(lines))) {
            throw new IOException("damaged");
        }
        List<String> domains =
                new String(lines, StandardCharsets.ISO_8859_1).lines().toList();
        if (domains.isEmpty()
                || domains.size() > maxDomains
                || !domains.stream().allMatch(DomainName::isCanonical)) {
            throw new IOException("no list of domains, or too long");
        }
        return Optional.of(new Stored(ListSnapshot.of(domains, value(header.get(1)), value(header.get(2))), checked));
    }

    /**
     * Replaces the copy.
     *
     * @param list the list
     * @param checked when it was known to be current
     * @throws IOException if it cannot be written; the old copy is still there then
     */
    void write(ListSnapshot list, Instant checked) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("no directory");
        }
        Files.createDirectories(directory);
        ByteArrayOutputStream out = new ByteArrayOutputStream(list.lines().length + 512);
        for (String line : List.of(
                FORMAT,
                line("entity-tag", list.entityTag()),
                line("last-modified", list.lastModified()),
                checksum(list.lines()))) {
            out.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
            out.write('\n');
        }
        out.writeBytes(list.lines());
        Path draft = Files.createTempFile(directory, "list", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.setLastModifiedTime(draft, FileTime.from(checked));
            try {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * Notes that the copy is current.
     *
     * @param list what it holds, to be written anew if somebody has deleted it
     * @param checked when it was known to be current
     * @throws IOException if that cannot be noted
     */
    void touch(ListSnapshot list, Instant checked) throws IOException {
        if (Files.exists(file)) {
            Files.setLastModifiedTime(file, FileTime.from(checked));
        } else {
            write(list, checked);
        }
    }

    private static String line(String name, @Nullable String value) {
        return "# " + name + " " + (value == null ? "" : value);
    }

    private static @Nullable String value(String line) {
        String value = line.substring(line.indexOf(' ', 2) + 1);
        return value.isEmpty() ? null : value;
    }

    private static String checksum(byte[] lines) {
        CRC32 crc = new CRC32();
        crc.update(lines);
        return "# crc32 " + Long.toHexString(crc.getValue());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException("Every JDK has SHA-256", e));
        }
    }
}
