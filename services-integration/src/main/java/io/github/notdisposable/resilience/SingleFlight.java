/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.resilience;

import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.UnavailableReason;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Lets the first of several equal questions ask, on its own thread, and the others wait for its answer, each within its own deadline.
 *
 * <p>No lock is held while anybody waits, and no future leaves this class: nobody can cancel another's question.
 */
final class SingleFlight {

    private static final Set<UnavailableReason> OF_THE_CALLER =
            EnumSet.of(UnavailableReason.INTERRUPTED, UnavailableReason.BUDGET_SPENT, UnavailableReason.NO_TIME_LEFT);

    private final ConcurrentMap<Object, CompletableFuture<BackendAnswer>> underWay = new ConcurrentHashMap<>();

    BackendAnswer run(Object question, Deadline deadline, Supplier<BackendAnswer> call) {
        while (true) {
            CompletableFuture<BackendAnswer> mine = new CompletableFuture<>();
            CompletableFuture<BackendAnswer> theirs = underWay.putIfAbsent(question, mine);
            if (theirs == null) {
                return ask(question, mine, call);
            }
            BackendAnswer answer = await(theirs, deadline);
            boolean isOnlyTheirs =
                    isOfTheCaller(answer) && !Thread.currentThread().isInterrupted();
            if (!isOnlyTheirs) {
                return answer;
            }
        }
    }

    private BackendAnswer ask(Object question, CompletableFuture<BackendAnswer> mine, Supplier<BackendAnswer> call) {
        BackendAnswer answer = BackendAnswer.unavailable(UnavailableReason.FAILED);
        try {
            answer = call.get();
            return answer;
        } finally {
            underWay.remove(question, mine);
            mine.complete(answer);
        }
    }

    private static BackendAnswer await(CompletableFuture<BackendAnswer> theirs, Deadline deadline) {
        try {
            return theirs.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return BackendAnswer.unavailable(UnavailableReason.TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return BackendAnswer.unavailable(UnavailableReason.INTERRUPTED);
        } catch (ExecutionException e) {
            // Never completed with an exception.
            return BackendAnswer.unavailable(UnavailableReason.FAILED);
        }
    }

    /** Returns whether the answer says what stopped the one that asked, and nothing of the question: another may well get an answer. */
    private static boolean isOfTheCaller(BackendAnswer answer) {
        return answer.unavailableReason().filter(OF_THE_CALLER::contains).isPresent();
    }
}
