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
import io.github.notdisposable.internal.data.BundledData;
import io.github.notdisposable.internal.data.DomainTable;
import io.github.notdisposable.internal.data.DomainTableBuilder;
import io.github.notdisposable.internal.data.MailExchangers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers from the data that is bundled with the library, and from the DNS where a wanted trait needs it. It always answers: where the DNS
 * does not, the traits that need it are not told.
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedBackend implements EmailBackend {

    /** The name of this back end in settings, verdicts and logs. */
    public static final String NAME = "embedded";

    private final BundledData data = BundledData.get();

    private final DnsUse dns;
    private final MailServerLookup lookup;

    /** What lists say that were fetched at run time. */
    private volatile @Nullable DomainTable refreshed;

    private EmbeddedBackend(Builder builder) {
        dns = builder.dns;
        lookup = builder.lookup != null
                ? builder.lookup
                : MailServerLookup.builder().build();
    }

    /** {@return the back end with its defaults} */
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
        BackendAnswer.Builder answer = BackendAnswer.about(BackendAnswer.Scope.ADDRESS)
                .trait(EmailTrait.DISPOSABLE, (flags & DISPOSABLE) != 0)
                .trait(EmailTrait.SUSPICIOUS, (flags & (DISPOSABLE | SUSPICIOUS)) == SUSPICIOUS)
                .trait(EmailTrait.RELAY, (flags & RELAY) != 0)
                .trait(EmailTrait.PUBLIC, (flags & PUBLIC) != 0)
                .root(root)
                .subdomain(root != null && !root.equals(domain))
                .suggestion(data.suggester().suggest(domain, match))
                .provider(data.provider(DomainTable.provider(match)));
        if ((flags & ~PROTECTED) != 0) {
            answer.matchedEntry(domain.substring(DomainTable.start(match)));
        }
        query.address().ifPresent(address -> addTraitsOfLocalPart(address, query.normalized(), answer));
        if (asksDns(query.wanted(), flags)) {
            addTraitsOfDns(lookUp(query), flags, answer);
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
     * Finds what the bundled data and the refreshed lists say of a domain.
     *
     * @param domain a domain in canonical form
     * @return as {@link DomainTable#find(String, int, int)}
     */
    public long find(String domain) {
        return DomainTable.find(data.domains(), refreshed, domain, 0, domain.length());
    }

    /** Finds what is known of the domain of an address, as {@link DomainTable#findInAddress}. */
    long findInAddress(String address) {
        return DomainTable.findInAddress(data.domains(), refreshed, address);
    }

    /** Frees the look-up in the DNS. */
    @Override
    public void close() {
        lookup.close();
    }

    /**
     * Returns a test that holds for an address when it is certain that it has none of the wanted traits. It allocates nothing.
     *
     * @param wanted the traits that matter
     * @return the test; it holds for no address where a wanted trait needs more than a look at the domain
     */
    public Predicate<String> screen(Set<EmailTrait> wanted) {
        boolean domainIsEnough =
                !asksDns(wanted) && !wanted.contains(EmailTrait.ALIAS) && !wanted.contains(EmailTrait.ROLE_BASED);
        return domainIsEnough ? new DomainScreen(this, wanted)::test : address -> false;
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

    private MailServerAnswer lookUp(BackendQuery query) {
        return query.mayBlock()
                ? lookup.lookup(query.domain(), query.client().orElse(null), query.deadline())
                : lookup.cached(query.domain())
                        .orElseGet(() -> MailServerAnswer.unknown(UnavailableReason.WOULD_BLOCK));
    }

    private void addTraitsOfDns(MailServerAnswer dnsAnswer, int flags, BackendAnswer.Builder answer) {
        switch (dnsAnswer.status()) {
            case ACCEPTS_MAIL -> {
                answer.mailServers(dnsAnswer.mailServers());
                addOperators(dnsAnswer.mailServers(), flags, answer);
            }
            case NO_MAIL -> answer.trait(EmailTrait.NO_MAIL_SERVER);
            case NO_SUCH_DOMAIN -> answer.trait(EmailTrait.NO_MAIL_SERVER).trait(EmailTrait.UNRESOLVED);
            case UNKNOWN -> {
                // Nobody could say, which is no reason to refuse.
            }
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
        boolean kept = (flags & (PROTECTED | PUBLIC | RELAY)) != 0;
        if (!kept && !operators.isEmpty() && operators.stream().allMatch(MailExchangers.Operator::isDisposable)) {
            answer.trait(EmailTrait.DISPOSABLE)
                    .provider(operators.iterator().next().provider());
        }
    }

    /** Collects the settings of the back end. Not safe for use by several threads. */
    public static final class Builder {

        private DnsUse dns = DnsUse.WHEN_NEEDED;
        private @Nullable MailServerLookup lookup;
        private boolean built;

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
         * Sets the look-up in the DNS.
         *
         * @param lookup closed with the back end; one that asks the system's name servers by default
         * @return this
         */
        public Builder lookup(MailServerLookup lookup) {
            this.lookup = Objects.requireNonNull(lookup, "lookup");
            return this;
        }

        /**
         * Builds the backend, which owns the lookup from then on.
         *
         * @return the backend
         * @throws IllegalStateException if this builder has built a backend that owns the same lookup
         */
        public EmbeddedBackend build() {
            if (built && lookup != null) {
                throw new IllegalStateException(
                        "This builder has built a backend, which closes the lookup: use another builder, with another lookup");
            }
            EmbeddedBackend backend = new EmbeddedBackend(this);
            built = true;
            return backend;
        }
    }
}
