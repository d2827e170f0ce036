/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.test;

import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.testkit.SettableClock;
import java.time.Duration;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Leaves nothing of a test to the next, which may have the same application context. */
final class ResetScriptedEmails implements TestExecutionListener {

    /** Longer than bans and windows are. */
    private static final Duration LONG = Duration.ofDays(3_650);

    ResetScriptedEmails() {}

    @Override
    public void afterTestMethod(TestContext test) {
        if (!test.hasApplicationContext()) {
            return;
        }
        ApplicationContext context = test.getApplicationContext();
        ScriptedEmails emails = context.getBeanProvider(ScriptedEmails.class).getIfAvailable();
        if (emails != null) {
            emails.reset();
            context.getBeanProvider(AbuseShield.class)
                    .ifAvailable(shield -> shield.bans().forEach(ban -> shield.lift(ban.subject())));
            context.getBeanProvider(SettableClock.class).ifAvailable(clock -> clock.advance(LONG));
        }
    }
}
