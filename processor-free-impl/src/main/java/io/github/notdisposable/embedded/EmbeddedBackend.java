/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import static io.github.notdisposable.internal.data.DomainTable.DISPOSABLE;
import static io.github.notdisposable.internal.data.DomainTable.PROTECTED;
import static io.github.notdisposable.internal.data.DomainTable.PUBLIC;
import static io.github.notdisposable.internal.data.DomainTable.RELAY;
import static io.github.notdisposable.internal.data.DomainTable.SUSPICIOUS;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.backend.MailProvider;
import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.dns.MailServerAnswer;
import io.github.notdisposable.dns.MailServerLookup;
import io.github.notdisposable.http.HttpSettings;
import io.github.notdisposable.internal.Arguments;
import io.github.notdisposable.internal.TraitSet;
import io.github.notdisposable.internal.data.BundledData;
import io.github.notdisposable.internal.data.DomainTable;
import io.github.notdisposable.internal.data.DomainTableBuilder;
import io.github.notdisposable.internal.data.MailExchangers;
import io.github.notdisposable.internal.data.PlainAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers from the data that is bundled with the library, from lists that it downloads while the application runs, and from the DNS where a
 * wanted trait needs it. It always answers: where the DNS does not, the traits that need it are left out.
 *
 * <p>A list is text in UTF-8 with one domain a line ({@code #} and {@code //} begin a comment), or JSON: an array of domains, an object whose
 * member {@code domains} or {@code blocklist} is such an array or has domains as its keys, or an object with domains as its keys. It may be
 * packed with gzip. A domain may begin with {@code *.}, {@code .} or {@code @}; in each case it is listed with all below it. Public suffixes, and
 * up to one entry in twenty that is no domain, are left out. A list is taken over whole or not at all: see {@link RefreshResult.Problem}.
 *
 * <p>Thread-safe.
 */
public final class EmbeddedBackend implements EmailBackend {

    /** The name of this backend in settings, verdicts and logs. */
    public static final String NAME = "embedded";

    private final BundledData data = BundledData.get();

    private final DnsUse dns;
    /** Null where the DNS is never asked. */
    private final @Nullable MailServerLookup lookup;

    /** Null where no list is named. */
    private final @Nullable ListRefresher refresher;

    /** What lists say that were fetched at run time. */
    private volatile @Nullable DomainTable refreshed;

    private EmbeddedBackend(Builder builder) {
        dns = builder.dns;
        lookup = dns == DnsUse.NEVER ? null : builder.lookup.build();
        // Last, as it hands the copies on disk to this backend at once.
        refresher = builder.lists == null ? null : builder.lists.build(this::refresh);
    }

    /** {@return the backend with its defaults} */
    public static EmbeddedBackend create() {
        return builder().build();
    }

    /** {@return a builder with the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public BackendAnswer check(BackendQuery query) {
        String domain = query.domain();
        long match = find(domain);
        int flags = DomainTable.flags(match);
        String root = data.suffixes().registrableDomain(domain);
        BackendAnswer.Builder answer = ofData(BackendAnswer.Scope.ADDRESS, domain, match)
                .root(root)
                .subdomain(root != null && !root.equals(domain))
                .suggestion(data.suggester().suggest(domain, match));
        query.address().ifPresent(address -> addTraitsOfLocalPart(address, query.normalized(), answer));
        if (lookup != null && asksDns(query.wanted(), flags)) {
            addTraitsOfDns(lookUp(lookup, query), flags, answer);
        }
        return answer.build();
    }

    /**
     * Takes domains as disposable besides the bundled ones, from the next check on. What the bundled data protects, such as relays, public
     * providers and universities, stays as it is.
     *
     * @param domains the domains, in canonical form, in place of those that were given before; each stands for all below it
     */
    public void refresh(Set<String> domains) {
        DomainTableBuilder table = DomainTable.builder();
        domains.forEach(domain -> table.add(domain, DISPOSABLE));
        refreshed = domains.isEmpty() ? null : table.build();
    }

    /**
     * Downloads the lists now, on the calling thread, and waits for a refresh that is in flight.
     *
     * @return what became of each list, in the order of their addresses; empty if {@link Builder#refreshFrom} names none. If the thread is
     *     interrupted (its flag is set again) or this backend closed, the lists left out are {@link RefreshResult.Problem#INTERRUPTED}
     */
    public List<RefreshResult> refreshNow() {
        return refresher == null ? List.of() : refresher.refreshNow();
    }

    /** {@return the result of the last refresh for each list, in the background or by {@link #refreshNow()}; empty before the first} */
    public List<RefreshResult> lastRefresh() {
        return refresher == null ? List.of() : refresher.lastResults();
    }

    /** {@return the day of the newest list that the bundled data was made from; refreshed lists do not change it} */
    public LocalDate dataDate() {
        return data.date();
    }

    /** {@inheritDoc} Finds domains of the bundled data and of the refreshed lists. */
    @Override
    public Optional<BackendAnswer> listed(String domain) {
        long match = find(domain);
        int flags = DomainTable.flags(match);
        return (flags & ~PROTECTED) == 0
                ? Optional.empty()
                : Optional.of(ofData(BackendAnswer.Scope.DOMAIN, domain, match).build());
    }

    /** {@inheritDoc} The test allocates nothing. It knows nothing of disposable addresses, nor of any where the DNS is asked for a wanted trait. */
    @Override
    public Screen screen(Set<EmailTrait> wanted) {
        if (asksDns(wanted)) {
            return address -> null;
        }
        int matters = DISPOSABLE
                | (wanted.contains(EmailTrait.SUSPICIOUS) ? SUSPICIOUS : 0)
                | (wanted.contains(EmailTrait.RELAY) ? RELAY : 0)
                | (wanted.contains(EmailTrait.PUBLIC) ? PUBLIC : 0);
        if (!wanted.contains(EmailTrait.ALIAS) && !wanted.contains(EmailTrait.ROLE_BASED)) {
            return address -> {
                long match = DomainTable.findInAddress(data.domains(), refreshed, address);
                return match == DomainTable.NOT_PLAIN ? null : traitsOf(DomainTable.flags(match) & matters);
            };
        }
        return address -> {
            long match = DomainTable.findInAddress(data.domains(), refreshed, address);
            int at = PlainAddress.atSign(address);
            TraitSet traits = match == DomainTable.NOT_PLAIN || at < 0 || hasRulesOfProvider(address, at, match)
                    ? null
                    : traitsOf(DomainTable.flags(match) & matters);
            if (traits == null || !data.isRole(address, 0, at)) {
                return traits;
            }
            return wanted.contains(EmailTrait.ROLE_BASED) ? traits.with(EmailTrait.ROLE_BASED) : traits;
        };
    }

    /** Returns whether it may be a provider's own rules that tell the name of the mailbox, and what it is the name of. */
    private boolean hasRulesOfProvider(String address, int at, long match) {
        if ((DomainTable.flags(match) & PUBLIC) == 0) {
            return false;
        }
        int hyphen = address.indexOf('-');
        return (hyphen >= 0 && hyphen < at)
                || DomainTable.start(match) > at + 1
                || data.isRoleWithoutSigns(address, 0, at);
    }

    /** Returns the traits of an address that is not disposable; else null. */
    private static @Nullable TraitSet traitsOf(int flags) {
        if (flags == 0) {
            return TraitSet.none();
        }
        if ((flags & DISPOSABLE) != 0) {
            return null;
        }
        TraitSet traits = (flags & SUSPICIOUS) != 0 ? TraitSet.of(EmailTrait.SUSPICIOUS) : TraitSet.none();
        traits = (flags & RELAY) != 0 ? traits.with(EmailTrait.RELAY) : traits;
        return (flags & PUBLIC) != 0 ? traits.with(EmailTrait.PUBLIC) : traits;
    }

    /** Stops refreshing and looking up. What is in memory still answers. Closing twice does no harm. */
    @Override
    public void close() {
        if (refresher != null) {
            refresher.close();
        }
        if (lookup != null) {
            lookup.close();
        }
    }

    private BackendAnswer.Builder ofData(BackendAnswer.Scope scope, String domain, long match) {
        int flags = DomainTable.flags(match);
        BackendAnswer.Builder answer = BackendAnswer.about(scope)
                .trait(EmailTrait.DISPOSABLE, (flags & DISPOSABLE) != 0)
                .trait(EmailTrait.SUSPICIOUS, (flags & (DISPOSABLE | SUSPICIOUS)) == SUSPICIOUS)
                .trait(EmailTrait.RELAY, (flags & RELAY) != 0)
                .trait(EmailTrait.PUBLIC, (flags & PUBLIC) != 0)
                .provider(data.provider(DomainTable.provider(match)));
        return (flags & ~PROTECTED) == 0 ? answer : answer.matchedEntry(domain.substring(DomainTable.start(match)));
    }

    private long find(String domain) {
        return DomainTable.find(data.domains(), refreshed, domain, 0, domain.length());
    }

    private void addTraitsOfLocalPart(EmailAddress address, String normalized, BackendAnswer.Builder answer) {
        // The normal form loses the separators of help-desk at some providers, and only there finds sup.port.
        String user = address.user();
        boolean role = data.isRole(user, 0, user.length()) || data.isRole(normalized, 0, normalized.lastIndexOf('@'));
        answer.trait(EmailTrait.ALIAS, address.isSubAddressed()).trait(EmailTrait.ROLE_BASED, role);
    }

    /** Of a disposable domain nothing more need be known; and that a public provider or a relay accepts mail is known. */
    private boolean asksDns(Set<EmailTrait> wanted, int flags) {
        boolean known = (flags & DISPOSABLE) != 0 || (dns == DnsUse.WHEN_NEEDED && (flags & (PUBLIC | RELAY)) != 0);
        return !known && asksDns(wanted);
    }

    private boolean asksDns(Set<EmailTrait> wanted) {
        return switch (dns) {
            case ALWAYS -> true;
            case WHEN_NEEDED -> wanted.contains(EmailTrait.NO_MAIL_SERVER) || wanted.contains(EmailTrait.UNRESOLVED);
            case NEVER -> false;
        };
    }

    private static MailServerAnswer lookUp(MailServerLookup lookup, BackendQuery query) {
        MailServerAnswer known = lookup.cached(query.domain()).orElse(null);
        if (known != null) {
            return known;
        }
        if (!query.mayBlock()) {
            return MailServerAnswer.unknown(UnavailableReason.WOULD_BLOCK);
        }
        return query.tryFreeLookup()
                ? lookup.lookup(query.domain(), query.client().orElse(null), query.deadline())
                : MailServerAnswer.unknown(UnavailableReason.BUDGET_SPENT);
    }

    private void addTraitsOfDns(MailServerAnswer dnsAnswer, int flags, BackendAnswer.Builder answer) {
        switch (dnsAnswer.status()) {
            case ACCEPTS_MAIL -> {
                answer.mailServers(dnsAnswer.mailServers());
                addOperators(dnsAnswer.mailServers(), flags, answer);
            }
            case NO_MAIL -> answer.trait(EmailTrait.NO_MAIL_SERVER);
            case NO_SUCH_DOMAIN -> answer.trait(EmailTrait.NO_MAIL_SERVER).trait(EmailTrait.UNRESOLVED);
            // Nobody could say, which is no reason to refuse.
            case UNKNOWN -> answer.incomplete(dnsAnswer.unavailableReason().orElse(null));
        }
    }

    /**
     * Tells who runs the exchangers. A domain whose exchangers belong to disposable services is disposable too, unless the bundled data keeps it
     * or one of its exchangers is shared infrastructure, which everybody may be behind.
     */
    private void addOperators(List<MailServer> servers, int flags, BackendAnswer.Builder answer) {
        Set<MailExchangers.Operator> operators = new LinkedHashSet<>();
        for (MailServer server : servers) {
            MailExchangers.Operator operator = data.mailExchangers().classify(server.hostname());
            if (operator != null) {
                operators.add(operator);
            }
        }
        answer.mailProviders(operators.stream()
                .map(operator -> new MailProvider(
                        operator.provider().toLowerCase(Locale.ROOT),
                        operator.type().name().toLowerCase(Locale.ROOT),
                        operator.grade()))
                .toList());
        boolean isRealDomain = (flags & (PROTECTED | PUBLIC | RELAY)) != 0;
        if (!isRealDomain
                && !operators.isEmpty()
                && operators.stream().allMatch(MailExchangers.Operator::isDisposable)) {
            answer.trait(EmailTrait.DISPOSABLE)
                    .provider(operators.iterator().next().provider());
        }
    }

    /** Collects the settings of the backend. Not thread-safe. */
    public static final class Builder {

        private final MailServerLookup.Builder lookup = MailServerLookup.builder();
        private DnsUse dns = DnsUse.WHEN_NEEDED;
        private ListRefresher.@Nullable Builder lists;

        private Builder() {}

        /**
         * Sets when the DNS is asked.
         *
         * @param dns {@link DnsUse#WHEN_NEEDED} by default
         * @return this
         */
        public Builder dns(DnsUse dns) {
            this.dns = Objects.requireNonNull(dns, "dns");
            return this;
        }

        /**
         * Sets the name servers to ask, in order. They must resolve names recursively.
         *
         * @param dnsServers each as {@code host}, {@code host:port}, an IPv6 address or {@code [IPv6 address]:port}; without a port, 53. Empty, as
         *     by default, for those of the system
         * @return this
         * @throws IllegalArgumentException if one cannot be read, or is a name whose address cannot be found
         */
        public Builder dnsServers(List<String> dnsServers) {
            lookup.nameServers(dnsServers);
            return this;
        }

        /**
         * Sets how long one domain is looked up at most, with all repetitions and TCP, if the deadline of the check does not come first.
         *
         * @param dnsTimeout a positive time; three seconds by default
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder dnsTimeout(Duration dnsTimeout) {
            lookup.timeout(Arguments.positive("dnsTimeout", dnsTimeout));
            return this;
        }

        /**
         * Sets how many domains are remembered with what the DNS says of them.
         *
         * @param dnsCacheSize zero or more; 10,000 by default
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder dnsCacheSize(long dnsCacheSize) {
            lookup.cacheMaxSize(Arguments.notNegative("dnsCacheSize", dnsCacheSize));
            return this;
        }

        /**
         * Refreshes the bundled data once a day from lists that are reached with the defaults and kept in memory alone.
         *
         * @param urls as those of {@link #refreshFrom(List, Duration, Path, HttpSettings)}
         * @return this
         * @throws IllegalArgumentException as {@link #refreshFrom(List, Duration, Path, HttpSettings)} does
         */
        public Builder refreshFrom(List<URI> urls) {
            return refreshFrom(urls, Duration.ofDays(1), null, HttpSettings.defaults());
        }

        /**
         * Refreshes the bundled data from lists of disposable domains. One daemon thread downloads them: at once, or when the copies on disk have
         * become older than the interval.
         *
         * @param urls the lists' addresses, at least one: HTTPS, or plain HTTP on this machine; one that is named twice counts once
         * @param interval the time between two refreshes, at least one minute, give or take a tenth at random. After a failure it is one minute at
         *     first, and twice as long after each further one, up to this
         * @param directory where the last good state of each list is kept, so that it is there at the next start without a network; several
         *     processes may share it; {@code null} to keep none
         * @param http how servers are reached; the length of an answer does not apply here
         * @return this
         * @throws IllegalArgumentException if there is no address, one is neither HTTPS nor on this machine, or the interval is shorter
         */
        public Builder refreshFrom(List<URI> urls, Duration interval, @Nullable Path directory, HttpSettings http) {
            lists = ListRefresher.builder(urls, http).interval(interval).directory(directory);
            return this;
        }

        /**
         * Builds the backend. The DNS is not asked before the first check that needs it.
         *
         * @return the backend
         */
        public EmbeddedBackend build() {
            return new EmbeddedBackend(this);
        }
    }

    /** When the embedded backend asks the DNS for the mail exchangers of a domain. */
    public enum DnsUse {
        /** For each address that the bundled data does not know as disposable. Choose it to find disposable services behind domains nobody lists. */
        ALWAYS,

        /** Only if a trait is wanted that needs it. The default. */
        WHEN_NEEDED,

        /** Never. Choose it where no query may leave the process; the traits that need it are then never found. */
        NEVER
    }
}
