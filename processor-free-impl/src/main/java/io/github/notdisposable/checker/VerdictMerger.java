/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.internal.TraitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the answers of several backends to one verdict, in the order in which they were asked.
 *
 * <p>Traits add up. Of the other facts the first that somebody told stands. Where services gave a category in so many words, the gravest of
 * these is the verdict's; else it follows from the traits. Disposable and blocklisted are black whoever says so.
 */
final class VerdictMerger {

    private final EmailVerdict.Builder verdict;
    private TraitSet traits = TraitSet.none();
    private Map<String, UnavailableReason> unavailable = Map.of();
    private Map<String, String> details = Map.of();

    /** For each category the first backend that came to it by itself. */
    private final Map<Category, String> sources = new EnumMap<>(Category.class);

    private @Nullable String firstThatAnswered;
    private @Nullable Category given;

    VerdictMerger(Subject subject) {
        verdict = EmailVerdict.about(subject);
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
        firstThatAnswered = firstThatAnswered == null ? backend : firstThatAnswered;
        given = gravest(given, answer.category().orElse(null));
        verdict.addMissing(answer);
        addDetails(backend, answer.details());
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
        return verdict.category(category)
                .traits(traits)
                // The first backend that came to the category by itself, else the first that answered.
                .source(sources.getOrDefault(category, firstThatAnswered))
                .unavailable(unavailable)
                .details(details)
                .build();
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

    private static @Nullable Category gravest(@Nullable Category one, @Nullable Category other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) >= 0 ? one : other;
    }
}
