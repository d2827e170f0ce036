/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.micrometer;

import io.github.notdisposable.checker.CheckedEmails;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries the scope of {@link CheckedEmails} to other threads with Micrometer's context propagation, as {@link ClientIpThreadLocalAccessor}
 * carries the client. A scope that others opened on a thread is not hidden.
 */
public final class CheckedEmailsThreadLocalAccessor implements ThreadLocalAccessor<CheckedEmails> {

    /** The key of the scope, {@code notdisposable.checked-emails}. */
    public static final String KEY = "notdisposable.checked-emails";

    /** What this class has attached to a thread, one at a time: replacing it keeps values that are never restored from piling up. */
    private static final ThreadLocal<CheckedEmails.@Nullable Attachment> OWN = new ThreadLocal<>();

    /** Creates an accessor. All of them share one state. */
    public CheckedEmailsThreadLocalAccessor() {}

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable CheckedEmails getValue() {
        return CheckedEmails.current().orElse(null);
    }

    @Override
    public void setValue(CheckedEmails value) {
        show(Objects.requireNonNull(value, "value"));
    }

    @Override
    public void setValue() {
        show(null);
    }

    @Override
    public void restore(CheckedEmails previousValue) {
        show(previousValue);
    }

    @Override
    public void restore() {
        show(null);
    }

    private static void show(@Nullable CheckedEmails emails) {
        CheckedEmails.Attachment own = OWN.get();
        if (own != null) {
            own.close();
            OWN.remove();
        }
        if (emails != null && !emails.equals(CheckedEmails.current().orElse(null))) {
            OWN.set(emails.attach());
        }
    }
}
