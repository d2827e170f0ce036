/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.sandbox;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a person would do on the services' dashboards, as requests: {@code GET /sandbox} lists them. */
final class SandboxControl implements ResponseDefinitionTransformerV2 {

    static final String NAME = "control";

    private static final String HELP = """
            user.cleaning: POST /v1/external-api-requests/check-email?email=...  (X-API-Key or Authorization: Bearer)
                           POST /v1/email/check                                  (Authorization: Bearer %s)
                           with the key of a sandbox                             %s
            StopReg:       GET  /api/v1/verify/email/... and /domain/...         (x-api-token: %s)
                           GET  /api/v1/verify/email?email=... and /domain?domain=...
                           GET  /api/v1/check/TOKEN?email=...

            disposable:    %s
            public:        %s
            relay:         %s
            mistyped:      %s
            unresolved:    %s
            without mail:  %s

            POST /sandbox/unban?ip=...                 let a client in again
            POST /sandbox/say?email=...&category=...&type=...   what user.cleaning says of an address; without a type as in its guides
            POST /sandbox/form?name=...                how StopReg answers: guide, plain, live
            POST /sandbox/fault?name=...&requests=...  what a service answers in place of a verdict:
              user.cleaning  %s
              StopReg        %s
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
            case "/sandbox/say" ->
                userCleaning.say(
                        parameter(request, "email"),
                        new UserCleaningStub.Verdict(
                                parameter(request, "category"),
                                request.queryParameter("type").isPresent() ? parameter(request, "type") : null));
            case "/sandbox/form" ->
                stopReg.answerAs(
                        StopRegStub.Form.valueOf(parameter(request, "name").toUpperCase(Locale.ROOT)));
            case "/sandbox/fault" -> fail(fault(parameter(request, "name")), number(request, "requests"));
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

    private void fail(Fault fault, int requests) {
        if (fault.service().equals(StopRegStub.NAME)) {
            stopReg.fail(fault, requests);
        } else {
            userCleaning.fail(fault, requests);
        }
    }

    private static Fault fault(String code) {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'name' must be one of the faults"));
    }

    private static String faults(String service) {
        return Fault.of(service).stream().map(Fault::code).collect(Collectors.joining(", "));
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
                SandboxServices.USER_CLEANING_TEST_KEY,
                SandboxServices.STOPREG_API_TOKEN,
                names(KnownDomains.DISPOSABLE),
                names(KnownDomains.PUBLIC),
                names(KnownDomains.RELAY),
                names(KnownDomains.TYPING_ERRORS),
                String.join(", ", KnownDomains.UNRESOLVED),
                String.join(", ", KnownDomains.WITHOUT_MAIL_SERVER),
                faults(UserCleaningStub.NAME),
                faults(StopRegStub.NAME));
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
