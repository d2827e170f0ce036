/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import io.github.notdisposable.Category;
import io.github.notdisposable.backend.BackendAnswer;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes replies without a server, and texts of answers for tables. */
final class Replies {

    private Replies() {}

    static Reply json(int status, String body) {
        return of(status, "application/json", body);
    }

    static Reply of(int status, String contentType, String body) {
        return new Reply(
                status,
                HttpHeaders.of(Map.of("Content-Type", List.of(contentType)), (name, value) -> true),
                body.getBytes(StandardCharsets.UTF_8),
                Clock.systemUTC());
    }

    /** Returns the reason and code of an answer that is none, or else its category, scope and traits, as far as there are any. */
    static String outcome(BackendAnswer answer) {
        if (!answer.isAvailable()) {
            return answer.unavailableReason().orElseThrow()
                    + answer.errorCode().map(code -> " " + code).orElse("");
        }
        String category = answer.category().map(Category::name).orElse("");
        if (answer.category().filter(Category.BANNED::equals).isPresent()) {
            return category;
        }
        return (category + " " + answer.scope() + " " + traits(answer)).strip();
    }

    /** Returns the traits in their order with a space between two, or the word none. */
    static String traits(BackendAnswer answer) {
        return answer.traits().isEmpty()
                ? "none"
                : answer.traits().stream().map(Enum::name).collect(Collectors.joining(" "));
    }
}
