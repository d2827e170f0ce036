/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.notdisposable.hooks.HookException.Problem;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The registration inline hook of Okta. */
final class OktaHook extends HookProvider {

    OktaHook(String header, Collection<String> secrets) {
        super("okta", Duration.ofSeconds(2), Secrets.of(header, secrets));
    }

    /** The login may be an address of its own, to which mail is sent as well, or a plain name. */
    @Override
    @Nullable
    SignUp read(JsonNode body) throws HookException {
        if (!"self.service.registration".equals(Json.text(body, "/requestType"))) {
            return null;
        }
        List<String> emails = Json.texts(body, "/data/userProfile/email", "/data/userProfile/login").stream()
                .filter(text -> text.indexOf('@') >= 0)
                .toList();
        return new SignUp(
                emails,
                Json.text(body, "/data/context/request/ipAddress"),
                Json.text(body, "/data/userProfile/locale"));
    }

    @Override
    HookResponse allow(@Nullable Mark mark) {
        ArrayNode commands = commands();
        if (mark != null) {
            commands.addObject()
                    .put("type", "com.okta.user.profile.update")
                    .putObject("value")
                    .put(mark.name(), mark.value());
        }
        addAction(commands, "ALLOW");
        return Json.response(200, Json.object().set("commands", commands));
    }

    @Override
    HookResponse refuse(Refusal refusal) {
        ArrayNode commands = commands();
        addAction(commands, "DENY");
        ObjectNode answer = Json.object();
        answer.set("commands", commands);
        ObjectNode error = answer.putObject("error").put("errorSummary", refusal.text());
        error.putArray("errorCauses")
                .addObject()
                .put("errorSummary", refusal.text())
                .put("reason", "INVALID_EMAIL_DOMAIN")
                .put("locationType", "body")
                .put("location", "data.userProfile.email")
                .put("domain", "end-user");
        return Json.response(200, answer);
    }

    @Override
    HookResponse fail(Problem problem) {
        ObjectNode answer = Json.object();
        answer.putObject("error").put("errorSummary", problem.text());
        return Json.response(problem.status(), answer);
    }

    private static ArrayNode commands() {
        return Json.object().putArray("commands");
    }

    private static void addAction(ArrayNode commands, String registration) {
        commands.addObject()
                .put("type", "com.okta.action.update")
                .putObject("value")
                .put("registration", registration);
    }
}
