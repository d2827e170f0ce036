/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.backend;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps answers outside this process, so that several instances of an application ask a service once: the second level of the cache.
 *
 * <p>It sees opaque keys and values: a key is a hash, and holds no address. It is asked after the cache in memory and before the service, on
 * the thread of the check, and never where that thread must not block. It must be thread-safe, and have a time limit of
 * its own that is short compared with a check's deadline. What it throws is logged once and otherwise ignored. The code that created it
 * closes it.
 */
public interface AnswerStore {

    /**
     * Returns what was put under a key.
     *
     * @param key 1 to 120 characters: letters, digits, hyphens, underscores and colons
     * @return the value; {@code null} if there is none, or no longer
     */
    byte @Nullable [] get(String key);

    /**
     * Puts a value, in place of an earlier one.
     *
     * @param key as in {@link #get}
     * @param value some hundred bytes
     * @param timeToLive the time after which it shall be gone, positive
     */
    void put(String key, byte[] value, Duration timeToLive);

    /**
     * Removes a value, and has the other processes forget it.
     *
     * @param key as in {@link #get}
     */
    void remove(String key);

    /**
     * Registers a listener for values that another process removes or replaces: what is in memory under that key no longer
     * holds.
     *
     * @param listener takes the key; it is quick, does not block, and may be called by any thread. A store without notifications never
     *     calls it, as by default.
     * @return ends the telling when it is run; running it twice does no harm
     */
    default Runnable onChange(Consumer<String> listener) {
        return () -> {};
    }
}
