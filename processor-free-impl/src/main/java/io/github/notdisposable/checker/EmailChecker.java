/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.abuse.AbuseShield;
import io.github.notdisposable.address.DomainEnd;
import io.github.notdisposable.address.DomainName;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.Deadline;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.embedded.EmbeddedBackend;
import io.github.notdisposable.internal.Arguments;
import io.github.notdisposable.internal.DidYouMean;
import io.github.notdisposable.internal.TraitSet;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
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

    private static final Logger LOG = System.getLogger(EmailChecker.class.getName());

    /** What is looked for when the caller names nothing: all that needs no lookup in the DNS. */
    private static final Set<EmailTrait> WITHOUT_DNS =
            TraitSet.copyOf(EnumSet.complementOf(EnumSet.of(EmailTrait.UNRESOLVED, EmailTrait.NO_MAIL_SERVER)));

    private final OwnList allow;
    private final OwnList block;
    private final List<EmailBackend> backends;
    private final ListedEnds listedEnds;
    private final List<GuardedBackend> guarded;
    private final @Nullable CheckListener listener;
    private final @Nullable Shielding shielding;
    private final Duration deadline;
    private final int lookupsPerScope;
    private final UncheckedLog unchecked;
    private final WhenUnavailable whenUnavailable;
    private final Map<String, NamedPolicy> policies;
    private final Supplier<Optional<ClientIp>> client;
    private final BooleanSupplier mayBlock;
    private final boolean askOutsideScope;
    private final LongSupplier nanoTime;
    private final Executor executor;
    private final @Nullable AutoCloseable ownExecutor;

    private EmailChecker(Builder builder) {
        allow = OwnList.of("'allow'", builder.allow);
        block = OwnList.of("'block'", builder.block);
        backends = builder.backends.isEmpty() ? List.of(EmbeddedBackend.create()) : List.copyOf(builder.backends);
        requireDistinctNames(backends);
        guarded = backends.stream().map(GuardedBackend::new).toList();
        listedEnds = new ListedEnds(allow, block, guarded);
        listener = builder.listener;
        shielding = builder.shield != null ? new Shielding(builder.shield) : null;
        deadline = builder.deadline;
        lookupsPerScope = builder.lookupsPerScope;
        unchecked = new UncheckedLog(listener, builder.nanoTime);
        whenUnavailable = builder.whenUnavailable;
        policies = builder.policies.values().stream()
                .collect(toUnmodifiableMap(NamedPolicy::name, policy -> policy.withDefault(whenUnavailable)));
        client = builder.client;
        mayBlock = builder.mayBlock;
        askOutsideScope = builder.askOutsideScope;
        nanoTime = builder.nanoTime;
        if (builder.executor != null) {
            executor = builder.executor;
            ownExecutor = null;
        } else {
            CheckExecutor own = CheckExecutor.create();
            executor = own;
            ownExecutor = own;
        }
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
        return EmailAddress.parse(address)
                .map(Subject::of)
                .or(() -> DomainEnd.ofAddress(address).flatMap(end -> listedEnds.listed(end, WITHOUT_DNS)))
                .map(subject -> verdict(subject, WITHOUT_DNS));
    }

    /**
     * Checks an address.
     *
     * @param address the address
     * @param wanted the traits that matter; those that are costly to find out and not among them are not looked for
     * @return the verdict
     */
    public EmailVerdict check(EmailAddress address, Set<EmailTrait> wanted) {
        return verdict(Subject.of(address), wanted);
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
        return subjectOfDomain(domain, wanted).map(subject -> verdict(subject, wanted));
    }

    /**
     * Checks an address without holding up the calling thread.
     *
     * @param address the address
     * @param wanted the traits that matter; those that are costly to find out and not among them are not looked for
     * @return the verdict to come; it never completes exceptionally, and cancelling it disturbs no other caller
     */
    public CompletableFuture<EmailVerdict> checkAsync(EmailAddress address, Set<EmailTrait> wanted) {
        ClientIp asking = client.get().orElse(null);
        CheckedEmails scope = CheckedEmails.current().orElse(null);
        Subject subject = Subject.of(address);
        return async(
                () -> verdict(subject, wanted, asking, scope, true),
                () -> verdict(subject, wanted, asking, scope, false));
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
        boolean mayWait = mayWait();
        return subject(value, rule, mayWait).map(subject -> decide(subject, rule, mayWait));
    }

    /**
     * Checks a domain and applies a rule to the verdict, as {@link #decide} does for an address.
     *
     * @param domain a domain name, possibly international
     * @param rule the rule
     * @return the decision; empty if the value is no domain name and does not end in a listed domain
     */
    public Optional<EmailDecision> decideOnDomain(CharSequence domain, EmailRule rule) {
        return subjectOfDomain(domain, rule.wantedTraits()).map(subject -> decide(subject, rule, mayWait()));
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
        Subject subject = subject(value, rule, false).orElse(null);
        if (subject == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        ClientIp asking = client.get().orElse(null);
        CheckedEmails scope = CheckedEmails.current().orElse(null);
        return async(
                () -> Optional.of(decide(subject, rule, asking, scope, true)),
                () -> Optional.of(decide(subject, rule, asking, scope, false)));
    }

    /**
     * Returns a fast test for a rule. It holds for an address if it is certain, from memory and at once, that the rule lets the address in,
     * and that nobody listens. With the bundled data alone it allocates nothing. Where it does not hold, ask {@link #decide}.
     *
     * @param rule the rule
     * @return the test; it holds for no address where the rule or the settings need more than a look at the address
     */
    public Predicate<String> screen(EmailRule rule) {
        // PUBLIC_ONLY refuses an address for a trait that it lacks.
        if (rule.policy() == EmailPolicy.PUBLIC_ONLY || !block.isEmpty() || listener != null || shielding != null) {
            return address -> false;
        }
        Predicate<String> certain = guarded.stream()
                .map(backend -> backend.screen(rule.wantedTraits()))
                .reduce(Predicate::and)
                .orElseThrow();
        // Within a scope the controller may ask for the verdict, so that one must be made.
        return address -> !CheckedEmails.isOpen() && certain.test(address);
    }

    /** {@return what happens to an address when no backend could answer, where an annotation does not say} */
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
        NamedPolicy policy = policies.get(name);
        if (policy == null) {
            String written = DidYouMean.printable(name);
            throw new IllegalArgumentException("There is no policy named '" + written + "'"
                    + DidYouMean.nearest(name, new TreeSet<>(policies.keySet()))
                            .map(nearest -> "; did you mean '" + nearest + "'? The")
                            .orElse(". The")
                    + " keys notdisposable.policies." + (NamedPolicy.isName(name) ? name : "NAME")
                    + ".policy and .block define one.");
        }
        return policy;
    }

    /** {@return the named policies, by name} */
    public Map<String, NamedPolicy> policies() {
        return policies;
    }

    /** {@return the backends, in the order in which they are asked} */
    public List<EmailBackend> backends() {
        return backends;
    }

    /** Closes the backends, and the threads of the checker's own. Checks that are under way come to an end by themselves. */
    @Override
    public void close() {
        for (EmailBackend backend : backends) {
            closeQuietly(backend, backend.name());
        }
        if (ownExecutor != null) {
            closeQuietly(ownExecutor, "executor");
        }
    }

    @Override
    public String toString() {
        return "EmailChecker[backends="
                + backends.stream().map(EmailBackend::name).toList() + ", deadline=" + deadline + "]";
    }

    private Optional<Subject> subject(CharSequence value, EmailRule rule, boolean mayBlock) {
        return EmailAddress.parse(value)
                .map(Subject::of)
                .or(() -> DomainEnd.ofAddress(value)
                        .flatMap(end -> listedEnds.subject(end, rule.wantedTraits()))
                        .filter(unreadable -> isRefused(unreadable, rule, mayBlock)));
    }

    /** Whether a value that is no address is refused, for what lists say of the end of its domain or for a ban. */
    private boolean isRefused(Subject unreadable, EmailRule rule, boolean mayBlock) {
        EmailVerdict ofLists = unreadable.ofLists();
        return (ofLists != null && rule.refusalOf(ofLists).isPresent())
                || (shielding != null
                        && shielding.verdictOfBan(unreadable, client.get().orElse(null), mayBlock) != null);
    }

    private Optional<Subject> subjectOfDomain(CharSequence domain, Set<EmailTrait> wanted) {
        return DomainName.parse(domain)
                .map(Subject::ofDomain)
                .or(() -> DomainEnd.ofDomain(domain).flatMap(end -> listedEnds.listed(end, wanted)));
    }

    private boolean mayWait() {
        return (askOutsideScope || CheckedEmails.isOpen()) && mayBlock.getAsBoolean();
    }

    private EmailDecision decide(Subject subject, EmailRule rule, boolean mayBlock) {
        return decide(
                subject,
                rule,
                client.get().orElse(null),
                CheckedEmails.current().orElse(null),
                mayBlock);
    }

    private EmailDecision decide(
            Subject subject,
            EmailRule rule,
            @Nullable ClientIp asking,
            @Nullable CheckedEmails scope,
            boolean mayBlock) {
        Set<EmailTrait> wanted = rule.wantedTraits();
        EmailVerdict known = scope != null ? scope.verdictOn(subject.text(), wanted, mayBlock) : null;
        EmailVerdict verdict = known != null ? known : verdict(subject, wanted, asking, scope, mayBlock);
        EmailDecision decision =
                new EmailDecision(verdict, rule.refusalOf(verdict).orElse(null));
        boolean counted = scope != null && scope.record(subject.text(), wanted, mayBlock, decision);
        if (known == null) {
            unchecked.decided(decision);
            if (shielding != null && !counted) {
                count(shielding, decision, asking, mayBlock);
            }
        }
        return decision;
    }

    /** A store that many machines share may keep a caller waiting, which an event loop must not. */
    private void count(Shielding shield, EmailDecision decision, @Nullable ClientIp asking, boolean mayBlock) {
        if (mayBlock) {
            shield.count(decision, asking);
            return;
        }
        try {
            executor.execute(() -> shield.count(decision, asking));
        } catch (RejectedExecutionException full) {
            shield.count(decision, asking);
        }
    }

    private EmailVerdict verdict(Subject subject, Set<EmailTrait> wanted) {
        return verdict(
                subject,
                wanted,
                client.get().orElse(null),
                CheckedEmails.current().orElse(null),
                mayWait());
    }

    private EmailVerdict verdict(
            Subject subject,
            Set<EmailTrait> wanted,
            @Nullable ClientIp asking,
            @Nullable CheckedEmails scope,
            boolean mayBlock) {
        if (listener == null) {
            return verdict(subject, wanted, asking, scope, mayBlock, null);
        }
        CheckRecorder recorder = new CheckRecorder(nanoTime);
        EmailVerdict verdict = verdict(subject, wanted, asking, scope, mayBlock, recorder);
        recorder.tell(listener, verdict);
        return verdict;
    }

    private EmailVerdict verdict(
            Subject subject,
            Set<EmailTrait> wanted,
            @Nullable ClientIp asking,
            @Nullable CheckedEmails scope,
            boolean mayBlock,
            @Nullable CheckRecorder recorder) {
        EmailVerdict own = verdictWithoutBackends(subject, asking, mayBlock);
        if (own != null) {
            return own;
        }
        Duration time = scope == null ? deadline : scope.timeLeft(deadline);
        BackendQuery query = query(subject, wanted, asking, scope, mayBlock, Deadline.in(time, nanoTime));
        VerdictMerger merger = new VerdictMerger(subject);
        for (GuardedBackend backend : guarded) {
            BackendAnswer answer = backend.check(query);
            if (answer.isAvailable()) {
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
            scope.spend(time.minus(query.deadline().remaining()));
        }
        return merger.verdict();
    }

    private @Nullable EmailVerdict verdictWithoutBackends(
            Subject subject, @Nullable ClientIp asking, boolean mayBlock) {
        EmailVerdict ofLists = subject.ofLists();
        String allowed = ofLists == null ? allow.match(subject.address(), subject.domain()) : null;
        if (allowed != null) {
            return subject.listed(Category.WHITE, EmailTrait.ALLOWLISTED, "allow-list", allowed, null);
        }
        EmailVerdict banned = shielding != null ? shielding.verdictOfBan(subject, asking, mayBlock) : null;
        if (banned != null) {
            return banned;
        }
        if (ofLists != null) {
            return ofLists;
        }
        String blocked = block.match(subject.address(), subject.domain());
        return blocked != null
                ? subject.listed(Category.BLACK, EmailTrait.BLOCKLISTED, "block-list", blocked, null)
                : null;
    }

    private BackendQuery query(
            Subject subject,
            Set<EmailTrait> wanted,
            @Nullable ClientIp asking,
            @Nullable CheckedEmails scope,
            boolean mayBlock,
            Deadline end) {
        EmailAddress address = subject.address();
        BackendQuery.Builder query =
                address != null ? BackendQuery.of(address, end) : BackendQuery.ofDomain(subject.domain(), end);
        if (shielding != null || scope != null) {
            query.lookups(() -> tryLookup(asking, scope, true)).freeLookups(() -> tryLookup(asking, scope, false));
        }
        return query.wanted(wanted).client(asking).mayBlock(mayBlock).build();
    }

    private boolean tryLookup(@Nullable ClientIp asking, @Nullable CheckedEmails scope, boolean paid) {
        if (scope != null && !scope.tryLookup(lookupsPerScope)) {
            return false;
        }
        if (shielding == null || shielding.tryLookup(asking, paid)) {
            return true;
        }
        if (scope != null) {
            scope.takeBackLookup();
        }
        return false;
    }

    private <T> CompletableFuture<T> async(Supplier<T> blocking, Supplier<T> fromMemory) {
        try {
            return CompletableFuture.supplyAsync(blocking, executor);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.completedFuture(fromMemory.get());
        }
    }

    private static void requireDistinctNames(List<EmailBackend> backends) {
        Set<String> names = new HashSet<>();
        for (EmailBackend backend : backends) {
            if (!names.add(backend.name())) {
                throw new IllegalArgumentException(
                        "Two backends are named '" + backend.name() + "'; names must differ");
            }
        }
    }

    private static void closeQuietly(AutoCloseable closeable, String name) {
        try {
            closeable.close();
        } catch (Exception failed) {
            if (failed instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.log(
                    Level.WARNING,
                    () -> "Closing " + name + " failed with a "
                            + failed.getClass().getName() + '.');
        }
    }

    /** Collects the settings of a checker. Not thread-safe. */
    public static final class Builder {

        private final List<EmailBackend> backends = new ArrayList<>();
        private final List<String> allow = new ArrayList<>();
        private final List<String> block = new ArrayList<>();
        private final Map<String, NamedPolicy> policies = new HashMap<>();
        private Duration deadline = Duration.ofSeconds(5);
        private int lookupsPerScope = 50;
        private WhenUnavailable whenUnavailable = WhenUnavailable.ALLOW;
        private Supplier<Optional<ClientIp>> client = ClientIpHolder::current;
        private BooleanSupplier mayBlock = () -> true;
        private boolean askOutsideScope = true;
        private LongSupplier nanoTime = System::nanoTime;
        private @Nullable Executor executor;
        private @Nullable CheckListener listener;
        private @Nullable AbuseShield shield;
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
         */
        public Builder allow(Collection<String> entries) {
            allow.addAll(entries);
            return this;
        }

        /**
         * Adds entries to the block list, which wins over every backend.
         *
         * @param entries as those of {@link #allow}; none by default
         * @return this
         */
        public Builder block(Collection<String> entries) {
            block.addAll(entries);
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
         * Sets how to tell whether the calling thread may wait for a service. Where it may not, an event loop's thread for example, backends
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
         * Adds a listener, which is told of each check.
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
         * @throws IllegalArgumentException if an entry of a list cannot be read, or two backends have one name
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
