/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.notdisposable.hooks.HookException.Problem;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A {@code web_hook} after registration of Ory Kratos, with {@code response.parse}. */
final class KratosHook extends HookProvider {

    private static final String TRAIT = "#/traits/email";

    /** Identifies the message for whoever translates it; Kratos gives numbers below 10 million to its own. */
    private static final int MESSAGE_ID = 47_000_001;

    KratosHook(String header, Collection<String> secrets) {
        super("kratos", Duration.ofSeconds(5), Secrets.of(header, secrets));
    }

    /** The same for each attempt; {@code Ory-Webhook-Request-ID} is another each time. */
    @Override
    String retryHeader() {
        return "Ory-Webhook-Trigger-ID";
    }

    @Override
    SignUp read(JsonNode body) throws HookException {
        return new SignUp(Json.texts(body, "/email"), Json.text(body, "/ip"), Json.text(body, "/locale"));
    }

    @Override
    HookResponse allow(@Nullable Mark mark) {
        ObjectNode answer = Json.object();
        if (mark != null) {
            answer.putObject("identity").putObject("metadata_public").put(mark.name(), mark.value());
        }
        return Json.response(200, answer);
    }

    @Override
    HookResponse refuse(Refusal refusal) {
        return error(400, refusal.text());
    }

    @Override
    HookResponse fail(Problem problem) {
        return error(problem.status(), problem.text());
    }

    private static HookResponse error(int status, String text) {
        ObjectNode answer = Json.object();
        ObjectNode place = answer.putArray("messages").addObject().put("instance_ptr", TRAIT);
        place.putArray("messages")
                .addObject()
                .put("id", MESSAGE_ID)
                .put("text", text)
                .put("type", "error");
        return Json.response(status, answer);
    }
}
