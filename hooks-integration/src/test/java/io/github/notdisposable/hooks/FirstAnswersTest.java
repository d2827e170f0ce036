/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.checker.RefusalReason;
import io.github.notdisposable.hooks.SignUpDecider.Outcome;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FirstAnswersTest {

    private static final byte[] BODY = {1, 2, 3};

    private final AtomicLong nanos = new AtomicLong();
    private final FirstAnswers answers = new FirstAnswers(FirstAnswers.KEPT, nanos::get);
    private final AtomicInteger made = new AtomicInteger();

    private Outcome ask(Outcome outcome) {
        return answers.get(null, BODY, () -> {
            made.incrementAndGet();
            return outcome;
        });
    }

    private static Outcome refused(RefusalReason reason) {
        return Outcome.refused(reason, Locale.ENGLISH, null);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"BANNED", "UNAVAILABLE"})
    void keepsARefusalForAWhile(RefusalReason reason) {
        Outcome first = ask(refused(reason));
        assertThat(ask(Outcome.allowed(null))).isSameAs(first);

        nanos.addAndGet(FirstAnswers.KEPT.toNanos());
        assertThat(ask(Outcome.allowed(null))).isNotSameAs(first);
        assertThat(made).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"BANNED", "UNAVAILABLE"})
    void keepsNoRefusalThatPasses(RefusalReason reason) {
        ask(refused(reason));

        assertThat(ask(Outcome.allowed(null)).refusal()).isNull();
        assertThat(made).hasValue(2);
    }

    @Test
    void keepsThatAUserIsLetIn() {
        Outcome first = ask(Outcome.allowed(null));

        assertThat(ask(refused(RefusalReason.DISPOSABLE))).isSameAs(first);
    }
}
