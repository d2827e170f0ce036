/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread, or another process, does in its own time. */
final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Eventually() {}

    static void holds(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean held = condition.getAsBoolean();
        while (!held && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            held = condition.getAsBoolean();
        }
        assertThat(held).as(what).isTrue();
    }
}
