/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The last good state of a list: its domains, held in one piece of memory, and what to tell the server so that it does not send them again. */
final class ListSnapshot {

    private final byte[] lines;
    private final int size;
    private final @Nullable String entityTag;
    private final @Nullable String lastModified;

    private ListSnapshot(byte[] lines, int size, @Nullable String entityTag, @Nullable String lastModified) {
        this.lines = lines;
        this.size = size;
        this.entityTag = entityTag;
        this.lastModified = lastModified;
    }

    /**
     * @param domains canonical domains, sorted, none twice
     * @param entityTag the server's {@code ETag}
     * @param lastModified the server's {@code Last-Modified}
     */
    static ListSnapshot of(Collection<String> domains, @Nullable String entityTag, @Nullable String lastModified) {
        byte[] lines = String.join("\n", domains).getBytes(StandardCharsets.ISO_8859_1);
        return new ListSnapshot(lines, domains.size(), entityTag, lastModified);
    }

    int size() {
        return size;
    }

    byte[] lines() {
        return lines;
    }

    @Nullable
    String entityTag() {
        return entityTag;
    }

    @Nullable
    String lastModified() {
        return lastModified;
    }

    boolean hasSameDomains(ListSnapshot other) {
        return Arrays.equals(lines, other.lines);
    }

    void addTo(Collection<String> target) {
        new String(lines, StandardCharsets.ISO_8859_1).lines().forEach(target::add);
    }
}
