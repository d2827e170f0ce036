/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.address.DomainEnd;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.embedded.EmbeddedBackend;
import io.github.notdisposable.internal.Arguments;
import io.github.notdisposable.internal.TraitSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks email addresses: own lists first, then the backends in order until one decides.
 *
 * <pre>{@code
 * try (EmailChecker checker = EmailChecker.builder().block(List.of(".example.net")).build()) {
 *     checker.decide("bob@mailinator.com", EmailRule.of(EmailPolicy.DISPOSABLE_ONLY))
 *             .flatMap(EmailDecision::refusal)
 *             .ifPresent(reason -> System.out.println(reason.code()));
 * }
 * }</pre>
 *
 * <p>Immutable, and thread-safe. No method throws for an address or for what a backend does. Close it to free what its
 * backends hold.
 */
public final class EmailChecker implements AutoCloseable {

    /** What is looked for when the caller names nothing: all that needs no lookup in the DNS. */
    private static final Set<EmailTrait> WITHOUT_DNS =
            TraitSet.copyOf(EnumSet.complementOf(EnumSet.of(EmailTrait.UNRESOLVED, EmailTrait.NO_MAIL_SERVER)));

    private final Backends backends;
    private final SubjectParser parser;
    private final CheckPipeline pipeline;
    private final Duration deadline;
    private final WhenUnavailable whenUnavailable;
    private final NamedPolicies policies;
    private final Supplier<Optional<ClientIp>> client;
    private final BooleanSupplier mayBlock;
    private final boolean askOutsideScope;
    private final Executor executor;
    private final @Nullable AutoCloseable ownExecutor;

    private EmailChecker(Builder builder) {
        OwnList allow = OwnList.of("'allow'", builder.allow);
        OwnList block = OwnList.of("'block'", builder.block);
        backends = new Backends(
                builder.backends.isEmpty() ? List.of(EmbeddedBackend.create()) : List.copyOf(builder.backends));
        parser = new SubjectParser(allow, block, backends.guarded());
        deadline = builder.deadline;
        whenUnavailable = builder.whenUnavailable;
        policies = new NamedPolicies(builder.policies.values(), whenUnavailable);
        client = builder.client;
        mayBlock = builder.mayBlock;
        askOutsideScope = builder.askOutsideScope;
        if (builder.executor != null) {
            executor = builder.executor;
            ownExecutor = null;
        } else {
            CheckExecutor own = CheckExecutor.create();
            executor = own;
            ownExecutor = own;
        }
        pipeline = new CheckPipeline(builder, allow, block, backends.guarded(), executor);
    }

    /**
     * Starts a checker.
     *
     * @return a builder; built at once it checks with the bundled data alone
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Checks an address, and looks for all that needs no lookup in the DNS.
     *
     * @param address an address as it is typed into a form
     * @return the verdict; that on a listed domain if the text is no address and ends in one; empty if it is no address otherwise
     */
    public Optional<EmailVerdict> check(CharSequence address) {
        return parser.address(address, WITHOUT_DNS).map(subject -> pipeline.verdict(check(subject, WITHOUT_DNS)));
    }

    /**
     * Checks an address.
     *
     * @param address the address
     * @param wanted the traits that matter; those that are costly to find out and not among them are not looked for
     * @return the verdict
     */
    public EmailVerdict check(EmailAddress address, Set<EmailTrait> wanted) {
        return pipeline.verdict(check(Subject.of(address), wanted));
    }

    /**
     * Checks a domain, and looks for all that needs no lookup in the DNS.
     *
     * @param domain a domain name, possibly international
     * @return the verdict; that on a listed domain if the text is no domain name and ends in one; empty if it is no domain name otherwise
     */
    public Optional<EmailVerdict> checkDomain(String domain) {
        return checkDomain(domain, WITHOUT_DNS);
    }

    /**
     * Checks a domain.
     *
     * @param domain a domain name, possibly international
     * @param wanted the traits that matter; those that are costly to find out and not among them are not looked for
     * @return the verdict; that on a listed domain if the text is no domain name and ends in one; empty if it is no domain name otherwise
     */
    public Optional<EmailVerdict> checkDomain(String domain, Set<EmailTrait> wanted) {
        return parser.domain(domain, wanted).map(subject -> pipeline.verdict(check(subject, wanted)));
    }

    /**
     * Checks an address without holding up the calling thread.
     *
     * @param address the address
     * @param wanted the traits that matter; those that are costly to find out and not among them are not looked for
     * @return the verdict to come; it never completes exceptionally, and cancelling it disturbs no other caller
     */
    public CompletableFuture<EmailVerdict> checkAsync(EmailAddress address, Set<EmailTrait> wanted) {
        return async(check(Subject.of(address), wanted), pipeline::verdict);
    }

    /**
     * Checks a value and applies a rule to the verdict. Within a scope of {@link CheckedEmails} a verdict reached before is used again, and
     * the decision is kept there.
     *
     * <p>A value with an at sign that is no address is judged by the end of its domain (see {@link DomainEnd}), by lists alone: it is refused if
     * the rule refuses what the block list, the bundled data or a backend's list says of that, or for a ban of the client or of that end. Under
     * {@link EmailPolicy#PUBLIC_ONLY} it is refused unless it ends in a public domain. Nothing of it is put to the DNS or to a service.
     *
     * @param value an address as it is typed into a form
     * @param rule the rule
     * @return the decision; empty if the value is no address and is not refused as such
     */
    public Optional<EmailDecision> decide(CharSequence value, EmailRule rule) {
        Set<EmailTrait> wanted = rule.wantedTraits();
        return parser.addressOrEnd(value, wanted)
                .map(subject -> check(subject, wanted))
                .filter(check -> pipeline.accepts(check, rule))
                .map(check -> pipeline.decide(check, rule));
    }

    /**
     * Checks a domain and applies a rule to the verdict, as {@link #decide} does for an address.
     *
     * @param domain a domain name, possibly international
     * @param rule the rule
     * @return the decision; empty if the value is no domain name and does not end in a listed domain
     */
    public Optional<EmailDecision> decideOnDomain(CharSequence domain, EmailRule rule) {
        Set<EmailTrait> wanted = rule.wantedTraits();
        return parser.domain(domain, wanted).map(subject -> pipeline.decide(check(subject, wanted), rule));
    }

    /**
     * Checks a value and applies a rule without holding up the calling thread.
     *
     * @param value an address as it is typed into a form
     * @param rule the rule
     * @return the decision to come, empty as that of {@link #decide}; it never completes exceptionally, and cancelling it disturbs no other
     *     caller
     */
    public CompletableFuture<Optional<EmailDecision>> decideAsync(CharSequence value, EmailRule rule) {
        Set<EmailTrait> wanted = rule.wantedTraits();
        return parser.addressOrEnd(value, wanted)
                .map(subject -> check(subject, wanted))
                .filter(check -> pipeline.accepts(check.withMayBlock(false), rule))
                .map(check -> async(check, later -> Optional.of(pipeline.decide(later, rule))))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    /**
     * Returns a fast test for a rule. It holds for an address if it is certain, from memory and at once, that the rule lets the address in; never
     * where the rule or the settings need more. It tells a listener. With the bundled data alone, and where nobody listens, it allocates nothing.
     */
    Predicate<String> screen(EmailRule rule) {
        // PUBLIC_ONLY refuses an address for a trait that it lacks.
        if (rule.policy() == EmailPolicy.PUBLIC_ONLY || pipeline.needsVerdict()) {
            return address -> false;
        }
        if (pipeline.isObserved()) {
            return observedScreen(rule);
        }
        EmailBackend.Screen certain = backends.screen(rule.wantedTraits());
        return address -> {
            Set<EmailTrait> traits = certain.traitsOf(address);
            if (traits == null || !traits.isEmpty()) {
                return false;
            }
            CheckedEmails scope = CheckedEmails.currentOrNull();
            if (scope != null) {
                scope.keepLetIn(address, rule, this);
            }
            return true;
        };
    }

    /** All traits are looked for: a listener hears of them, and where an alias is known from other addresses, the domain is known to be canonical. */
    private Predicate<String> observedScreen(EmailRule rule) {
        TraitSet unwelcome = TraitSet.copyOf(rule.wantedTraits());
        EmailBackend.Screen certain = backends.screen(unwelcome.with(TraitSet.copyOf(WITHOUT_DNS)));
        return address -> {
            CheckRecorder recorder = pipeline.recorder();
            Set<EmailTrait> traits = certain.traitsOf(address);
            return traits != null && Collections.disjoint(traits, unwelcome) && letIn(address, rule, traits, recorder);
        };
    }

    private boolean letIn(String address, EmailRule rule, Set<EmailTrait> traits, @Nullable CheckRecorder recorder) {
        CheckedEmails scope = CheckedEmails.currentOrNull();
        CheckedEmails.Known known = scope == null ? CheckedEmails.Known.NOT : scope.known(address, rule, this);
        if (known == CheckedEmails.Known.MAYBE) {
            return false;
        }
        if (known == CheckedEmails.Known.NOT) {
            try {
                if (pipeline.isBanned(client.get().orElse(null), address, mayWait(scope))) {
                    return false;
                }
            } catch (RuntimeException broken) {
                // What a supplier of the application's own throws is met again, and handled, on the way to the verdict.
                return false;
            }
            if (recorder != null) {
                pipeline.reportLetIn(recorder, traits, address);
            }
        }
        if (scope != null) {
            scope.keepLetIn(address, rule, this);
        }
        return true;
    }

    /** Returns whether the calling thread may wait for a service or a store. */
    private boolean mayWait(@Nullable CheckedEmails scope) {
        return (askOutsideScope || scope != null) && mayBlock.getAsBoolean();
    }

    /**
     * Reaches the verdict on an address that was let in by {@link #screen}, for a scope that is asked for it. The address stays let in, whatever a
     * refreshed list says of it now.
     */
    void judgeAgain(String address, EmailRule rule, BiConsumer<Check, EmailDecision> keep) {
        parser.addressOrEnd(address, rule.wantedTraits()).ifPresent(subject -> {
            Check check = new Check(subject, rule.wantedTraits(), null, null, true);
            keep.accept(check, new EmailDecision(pipeline.verdictOnLetIn(check), null));
        });
    }

    CheckPipeline pipeline() {
        return pipeline;
    }

    /** {@return the treatment of addresses that no backend can check, if an annotation does not state it} */
    public WhenUnavailable whenUnavailable() {
        return whenUnavailable;
    }

    /**
     * Returns the policy of a name. Ask for the names that an application uses when it starts, so that a misspelt one ends the start.
     *
     * @param name the name, such as {@code checkout}
     * @return the policy
     * @throws IllegalArgumentException if there is none of that name
     */
    public NamedPolicy policy(String name) {
        return policies.get(name);
    }

    /** {@return the named policies, by name} */
    public Map<String, NamedPolicy> policies() {
        return policies.byName();
    }

    /** {@return the backends, in the order in which they are asked} */
    public List<EmailBackend> backends() {
        return backends.given();
    }

    /** Closes the backends, and the threads of the checker's own. Checks that are under way come to an end by themselves. */
    @Override
    public void close() {
        backends.close();
        if (ownExecutor != null) {
            Backends.closeQuietly(ownExecutor, "executor");
        }
    }

    @Override
    public String toString() {
        return "EmailChecker[backends=" + backends + ", deadline=" + deadline + "]";
    }

    private Check check(Subject subject, Set<EmailTrait> wanted) {
        CheckedEmails scope = CheckedEmails.currentOrNull();
        return new Check(subject, wanted, client.get().orElse(null), scope, mayWait(scope));
    }

    /** Another thread may wait, whatever the calling one may; if none is free, memory answers at once. */
    private <T> CompletableFuture<T> async(Check check, Function<Check, T> work) {
        try {
            return CompletableFuture.supplyAsync(() -> work.apply(check.withMayBlock(true)), executor);
        } catch (RejectedExecutionException e) {
            // All threads are busy.
            return CompletableFuture.completedFuture(work.apply(check.withMayBlock(false)));
        }
    }

    /** Builds a checker. Not thread-safe. */
    public static final class Builder {

        private final List<EmailBackend> backends = new ArrayList<>();
        private final List<String> allow = new ArrayList<>();
        private final List<String> block = new ArrayList<>();
        private final Map<String, NamedPolicy> policies = new HashMap<>();
        Duration deadline = Duration.ofSeconds(5);
        int lookupsPerScope = 50;
        private WhenUnavailable whenUnavailable = WhenUnavailable.ALLOW;
        private Supplier<Optional<ClientIp>> client = ClientIpHolder::current;
        private BooleanSupplier mayBlock = () -> true;
        private boolean askOutsideScope = true;
        LongSupplier nanoTime = System::nanoTime;
        private @Nullable Executor executor;

        @Nullable
        CheckListener listener;

        @Nullable
        AbuseShield shield;

        private boolean built;

        private Builder() {}

        /**
         * Adds a backend; they are asked in the order in which they are added. The checker closes it.
         *
         * @param backend the backend; without any, the bundled data alone is asked
         * @return this
         */
        public Builder backend(EmailBackend backend) {
            backends.add(Objects.requireNonNull(backend, "backend"));
            return this;
        }

        /**
         * Adds entries to the allow list, which wins over everything else.
         *
         * @param entries domains ({@code example.com}), domains with their subdomains ({@code .example.com} or {@code *.example.com}),
         *     addresses ({@code bob@example.com}, for each spelling of that mailbox); none by default
         * @return this
         * @throws IllegalArgumentException if an entry cannot be read; the message gives its position, and no local part
         */
        public Builder allow(Collection<String> entries) {
            allow.addAll(OwnList.checked("'allow'", entries));
            return this;
        }

        /**
         * Adds entries to the block list, which wins over every backend.
         *
         * @param entries as those of {@link #allow}; none by default
         * @return this
         * @throws IllegalArgumentException as for {@link #allow}
         */
        public Builder block(Collection<String> entries) {
            block.addAll(OwnList.checked("'block'", entries));
            return this;
        }

        /**
         * Sets the time that one check may take, over all backends. Within a scope of {@link CheckedEmails}, a request for example, it is the
         * time that all checks of the scope take together.
         *
         * @param deadline a positive time, five seconds by default
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder deadline(Duration deadline) {
            this.deadline = Arguments.positive("deadline", deadline);
            return this;
        }

        /**
         * Sets how many lookups the checks of one scope of {@link CheckedEmails} make together, so that a request with a list of addresses does
         * not spend a quota. A domain that is put to the DNS is one, and so is a request to a service. Beyond it, backends answer from memory.
         *
         * @param lookupsPerScope at least 1; 50 by default
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder lookupsPerScope(int lookupsPerScope) {
            this.lookupsPerScope = Arguments.positive("lookupsPerScope", lookupsPerScope);
            return this;
        }

        /**
         * Sets what happens to an address when no backend could answer, where an annotation does not say.
         *
         * @param whenUnavailable {@link WhenUnavailable#ALLOW} by default
         * @return this
         * @throws IllegalArgumentException if it is {@link WhenUnavailable#AS_CONFIGURED}
         */
        public Builder whenUnavailable(WhenUnavailable whenUnavailable) {
            if (whenUnavailable == WhenUnavailable.AS_CONFIGURED) {
                throw new IllegalArgumentException("'whenUnavailable' must be ALLOW or REJECT, was AS_CONFIGURED");
            }
            this.whenUnavailable = Objects.requireNonNull(whenUnavailable, "whenUnavailable");
            return this;
        }

        /**
         * Adds a named policy, in place of one of the same name.
         *
         * @param policy the policy; none by default
         * @return this
         */
        public Builder policy(NamedPolicy policy) {
            policies.put(policy.name(), policy);
            return this;
        }

        /**
         * Sets where the address of the client comes from on whose behalf an address is checked.
         *
         * @param client asked on the thread that calls the checker; {@link ClientIpHolder#current()} by default
         * @return this
         */
        public Builder client(Supplier<Optional<ClientIp>> client) {
            this.client = Objects.requireNonNull(client, "client");
            return this;
        }

        /**
         * Sets whether the calling thread may wait for a service. If it may not, such as the thread of an event loop, backends
         * answer from memory.
         *
         * @param mayBlock asked on the thread that calls the checker; every thread may by default
         * @return this
         */
        public Builder mayBlock(BooleanSupplier mayBlock) {
            this.mayBlock = Objects.requireNonNull(mayBlock, "mayBlock");
            return this;
        }

        /**
         * Sets whether services are asked where no scope of {@link CheckedEmails} is open: outside a request, for example when a persistence
         * provider validates an entity again in a batch job. Where they are not asked, backends answer from memory.
         *
         * @param askOutsideScope {@code true} by default
         * @return this
         */
        public Builder askOutsideScope(boolean askOutsideScope) {
            this.askOutsideScope = askOutsideScope;
            return this;
        }

        /**
         * Sets the shield that counts refused attempts and bans those who keep trying. Its bans win over everything but the allow list.
         *
         * @param shield the shield; none by default
         * @return this
         */
        public Builder abuseShield(AbuseShield shield) {
            this.shield = Objects.requireNonNull(shield, "shield");
            return this;
        }

        /**
         * Adds a listener, which is called for each check.
         *
         * @param listener the listener; none by default
         * @return this
         */
        public Builder listener(CheckListener listener) {
            this.listener = this.listener == null
                    ? Objects.requireNonNull(listener, "listener")
                    : this.listener.andThen(listener);
            return this;
        }

        /**
         * Sets the threads of the asynchronous methods.
         *
         * @param executor not closed by the checker; by default virtual threads where Java has them, else a bounded pool of its own
         * @return this
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /** Sets the clock of the deadline, for tests. */
        Builder nanoTime(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            return this;
        }

        /**
         * Builds the checker, which owns the backends from then on.
         *
         * @return the checker
         * @throws IllegalArgumentException if two backends have one name
         * @throws IllegalStateException if this builder has built a checker that owns the same backends
         */
        public EmailChecker build() {
            if (built && !backends.isEmpty()) {
                throw new IllegalStateException(
                        "This builder has built a checker, which closes the backends: use another builder, with other backends");
            }
            EmailChecker checker = new EmailChecker(this);
            built = true;
            return checker;
        }
    }
}
