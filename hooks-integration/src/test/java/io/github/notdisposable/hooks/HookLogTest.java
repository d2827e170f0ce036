/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.hooks.HookException.Problem;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HookLogTest {

    @RegisterExtension
    private final LoggedLines log = new LoggedLines();

    @Test
    void logsEachKindOfRequestOnceAMinute() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
        HookLog hookLog = new HookLog("okta", nanos::get);

        hookLog.refused(Problem.BAD_SIGNATURE);
        hookLog.refused(Problem.BAD_SIGNATURE);
        hookLog.refused(Problem.TOO_LARGE);
        assertThat(log.lines())
                .containsExactly(
                        "The hook for okta refused a request: The signature or the secret does not match."
                                + " Further ones of this kind are logged once a minute.",
                        "The hook for okta refused a request: The body is too large."
                                + " Further ones of this kind are logged once a minute.");

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        hookLog.refused(Problem.BAD_SIGNATURE);
        assertThat(log.lines()).hasSize(3);
    }
}
