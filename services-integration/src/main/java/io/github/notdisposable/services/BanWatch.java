/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import io.github.notdisposable.Category;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.client.ClientIp;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Logs when a service bans half of its clients or more: that is rather something between, or a client address that is the same for all, than
 * so many bad clients. Thread-safe.
 */
final class BanWatch {

    /** So many different clients must be banned within a window. */
    static final int LEAST = 5;

    private static final Logger LOG = System.getLogger(BanWatch.class.getName());
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_CLIENTS = 1_000;

    private final String backend;
    private final LongSupplier nanoTime;
    private final Set<Optional<ClientIp>> asked = new HashSet<>();
    private final Set<Optional<ClientIp>> banned = new HashSet<>();
    private long start;
    private boolean logged;

    BanWatch(String backend, LongSupplier nanoTime) {
        this.backend = backend;
        this.nanoTime = nanoTime;
        start = nanoTime.getAsLong();
    }

    /** Takes note of an answer, if the service gave it. */
    synchronized void saw(Optional<ClientIp> client, BackendAnswer answer) {
        if (!answer.isAvailable()) {
            return;
        }
        boolean isBanned = answer.category().filter(Category.BANNED::equals).isPresent();
        long now = nanoTime.getAsLong();
        if (now - start >= WINDOW.toNanos()) {
            logged &= isMuch();
            start = now;
            asked.clear();
            banned.clear();
        }
        if (asked.size() < MOST_CLIENTS || asked.contains(client)) {
            asked.add(client);
            if (isBanned) {
                banned.add(client);
            }
        }
        if (isBanned && !logged && isMuch()) {
            logged = true;
            int bans = banned.size();
            int clients = asked.size();
            LOG.log(
                    Level.WARNING,
                    () -> backend + " bans " + bans + " of " + clients
                            + " clients within a minute, and each of them is refused. Check whether something between answers in its"
                            + " place, and whether 'notdisposable.client-ip' finds the address of each client.");
        }
    }

    private boolean isMuch() {
        return banned.size() >= LEAST && 2 * banned.size() >= asked.size();
    }
}
