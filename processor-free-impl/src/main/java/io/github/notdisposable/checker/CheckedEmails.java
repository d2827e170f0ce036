/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.DomainEnd;
import io.github.notdisposable.address.DomainName;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.internal.ScopeStack;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on the addresses that were validated in the current scope, a request for example, whether they were refused or let in.
 *
 * <pre>{@code
 * try (CheckedEmails checked = CheckedEmails.open()) {
 *     Set<ConstraintViolation<SignUp>> violations = validator.validate(signUp);
 *     boolean askForPhone = checked.verdictOn(signUp.email()).map(v -> v.category() == Category.GREY).orElse(false);
 * }
 * }</pre>
 *
 * <p>The web integrations open a scope for each request. Within a scope a second validation of the same address, such as that of a persistence
 * provider, uses the verdict again. A scope belongs to the thread that opened it, and is not inherited by others; its methods are safe for use
 * by several threads. It keeps the last 100 addresses. All checks of a scope share one deadline and one number of lookups, so that a request with
 * many addresses takes no longer, and costs no more, than the settings allow for one.
 */
public final class CheckedEmails implements AutoCloseable {

    private static final int MAX_SIZE = 100;

    private static final ScopeStack<CheckedEmails> SCOPES = new ScopeStack<>();

    private final @Nullable Duration deadline;
    private final ScopeStack.Scope<CheckedEmails> opened = SCOPES.open(this);

    // Guarded by `opened`. Most requests let one address in and ask for nothing.
    private @Nullable Map<String, Entry> byText;
    private @Nullable LetIn lastLetIn;
    private int letIn;
    private long spentNanos;
    private int lookups;

    private CheckedEmails(@Nullable Duration deadline) {
        this.deadline = deadline;
    }

    /**
     * Opens a scope for the current thread. Close it on the same thread; the scope that was open before is then current again.
     *
     * @return the scope
     */
    public static CheckedEmails open() {
        return new CheckedEmails(null);
    }

    /**
     * Opens a scope as {@link #open()} does, for a caller who waits less long than the settings allow.
     *
     * @param deadline how long the checks of this scope may take together; the deadline of the checker holds if it is shorter
     * @return the scope
     */
    public static CheckedEmails open(Duration deadline) {
        return new CheckedEmails(Objects.requireNonNull(deadline, "deadline"));
    }

    /** {@return the scope that is open for the current thread, or empty} */
    public static Optional<CheckedEmails> current() {
        return Optional.ofNullable(SCOPES.current()).map(ScopeStack.Scope::value);
    }

    static @Nullable CheckedEmails currentOrNull() {
        ScopeStack.Scope<CheckedEmails> open = SCOPES.current();
        return open == null ? null : open.value();
    }

    /**
     * Makes this scope current for another thread, while that thread works for the same request.
     *
     * @return what to close, on that thread, when its work is done
     */
    public Attachment attach() {
        return SCOPES.open(this)::close;
    }

    /** Undoes {@link CheckedEmails#attach()}. */
    @FunctionalInterface
    public interface Attachment extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Returns the verdict on an address or a domain that was validated in this scope.
     *
     * @param value the value that was validated; another spelling of the same address finds it too
     * @return the verdict; empty if it was not validated here, or is no address and was let in as such
     */
    public Optional<EmailVerdict> verdictOn(@Nullable CharSequence value) {
        return decisionOn(value).map(EmailDecision::verdict);
    }

    /**
     * Returns what was decided on an address or a domain that was validated in this scope.
     *
     * @param value the value that was validated; another spelling of the same address finds it too
     * @return the decision; the refusal where several constraints stood on the value and one refused it; empty if it was not validated here,
     *     or is no address and was let in as such
     */
    public Optional<EmailDecision> decisionOn(@Nullable CharSequence value) {
        if (value == null) {
            return Optional.empty();
        }
        return EmailAddress.parse(value)
                .map(address -> Subject.of(address).text())
                .or(() -> DomainName.parse(value))
                .or(() -> DomainEnd.ofAddress(value)
                        .or(() -> DomainEnd.ofDomain(value))
                        .map(DomainEnd::text))
                .map(this::entry)
                .map(Entry::decision);
    }

    /** {@return the decisions of this scope, the first validated first} */
    public List<EmailDecision> decisions() {
        synchronized (opened) {
            return entries().values().stream().map(Entry::decision).toList();
        }
    }

    /**
     * Ends the scope on the thread that opened it; the verdicts stay readable. Closing twice changes nothing. If it is called on another thread,
     * the scope is no longer current on its own one either.
     */
    @Override
    public void close() {
        opened.close();
    }

    /**
     * Returns how much of the checker's deadline, or of a shorter one of this scope, the checks of this scope have left: the time between
     * checks does not count.
     */
    Duration timeLeft(Duration ofChecker) {
        Duration all = deadline == null || deadline.compareTo(ofChecker) > 0 ? ofChecker : deadline;
        synchronized (opened) {
            Duration left = all.minusNanos(spentNanos);
            return left.isNegative() ? Duration.ZERO : left;
        }
    }

    void spend(Duration time) {
        synchronized (opened) {
            spentNanos += time.toNanos();
        }
    }

    /** Takes one of the lookups that the checks of this scope may make together. */
    boolean tryLookup(int max) {
        synchronized (opened) {
            if (lookups >= max) {
                return false;
            }
            lookups++;
            return true;
        }
    }

    /** Gives back one that was taken and not made. */
    void takeBackLookup() {
        synchronized (opened) {
            lookups--;
        }
    }

    /** Returns whether an address, plainly written, was checked in this scope before. */
    Known known(String address, EmailRule rule, EmailChecker checker) {
        synchronized (opened) {
            if (byText != null) {
                return Known.MAYBE;
            }
            for (LetIn each = lastLetIn; each != null; each = each.before) {
                if (each.address.equals(address)) {
                    boolean holds =
                            each.checker == checker && each.rule.wantedTraits().containsAll(rule.wantedTraits());
                    return holds ? Known.LET_IN : Known.MAYBE;
                }
                if (isAtSameDomain(each.address, address)) {
                    return Known.MAYBE;
                }
            }
            return Known.NOT;
        }
    }

    private static boolean isAtSameDomain(String one, String other) {
        int at = one.lastIndexOf('@');
        int otherAt = other.lastIndexOf('@');
        return one.length() - at == other.length() - otherAt
                && one.regionMatches(true, at, other, otherAt, one.length() - at);
    }

    /** What is known of an address that is about to be let in at a glance. */
    enum Known {
        /** Nothing: no other spelling of it was checked in the scope. */
        NOT,

        /** It was let in at a glance, and all that matters now was looked for. */
        LET_IN,

        /** It may have been checked, or another spelling of it. */
        MAYBE
    }

    /** Keeps that an address was let in at a glance. The verdict on it is reached when somebody asks for it, from memory, as it was then. */
    void keepLetIn(String address, EmailRule rule, EmailChecker checker) {
        synchronized (opened) {
            lastLetIn = new LetIn(address, rule, checker, lastLetIn);
            letIn++;
            if (letIn > MAX_SIZE) {
                entries();
            }
        }
    }

    /**
     * Returns the verdict that the same checker reached on this text before, if at least these traits were looked for, and services were asked where
     * they may be now: what came from memory is not the last word for somebody who can wait. Another checker has other settings: an EAR's modules
     * share a request.
     */
    @Nullable
    EmailVerdict verdictOn(Check check, CheckPipeline checker) {
        Entry entry = entry(check.subject().text());
        return entry != null && entry.suffices(check, checker) ? entry.verdict : null;
    }

    /** Keeps a decision; returns whether the same checker kept one for the same text before that could have counted as an attempt. */
    boolean record(Check check, CheckPipeline checker, EmailDecision decision) {
        synchronized (opened) {
            return record(entries(), check, checker, decision);
        }
    }

    private static boolean record(
            Map<String, Entry> entries, Check check, CheckPipeline checker, EmailDecision decision) {
        String text = check.subject().text();
        Entry before = entries.remove(text);
        if (entries.size() >= MAX_SIZE) {
            entries.remove(entries.keySet().iterator().next());
        }
        EmailDecision kept = before != null && decision.isAllowed() ? before.decision() : decision;
        EmailDecision reported = kept.isAllowed() ? decision : kept;
        entries.put(
                text,
                before != null && before.suffices(check, checker)
                        ? new Entry(checker, before.wanted, before.mightBlock, before.verdict, reported)
                        : new Entry(checker, check.wanted(), check.mayBlock(), decision.verdict(), reported));
        return before != null
                && before.checker == checker
                && (before.mightBlock || !check.mayBlock() || before.isRefusedForGood());
    }

    private @Nullable Entry entry(String text) {
        synchronized (opened) {
            return entries().get(text);
        }
    }

    /** Returns what is kept, with the verdicts on the addresses that were let in at a glance. */
    private Map<String, Entry> entries() {
        Map<String, Entry> entries = byText != null ? byText : new LinkedHashMap<>();
        byText = entries;
        if (lastLetIn != null) {
            Deque<LetIn> inOrder = new ArrayDeque<>(letIn);
            for (LetIn each = lastLetIn; each != null; each = each.before) {
                inOrder.addFirst(each);
            }
            lastLetIn = null;
            letIn = 0;
            inOrder.forEach(each -> each.checker.judgeAgain(
                    each.address,
                    each.rule,
                    (check, decision) -> record(entries, check, each.checker.pipeline(), decision)));
        }
        return entries;
    }

    /** An address that was let in at a glance, and the one before it. */
    private record LetIn(
            String address,
            EmailRule rule,
            EmailChecker checker,
            @Nullable LetIn before) {}

    /**
     * What is kept of one text.
     *
     * @param checker what reached the verdict
     * @param wanted the traits that were looked for when the verdict was reached
     * @param mightBlock whether services could be asked then
     * @param verdict the verdict that was reached last
     * @param decision what is reported: that on the last verdict, or the refusal before it
     */
    private record Entry(
            CheckPipeline checker,
            Set<EmailTrait> wanted,
            boolean mightBlock,
            EmailVerdict verdict,
            EmailDecision decision) {

        boolean suffices(Check check, CheckPipeline asking) {
            return checker == asking && wanted.containsAll(check.wanted()) && (mightBlock || !check.mayBlock());
        }

        boolean isRefusedForGood() {
            return decision.refusal()
                    .filter(reason -> reason != RefusalReason.UNAVAILABLE)
                    .isPresent();
        }
    }

    @Override
    public String toString() {
        return "CheckedEmails[hidden]";
    }
}
