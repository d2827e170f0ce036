/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.MailProvider;
import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.internal.TraitSet;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an address or a domain. Immutable and thread-safe. {@link EmailChecker} makes it; two are equal if all that they say is.
 *
 * <p>Its text form, {@link #toString()}, holds neither the address nor the domain.
 */
public final class EmailVerdict implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final Facts facts;

    private EmailVerdict(Facts facts) {
        this.facts = facts;
    }

    /** Starts a verdict on a subject. */
    static Builder about(Subject subject) {
        return new Builder(subject);
    }

    /**
     * {@return the address in normal form (see {@link EmailAddress#normalized()}), or as the service gives it; the domain if only a domain was
     * checked}
     */
    public String normalized() {
        return facts.normalized;
    }

    /** {@return the domain in canonical form} */
    public String domain() {
        return facts.domain;
    }

    /** {@return the registrable domain, by the public suffix list; the domain itself if it is a public suffix} */
    public String root() {
        return facts.root;
    }

    /** {@return whether the domain is below its registrable domain} */
    public boolean subdomain() {
        return facts.subdomain;
    }

    /** {@return the verdict in one word} */
    public Category category() {
        return facts.category;
    }

    /** {@return what is known, in the order of {@link EmailTrait}; empty if nothing is} */
    public Set<EmailTrait> traits() {
        return facts.traits;
    }

    /** {@return the domain that was probably meant, or {@code null} if the domain looks like itself} */
    public @Nullable String suggestion() {
        return facts.suggestion;
    }

    /** {@return the name of the mail service, or {@code null} if it is not known} */
    public @Nullable String provider() {
        return facts.provider;
    }

    /**
     * {@return who decided: the name of a backend, {@code allow-list}, {@code block-list} or {@code abuse-shield}; {@code null} if nobody
     * could answer}
     */
    public @Nullable String source() {
        return facts.source;
    }

    /** {@return the entry of a list that matched, or {@code null} if none did} */
    public @Nullable String matchedEntry() {
        return facts.matchedEntry;
    }

    /** {@return the mail exchangers, the most preferred first; empty if there are none or they were not looked up} */
    public List<MailServer> mailServers() {
        return facts.mailServers;
    }

    /** {@return the companies that run the domain's mail; empty if they are not known} */
    public List<MailProvider> mailProviders() {
        return facts.mailProviders;
    }

    /** {@return the backends that were asked and could not answer, by name} */
    public Map<String, UnavailableReason> unavailable() {
        return facts.unavailable;
    }

    /** {@return what a service says in words, text of a third party that must not become a message template; {@code null} if it says nothing} */
    public @Nullable String detail() {
        return facts.detail;
    }

    /**
     * {@return further fields of the services' answers, text of third parties, by {@code BACKEND.FIELD} such as {@code user-cleaning.type};
     * empty if there are none}
     */
    public Map<String, String> details() {
        return facts.details;
    }

    /**
     * Returns whether the address has a trait.
     *
     * @param trait the trait
     * @return whether it has it
     */
    public boolean has(EmailTrait trait) {
        return facts.traits.contains(trait);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmailVerdict verdict && facts.equals(verdict.facts);
    }

    @Override
    public int hashCode() {
        return facts.hashCode();
    }

    @Override
    public String toString() {
        return "EmailVerdict[category=" + category() + ", traits=" + traits() + ", source=" + source()
                + ", unavailable=" + unavailable() + "]";
    }

    /** All that a verdict says. A record, which deserialization creates by its constructor. */
    private record Facts(
            String normalized,
            String domain,
            String root,
            boolean subdomain,
            Category category,
            Set<EmailTrait> traits,
            @Nullable String suggestion,
            @Nullable String provider,
            @Nullable String source,
            @Nullable String matchedEntry,
            List<MailServer> mailServers,
            List<MailProvider> mailProviders,
            Map<String, UnavailableReason> unavailable,
            @Nullable String detail,
            Map<String, String> details)
            implements Serializable {

        private Facts {
            traits = TraitSet.copyOf(traits);
            mailServers = List.copyOf(mailServers);
            mailProviders = List.copyOf(mailProviders);
            unavailable = Map.copyOf(unavailable);
            details = Map.copyOf(details);
        }
    }

    /** Collects what a verdict says. Used by one thread. */
    static final class Builder {

        private final Subject subject;
        private Category category = Category.UNKNOWN;
        private Set<EmailTrait> traits = TraitSet.none();
        private List<MailServer> mailServers = List.of();
        private List<MailProvider> mailProviders = List.of();
        private Map<String, UnavailableReason> unavailable = Map.of();
        private Map<String, String> details = Map.of();
        private @Nullable String normalized;
        private @Nullable String root;
        private @Nullable Boolean subdomain;
        private @Nullable String suggestion;
        private @Nullable String provider;
        private @Nullable String source;
        private @Nullable String matchedEntry;
        private @Nullable String detail;

        private Builder(Subject subject) {
            this.subject = subject;
        }

        Builder category(Category category) {
            this.category = category;
            return this;
        }

        Builder traits(Set<EmailTrait> traits) {
            this.traits = traits;
            return this;
        }

        Builder source(@Nullable String source) {
            this.source = source;
            return this;
        }

        Builder provider(@Nullable String provider) {
            this.provider = provider;
            return this;
        }

        Builder matchedEntry(@Nullable String matchedEntry) {
            this.matchedEntry = matchedEntry;
            return this;
        }

        Builder detail(@Nullable String detail) {
            this.detail = detail;
            return this;
        }

        Builder unavailable(Map<String, UnavailableReason> unavailable) {
            this.unavailable = unavailable;
            return this;
        }

        Builder details(Map<String, String> details) {
            this.details = details;
            return this;
        }

        /** Takes what an answer says and no answer before it did, but for category, traits and details, which are more than the first. */
        void addMissing(BackendAnswer answer) {
            normalized = first(normalized, answer.normalized().orElse(null));
            root = first(root, answer.root().orElse(null));
            subdomain = first(subdomain, answer.subdomain().orElse(null));
            suggestion = first(suggestion, answer.suggestion().orElse(null));
            provider = first(provider, answer.provider().orElse(null));
            matchedEntry = first(matchedEntry, answer.matchedEntry().orElse(null));
            detail = first(detail, answer.detail().orElse(null));
            mailServers = mailServers.isEmpty() ? answer.mailServers() : mailServers;
            mailProviders = mailProviders.isEmpty() ? answer.mailProviders() : mailProviders;
        }

        EmailVerdict build() {
            String registrable = root != null ? root : subject.root();
            return new EmailVerdict(new Facts(
                    normalized != null ? normalized : subject.normalized(),
                    subject.domain(),
                    registrable,
                    subdomain != null ? subdomain : !registrable.equals(subject.domain()),
                    category,
                    traits,
                    suggestion,
                    provider,
                    source,
                    matchedEntry,
                    mailServers,
                    mailProviders,
                    unavailable,
                    detail,
                    details));
        }

        private static <T> @Nullable T first(@Nullable T known, @Nullable T other) {
            return known != null ? known : other;
        }
    }
}
