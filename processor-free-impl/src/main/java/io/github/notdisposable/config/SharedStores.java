/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import io.github.notdisposable.abuse.AbuseStore;
import io.github.notdisposable.backend.AnswerStore;

/**
 * Stores that several machines share: answers of services, counters and bans. Thread-safe.
 *
 * <p>It bridges its own failures: when it cannot be reached, each machine goes on alone, and it throws nothing.
 */
public interface SharedStores extends AutoCloseable {

    /** {@return the store of the answers of services, behind the cache in memory} */
    AnswerStore answers();

    /** {@return the store of counters and bans} */
    AbuseStore abuse();

    /** Frees connections and threads. Closing twice does no harm; the stores then keep what they are given in memory. */
    @Override
    void close();
}
