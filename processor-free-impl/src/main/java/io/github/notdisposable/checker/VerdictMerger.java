/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendQuery;
import io.github.notdisposable.backend.MailProvider;
import io.github.notdisposable.backend.MailServer;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.internal.TraitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the answers of several back ends to one verdict, in the order in which they were asked.
 *
 * <p>Traits add up. Of the other facts the first that somebody told stands. Where services gave a category in so many words, the gravest of
 * these is the verdict's; else it follows from the traits. Disposable and blocklisted are black whoever says so.
 */
final class VerdictMerger {

    private final Subject subject;
    private final BackendQuery query;
    private TraitSet traits = TraitSet.none();
    private Map<String, UnavailableReason> unavailable = Map.of();
    private Map<String, String> details = Map.of();

    /** For each category the first back end that came to it by itself. */
    private final Map<Category, String> sources = new EnumMap<>(Category.class);

    private @Nullable String firstThatAnswered;
    private @Nullable Category given;
    private @Nullable String normalized;
    private @Nullable String suggestion;
    private @Nullable String root;
    private @Nullable Boolean subdomain;
    private @Nullable String provider;
    private @Nullable String matchedEntry;
    private @Nullable String detail;
    private List<MailServer> mailServers = List.of();
    private List<MailProvider> mailProviders = List.of();

    VerdictMerger(Subject subject, BackendQuery query) {
        this.subject = subject;
        this.query = query;
    }

    /** Adds an answer; returns whether it settles the matter. */
    boolean add(String backend, BackendAnswer answer) {
        if (answer.unavailableReason().isPresent()) {
            if (unavailable.isEmpty()) {
                unavailable = new LinkedHashMap<>();
            }
            unavailable.put(backend, answer.unavailableReason().get());
            return false;
        }
        traits = traits.with(TraitSet.copyOf(answer.traits()));
        sources.putIfAbsent(answer.category().orElseGet(() -> Category.of(answer.traits())), backend);
        firstThatAnswered = first(firstThatAnswered, backend);
        given = gravest(given, answer.category().orElse(null));
        normalized = first(normalized, answer.normalized().orElse(null));
        suggestion = first(suggestion, answer.suggestion().orElse(null));
        root = first(root, answer.root().orElse(null));
        subdomain = first(subdomain, answer.subdomain().orElse(null));
        provider = first(provider, answer.provider().orElse(null));
        matchedEntry = first(matchedEntry, answer.matchedEntry().orElse(null));
        detail = first(detail, answer.detail().orElse(null));
        addDetails(backend, answer.details());
        mailServers = mailServers.isEmpty() ? answer.mailServers() : mailServers;
        mailProviders = mailProviders.isEmpty() ? answer.mailProviders() : mailProviders;
        return answer.isDecisive();
    }

    private void addDetails(String backend, Map<String, String> told) {
        if (!told.isEmpty()) {
            details = details.isEmpty() ? new LinkedHashMap<>() : details;
            told.forEach((field, value) -> details.put(backend + '.' + field, value));
        }
    }

    EmailVerdict verdict() {
        Category category = category();
        String registrable = root != null ? root : subject.root();
        return new EmailVerdict(
                normalized != null ? normalized : query.normalized(),
                subject.domain(),
                registrable,
                subdomain != null ? subdomain : !registrable.equals(subject.domain()),
                category,
                traits,
                suggestion,
                provider,
                source(category),
                matchedEntry,
                mailServers,
                mailProviders,
                unavailable,
                detail,
                details);
    }

    private Category category() {
        if (firstThatAnswered == null) {
            return Category.UNKNOWN;
        }
        if (given == Category.BANNED) {
            return Category.BANNED;
        }
        if (traits.contains(EmailTrait.ALLOWLISTED)) {
            return Category.WHITE;
        }
        Category ofTraits = Category.of(traits);
        return given == null || ofTraits == Category.BLACK ? ofTraits : given;
    }

    /** The first back end that came to the verdict's category by itself, else the first that answered. */
    private @Nullable String source(Category category) {
        return first(sources.get(category), firstThatAnswered);
    }

    private static @Nullable Category gravest(@Nullable Category one, @Nullable Category other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static <T> @Nullable T first(@Nullable T known, @Nullable T told) {
        return known != null ? known : told;
    }
}
