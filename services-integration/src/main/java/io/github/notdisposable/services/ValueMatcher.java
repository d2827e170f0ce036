/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A place in an answer, and the values that count there: as text, without regard to case, with {@code *} for any text. Immutable and
 * thread-safe.
 */
final class ValueMatcher {

    private static final String UNKNOWN = "unknown";

    /** Where one of these is looked for, another word says neither yes nor no. */
    private static final Set<String> FLAG_WORDS = Set.of("true", "false", "yes", "no", "1", "0");

    private final JsonPointer pointer;
    private final Set<String> values = new HashSet<>();
    private final List<Pattern> patterns = new ArrayList<>();

    /**
     * Creates a matcher.
     *
     * @param pointer the place
     * @param values the values; without any, whatever stands there counts
     */
    ValueMatcher(JsonPointer pointer, String... values) {
        this.pointer = pointer;
        for (String value : values) {
            String lower = value.strip().toLowerCase(Locale.ROOT);
            if (lower.contains("*")) {
                patterns.add(Pattern.compile(
                        Stream.of(lower.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                        Pattern.DOTALL));
            } else {
                this.values.add(lower);
            }
        }
    }

    static JsonPointer pointer(String setting, String pointer) {
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException("'" + setting + "' must be a JSON pointer, such as /data/field");
        }
        return JsonPointer.compile(pointer);
    }

    /** Returns whether the answer holds one of the values. */
    boolean matches(JsonNode json) {
        JsonNode value = json.at(pointer);
        if (values.isEmpty() && patterns.isEmpty()) {
            return !value.isMissingNode()
                    && !value.isNull()
                    && !(value.isTextual() && textOf(value).isEmpty());
        }
        String text = textOf(value);
        return value.isValueNode()
                && (values.contains(text)
                        || patterns.stream()
                                .anyMatch(pattern -> pattern.matcher(text).matches()));
    }

    /** Returns whether the answer says something there, be it one of the values or another. */
    boolean isAnswered(JsonNode json) {
        JsonNode value = json.at(pointer);
        if (!value.isValueNode() || value.isNull()) {
            return false;
        }
        boolean isFlag = patterns.isEmpty() && FLAG_WORDS.containsAll(values);
        return matches(json)
                || (isFlag ? FLAG_WORDS.contains(textOf(value)) : !textOf(value).equals(UNKNOWN));
    }

    private static String textOf(JsonNode value) {
        return value.asText("").strip().toLowerCase(Locale.ROOT);
    }
}
