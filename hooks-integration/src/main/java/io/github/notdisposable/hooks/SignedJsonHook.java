/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.notdisposable.hooks.HookException.Problem;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A plain form for whatever can call HTTP: Better Auth, an Auth0 Action, an application of one's own. */
final class SignedJsonHook extends HookProvider {

    SignedJsonHook(Collection<String> secrets) {
        super("signed-json", Duration.ofSeconds(3), WebhookSignatures.of(secrets));
    }

    @Override
    String retryHeader() {
        return WebhookSignatures.ID;
    }

    @Override
    SignUp read(JsonNode body) throws HookException {
        return new SignUp(Json.texts(body, "/email"), Json.text(body, "/ip"), Json.text(body, "/locale"));
    }

    @Override
    HookResponse allow(@Nullable Mark mark) {
        ObjectNode answer = Json.object().put("allowed", true);
        if (mark != null) {
            answer.put(mark.name(), mark.value());
        }
        return Json.response(200, answer);
    }

    @Override
    HookResponse refuse(Refusal refusal) {
        ObjectNode answer = Json.object()
                .put("allowed", false)
                .put("reason", refusal.reason().code())
                .put("message", refusal.text());
        if (refusal.suggestion() != null) {
            answer.put("suggestion", refusal.suggestion());
        }
        return Json.response(200, answer);
    }

    @Override
    HookResponse fail(Problem problem) {
        return Json.response(problem.status(), Json.object().put("error", problem.text()));
    }
}
