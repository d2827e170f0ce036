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

/** A {@code web_hook} after registration of Ory Kratos, with {@code response.parse}. */
final class KratosHook implements HookProvider {

    private static final String TRAIT = "#/traits/email";

    /** Identifies the message for whoever translates it; Kratos gives numbers below 10 million to its own. */
    private static final int MESSAGE_ID = 47_000_001;

    private final String header;
    private final Secrets secrets;

    KratosHook(String header, Collection<String> secrets) {
        this.header = header;
        this.secrets = Secrets.of(secrets);
    }

    @Override
    public String name() {
        return "kratos";
    }

    @Override
    public Duration deadline() {
        return Duration.ofSeconds(5);
    }

    @Override
    public JsonNode verify(HookRequest request, JsonNode body, Instant now, Duration window) throws HookException {
        secrets.require(request.header(header));
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
                request.header("Ory-Webhook-Request-ID"));
    }

    @Override
    public HookResponse allow(@Nullable Mark mark) {
        ObjectNode answer = Json.object();
        if (mark != null) {
            answer.putObject("identity").putObject("metadata_public").put(mark.name(), mark.value());
        }
        return Json.response(200, answer);
    }

    @Override
    public HookResponse refuse(Refusal refusal) {
        return error(400, refusal.text());
    }

    @Override
    public HookResponse fail(Problem problem) {
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
