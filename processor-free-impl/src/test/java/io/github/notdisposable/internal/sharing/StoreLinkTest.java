/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

final class StoreLinkTest {

    private static final String ALONE =
            "WARN Redis cannot be used: a time limit. This machine keeps verdicts, counters and bans by itself until it can.";
    private static final String WHOLE = "INFO Redis can be used again: verdicts, counters and bans are shared.";

    private final List<String> lines = new ArrayList<>();
    private final StoreLink link = new StoreLink("Redis", logger(), Duration.ofDays(1));

    @Test
    void oneFailureIsNoOutage() {
        fail(1);
        link.succeeded();
        fail(1);

        assertThat(link.tryCall()).isTrue();
        assertThat(link.isAlone()).isFalse();
        assertThat(lines).isEmpty();
    }

    @Test
    void saysOnceThatItIsAloneAndOnceThatItIsNot() {
        fail(20);

        assertThat(link.tryCall()).isFalse();
        assertThat(link.isAlone()).isTrue();
        assertThat(lines).containsExactly(ALONE);

        link.restored();
        link.restored();

        assertThat(link.tryCall()).isTrue();
        assertThat(lines).containsExactly(ALONE, WHOLE);
    }

    @Test
    void goesOnAloneAtOnceWhereWaitingDoesNotHelp() {
        link.lost("a time limit");
        link.lost("a time limit");

        assertThat(link.tryCall()).isFalse();
        assertThat(lines).containsExactly(ALONE);
    }

    @Test
    void aCallThatEndsLateDoesNotBringItBack() {
        link.lost("a time limit");
        link.succeeded();

        assertThat(link.isAlone()).isTrue();
    }

    @Test
    void letsOneCallTryAfterThePause() {
        StoreLink impatient = new StoreLink("Redis", logger(), Duration.ofMillis(1));
        impatient.lost("a time limit");
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!impatient.tryCall() && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }

        assertThat(impatient.tryCall()).isFalse();
        impatient.failed("a time limit");
        assertThat(lines).containsExactly(ALONE);

        while (!impatient.tryCall() && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        impatient.succeeded();
        assertThat(lines).containsExactly(ALONE, WHOLE);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            link.failed("a time limit");
        }
    }

    private Logger logger() {
        return (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("warn") || method.getName().equals("info")) {
                        Object[] values = new Object[arguments.length - 1];
                        System.arraycopy(arguments, 1, values, 0, values.length);
                        lines.add(method.getName().toUpperCase(Locale.ROOT) + " "
                                + MessageFormatter.arrayFormat((String) arguments[0], values)
                                        .getMessage());
                    }
                    return null;
                });
    }
}
