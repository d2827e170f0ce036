/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.backend;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.internal.TraitSet;
import java.util.List;
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

    @Override
    public String toString() {
        return "EmailFacts[traits=" + traits + "]";
    }
}
