/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.client.ClientIp;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckedEmailsScopeTest {

    @AfterEach
    void leavesNothingBehind() {
        assertThat(CheckedEmails.current()).isEmpty();
    }

    @Test
    void restoresTheScopeAround() {
        CheckedEmails outer = CheckedEmails.open();
        CheckedEmails inner = CheckedEmails.open();
        assertThat(CheckedEmails.current()).containsSame(inner);

        inner.close();
        inner.close();

        assertThat(CheckedEmails.current()).containsSame(outer);
        outer.close();
    }

    @Test
    void leavesNothingOnThePooledThreadThatClosedItsScopes() {
        assertThat(isCollected(closedScope())).isTrue();
    }

    @Test
    void keepsNoScopeThatWasClosedWithinAnOther() {
        CheckedEmails outer = CheckedEmails.open();
        assertThat(isCollected(closedScope())).isTrue();
        outer.close();
    }

    private static WeakReference<CheckedEmails> closedScope() {
        CheckedEmails scope = CheckedEmails.open();
        scope.close();
        return new WeakReference<>(scope);
    }

    private static boolean isCollected(WeakReference<?> reference) {
        for (int i = 0; i < 20 && reference.get() != null; i++) {
            System.gc();
        }
        return reference.get() == null;
    }

    @Test
    void keepsAnInnerScopeWhenTheOuterOneIsClosedFirst() {
        CheckedEmails outer = CheckedEmails.open();
        CheckedEmails inner = CheckedEmails.open();

        outer.close();
        assertThat(CheckedEmails.current()).containsSame(inner);
        inner.close();
    }

    @Test
    void isNoLongerCurrentWhenAnotherThreadHasClosedIt() throws Exception {
        CheckedEmails scope = CheckedEmails.open();

        onNewThread(() -> {
            scope.close();
            return CheckedEmails.current();
        });

        assertThat(CheckedEmails.current()).isEmpty();
    }

    @Test
    void canBeAttachedElsewhereAfterItsThreadHasLeftIt() throws Exception {
        CheckedEmails scope = CheckedEmails.open();
        scope.close();

        Optional<CheckedEmails> there = onNewThread(() -> {
            CheckedEmails.Attachment attachment = scope.attach();
            Optional<CheckedEmails> current = CheckedEmails.current();
            attachment.close();
            assertThat(CheckedEmails.current()).isEmpty();
            return current;
        });

        assertThat(there).containsSame(scope);
    }

    @Test
    void takesTheVerdictOfOneCheckerForNoOther() {
        EmailRule rule = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY);
        try (EmailChecker open =
                        EmailChecker.builder().allow(List.of("mailinator.com")).build();
                EmailChecker usual = EmailChecker.builder().build();
                EmailChecker closed =
                        EmailChecker.builder().block(List.of("gmail.com")).build();
                CheckedEmails scope = CheckedEmails.open()) {
            assertThat(isLetIn(open, "bob@mailinator.com", rule)).isTrue();
            assertThat(isLetIn(usual, "bob@mailinator.com", rule)).isFalse();
            assertThat(isLetIn(usual, "bob@gmail.com", rule)).isTrue();
            assertThat(isLetIn(closed, "bob@gmail.com", rule)).isFalse();

            assertThat(scope.decisionOn("bob@mailinator.com"))
                    .matches(is -> !is.orElseThrow().isAllowed());
            assertThat(scope.decisionOn("bob@gmail.com"))
                    .matches(is -> !is.orElseThrow().isAllowed());
        }
    }

    @Test
    void countsAnAttemptOnceForEachChecker() {
        AbuseShield one = AbuseShield.builder().limit(3, Duration.ofHours(1)).build();
        AbuseShield other = AbuseShield.builder().limit(3, Duration.ofHours(1)).build();
        EmailRule rule = EmailRule.of(EmailPolicy.DISPOSABLE_ONLY);
        ClientIp client = ClientIp.parse("203.0.113.9").orElseThrow();
        try (EmailChecker first = guarded(one, client);
                EmailChecker second = guarded(other, client)) {
            for (int requests = 1; requests <= 3; requests++) {
                CheckedEmails scope = CheckedEmails.open();
                isLetIn(first, "bob@mailinator.com", rule);
                isLetIn(second, "bob@mailinator.com", rule);
                isLetIn(second, "bob@mailinator.com", rule);
                scope.close();
                assertThat(isLetIn(first, "bob@gmail.com", rule)).isEqualTo(requests < 3);
                assertThat(isLetIn(second, "bob@gmail.com", rule)).isEqualTo(requests < 3);
            }
        }
    }

    private static EmailChecker guarded(AbuseShield shield, ClientIp client) {
        return EmailChecker.builder()
                .abuseShield(shield)
                .client(() -> Optional.of(client))
                .build();
    }

    /** As a validator does: at a glance, and by the verdict where that does not do. */
    private static boolean isLetIn(EmailChecker checker, String address, EmailRule rule) {
        return checker.screen(rule).test(address)
                || checker.decide(address, rule).orElseThrow().isAllowed();
    }

    private static <T> T onNewThread(java.util.concurrent.Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
        return task.get();
    }
}
