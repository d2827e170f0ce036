/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.backend;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.internal.TraitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The facts as a record, which deserialization creates by its constructor. */
record Facts(
        Set<EmailTrait> traits,
        @Nullable String normalized,
        @Nullable String suggestion,
        @Nullable String root,
        @Nullable Boolean subdomain,
        @Nullable String provider,
        @Nullable String matchedEntry,
        List<MailServer> mailServers,
        List<MailProvider> mailProviders,
        @Nullable String detail)
        implements EmailFacts {

    static final Facts NONE =
            new Facts(TraitSet.none(), null, null, null, null, null, null, List.of(), List.of(), null);

    Facts {
        traits = TraitSet.copyOf(traits);
        mailServers = List.copyOf(mailServers);
        mailProviders = List.copyOf(mailProviders);
    }

    @Override
    public EmailFacts orElse(EmailFacts others) {
        if (equals(NONE) || others.equals(NONE)) {
            return equals(NONE) ? others : this;
        }
        return new Facts(
                TraitSet.copyOf(traits).with(TraitSet.copyOf(others.traits())),
                first(normalized, others.normalized()),
                first(suggestion, others.suggestion()),
                first(root, others.root()),
                first(subdomain, others.subdomain()),
                first(provider, others.provider()),
                first(matchedEntry, others.matchedEntry()),
                mailServers.isEmpty() ? others.mailServers() : mailServers,
                mailProviders.isEmpty() ? others.mailProviders() : mailProviders,
                first(detail, others.detail()));
    }

    private static <T> @Nullable T first(@Nullable T known, @Nullable T other) {
        return known != null ? known : other;
    }

    // By hand: what the compiler generates keeps the class loader of an application that has ended alive on JDK 17.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Facts that
                && traits.equals(that.traits)
                && Objects.equals(normalized, that.normalized)
                && Objects.equals(suggestion, that.suggestion)
                && Objects.equals(root, that.root)
                && Objects.equals(subdomain, that.subdomain)
                && Objects.equals(provider, that.provider)
                && Objects.equals(matchedEntry, that.matchedEntry)
                && mailServers.equals(that.mailServers)
                && mailProviders.equals(that.mailProviders)
                && Objects.equals(detail, that.detail);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                traits,
                normalized,
                suggestion,
                root,
                subdomain,
                provider,
                matchedEntry,
                mailServers,
                mailProviders,
                detail);
    }

    @Override
    public String toString() {
        return "EmailFacts[traits=" + traits + "]";
    }
}
