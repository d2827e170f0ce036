/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.notdisposable.hooks.HookException.Problem;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The hook {@code before-user-created} of Supabase Auth. */
final class SupabaseHook extends HookProvider {

    SupabaseHook(Collection<String> secrets) {
        super("supabase", Duration.ofSeconds(3), WebhookSignatures.of(secrets));
    }

    @Override
    SignUp read(JsonNode body) throws HookException {
        return new SignUp(
                Json.texts(body, "/user/email"),
                Json.text(body, "/metadata/ip_address"),
                Json.text(body, "/user/user_metadata/locale"));
    }

    @Override
    HookResponse allow(@Nullable Mark mark) {
        return Json.response(200, Json.object());
    }

    /** Supabase takes a refusal only with status 200: any other becomes an error of the hook. */
    @Override
    HookResponse refuse(Refusal refusal) {
        return error(200, 400, refusal.text());
    }

    @Override
    HookResponse fail(Problem problem) {
        return error(problem.status(), problem.status(), problem.text());
    }

    private static HookResponse error(int status, int toUser, String text) {
        ObjectNode answer = Json.object();
        answer.putObject("error").put("http_code", toUser).put("message", text);
        return Json.response(status, answer);
    }
}
