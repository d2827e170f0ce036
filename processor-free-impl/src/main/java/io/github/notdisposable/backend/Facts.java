/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.backend;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.internal.TraitSet;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a backend knows about an address or a domain, as a record, which deserialization creates by its constructor. */
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
        @Nullable String detail,
        Map<String, String> details)
        implements Serializable {

    static final Facts NONE =
            new Facts(TraitSet.none(), null, null, null, null, null, null, List.of(), List.of(), null, Map.of());

    Facts {
        traits = TraitSet.copyOf(traits);
        mailServers = List.copyOf(mailServers);
        mailProviders = List.copyOf(mailProviders);
        details = details.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** Returns what an answer knows; nothing if the backend could not answer. */
    static Facts of(BackendAnswer answer) {
        return answer instanceof BackendAnswer.Answered answered ? answered.facts() : NONE;
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
                && Objects.equals(detail, that.detail)
                && details.equals(that.details);
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
                detail,
                details);
    }

    @Override
    public String toString() {
        return "Facts[traits=" + traits + "]";
    }
}
