/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.hooks.HookException.Problem;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HookLogTest {

    private final List<String> lines = new ArrayList<>();
    private final Logger logger = Logger.getLogger(SignUpHook.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            lines.add(MessageFormat.format(entry.getMessage(), entry.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    @Test
    void logsEachKindOfRequestOnceAMinute() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
        HookLog log = new HookLog("okta", nanos::get);

        log.refused(Problem.BAD_SIGNATURE);
        log.refused(Problem.BAD_SIGNATURE);
        log.refused(Problem.TOO_LARGE);
        assertThat(lines)
                .containsExactly(
                        "The hook for okta refused a request: The signature or the secret does not match."
                                + " Further ones of this kind are logged once a minute.",
                        "The hook for okta refused a request: The body is too large."
                                + " Further ones of this kind are logged once a minute.");

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        log.refused(Problem.BAD_SIGNATURE);
        assertThat(lines).hasSize(3);
    }
}
