/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    private static final Duration MOMENT = Duration.ofNanos(1);
    private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    @Test
    void takesAnyPositiveDurationAndBoundsItToWhatClocksCanCount() {
        assertThat(Arguments.positive("time", MOMENT)).isEqualTo(MOMENT);
        assertThat(Arguments.positive("time", FOREVER)).isEqualTo(Durations.LONGEST);
        assertThat(Arguments.notNegative("time", Duration.ZERO)).isZero();
        assertThat(Arguments.notNegative("time", FOREVER)).isEqualTo(Durations.LONGEST);
    }

    @Test
    void takesNumbersWithinTheirBounds() {
        assertThat(Arguments.positive("size", 1)).isEqualTo(1);
        assertThat(Arguments.positive("size", Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(Arguments.notNegative("size", 0)).isZero();
        assertThat(Arguments.between("port", 1, 1, 65_535)).isEqualTo(1);
        assertThat(Arguments.between("port", 65_535, 1, 65_535)).isEqualTo(65_535);
    }

    @Test
    void namesTheArgumentAndItsValueInTheMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.positive("time", Duration.ZERO))
                .withMessage("'time' must be positive, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.positive("time", MOMENT.negated()))
                .withMessage("'time' must be positive, was PT-0.000000001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.notNegative("time", MOMENT.negated()))
                .withMessage("'time' must not be negative, was PT-0.000000001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.positive("size", 0))
                .withMessage("'size' must be positive, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.notNegative("size", -1))
                .withMessage("'size' must not be negative, was -1");
        for (int port : new int[] {0, 65_536}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Arguments.between("port", port, 1, 65_535))
                    .withMessage("'port' must be 1 to 65535, was " + port);
        }
    }
}
