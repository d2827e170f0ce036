/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.internal.OutageLog;
import io.github.notdisposable.internal.data.PlainAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Records one check, and reports it to a listener. Used by one thread. */
final class CheckRecorder {

    private static final OutageLog LISTENER = new OutageLog(System.getLogger(EmailChecker.class.getName()));

    private final LongSupplier nanoTime;
    private final long start;
    private List<CheckEvent.Asked> asked = List.of();
    private long last;

    CheckRecorder(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        start = nanoTime.getAsLong();
        last = start;
    }

    void asked(String backend, BackendAnswer answer) {
        long now = nanoTime.getAsLong();
        asked = asked.isEmpty() ? new ArrayList<>() : asked;
        asked.add(new CheckEvent.Asked(backend, Duration.ofNanos(now - last), answer));
        last = now;
    }

    void report(CheckListener listener, EmailVerdict verdict) {
        guarded(() -> listener.onCheck(new CheckEvent(
                verdict, Duration.ofNanos(nanoTime.getAsLong() - start), asked, listener.wantsDomain())));
    }

    /** Reports a plain address that a backend has let in at a glance. */
    void reportLetIn(CheckListener listener, String backend, Set<EmailTrait> traits, String address) {
        guarded(() -> listener.onCheck(new CheckEvent(
                backend,
                traits,
                Duration.ofNanos(nanoTime.getAsLong() - start),
                listener.wantsDomain() ? PlainAddress.domain(address) : null)));
    }

    static void reportRefusal(CheckListener listener, EmailDecision decision) {
        decision.refusal()
                .ifPresent(reason -> guarded(
                        () -> listener.onRefused(reason, decision.verdict().source())));
    }

    /** Calls a listener, whatever it throws. */
    static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | LinkageError thrown) {
            LISTENER.failed(() ->
                    "A check listener threw a " + thrown.getClass().getName() + ". Checks go on; this is logged once.");
        }
    }
}
