/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
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

    private static <T> T onNewThread(java.util.concurrent.Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
        return task.get();
    }
}
