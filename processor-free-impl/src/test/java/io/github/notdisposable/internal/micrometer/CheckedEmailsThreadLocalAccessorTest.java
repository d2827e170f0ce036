/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.checker.CheckedEmails;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckedEmailsThreadLocalAccessorTest {

    /** With the registry that Reactor and Spring use; it finds accessors by itself. */
    private final ContextSnapshotFactory factory = ContextSnapshotFactory.builder()
            .contextRegistry(ContextRegistry.getInstance())
            .captureKeyPredicate(CheckedEmailsThreadLocalAccessor.KEY::equals)
            .clearMissing(true)
            .build();

    @AfterEach
    void leavesNothingBehind() {
        assertThat(CheckedEmails.current()).isEmpty();
    }

    @Test
    void carriesTheScopeToAnotherThreadAndClearsItThere() throws Exception {
        CheckedEmails emails = CheckedEmails.open();
        ContextSnapshot snapshot = factory.captureAll();
        emails.close();

        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            assertThat(pool.submit(snapshot.wrap(CheckedEmails::current)).get()).contains(emails);
            assertThat(pool.submit(CheckedEmails::current).get()).isEmpty();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void restoresWhatWasThereAtEachLevel() {
        CheckedEmails a = CheckedEmails.open();
        ContextSnapshot ofA = factory.captureAll();
        a.close();
        CheckedEmails b = CheckedEmails.open();
        ContextSnapshot ofB = factory.captureAll();
        b.close();

        ContextSnapshot.Scope first = ofA.setThreadLocals();
        assertThat(CheckedEmails.current()).contains(a);
        ContextSnapshot.Scope second = ofB.setThreadLocals();
        assertThat(CheckedEmails.current()).contains(b);
        second.close();
        assertThat(CheckedEmails.current()).contains(a);
        first.close();
    }

    @Test
    void survivesValuesThatAreSetAndNeverRestored() {
        CheckedEmailsThreadLocalAccessor accessor = new CheckedEmailsThreadLocalAccessor();
        for (int i = 0; i < 3; i++) {
            CheckedEmails emails = CheckedEmails.open();
            emails.close();
            accessor.setValue(emails);
            assertThat(CheckedEmails.current()).contains(emails);
        }
        accessor.setValue();
    }
}
