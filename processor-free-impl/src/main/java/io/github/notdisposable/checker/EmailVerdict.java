/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.MailProvider;
import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private final String domain;
    private final Category category;
    private final @Nullable String source;
    private final BackendAnswer.Answered facts;
    // A copy of a map is serializable.
    @SuppressWarnings("serial")
    private final Map<String, UnavailableReason> unavailable;

    /**
     * Creates a verdict.
     *
     * @param facts what all backends know together, with the normal form, the root and whether it is a subdomain
     */
    EmailVerdict(
            String domain,
            Category category,
            @Nullable String source,
            BackendAnswer.Answered facts,
            Map<String, UnavailableReason> unavailable) {
        this.domain = domain;
        this.category = category;
        this.source = source;
        this.facts = facts;
        this.unavailable = Map.copyOf(unavailable);
    }

    /**
     * {@return the address in normal form (see {@link EmailAddress#normalized()}), or as the service gives it; the domain if only a domain was
     * checked}
     */
    public String normalized() {
        return facts.normalized().orElseThrow();
    }

    /**
     * {@return the domain in canonical form; of a value that is no address, the end of its domain that can be read or that a list holds, empty if
     * nothing of it can be read}
     */
    public String domain() {
        return domain;
    }

    /** {@return the registrable domain, by the public suffix list; the domain itself if it is a public suffix} */
    public String root() {
        return facts.root().orElseThrow();
    }

    /** {@return whether the domain is below its registrable domain} */
    public boolean subdomain() {
        return facts.subdomain().orElseThrow();
    }

    /** {@return the verdict in one word} */
    public Category category() {
        return category;
    }

    /** {@return the known traits, in the order of {@link EmailTrait}; empty if there are none} */
    public Set<EmailTrait> traits() {
        return facts.traits();
    }

    /** {@return the domain that was probably meant, or {@code null} if the domain looks like itself} */
    public @Nullable String suggestion() {
        return facts.suggestion().orElse(null);
    }

    /** {@return the name of the mail service, or {@code null} if it is not known} */
    public @Nullable String provider() {
        return facts.provider().orElse(null);
    }

    /**
     * {@return the source of the decision: the name of a backend, {@code allow-list}, {@code block-list} or {@code abuse-shield}; {@code null} if nobody
     * could answer}
     */
    public @Nullable String source() {
        return source;
    }

    /** {@return the entry of a list that matched, or {@code null} if none did} */
    public @Nullable String matchedEntry() {
        return facts.matchedEntry().orElse(null);
    }

    /** {@return the mail exchangers, the most preferred first; empty if there are none or they were not looked up} */
    public List<MailServer> mailServers() {
        return facts.mailServers();
    }

    /** {@return the companies that run the domain's mail; empty if they are not known} */
    public List<MailProvider> mailProviders() {
        return facts.mailProviders();
    }

    /** {@return the backends that were asked and could not answer, by name} */
    public Map<String, UnavailableReason> unavailable() {
        return unavailable;
    }

    /** {@return the explanation of a service, text of a third party that must not become a message template; {@code null} if it says nothing} */
    public @Nullable String detail() {
        return facts.detail().orElse(null);
    }

    /**
     * {@return further fields of the services' answers, text of third parties, by {@code BACKEND.FIELD} such as {@code user-cleaning.type};
     * empty if there are none}
     */
    public Map<String, String> details() {
        return facts.details();
    }

    /**
     * Returns whether the address has a trait.
     *
     * @param trait the trait
     * @return whether it has it
     */
    public boolean has(EmailTrait trait) {
        return facts.traits().contains(trait);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmailVerdict verdict
                && domain.equals(verdict.domain)
                && category == verdict.category
                && Objects.equals(source, verdict.source)
                && facts.equals(verdict.facts)
                && unavailable.equals(verdict.unavailable);
    }

    @Override
    public int hashCode() {
        return Objects.hash(domain, category, source, facts, unavailable);
    }

    @Override
    public String toString() {
        return "EmailVerdict[category=" + category() + ", traits=" + traits() + ", source=" + source()
                + ", unavailable=" + unavailable() + "]";
    }
}
