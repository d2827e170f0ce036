/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

final class StoreHealthTest {

    private static final String DOWN =
            "WARNING Redis cannot be used: a time limit. This machine keeps verdicts, counters and bans by itself until it can.";
    private static final String UP = "INFO Redis can be used again: verdicts, counters and bans are shared.";

    private final List<String> lines = new ArrayList<>();
    private final StoreHealth health = new StoreHealth("Redis", logger());

    @Test
    void oneFailureIsNoOutage() {
        fail(1);
        health.succeeded();
        fail(1);

        assertThat(health.tryCall()).isTrue();
        assertThat(health.isDown()).isFalse();
        assertThat(lines).isEmpty();
    }

    @Test
    void logsOnceThatItIsDownAndOnceThatItIsUpAgain() {
        fail(20);

        assertThat(health.tryCall()).isFalse();
        assertThat(health.isDown()).isTrue();
        assertThat(lines).containsExactly(DOWN);

        health.up();
        health.up();

        assertThat(health.tryCall()).isTrue();
        assertThat(lines).containsExactly(DOWN, UP);
    }

    @Test
    void isDownOnceHalfOfTheLastTenCallsFailed() {
        for (int i = 0; i < 100; i++) {
            health.succeeded();
        }
        fail(4);
        assertThat(health.isDown()).isFalse();

        fail(1);

        assertThat(health.isDown()).isTrue();
    }

    @Test
    void isDownAtOnceWhereWaitingDoesNotHelp() {
        health.down("a time limit");
        health.down("a time limit");

        assertThat(health.tryCall()).isFalse();
        assertThat(lines).containsExactly(DOWN);
    }

    @Test
    void aCallThatEndsLateDoesNotBringItBack() {
        health.down("a time limit");
        health.succeeded();

        assertThat(health.isDown()).isTrue();
    }

    @Test
    void letsOneCallTryAfterThePause() {
        Duration pause = Duration.ofSeconds(5);
        long[] now = {Long.MAX_VALUE - 1};
        StoreHealth probed = new StoreHealth("Redis", logger(), pause, () -> now[0]);
        probed.down("a time limit");
        now[0] += pause.toNanos() - 1;
        assertThat(probed.tryCall()).isFalse();

        now[0]++;
        assertThat(probed.tryCall()).isTrue();
        assertThat(probed.tryCall()).isFalse();
        probed.failed("a time limit");
        assertThat(lines).containsExactly(DOWN);
        assertThat(probed.tryCall()).isFalse();

        now[0] += pause.toNanos();
        assertThat(probed.tryCall()).isTrue();
        probed.succeeded();
        assertThat(probed.tryCall()).isTrue();
        assertThat(lines).containsExactly(DOWN, UP);
    }

    @Test
    void letsAnotherCallTryWhereTheOneBeforeNeverReported() {
        Duration pause = Duration.ofSeconds(5);
        long[] now = {0};
        StoreHealth probed = new StoreHealth("Redis", logger(), pause, () -> now[0]);
        probed.down("a time limit");
        now[0] += pause.toNanos();
        assertThat(probed.tryCall()).isTrue();

        now[0] += pause.toNanos();

        assertThat(probed.tryCall()).isTrue();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            health.failed("a time limit");
        }
    }

    private Logger logger() {
        return new Logger() {
            @Override
            public String getName() {
                return "recording";
            }

            @Override
            public boolean isLoggable(Level level) {
                return true;
            }

            @Override
            public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
                lines.add(level + " " + message);
            }

            @Override
            public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
                lines.add(level + " " + format);
            }
        };
    }
}
