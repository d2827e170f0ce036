/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.client.ClientIp;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The way of a check: own lists, bans, then the backends in order until one decides; and what follows from its verdict. Thread-safe. */
final class CheckPipeline {

    private final OwnList allow;
    private final OwnList block;
    private final List<EmailBackend> backends;
    private final @Nullable CheckListener listener;
    private final @Nullable AbuseGuard abuse;
    private final Duration deadline;
    private final int lookupsPerScope;
    private final UncheckedLog unchecked;
    private final LongSupplier nanoTime;
    private final Executor executor;

    CheckPipeline(
            EmailChecker.Builder settings,
            OwnList allow,
            OwnList block,
            List<EmailBackend> backends,
            Executor executor) {
        this.allow = allow;
        this.block = block;
        this.backends = backends;
        this.executor = executor;
        listener = settings.listener;
        abuse = settings.shield != null ? new AbuseGuard(settings.shield) : null;
        deadline = settings.deadline;
        lookupsPerScope = settings.lookupsPerScope;
        unchecked = new UncheckedLog(listener, settings.nanoTime);
        nanoTime = settings.nanoTime;
    }

    /**
     * Returns whether a verdict is needed even for an address that backends let in: a list of the application's own may refuse it, or say of it what a
     * listener hears, and so may one backend of several.
     */
    boolean needsVerdict() {
        return !block.isEmpty() || (listener != null && (!allow.isEmpty() || backends.size() > 1));
    }

    /** Returns whether somebody hears of an address that is let in, or may refuse it for its client. */
    boolean isObserved() {
        return listener != null || abuse != null;
    }

    /** Starts to record a check, if a listener hears of it. */
    @Nullable
    CheckRecorder recorder() {
        return listener == null ? null : new CheckRecorder(nanoTime);
    }

    /** Returns whether the client, or the domain of a plain address, is banned as far as is known. */
    boolean isBanned(@Nullable ClientIp client, String address, boolean mayBlock) {
        return abuse != null && abuse.isBanned(client, address, mayBlock);
    }

    /** Reports a plain address that the one backend lets in at a glance. */
    void reportLetIn(CheckRecorder recorder, Set<EmailTrait> traits, String address) {
        if (listener != null) {
            recorder.reportLetIn(listener, backends.get(0).name(), traits, address);
        }
    }

    /** Returns the verdict on an address that was let in, which nobody hears of. */
    EmailVerdict verdictOnLetIn(Check check) {
        Subject subject = check.subject();
        String allowed = allow.match(subject.address(), subject.domain());
        return allowed != null
                ? ownListed(subject, OwnList.ALLOW, EmailTrait.ALLOWLISTED, allowed)
                : verdictOfBackends(check, null);
    }

    /** Returns whether a value is to be judged: an address always, one that is none if lists or a ban refuse the end of its domain. */
    boolean accepts(Check check, EmailRule rule) {
        EmailVerdict ofLists = check.subject().ofLists();
        return ofLists == null
                || rule.refusalOf(ofLists).isPresent()
                || (abuse != null && abuse.verdictOfBan(check) != null);
    }

    /** Applies a rule to the verdict, which is used again within a scope, and keeps the decision there. */
    EmailDecision decide(Check check, EmailRule rule) {
        CheckedEmails scope = check.scope();
        EmailVerdict known = scope != null ? scope.verdictOn(check, this) : null;
        EmailVerdict verdict = known != null ? known : verdict(check);
        EmailDecision decision =
                new EmailDecision(verdict, rule.refusalOf(verdict).orElse(null));
        boolean counted = scope != null && scope.record(check, this, decision);
        if (known == null) {
            unchecked.decided(decision);
            if (listener != null) {
                CheckRecorder.reportRefusal(listener, decision);
            }
            if (abuse != null && !counted) {
                count(abuse, check, decision);
            }
        }
        return decision;
    }

    /** A store that many machines share may keep a caller waiting, which an event loop must not. */
    private void count(AbuseGuard guard, Check check, EmailDecision decision) {
        if (check.mayBlock()) {
            guard.count(decision, check.client());
            return;
        }
        try {
            executor.execute(() -> guard.count(decision, check.client()));
        } catch (RejectedExecutionException e) {
            // All threads are busy.
            guard.count(decision, check.client());
        }
    }

    EmailVerdict verdict(Check check) {
        if (listener == null) {
            return verdict(check, null);
        }
        CheckRecorder recorder = new CheckRecorder(nanoTime);
        EmailVerdict verdict = verdict(check, recorder);
        recorder.report(listener, verdict);
        return verdict;
    }

    private EmailVerdict verdict(Check check, @Nullable CheckRecorder recorder) {
        EmailVerdict own = verdictWithoutBackends(check);
        return own != null ? own : verdictOfBackends(check, recorder);
    }

    private @Nullable EmailVerdict verdictWithoutBackends(Check check) {
        Subject subject = check.subject();
        EmailVerdict ofLists = subject.ofLists();
        String allowed = ofLists == null ? allow.match(subject.address(), subject.domain()) : null;
        if (allowed != null) {
            return ownListed(subject, OwnList.ALLOW, EmailTrait.ALLOWLISTED, allowed);
        }
        EmailVerdict banned = abuse != null ? abuse.verdictOfBan(check) : null;
        if (banned != null) {
            return banned;
        }
        if (ofLists != null) {
            return ofLists;
        }
        String blocked = block.match(subject.address(), subject.domain());
        return blocked != null ? ownListed(subject, OwnList.BLOCK, EmailTrait.BLOCKLISTED, blocked) : null;
    }

    static EmailVerdict ownListed(Subject subject, String list, EmailTrait trait, String entry) {
        return VerdictMerger.verdict(
                subject,
                list,
                BackendAnswer.about(Scope.ADDRESS)
                        .trait(trait)
                        .matchedEntry(entry)
                        .build());
    }

    private EmailVerdict verdictOfBackends(Check check, @Nullable CheckRecorder recorder) {
        CheckedEmails scope = check.scope();
        Duration time = scope == null ? deadline : scope.timeLeft(deadline);
        Deadline end = Deadline.after(time, nanoTime);
        BackendQuery query = query(check, end);
        VerdictMerger merger = new VerdictMerger(check.subject());
        for (EmailBackend backend : backends) {
            BackendAnswer answer = backend.check(query);
            if (answer.isAvailable() && answer.incomplete().isEmpty()) {
                unchecked.answered(backend.name());
            }
            if (recorder != null) {
                recorder.asked(backend.name(), answer);
            }
            if (merger.add(backend.name(), answer)) {
                break;
            }
        }
        if (scope != null) {
            scope.spend(time.minus(end.remaining()));
        }
        return merger.verdict();
    }

    private BackendQuery query(Check check, Deadline end) {
        BackendQuery.Builder query = check.query(end);
        if (abuse != null || check.scope() != null) {
            query.lookups(() -> tryLookup(check, true)).freeLookups(() -> tryLookup(check, false));
        }
        return query.build();
    }

    private boolean tryLookup(Check check, boolean paid) {
        CheckedEmails scope = check.scope();
        if (scope != null && !scope.tryLookup(lookupsPerScope)) {
            return false;
        }
        if (abuse == null || abuse.tryLookup(check.client(), paid)) {
            return true;
        }
        if (scope != null) {
            scope.takeBackLookup();
        }
        return false;
    }
}
