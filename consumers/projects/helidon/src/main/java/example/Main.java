/* SPDX-License-Identifier: Apache-2.0 */
package example;

import io.github.notdisposable.checker.CallerLocale;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.checker.RefusalMessages;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.ClientRequest;
import io.github.notdisposable.config.Settings;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import jakarta.validation.Configuration;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A sign-up whose body is the address. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        start(8080);
    }

    static WebServer start(int port) {
        ClientIpResolver resolver = Settings.load().clientIpResolver().build();
        Validator validator = validator();
        return WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(port)
                .routing(routing -> routing.addFilter(filter(resolver)).post("/sign-up", signUp(validator)))
                .build()
                .start();
    }

    /** Makes the client of a request current, and its language, and keeps the verdicts. */
    private static Filter filter(ClientIpResolver resolver) {
        return (chain, request, response) -> {
            ClientRequest asked = ClientRequest.of(peer(request), name -> headerLines(request, name));
            try (var client = ClientIpHolder.open(resolver.resolve(asked));
                    var language = CallerLocale.open(language(request));
                    var emails = CheckedEmails.open()) {
                chain.proceed();
            }
        };
    }

    private static Handler signUp(Validator validator) {
        return (request, response) -> {
            Set<ConstraintViolation<SignUp>> violations =
                    validator.validate(new SignUp(request.content().as(String.class)));
            if (violations.isEmpty()) {
                boolean knowsTheClient = ClientIpHolder.current().isPresent();
                response.send(CheckedEmails.current().orElseThrow().decisions().size() + " decision, client " + knowsTheClient);
            } else {
                response.status(Status.BAD_REQUEST_400)
                        .send(violations.stream().map(ConstraintViolation::getMessage).collect(Collectors.joining("\n")));
            }
        };
    }

    private static Validator validator() {
        Configuration<?> configuration = Validation.byDefaultProvider().configure();
        MessageInterpolator messages = configuration.getDefaultMessageInterpolator();
        return configuration
                .messageInterpolator(new MessageInterpolator() {
                    @Override
                    public String interpolate(String template, Context context) {
                        return messages.interpolate(template, context, CallerLocale.current());
                    }

                    @Override
                    public String interpolate(String template, Context context, Locale locale) {
                        return messages.interpolate(template, context, locale);
                    }
                })
                .buildValidatorFactory()
                .getValidator();
    }

    private static String peer(ServerRequest request) {
        return request.remotePeer().address() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : null;
    }

    private static List<String> headerLines(ServerRequest request, String name) {
        HeaderName header = HeaderNames.create(name);
        return request.headers().contains(header) ? request.headers().get(header).allValues() : List.of();
    }

    private static Locale language(ServerRequest request) {
        String accepted = String.join(",", headerLines(request, "Accept-Language"));
        try {
            return Locale.LanguageRange.parse(accepted).stream()
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .filter(RefusalMessages::isTranslatedTo)
                    .findFirst()
                    .orElse(Locale.ENGLISH);
        } catch (IllegalArgumentException malformed) {
            return Locale.ENGLISH;
        }
    }
}
