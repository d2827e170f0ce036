/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.abuse;

import io.github.notdisposable.abuse.AbuseStore.Counter;
import io.github.notdisposable.client.ClientGroup;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.TrustedNetworks;
import io.github.notdisposable.internal.Arguments;
import io.github.notdisposable.internal.OutageLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stops a client that keeps trying: refused attempts are counted in a sliding window, and a client that reaches the limit is banned for a
 * time. Thread-safe.
 *
 * <pre>{@code
 * AbuseShield shield = AbuseShield.builder()
 *         .limit(5, Duration.ofHours(1))
 *         .banTime(Duration.ofHours(1))
 *         .exempt(resolver.trustedProxies())
 *         .build();
 * }</pre>
 *
 * <p>It also counts attempts with domains that cannot be verified, for each such domain, and the lookups that are made for each client; both
 * only where a limit is set.
 *
 * <p>An IPv6 client is its /64 network. Its /56 and /48 are counted too, with 4 and 16 times the limits, so that a client with a whole /48
 * does not get 65,536 times the attempts of others. An unknown client is never counted and never banned, as all unknown clients would be
 * one. Nor is a client of an exempt network, such as your own proxies. The limits are reached exactly, however many threads count at once. What a
 * store throws is never passed on. A time of more than 36,500 days, for a window or a ban, is taken as that.
 */
public final class AbuseShield {

    private static final Logger LOG = System.getLogger(AbuseShield.class.getName());

    /** A store works again once nothing has failed for this long: one operation may fail while another does not. */
    private static final Duration RECOVERED = Duration.ofMinutes(1);

    /** A /56 may do this many times what a /64 may, and a /48 as many times more. */
    private static final int WIDER = 4;

    private final int limit;
    private final Duration window;
    private final Duration banTime;
    private final Action action;
    private final String banMessage;
    private final int unresolvedLimit;
    private final Duration unresolvedWindow;
    private final Action unresolvedAction;
    private final int lookups;
    private final int lookupsTotal;
    private final Duration lookupWindow;
    private final Predicate<ClientIp> exemptClients;
    private final Predicate<String> exemptDomains;
    private final AbuseListener listener;
    private final AbuseStore store;
    private final Clock clock;

    private final OutageLog storeOutage;

    private AbuseShield(Builder builder) {
        storeOutage = new OutageLog(LOG, RECOVERED, () -> TimeUnit.MILLISECONDS.toNanos(builder.clock.millis()));
        limit = builder.limit;
        window = builder.window;
        banTime = builder.banTime;
        action = builder.action;
        banMessage = builder.banMessage;
        unresolvedLimit = builder.unresolvedLimit;
        unresolvedWindow = builder.unresolvedWindow;
        unresolvedAction = builder.unresolvedAction;
        lookups = builder.lookups;
        lookupsTotal = builder.lookupsTotal;
        lookupWindow = builder.lookupWindow;
        exemptClients = builder.exemptClients;
        exemptDomains = builder.exemptDomains;
        listener = builder.listener;
        clock = builder.clock;
        store = builder.store == null ? AbuseStore.inMemory(builder.maxEntries, builder.clock) : builder.store;
    }

    /** {@return a builder of a shield} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the ban of a client.
     *
     * @param client the client, or {@code null} if it is not known
     * @return the ban that is in force; empty if there is none, the client is exempt, or it is not known
     */
    public Optional<Ban> banOf(@Nullable ClientIp client) {
        return banOf(client, store::ban);
    }

    /**
     * Returns the ban of a client without waiting, as {@link AbuseStore#knownBan} does: for a thread that must not block.
     *
     * @param client the client, or {@code null} if it is not known
     * @return the ban that is in force, as far as this machine knows; empty if there is none, or the client is exempt or not known
     */
    public Optional<Ban> knownBanOf(@Nullable ClientIp client) {
        return banOf(client, store::knownBan);
    }

    private Optional<Ban> banOf(@Nullable ClientIp client, Function<AbuseSubject, Optional<Ban>> bans) {
        if (!mayBan(AbuseSubject.Kind.CLIENT)) {
            return Optional.empty();
        }
        for (AbuseSubject subject : counted(client)) {
            Optional<Ban> ban = guarded(() -> bans.apply(subject), Optional.empty());
            if (ban.isPresent()) {
                return ban;
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the ban of a domain that could not be verified.
     *
     * @param domain the domain in canonical form
     * @return the ban that is in force; empty if there is none or the domain is exempt
     */
    public Optional<Ban> banOfDomain(String domain) {
        return banOfDomain(domain, store::ban);
    }

    /**
     * Returns the ban of a domain without waiting, as {@link AbuseStore#knownBan} does: for a thread that must not block.
     *
     * @param domain the domain in canonical form
     * @return the ban that is in force, as far as this machine knows; empty if there is none or the domain is exempt
     */
    public Optional<Ban> knownBanOfDomain(String domain) {
        return banOfDomain(domain, store::knownBan);
    }

    /** {@return whether any domain may be banned; if not, {@link #banOfDomain} need not be asked} */
    public boolean mayBanDomains() {
        return mayBan(AbuseSubject.Kind.DOMAIN);
    }

    private boolean mayBan(AbuseSubject.Kind kind) {
        try {
            return store.mayHoldBansOf(kind);
        } catch (RuntimeException broken) {
            return true;
        }
    }

    private Optional<Ban> banOfDomain(String domain, Function<AbuseSubject, Optional<Ban>> bans) {
        return !mayBanDomains() || exemptDomains.test(domain)
                ? Optional.empty()
                : guarded(() -> bans.apply(AbuseSubject.domain(domain)), Optional.empty());
    }

    /**
     * Counts a refused attempt. To be called once for an address that a person entered, not again when it is validated a second time, and not for
     * a client that is banned.
     *
     * @param client the client, or {@code null} if it is not known
     * @return the ban that this attempt has led to; empty if the limit is not reached, or nobody is banned for it
     */
    public Optional<Ban> recordRefusal(@Nullable ClientIp client) {
        Optional<Ban> ban = Optional.empty();
        int max = limit;
        for (AbuseSubject subject : counted(client)) {
            Optional<Ban> ofThis = count(Counter.REFUSALS, subject, max, window, action);
            ban = ban.or(() -> ofThis);
            max = wider(max);
        }
        return ban;
    }

    /**
     * Counts a client that tried a domain that could not be verified, whether it was refused or not. However often one client tries, it counts
     * once within the window, so that nobody bans a domain for everybody alone.
     *
     * @param domain the domain in canonical form
     * @param client the client, or {@code null} if it is not known; all that are not known are one
     * @return the ban of the domain that this client has led to; empty if the limit is not reached or not set, or nothing is banned for it
     */
    public Optional<Ban> recordUnresolved(String domain, @Nullable ClientIp client) {
        if (unresolvedLimit == 0 || exemptDomains.test(domain)) {
            return Optional.empty();
        }
        AbuseSubject attempts = AbuseSubject.clientAtDomain(client, domain);
        boolean isFirst = guarded(() -> store.add(Counter.UNRESOLVED_BY_CLIENT, attempts, 1, unresolvedWindow), 0) == 1;
        return isFirst
                ? count(
                        Counter.UNRESOLVED,
                        AbuseSubject.domain(domain),
                        unresolvedLimit,
                        unresolvedWindow,
                        unresolvedAction)
                : Optional.empty();
    }

    private Optional<Ban> count(Counter counter, AbuseSubject subject, int max, Duration within, Action whenReached) {
        int count = guarded(() -> store.add(counter, subject, max, within), 0);
        // Exactly one of those that count at once gets this number; what is above it was not counted.
        if (count != max) {
            return Optional.empty();
        }
        if (whenReached == Action.NOTIFY) {
            guarded(() -> store.reset(counter, subject));
            tell(AbuseEvent.Type.LIMIT_REACHED, subject, null);
            return Optional.empty();
        }
        Ban ban = new Ban(subject, clock.instant().plus(banTime), banMessage);
        keep(ban);
        // Only now: an attempt that comes in between is not counted, or finds the ban.
        guarded(() -> store.reset(counter, subject));
        return Optional.of(ban);
    }

    /**
     * Takes a paid lookup, a request to a service, from a client's budget and from that of all clients together; from none if one of them
     * is spent.
     *
     * @param client the client, or {@code null} if it is not known
     * @return whether the lookup may be made; a client that is exempt or not known has the common budget alone
     */
    public boolean tryLookup(@Nullable ClientIp client) {
        return tryLookup(client, lookupsTotal);
    }

    /**
     * Takes a lookup that nobody pays for, such as one in the DNS, from a client's budget, which it shares with paid ones. The budget of
     * all clients together is for paid ones alone.
     *
     * @param client the client, or {@code null} if it is not known
     * @return whether the lookup may be made; one for a client that is exempt or not known always may
     */
    public boolean tryFreeLookup(@Nullable ClientIp client) {
        return tryLookup(client, 0);
    }

    private boolean tryLookup(@Nullable ClientIp client, int total) {
        List<AbuseSubject> taken = new ArrayList<>();
        int max = lookups;
        for (AbuseSubject subject : lookups > 0 ? counted(client) : List.<AbuseSubject>of()) {
            if (!tryLookup(subject, max, taken)) {
                return false;
            }
            max = wider(max);
        }
        return total == 0 || tryLookup(AbuseSubject.EVERYBODY, total, taken);
    }

    /** Takes a lookup from one budget, or else gives those back that were taken from narrower ones. */
    private boolean tryLookup(AbuseSubject subject, int max, List<AbuseSubject> taken) {
        int count = guarded(() -> store.add(Counter.LOOKUPS, subject, max, lookupWindow), 0);
        if (count > max) {
            taken.forEach(narrower -> guarded(() -> store.takeBack(Counter.LOOKUPS, narrower)));
            return false;
        }
        taken.add(subject);
        // Under a steady load the last lookup of a budget is taken again and again: it is reported once.
        if (count == max && guarded(() -> store.add(Counter.SPENT_BUDGETS, subject, 1, lookupWindow), 0) == 1) {
            tell(AbuseEvent.Type.BUDGET_SPENT, subject, null);
        }
        return true;
    }

    /** {@return the bans that are in force, of clients and of domains, those first that run out first} */
    public List<Ban> bans() {
        return guarded(store::bans, List.<Ban>of()).stream()
                .sorted(Comparator.comparing(Ban::until))
                .toList();
    }

    /**
     * Bans somebody by hand, in the place of a ban that is in force. A client of an exempt network stays exempt.
     *
     * @param subject whom
     * @param time for how long, positive
     * @param message the text that a banned client may be shown
     * @return the ban
     * @throws IllegalArgumentException if the time is not positive
     */
    public Ban ban(AbuseSubject subject, Duration time, String message) {
        Ban ban = new Ban(subject, clock.instant().plus(Arguments.positive("time", time)), message);
        keep(ban);
        return ban;
    }

    /**
     * Lifts a ban. What was counted for its subject is forgotten too, so that it has all its attempts again.
     *
     * @param subject whose ban
     * @return whether there was one in force
     */
    public boolean lift(AbuseSubject subject) {
        Optional<Ban> lifted = guarded(() -> store.removeBan(subject), Optional.empty());
        guarded(() -> store.reset(
                subject.kind() == AbuseSubject.Kind.CLIENT ? Counter.REFUSALS : Counter.UNRESOLVED, subject));
        lifted.ifPresent(ban -> tell(AbuseEvent.Type.LIFTED, subject, ban));
        return lifted.isPresent();
    }

    private void keep(Ban ban) {
        if (guarded(() -> store.putBan(ban), false)) {
            tell(AbuseEvent.Type.BANNED, ban.subject(), ban);
        }
    }

    /** Returns whom to count: the client, then the wider networks it lies in; nobody if it is not known or exempt. */
    private List<AbuseSubject> counted(@Nullable ClientIp client) {
        if (client == null || exemptClients.test(client)) {
            return List.of();
        }
        ClientGroup group = client.group();
        List<ClientGroup> wider = group.wider();
        return wider.isEmpty()
                ? List.of(AbuseSubject.client(group))
                : Stream.concat(Stream.of(group), wider.stream())
                        .map(AbuseSubject::client)
                        .toList();
    }

    /** Returns the limit of the next wider network: more people may share it, but not as many as it has addresses. */
    private static int wider(int limit) {
        return (int) Math.min((long) limit * WIDER, Integer.MAX_VALUE - 1);
    }

    private void tell(AbuseEvent.Type type, AbuseSubject subject, @Nullable Ban ban) {
        try {
            listener.onAbuse(new AbuseEvent(type, subject, ban));
        } catch (RuntimeException broken) {
            LOG.log(
                    Level.WARNING,
                    () -> "A listener of the abuse shield threw a "
                            + broken.getClass().getName() + '.');
        }
    }

    private void guarded(Runnable work) {
        guarded(
                () -> {
                    work.run();
                    return true;
                },
                false);
    }

    private <T> T guarded(Supplier<T> work, T otherwise) {
        try {
            T result = work.get();
            storeOutage.worked(() -> "The store of the abuse shield works again.");
            return result;
        } catch (RuntimeException broken) {
            storeOutage.failed(() -> "The store of the abuse shield threw a "
                    + broken.getClass().getName() + ". Nothing is counted and nobody is banned until it works again.");
            return otherwise;
        }
    }

    private static void log(AbuseEvent event) {
        String who = switch (event.subject().kind()) {
            case CLIENT, CLIENT_AT_DOMAIN -> "A client";
            case DOMAIN -> "A domain";
            case EVERYBODY -> "All clients together";
        };
        Ban ban = event.ban();
        switch (event.type()) {
            case LIMIT_REACHED -> LOG.log(Level.INFO, () -> who + " has reached its limit of attempts.");
            case BANNED ->
                LOG.log(
                        Level.INFO,
                        () -> who + " is banned until " + (ban == null ? "further notice" : ban.until()) + '.');
            case LIFTED -> LOG.log(Level.INFO, () -> "The ban of " + who.toLowerCase(Locale.ROOT) + " was lifted.");
            case BUDGET_SPENT ->
                LOG.log(Level.INFO, () -> "The budget of lookups is spent: " + who.toLowerCase(Locale.ROOT) + '.');
        }
    }

    @Override
    public String toString() {
        return "AbuseShield[limit=" + limit + ", window=" + window + ", action=" + action + "]";
    }

    /** Builds a shield. Not thread-safe. */
    public static final class Builder {

        private int limit = 5;
        private Duration window = Duration.ofHours(1);
        private Duration banTime = Duration.ofHours(1);
        private Action action = Action.BLOCK;
        private String banMessage = "Too many attempts with refused email addresses. Please try again later.";
        private int unresolvedLimit;
        private Duration unresolvedWindow = Duration.ofHours(1);
        private Action unresolvedAction = Action.BLOCK;
        private int lookups;
        private int lookupsTotal;
        private Duration lookupWindow = Duration.ofHours(1);
        private Predicate<ClientIp> exemptClients = client -> false;
        private Predicate<String> exemptDomains = domain -> false;
        private AbuseListener listener = AbuseShield::log;
        private @Nullable AbuseStore store;
        private int maxEntries = 100_000;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Sets how many refused attempts lead to a ban.
         *
         * @param limit the attempt that is the last one, at least 1; 5 by default
         * @param window the time within which they are made, positive; an hour by default
         * @return this
         * @throws IllegalArgumentException if one of them is not positive
         */
        public Builder limit(int limit, Duration window) {
            this.limit = Arguments.positive("limit", limit);
            this.window = Arguments.positive("window", window);
            return this;
        }

        /**
         * Sets how long a ban lasts that a limit has led to, of a client or of a domain.
         *
         * @param banTime positive; an hour by default
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder banTime(Duration banTime) {
            this.banTime = Arguments.positive("banTime", banTime);
            return this;
        }

        /**
         * Sets what happens to a client that reaches the limit.
         *
         * @param action {@link Action#BLOCK} by default
         * @return this
         */
        public Builder action(Action action) {
            this.action = Objects.requireNonNull(action, "action");
            return this;
        }

        /**
         * Sets the text that a client may be shown that a limit has banned.
         *
         * @param banMessage a sentence in English by default
         * @return this
         */
        public Builder banMessage(String banMessage) {
            this.banMessage = Objects.requireNonNull(banMessage, "banMessage");
            return this;
        }

        /**
         * Sets how many clients with a domain that cannot be verified lead to a ban of that domain. Not counted unless this
         * is set.
         *
         * @param limit the client that is the last one, at least 1; one client counts once, however often it tries
         * @param window the time within which they try, positive
         * @param action what happens to the domain
         * @return this
         * @throws IllegalArgumentException if one of them is not positive
         */
        public Builder unresolvedDomains(int limit, Duration window, Action action) {
            this.unresolvedLimit = Arguments.positive("limit", limit);
            this.unresolvedWindow = Arguments.positive("window", window);
            this.unresolvedAction = Objects.requireNonNull(action, "action");
            return this;
        }

        /**
         * Sets how many lookups are made. Not limited unless this is set.
         *
         * @param perClient lookups for one client, in the DNS and requests to services together, 0 to 1,000,000; 0 for no limit
         * @param total requests to services for all clients together, whether they are known or not, 0 to 100,000,000; 0 for no limit
         * @param window the time within which they are made, positive
         * @return this
         * @throws IllegalArgumentException if one of them is out of range
         */
        public Builder lookups(int perClient, int total, Duration window) {
            this.lookups = Arguments.between("perClient", perClient, 0, 1_000_000);
            this.lookupsTotal = Arguments.between("total", total, 0, 100_000_000);
            this.lookupWindow = Arguments.positive("window", window);
            return this;
        }

        /**
         * Adds networks whose addresses are never counted and never banned: one's own proxies, and clients that one trusts.
         *
         * @param networks nobody by default
         * @return this
         */
        public Builder exempt(TrustedNetworks networks) {
            exemptClients = exemptClients.or(networks::contains);
            return this;
        }

        /**
         * Adds domains that are never counted and never banned, such as those that are allow-listed.
         *
         * @param domains takes a domain in canonical form; none is exempt by default
         * @return this
         */
        public Builder exemptDomains(Predicate<String> domains) {
            exemptDomains = exemptDomains.or(domains);
            return this;
        }

        /**
         * Adds a listener to those that learn of limits, bans and lifted bans. A line in the log, without the client's address, is always
         * written; the logger of this class turns it off.
         *
         * @param listener called after those that were added before
         * @return this
         */
        public Builder listener(AbuseListener listener) {
            this.listener = this.listener.andThen(listener);
            return this;
        }

        /**
         * Sets where counters and bans are kept.
         *
         * @param store in the memory of this machine by default
         * @return this
         */
        public Builder store(AbuseStore store) {
            this.store = Objects.requireNonNull(store, "store");
            return this;
        }

        /**
         * Sets how much is kept in the memory of this machine, if no other store is set.
         *
         * @param maxEntries how many counters and how many bans, positive; 100,000 by default
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder maxEntries(int maxEntries) {
            this.maxEntries = Arguments.positive("maxEntries", maxEntries);
            return this;
        }

        /**
         * Sets the clock.
         *
         * @param clock the system's by default
         * @return this
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** {@return the shield} */
        public AbuseShield build() {
            return new AbuseShield(this);
        }
    }

    /** What happens when a limit is reached. */
    public enum Action {
        /** The client, or the domain, is banned for a time. Choose it once the limits are known to spare the people that you want. */
        BLOCK,

        /** Only listeners are notified. Choose it to find out whom {@link #BLOCK} would hit. */
        NOTIFY
    }
}
