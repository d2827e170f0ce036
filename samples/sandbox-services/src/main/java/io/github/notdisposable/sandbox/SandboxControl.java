/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.sandbox;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.Map;
import java.util.TreeSet;

/** What a person would do on the services' dashboards, as requests: {@code GET /sandbox} lists them. */
final class SandboxControl implements ResponseDefinitionTransformerV2 {

    static final String NAME = "control";

    private static final String HELP = """
            user.cleaning: POST /v1/external-api-requests/check-email?email=...  (X-API-Key: %s)
                           POST /v1/email/check                                  (Authorization: Bearer %s)
            StopReg:       GET  /api/v1/verify/email/... and /domain/...         (x-api-token: %s)

            disposable:    %s
            public:        %s
            relay:         %s
            mistyped:      %s
            unresolved:    %s
            without mail:  %s

            POST /sandbox/unban?ip=...                 let a client in again
            POST /sandbox/block?entry=...              put a domain or address on StopReg's block list
            POST /sandbox/allow?domain=...             put a domain on StopReg's allow list
            POST /sandbox/quota?left=...               set how many more requests StopReg answers
            POST /sandbox/rate-limit?requests=...&retry-after=...
            POST /sandbox/reset                        as at the start
            """;

    private final UserCleaningStub userCleaning;
    private final StopRegStub stopReg;

    SandboxControl(UserCleaningStub userCleaning, StopRegStub stopReg) {
        this.userCleaning = userCleaning;
        this.stopReg = stopReg;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        String path = request.getUrl().replaceFirst("\\?.*", "");
        if (!request.getMethod().equals(RequestMethod.POST)) {
            return text(200, help());
        }
        try {
            return act(path, request) ? text(200, "done\n") : text(404, help());
        } catch (IllegalArgumentException wrong) {
            return text(400, wrong.getMessage() + "\n");
        }
    }

    private boolean act(String path, Request request) {
        switch (path) {
            case "/sandbox/unban" -> userCleaning.unban(parameter(request, "ip"));
            case "/sandbox/block" -> stopReg.block(parameter(request, "entry"));
            case "/sandbox/allow" -> stopReg.allow(parameter(request, "domain"));
            case "/sandbox/quota" -> stopReg.quota(number(request, "left"));
            case "/sandbox/rate-limit" ->
                stopReg.rateLimit(number(request, "requests"), number(request, "retry-after"));
            case "/sandbox/reset" -> {
                userCleaning.reset();
                stopReg.reset();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String parameter(Request request, String name) {
        if (!request.queryParameter(name).isPresent()) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return request.queryParameter(name).firstValue();
    }

    private static int number(Request request, String name) {
        try {
            return Integer.parseInt(parameter(request, name));
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("'" + name + "' must be a whole number", noNumber);
        }
    }

    private static String help() {
        return HELP.formatted(
                SandboxServices.USER_CLEANING_API_KEY,
                SandboxServices.USER_CLEANING_API_KEY,
                SandboxServices.STOPREG_API_TOKEN,
                names(KnownDomains.DISPOSABLE),
                names(KnownDomains.PUBLIC),
                names(KnownDomains.RELAY),
                names(KnownDomains.TYPING_ERRORS),
                String.join(", ", KnownDomains.UNRESOLVED),
                String.join(", ", KnownDomains.WITHOUT_MAIL_SERVER));
    }

    private static String names(Map<String, String> known) {
        return String.join(", ", new TreeSet<>(known.keySet()));
    }

    private static ResponseDefinition text(int status, String text) {
        return ResponseDefinitionBuilder.responseDefinition()
                .withStatus(status)
                .withHeader("Content-Type", "text/plain; charset=utf-8")
                .withBody(text)
                .build();
    }
}
