/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Daemon threads that keep no application alive: they inherit neither thread locals nor the context class loader of the thread that happens to
 * start them, and do not prevent the JVM from exiting.
 */
public final class DaemonThreads {

    private DaemonThreads() {}

    /**
     * Returns a factory of threads.
     *
     * @param purpose what they are for; they are named {@code notdisposable-<purpose>-<number>}
     * @return the factory, thread-safe
     */
    public static ThreadFactory named(String purpose) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            String name = "notdisposable-" + purpose + '-' + number.incrementAndGet();
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
            return thread;
        };
    }
}
