/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.hooks;

import static io.github.notdisposable.hooks.HookFixture.NOW;
import static io.github.notdisposable.hooks.HookFixture.SECRET;
import static io.github.notdisposable.hooks.HookFixture.json;
import static io.github.notdisposable.hooks.HookFixture.request;
import static io.github.notdisposable.hooks.HookFixture.signedHeaders;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.notdisposable.checker.RefusalMessages;
import io.github.notdisposable.checker.RefusalReason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The refusals of the providers that prove themselves by a secret, and what else is their own. */
class ProviderFormsTest {

    private static final String TEXT = RefusalMessages.text(RefusalReason.DISPOSABLE, Locale.ENGLISH);

    private static final String SUPABASE = """
            {"metadata":{"uuid":"8b34dcdd-9df1-4c10-850a-b3277c653040","time":"2026-11-29T12:00:00Z",
             "name":"before-user-created","ip_address":"203.0.113.9"},
             "user":{"id":"ff7fc9ae-3b1b-4642-9241-64adb9848a03","aud":"authenticated","email":"bob@DOMAIN",
             "phone":"","app_metadata":{"provider":"email"},"user_metadata":{},"identities":[]}}""";

    private static final String KRATOS = "{\"email\":\"bob@DOMAIN\",\"ip\":\"203.0.113.9\"}";

    private static final String OKTA = """
            {"eventId":"04Dmt8BcT_aEgM","eventTime":"2026-11-29T12:00:00.000Z",
             "eventType":"com.okta.user.pre-registration","eventTypeVersion":"1.0","cloudEventVersion":"0.1",
             "contentType":"application/json","source":"https://example.okta.com","requestType":"self.service.registration",
             "data":{"context":{"request":{"id":"1","method":"POST","url":{"value":"/idp"},"ipAddress":"203.0.113.9"}},
             "userProfile":{"login":"bob@DOMAIN","firstName":"Bob","lastName":"B","locale":"en_US","email":"bob@DOMAIN"},
             "action":"ALLOW"}}""";

    private final HookFixture fixture = new HookFixture();

    @Test
    void supabase() {
        SignUpHook hook = fixture.build(SignUpHook.supabase(fixture.checker, List.of("v1," + SECRET)));

        assertAnswer(supabase(hook, "throwaway.example"), 200, "{'error':{'http_code':400,'message':'" + TEXT + "'}}");
    }

    private static HookResponse supabase(SignUpHook hook, String domain) {
        String body = SUPABASE.replace("DOMAIN", domain);
        return hook.apply(request(signedHeaders(SECRET, "msg_" + domain, NOW, body), body));
    }

    @Test
    void kratos() {
        SignUpHook hook = fixture.build(SignUpHook.kratos(fixture.checker, "X-Api-Key", List.of("s3cret")));

        assertAnswer(post(hook, "x-api-key", "s3cret", KRATOS, "throwaway.example"), 400, kratosError(TEXT));
    }

    private static String kratosError(String text) {
        return "{'messages':[{'instance_ptr':'#/traits/email','messages':[{'id':47000001,'text':'" + text
                + "','type':'error'}]}]}";
    }

    @Test
    void okta() {
        SignUpHook hook = fixture.build(SignUpHook.okta(fixture.checker, "Authorization", List.of("s3cret")));

        assertAnswer(
                post(hook, "Authorization", "s3cret", OKTA, "throwaway.example"),
                200,
                "{'commands':[{'type':'com.okta.action.update','value':{'registration':'DENY'}}],"
                        + "'error':{'errorSummary':'" + TEXT + "','errorCauses':[{'errorSummary':'" + TEXT
                        + "','reason':'INVALID_EMAIL_DOMAIN','locationType':'body',"
                        + "'location':'data.userProfile.email','domain':'end-user'}]}}");
    }

    @Test
    void oktaMayNameTwoAddressesOfWhichBothMustBeGood() {
        SignUpHook hook = fixture.build(SignUpHook.okta(fixture.checker, "Authorization", List.of("s3cret")));
        String two = OKTA.replaceFirst("DOMAIN", "throwaway.example");

        JsonNode answer = json(post(hook, "Authorization", "s3cret", two, "good.example"));

        assertThat(answer.at("/commands/0/value/registration").asText()).isEqualTo("DENY");
    }

    @Test
    void anEventOfOktaThatIsNoSignUpIsLetThrough() {
        SignUpHook hook = fixture.build(SignUpHook.okta(fixture.checker, "Authorization", List.of("s3cret")));
        String update = OKTA.replace("self.service.registration", "progressive.profile");

        JsonNode answer = json(post(hook, "Authorization", "s3cret", update, "throwaway.example"));

        assertThat(answer.at("/commands/0/value/registration").asText()).isEqualTo("ALLOW");
        assertThat(fixture.clients).isEmpty();
    }

    private static HookResponse post(SignUpHook hook, String header, String secret, String body, String domain) {
        return hook.apply(
                request(Map.of("Content-Type", "application/json", header, secret), body.replace("DOMAIN", domain)));
    }

    private static void assertAnswer(HookResponse response, int status, String body) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers()).containsEntry("Content-Type", "application/json");
        assertThat(json(response)).isEqualTo(json(body));
    }
}
