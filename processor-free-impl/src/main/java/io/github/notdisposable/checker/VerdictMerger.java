/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.UnavailableReason;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the answers of several backends to one verdict, in the order in which they were asked.
 *
 * <p>Traits add up. Of the other facts the first one stands. Where services gave a category in so many words, the gravest of
 * these is the verdict's; else it follows from the traits. Disposable and blocklisted are black, whichever backend says so.
 */
final class VerdictMerger {

    private final Subject subject;
    private final BackendAnswer.Builder facts = BackendAnswer.about(Scope.ADDRESS);
    private @Nullable String root;
    private Map<String, UnavailableReason> unavailable = Map.of();

    /** For each category the first backend that came to it by itself. */
    private final Map<Category, String> sources = new EnumMap<>(Category.class);

    private @Nullable String firstThatAnswered;
    private @Nullable Category given;

    VerdictMerger(Subject subject) {
        this.subject = subject;
    }

    /** Returns the verdict where one answer decides. */
    static EmailVerdict verdict(Subject subject, String source, BackendAnswer answer) {
        VerdictMerger merger = new VerdictMerger(subject);
        merger.add(source, answer);
        return merger.verdict();
    }

    /** Adds an answer; returns whether it settles the matter. */
    boolean add(String backend, BackendAnswer answer) {
        answer.unavailableReason().ifPresent(reason -> addUnavailable(backend, reason));
        if (!answer.isAvailable()) {
            return false;
        }
        answer.incomplete().ifPresent(reason -> addUnavailable(backend, reason));
        facts.fillIn(answer);
        root = root != null ? root : answer.root().orElse(null);
        sources.putIfAbsent(answer.category().orElseGet(() -> Category.of(answer.traits())), backend);
        firstThatAnswered = firstThatAnswered == null ? backend : firstThatAnswered;
        given = gravest(given, answer.category().orElse(null));
        answer.details().forEach((field, value) -> facts.detail(backend + '.' + field, value));
        return answer.isDecisive();
    }

    private void addUnavailable(String backend, UnavailableReason reason) {
        unavailable = unavailable.isEmpty() ? new LinkedHashMap<>() : unavailable;
        unavailable.put(backend, reason);
    }

    EmailVerdict verdict() {
        BackendAnswer.Answered complete = facts.fillIn(subject.facts(root)).build();
        Category category = category(complete.traits());
        // The first backend that came to the category by itself, else the first that answered.
        String source = sources.getOrDefault(category, firstThatAnswered);
        return new EmailVerdict(subject.domain(), category, source, complete, unavailable);
    }

    private Category category(Set<EmailTrait> traits) {
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
