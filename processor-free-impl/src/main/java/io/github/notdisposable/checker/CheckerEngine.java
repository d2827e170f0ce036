/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.internal.DidYouMean;
import io.github.notdisposable.internal.OutageLog;
import io.github.notdisposable.spi.NotDisposableEngine;
import io.github.notdisposable.spi.NotDisposableEngines;
import jakarta.validation.ConstraintDeclarationException;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintViolation;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets the validator of {@link NotDisposable} ask a checker.
 *
 * <p>Immutable, and thread-safe.
 */
public final class CheckerEngine implements CheckerEngineSource {

    private static final Logger LOG = System.getLogger(CheckerEngine.class.getName());

    /** A supplier that fails on some threads alone would yield two lines each time, if one check that passes were enough. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final EmailChecker checker;
    private final OutageLog outage;

    private final Consumer<? super Refusal> whenRefused;

    CheckerEngine(EmailChecker checker, Consumer<? super Refusal> whenRefused, LongSupplier nanoTime) {
        this.checker = Objects.requireNonNull(checker, "checker");
        this.whenRefused = Objects.requireNonNull(whenRefused, "whenRefused");
        this.outage = new OutageLog(LOG, QUIET, nanoTime);
    }

    /**
     * Returns the engine that asks a checker.
     *
     * @param checker the checker, which the engine does not close
     * @return the engine
     */
    public static CheckerEngine of(EmailChecker checker) {
        return of(checker, refusal -> {});
    }

    /**
     * Returns the engine that asks a checker, and reports what it refuses.
     *
     * @param checker the checker, which the engine does not close
     * @param whenRefused called on the checking thread for each value that is refused; must be quick and thread-safe, and must not throw
     * @return the engine
     */
    public static CheckerEngine of(EmailChecker checker, Consumer<? super Refusal> whenRefused) {
        return new CheckerEngine(checker, whenRefused, System::nanoTime);
    }

    /** {@return an engine under which every value is valid, for an application that has switched the checks off} */
    public static CheckerEngineSource off() {
        return new CheckerEngineSource() {
            @Override
            public BiPredicate<CharSequence, ConstraintValidatorContext> prepare(NotDisposable constraint) {
                return (value, context) -> true;
            }

            @Override
            public Optional<CheckerEngine> checkerEngine() {
                return Optional.empty();
            }
        };
    }

    /**
     * Returns the engine that the validators of the current thread ask.
     *
     * @return the engine; empty if the application has switched the checks off
     * @throws jakarta.validation.ConstraintDeclarationException if the settings cannot be used, with what is wrong with them
     * @throws IllegalStateException if the application has registered an engine of another kind
     */
    public static Optional<CheckerEngine> current() {
        NotDisposableEngine engine = NotDisposableEngines.current();
        if (engine instanceof CheckerEngineSource source) {
            return source.checkerEngine();
        }
        throw new IllegalStateException(
                engine.getClass().getName() + " is no engine over a checker; implement CheckerEngineSource");
    }

    /**
     * Returns the decision behind a violation.
     *
     * @param violation a violation of any constraint
     * @return the decision; empty if the violation is not one of {@link NotDisposable}, or neither the provider carries the decision (Hibernate
     *     Validator does) nor a scope of {@link CheckedEmails} is open that has it
     */
    public static Optional<EmailDecision> decisionOf(ConstraintViolation<?> violation) {
        EmailDecision carried = HibernateContext.payload(violation, EmailDecision.class);
        if (carried != null) {
            return Optional.of(carried);
        }
        boolean isOurs = violation.getConstraintDescriptor().getAnnotation() instanceof NotDisposable;
        return isOurs && violation.getInvalidValue() instanceof CharSequence value
                ? CheckedEmails.current()
                        .flatMap(checked -> checked.decisionOn(value))
                        .filter(decision -> !decision.isAllowed())
                : Optional.empty();
    }

    /**
     * Registers this engine for the context class loader of the current thread, for validators that no framework binds.
     *
     * @return the registration; close it before the checker
     */
    public NotDisposableEngines.Registration register() {
        return NotDisposableEngines.register(this);
    }

    @Override
    public BiPredicate<CharSequence, ConstraintValidatorContext> prepare(NotDisposable constraint) {
        NamedPolicy policy = policyOf(constraint);
        EmailRule rule = ruleOf(constraint, policy);
        Predicate<String> screen = checker.screen(rule);
        Violations violations = Violations.of(constraint, policy);
        boolean bareDomain = constraint.bareDomain();
        return (value, context) -> {
            if (value instanceof String text && screen.test(text)) {
                return true;
            }
            Optional<Refusal> refusal = refuse(value, rule, bareDomain);
            refusal.ifPresent(refused -> violations.add(refused, context));
            return refusal.isEmpty();
        };
    }

    /** Returns the rule that a constraint states, with the checker's own answer for what it leaves to the configuration. */
    private EmailRule ruleOf(NotDisposable constraint, @Nullable NamedPolicy policy) {
        WhenUnavailable stated = constraint.whenUnavailable();
        EmailRule rule = policy != null
                ? policy.rule()
                : new EmailRule(
                        constraint.policy(), Set.copyOf(List.of(constraint.block())), checker.whenUnavailable());
        return stated == WhenUnavailable.AS_CONFIGURED ? rule : new EmailRule(rule.policy(), rule.block(), stated);
    }

    private @Nullable NamedPolicy policyOf(NotDisposable constraint) {
        String name = constraint.policyName();
        if (name.isEmpty()) {
            return null;
        }
        if (constraint.policy() != EmailPolicy.DISPOSABLE_ONLY || constraint.block().length > 0) {
            throw new ConstraintDeclarationException("@NotDisposable(policyName = \"" + DidYouMean.printable(name)
                    + "\") states 'policy' or 'block' too. Remove them and set them for the named policy in the configuration, or remove"
                    + " 'policyName'.");
        }
        try {
            return checker.policy(name);
        } catch (IllegalArgumentException unknown) {
            throw new ConstraintDeclarationException("@NotDisposable: " + unknown.getMessage(), unknown);
        }
    }

    /**
     * Returns whether a value is refused, as the validator would, for what shows messages itself. Throws for no value.
     *
     * @param value any value
     * @param rule the rule; {@link WhenUnavailable#AS_CONFIGURED} in it stands for the checker's own answer
     * @param bareDomain whether a value without an at sign is checked as a domain name
     * @return why it is refused, or empty if it is valid
     */
    public Optional<Refusal> refuse(CharSequence value, EmailRule rule, boolean bareDomain) {
        Optional<Refusal> refusal = refusalOf(value, rule, bareDomain);
        refusal.ifPresent(whenRefused);
        return refusal;
    }

    private Optional<Refusal> refusalOf(CharSequence value, EmailRule rule, boolean bareDomain) {
        EmailRule complete = complete(rule);
        try {
            EmailDecision refused = refusalOrNull(value, complete, bareDomain);
            outage.worked(() -> "Checks work again.");
            return Optional.ofNullable(refused)
                    .flatMap(EmailDecision::refusal)
                    .map(reason -> new Refusal(reason, refused));
        } catch (RuntimeException thrown) {
            // A validator that throws turns a form into an error page. What a supplier or a listener of the
            // application's own does wrong must not: the address then counts as one that nobody could check.
            outage.failed(() ->
                    "Checks fail with a " + thrown.getClass().getName() + ". The addresses count as unavailable.");
            return complete.whenUnavailable() == WhenUnavailable.REJECT
                    ? Optional.of(new Refusal(RefusalReason.UNAVAILABLE, null))
                    : Optional.empty();
        }
    }

    /** {@return the checker that is asked} */
    public EmailChecker checker() {
        return checker;
    }

    /** {@return this engine} */
    @Override
    public Optional<CheckerEngine> checkerEngine() {
        return Optional.of(this);
    }

    private EmailRule complete(EmailRule rule) {
        return rule.whenUnavailable() == WhenUnavailable.AS_CONFIGURED
                ? new EmailRule(rule.policy(), rule.block(), checker.whenUnavailable())
                : rule;
    }

    /**
     * A value that is refused.
     *
     * @param reason why
     * @param decision what was decided; {@code null} where the check itself failed and the rule is to refuse then
     */
    public record Refusal(RefusalReason reason, @Nullable EmailDecision decision) {}

    private @Nullable EmailDecision refusalOrNull(CharSequence value, EmailRule rule, boolean bareDomain) {
        Optional<EmailDecision> decision = checker.decide(value, rule);
        if (decision.isEmpty() && bareDomain && value.chars().noneMatch(c -> c == '@')) {
            decision = checker.decideOnDomain(value, rule);
        }
        return decision.filter(decided -> !decided.isAllowed()).orElse(null);
    }
}
