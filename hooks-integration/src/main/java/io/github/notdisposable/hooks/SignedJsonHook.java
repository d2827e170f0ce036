/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.notdisposable.hooks.HookException.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plain form for whatever can call HTTP: Better Auth, an Auth0 Action, an application of one's own. */
final class SignedJsonHook implements HookProvider {

    private final WebhookSignatures signatures;

    SignedJsonHook(Collection<String> secrets) {
        signatures = WebhookSignatures.of(secrets);
    }

    @Override
    public String name() {
        return "signed-json";
    }

    @Override
    public Duration deadline() {
        return Duration.ofSeconds(3);
    }

    @Override
    public JsonNode verify(HookRequest request, JsonNode body, Instant now, Duration window) throws HookException {
        signatures.require(request, now, window);
        return body;
    }

    @Override
    public SignUp read(JsonNode body, HookRequest request) {
        String email = Json.text(body, "/email");
        return new SignUp(
                email != null ? List.of(email) : List.of(),
                true,
                Json.text(body, "/ip"),
                Json.text(body, "/locale"),
                request.header(WebhookSignatures.ID));
    }

    @Override
    public HookResponse allow(@Nullable Mark mark) {
        ObjectNode answer = Json.object().put("allowed", true);
        if (mark != null) {
            answer.put(mark.name(), mark.value());
        }
        return Json.response(200, answer);
    }

    @Override
    public HookResponse refuse(Refusal refusal) {
        ObjectNode answer = Json.object()
                .put("allowed", false)
                .put("reason", refusal.code())
                .put("message", refusal.text());
        if (refusal.suggestion() != null) {
            answer.put("suggestion", refusal.suggestion());
        }
        return Json.response(200, answer);
    }

    @Override
    public HookResponse fail(Problem problem) {
        return Json.response(problem.status(), Json.object().put("error", problem.text()));
    }
}
