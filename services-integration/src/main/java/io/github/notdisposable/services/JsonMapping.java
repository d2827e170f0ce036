/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.UnavailableReason;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the answers of a configured service mean. Changed by a builder alone, which hands out copies. */
final class JsonMapping {

    private static final int ACCEPTED = 202;

    @Nullable
    JsonPointer category;

    int bannedStatus;
    final Map<Category, Set<String>> categoryValues = new EnumMap<>(Category.class);
    final Map<EmailTrait, ValueMatcher> traits = new EnumMap<>(EmailTrait.class);
    final Map<JsonBackend.Field, JsonPointer> fields = new EnumMap<>(JsonBackend.Field.class);
    final Map<Integer, UnavailableReason> statuses = new HashMap<>();
    final Map<UnavailableReason, ValueMatcher> errors = new EnumMap<>(UnavailableReason.class);

    private final Map<String, Category> categories = new HashMap<>();

    JsonMapping() {
        for (Category known : Set.of(Category.WHITE, Category.GREY, Category.BLACK, Category.BANNED)) {
            categoryValues.put(known, Set.of(known.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** Returns a copy for a backend, after a check that answers can say something, and only one thing. */
    JsonMapping checkedCopy() {
        if (category == null && traits.isEmpty()) {
            throw new IllegalArgumentException(
                    "'category' or a trait must be set: without them no answer says anything");
        }
        JsonMapping copy = new JsonMapping();
        copy.category = category;
        copy.bannedStatus = bannedStatus;
        copy.traits.putAll(traits);
        copy.fields.putAll(fields);
        copy.statuses.putAll(statuses);
        copy.errors.putAll(errors);
        if (category != null) {
            categoryValues.forEach((given, words) -> words.forEach(word -> {
                if (copy.categories.put(word, given) != null) {
                    throw new IllegalArgumentException("'categories' must not have one word for two categories");
                }
            }));
        }
        return copy;
    }

    /**
     * Reads a reply.
     *
     * @param scope what an answer depends on
     * @param counts whether the service counts refused attempts, so that it must see each of them
     */
    BackendAnswer read(Reply reply, Scope scope, boolean counts) {
        JsonNode json = reply.jsonObject();
        if (bannedStatus != 0 && reply.status() == bannedStatus) {
            return isOfTheService(json)
                    ? BackendAnswer.banned(text(json, JsonBackend.Field.DETAIL))
                    : reply.unavailable();
        }
        UnavailableReason reason = statuses.get(reply.status());
        if (reason == null && json != null) {
            reason = errorOrNull(json);
        }
        if (reason != null) {
            return reply.unavailable(reason, null);
        }
        if (!reply.isSuccess()) {
            return reply.unavailable();
        }
        BackendAnswer answer = json == null ? null : answerOrNull(json, scope, counts);
        if (answer != null) {
            return answer;
        }
        return BackendAnswer.unavailable(
                reply.status() == ACCEPTED ? UnavailableReason.PENDING : UnavailableReason.MALFORMED_ANSWER);
    }

    /** A ban is believed where it has the form that the service is known to give it. */
    private boolean isOfTheService(@Nullable JsonNode json) {
        return json != null
                && (!fields.containsKey(JsonBackend.Field.DETAIL) || text(json, JsonBackend.Field.DETAIL) != null);
    }

    /** Of several errors that match the first counts: the last ones may be for whatever is no success. */
    private @Nullable UnavailableReason errorOrNull(JsonNode json) {
        for (UnavailableReason reason : JsonBackend.ERRORS) {
            ValueMatcher error = errors.get(reason);
            if (error != null && error.matches(json)) {
                return reason;
            }
        }
        return null;
    }

    private @Nullable BackendAnswer answerOrNull(JsonNode json, Scope scope, boolean counts) {
        Category given = null;
        if (category != null) {
            JsonNode value = json.at(category);
            given = categories.get(value.asText("").toLowerCase(Locale.ROOT));
            if (given == null && !value.isMissingNode() && !value.isNull()) {
                return null;
            }
        }
        if (given == null && !saysSomething(json)) {
            return null;
        }
        if (given == Category.BANNED) {
            return BackendAnswer.banned(text(json, JsonBackend.Field.DETAIL));
        }
        BackendAnswer.Builder answer = BackendAnswer.about(scope).category(given);
        boolean black = given == Category.BLACK;
        for (Map.Entry<EmailTrait, ValueMatcher> entry : traits.entrySet()) {
            boolean holds = entry.getValue().matches(json);
            answer.trait(entry.getKey(), holds);
            black |= holds
                    && Set.of(EmailTrait.DISPOSABLE, EmailTrait.BLOCKLISTED, EmailTrait.POLICY_BLOCKED)
                            .contains(entry.getKey());
        }
        return answer.trait(EmailTrait.DISPOSABLE, given == Category.BLACK && traits.isEmpty())
                .reusable(!(black && counts))
                .suggestion(domain(json, JsonBackend.Field.SUGGESTION))
                .provider(text(json, JsonBackend.Field.PROVIDER))
                .normalized(text(json, JsonBackend.Field.NORMALIZED))
                .root(domain(json, JsonBackend.Field.ROOT))
                .detail(text(json, JsonBackend.Field.DETAIL))
                .build();
    }

    /** A service that is asked for disposable addresses and does not say whether this is one has not answered. */
    private boolean saysSomething(JsonNode json) {
        ValueMatcher disposable = traits.get(EmailTrait.DISPOSABLE);
        return disposable != null
                ? disposable.isAnswered(json)
                : traits.values().stream().anyMatch(trait -> trait.isAnswered(json));
    }

    private @Nullable String text(@Nullable JsonNode json, JsonBackend.Field field) {
        JsonPointer pointer = fields.get(field);
        return pointer == null || json == null ? null : Reply.textOrNull(json.at(pointer));
    }

    private @Nullable String domain(JsonNode json, JsonBackend.Field field) {
        JsonPointer pointer = fields.get(field);
        return pointer == null ? null : Reply.domainOrNull(json.at(pointer));
    }
}
