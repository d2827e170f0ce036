/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutageLogTest {

    private final List<String> lines = new ArrayList<>();
    private final Logger log = new RecordingLogger();
    private final OutageLog outage = new OutageLog(log);

    @Test
    void logsOnceThatItFailsAndOnceThatItWorksAgain() {
        outage.worked(() -> "works");
        assertThat(outage.failed(() -> "fails")).isTrue();
        assertThat(outage.failed(() -> "fails still")).isFalse();
        assertThat(outage.isFailing()).isTrue();
        outage.worked(() -> "works again");
        outage.worked(() -> "works still");
        assertThat(outage.isFailing()).isFalse();
        outage.failed(() -> "fails once more");

        assertThat(lines).containsExactly("WARNING fails", "INFO works again", "WARNING fails once more");
    }

    @Test
    void logsAnotherProblemThatIsNoLessSevere() {
        outage.failed(Level.WARNING, "slow", () -> "slow");
        outage.failed(Level.WARNING, "slow", () -> "slow still");
        outage.failed(Level.WARNING, "broken", () -> "broken");
        outage.failed(Level.ERROR, "refused", () -> "refused");
        outage.failed(Level.WARNING, "slow", () -> "slow again");
        outage.failed(Level.ERROR, "refused", () -> "refused again");
        outage.worked(() -> "works again");

        assertThat(lines).containsExactly("WARNING slow", "WARNING broken", "ERROR refused", "INFO works again");
    }

    @Test
    void whatFailsNowAndThenHasNotRecoveredUntilItIsQuiet() {
        long[] now = {Long.MAX_VALUE};
        OutageLog patient = new OutageLog(log, Duration.ofNanos(10), () -> now[0]);
        patient.failed(() -> "fails");
        patient.worked(() -> "too soon");
        now[0] += 5;
        patient.failed(() -> "fails still");
        now[0] += 9;
        patient.worked(() -> "too soon");
        now[0] += 1;
        patient.worked(() -> "works again");

        assertThat(lines).containsExactly("WARNING fails", "INFO works again");
    }

    @Test
    void aMessageThatIsNotLoggedIsNotMade() {
        outage.failed(() -> "fails");

        outage.failed(() -> {
            throw new AssertionError();
        });
    }

    private final class RecordingLogger implements Logger {

        @Override
        public String getName() {
            return "recording";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
            lines.add(level + " " + message);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, Object... parameters) {
            lines.add(level + " " + format);
        }
    }
}
