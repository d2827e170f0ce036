/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Fetches a list over the network. One thread at a time fetches; any may close. */
interface Fetcher extends AutoCloseable {

    /** What a server sent. */
    final class Fetched {

        private final byte @Nullable [] body;
        private final @Nullable String entityTag;
        private final @Nullable String lastModified;

        /**
         * @param body the bytes as they were sent; {@code null} if the list is as it was
         * @param entityTag its {@code ETag}
         * @param lastModified its {@code Last-Modified}
         */
        Fetched(byte @Nullable [] body, @Nullable String entityTag, @Nullable String lastModified) {
            this.body = body;
            this.entityTag = entityTag;
            this.lastModified = lastModified;
        }

        byte @Nullable [] body() {
            return body;
        }

        @Nullable
        String entityTag() {
            return entityTag;
        }

        @Nullable
        String lastModified() {
            return lastModified;
        }
    }

    /**
     * Fetches a list.
     *
     * @param url its address
     * @param known what is known already, so that the server need not send it again; {@code null} for nothing
     * @param maxBytes how many bytes may be sent
     * @param timeout for how long it may take, from the connection to the last byte
     * @return what the server sent
     * @throws RefreshException if the list did not arrive, or is too large
     */
    Fetched fetch(URI url, @Nullable ListSnapshot known, int maxBytes, Duration timeout) throws RefreshException;

    /** Breaks off what is under way. */
    @Override
    void close();
}
