/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.backend.BackendAnswer.Scope;
import io.github.notdisposable.backend.UnavailableReason;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the replies of user.cleaning. */
final class UserCleaningReply {

    /** The field that says what a category means. */
    static final String TYPE = "type";

    private static final String ATTEMPTS_LEFT = "remaining_attempts_before_ban";

    /** What is read elsewhere, and the address, which must not reach another mailbox of the domain. */
    private static final Set<String> NO_DETAILS = Set.of("email", "category", ATTEMPTS_LEFT);

    /** Statements about a domain, which hold for each mailbox there. */
    private static final Set<String> OF_THE_DOMAIN = Set.of("disposable", "multi-alias services", "no website");

    /** What the service writes about a key that it refuses, in whatever status. */
    private static final Pattern ABOUT_THE_KEY =
            Pattern.compile("api[ _-]?key|\\bauth|\\btoken|credentials|forbidden", Pattern.CASE_INSENSITIVE);

    private UserCleaningReply() {}

    static BackendAnswer read(Reply reply) {
        JsonNode json = reply.jsonObject();
        if (reply.isSuccess()) {
            BackendAnswer answer = json == null ? null : verdictOrNull(json);
            return answer != null ? answer : BackendAnswer.unavailable(UnavailableReason.MALFORMED_ANSWER);
        }
        JsonNode detail = json == null ? null : json.get("detail");
        String text = detail == null ? null : Reply.textOrNull(detail);
        boolean isAboutTheKey = text != null
                && ABOUT_THE_KEY.matcher(Reply.withoutAddresses(text)).find();
        return switch (reply.status()) {
            case 400, 422 ->
                isAboutTheKey
                        ? reply.unavailable(UnavailableReason.UNAUTHORIZED, null)
                        : reply.unavailable(refusesTheEmail(detail), null);
            // Firewalls and proxies answer 403 too.
            case 403 -> text != null && !isAboutTheKey ? BackendAnswer.banned(text) : reply.unavailable();
            default -> reply.unavailable();
        };
    }

    /** Whether it is the email that is refused, and not a request that the service does not understand. */
    private static UnavailableReason refusesTheEmail(@Nullable JsonNode detail) {
        boolean refuses = false;
        if (detail != null && detail.isArray()) {
            for (JsonNode problem : detail) {
                for (JsonNode place : problem.path("loc")) {
                    refuses |= place.asText().equals("email");
                }
            }
        } else {
            refuses = detail != null && Reply.textOrNull(detail) != null;
        }
        return refuses ? UnavailableReason.REFUSED_INPUT : UnavailableReason.MALFORMED_ANSWER;
    }

    private static @Nullable BackendAnswer verdictOrNull(JsonNode json) {
        Category category = switch (word(json.path("category"))) {
            case "white" -> Category.WHITE;
            case "grey" -> Category.GREY;
            case "black" -> Category.BLACK;
            default -> null;
        };
        if (category == null) {
            return null;
        }
        String type = word(json.path(TYPE));
        boolean black = category == Category.BLACK;
        // The guides know no type, and say of black that it is disposable.
        boolean disposable = black && (type.isEmpty() || type.equals("disposable"));
        BackendAnswer.Builder answer = BackendAnswer.about(OF_THE_DOMAIN.contains(type) ? Scope.DOMAIN : Scope.ADDRESS)
                .category(category)
                .trait(EmailTrait.DISPOSABLE, disposable)
                .trait(EmailTrait.RELAY, category != Category.WHITE && type.equals("multi-alias services"))
                .trait(EmailTrait.BLOCKLISTED, black && type.equals("black"))
                .trait(EmailTrait.ALLOWLISTED, category == Category.WHITE && type.equals("white"))
                .reusable(!black);
        JsonNode attempts = json.path(ATTEMPTS_LEFT);
        answer.attemptsLeft(attempts.isIntegralNumber() && attempts.canConvertToInt() ? attempts.intValue() : null);
        Reply.addDetails(answer, json, NO_DETAILS);
        return answer.build();
    }

    private static String word(JsonNode node) {
        return node.isTextual() ? node.textValue().strip().toLowerCase(Locale.ROOT) : "";
    }
}
