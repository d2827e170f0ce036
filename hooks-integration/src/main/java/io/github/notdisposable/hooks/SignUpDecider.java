/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import io.github.notdisposable.Category;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.checker.RefusalMessages;
import io.github.notdisposable.checker.RefusalReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.hooks.HookProvider.Mark;
import io.github.notdisposable.hooks.HookProvider.Refusal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides on a sign-up: each of its addresses must be let in. */
final class SignUpDecider {

    private static final Logger LOG = System.getLogger(SignUpHook.class.getName());

    private final EmailChecker checker;
    private final EmailRule rule;
    private final @Nullable String markGreyAs;

    SignUpDecider(EmailChecker checker, EmailRule rule, @Nullable String markGreyAs) {
        this.checker = checker;
        this.rule = rule.whenUnavailable() == WhenUnavailable.AS_CONFIGURED
                ? new EmailRule(rule.policy(), rule.block(), checker.whenUnavailable())
                : rule;
        this.markGreyAs = markGreyAs;
    }

    Outcome decide(SignUp signUp, Duration timeLeft) {
        Locale locale = locale(signUp.locale());
        ClientIp client =
                signUp.client() == null ? null : ClientIp.parse(signUp.client()).orElse(null);
        ClientIpHolder.Scope asking = ClientIpHolder.open(client);
        CheckedEmails checked = CheckedEmails.open(timeLeft.isNegative() ? Duration.ZERO : timeLeft);
        try {
            return decide(signUp.emails(), locale);
        } catch (RuntimeException thrown) {
            // A listener or a backend of the application's own. The sign-up then counts as one that nobody could check.
            LOG.log(
                    Level.WARNING,
                    "A check failed with a {0}. The sign-up counts as unchecked.",
                    thrown.getClass().getName());
            return rule.whenUnavailable() == WhenUnavailable.REJECT
                    ? Outcome.refused(RefusalReason.UNAVAILABLE, locale, null)
                    : Outcome.allowed(null);
        } finally {
            checked.close();
            asking.close();
        }
    }

    private Outcome decide(List<String> emails, Locale locale) {
        boolean grey = false;
        for (String email : emails) {
            EmailDecision decision = checker.decide(email, rule).orElse(null);
            if (decision == null) {
                continue; // It is no address: that is for the provider to say.
            }
            if (!decision.isAllowed()) {
                return Outcome.refused(
                        decision.refusal().orElseThrow(),
                        locale,
                        decision.verdict().suggestion());
            }
            grey |= decision.verdict().category() == Category.GREY;
        }
        return Outcome.allowed(grey && markGreyAs != null ? new Mark(markGreyAs, "grey") : null);
    }

    static Locale locale(@Nullable String tag) {
        return tag == null ? Locale.ENGLISH : Locale.forLanguageTag(tag.replace('_', '-'));
    }

    /** A refusal, or a user who is let in, perhaps with a mark. */
    record Outcome(@Nullable Refusal refusal, @Nullable Mark mark) {

        static Outcome refused(RefusalReason reason, Locale locale, @Nullable String suggestion) {
            return new Outcome(new Refusal(reason, RefusalMessages.text(reason, locale), suggestion), null);
        }

        static Outcome allowed(@Nullable Mark mark) {
            return new Outcome(null, mark);
        }

        /** Returns whether the same sign-up may be answered otherwise soon: when a service is back, or a ban has ended. */
        boolean isPassing() {
            return refusal != null
                    && (refusal.reason() == RefusalReason.UNAVAILABLE || refusal.reason() == RefusalReason.BANNED);
        }

        HookResponse answer(HookProvider provider) {
            return refusal != null ? provider.refuse(refusal) : provider.allow(mark);
        }
    }
}
