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

/** The hook {@code before-user-created} of Supabase Auth. */
final class SupabaseHook implements HookProvider {

    private final WebhookSignatures signatures;

    SupabaseHook(Collection<String> secrets) {
        signatures = WebhookSignatures.of(secrets);
    }

    @Override
    public String name() {
        return "supabase";
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
        String email = Json.text(body, "/user/email");
        return new SignUp(
                email != null ? List.of(email) : List.of(),
                true,
                Json.text(body, "/metadata/ip_address"),
                Json.text(body, "/user/user_metadata/locale"),
                request.header(WebhookSignatures.ID));
    }

    @Override
    public HookResponse allow(@Nullable Mark mark) {
        return Json.response(200, Json.object());
    }

    /** Supabase takes a refusal only with status 200: any other becomes an error of the hook. */
    @Override
    public HookResponse refuse(Refusal refusal) {
        return error(200, 400, refusal.text());
    }

    @Override
    public HookResponse fail(Problem problem) {
        return error(problem.status(), problem.status(), problem.text());
    }

    private static HookResponse error(int status, int toUser, String text) {
        ObjectNode answer = Json.object();
        answer.putObject("error").put("http_code", toUser).put("message", text);
        return Json.response(status, answer);
    }
}
