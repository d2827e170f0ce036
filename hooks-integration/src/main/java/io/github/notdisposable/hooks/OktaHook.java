/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.notdisposable.hooks.HookException.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The registration inline hook of Okta. */
final class OktaHook implements HookProvider {

    private final String header;
    private final Secrets secrets;

    OktaHook(String header, Collection<String> secrets) {
        this.header = header;
        this.secrets = Secrets.of(secrets);
    }

    @Override
    public String name() {
        return "okta";
    }

    @Override
    public Duration deadline() {
        return Duration.ofSeconds(2);
    }

    @Override
    public JsonNode verify(HookRequest request, JsonNode body, Instant now, Duration window) throws HookException {
        secrets.require(request.header(header));
        return body;
    }

    /** The login may be an address of its own, to which mail is sent as well. */
    @Override
    public SignUp read(JsonNode body, HookRequest request) {
        List<String> emails = Stream.of("/data/userProfile/email", "/data/userProfile/login")
                .map(pointer -> Json.text(body, pointer))
                .filter(Objects::nonNull)
                .filter(text -> text.indexOf('@') >= 0)
                .distinct()
                .toList();
        return new SignUp(
                emails,
                "self.service.registration".equals(Json.text(body, "/requestType")),
                Json.text(body, "/data/context/request/ipAddress"),
                Json.text(body, "/data/userProfile/locale"),
                Json.text(body, "/eventId"));
    }

    @Override
    public HookResponse allow(@Nullable Mark mark) {
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
    public HookResponse refuse(Refusal refusal) {
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
    public HookResponse fail(Problem problem) {
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
