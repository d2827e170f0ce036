/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.MailProvider;
import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.internal.TraitSet;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an address or a domain. Immutable, and safe for use by several threads.
 *
 * <p>Its text form, {@link #toString()}, holds neither the address nor the domain.
 *
 * @param normalized the address in normal form (see {@link io.github.notdisposable.address.EmailAddress#normalized()}), or as the service
 *     gives it; the domain if only a domain was checked
 * @param domain the domain in canonical form; of a value that is no address, the listed domain in which it ends
 * @param root the registrable domain, by the public suffix list; the domain itself if it is a public suffix
 * @param subdomain whether the domain is below its registrable domain
 * @param category the verdict in one word
 * @param traits what is known, in the order of {@link EmailTrait}; empty if nothing is
 * @param suggestion the domain that was probably meant, or {@code null} if the domain looks like itself
 * @param provider the name of the mail service, or {@code null} if it is not known
 * @param source who decided: the name of a back end, {@code allow-list}, {@code block-list} or {@code abuse-shield}; {@code null} if nobody
 *     could answer
 * @param matchedEntry the entry of a list that matched, or {@code null} if none did
 * @param mailServers the mail exchangers, the most preferred first; empty if there are none or they were not looked up
 * @param mailProviders the companies that run the domain's mail; empty if they are not known
 * @param unavailable the back ends that were asked and could not answer, by name
 * @param detail what a service says in words, text of a third party that must not become a message template; {@code null} if it says nothing
 * @param details further fields of the services' answers, text of third parties, by {@code BACKEND.FIELD} such as {@code user-cleaning.type};
 *     empty if there are none
 */
public record EmailVerdict(
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

    /**
     * Creates a verdict; collections are copied.
     *
     * @param normalized the address in normal form (see {@link io.github.notdisposable.address.EmailAddress#normalized()}), or as the service
     *     gives it; the domain if only a domain was checked
     * @param domain the domain in canonical form; of a value that is no address, the listed domain in which it ends
     * @param root the registrable domain, by the public suffix list; the domain itself if it is a public suffix
     * @param subdomain whether the domain is below its registrable domain
     * @param category the verdict in one word
     * @param traits what is known, in the order of {@link EmailTrait}; empty if nothing is
     * @param suggestion the domain that was probably meant, or {@code null} if the domain looks like itself
     * @param provider the name of the mail service, or {@code null} if it is not known
     * @param source who decided: the name of a back end, {@code allow-list}, {@code block-list} or {@code abuse-shield}; {@code null} if nobody
     *     could answer
     * @param matchedEntry the entry of a list that matched, or {@code null} if none did
     * @param mailServers the mail exchangers, the most preferred first; empty if there are none or they were not looked up
     * @param mailProviders the companies that run the domain's mail; empty if they are not known
     * @param unavailable the back ends that were asked and could not answer, by name
     * @param detail what a service says in words, text of a third party that must not become a message template; {@code null} if it says nothing
     * @param details further fields of the services' answers, by {@code BACKEND.FIELD}
     */
    public EmailVerdict {
        traits = TraitSet.copyOf(traits);
        mailServers = List.copyOf(mailServers);
        mailProviders = List.copyOf(mailProviders);
        unavailable = Map.copyOf(unavailable);
        details = Map.copyOf(details);
    }

    /**
     * Tells whether the address has a trait.
     *
     * @param trait the trait
     * @return whether it has it
     */
    public boolean has(EmailTrait trait) {
        return traits.contains(trait);
    }

    @Override
    public String toString() {
        return "EmailVerdict[category=" + category + ", traits=" + traits + ", source=" + source + ", unavailable="
                + unavailable + "]";
    }
}
