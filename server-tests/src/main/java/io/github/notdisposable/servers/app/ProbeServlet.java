/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.app;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** What the tests see of the library without REST or Faces. Answers in text, and never with the address. */
@WebServlet("/probe/*")
public class ProbeServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    public record Form(@NotDisposable String email) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().print(answer(request.getPathInfo(), request.getParameter("email")));
    }

    private String answer(String path, String email) {
        return switch (path) {
            case "/client" -> ClientIpHolder.current().map(ClientIp::address).orElse("none");
            case "/settings" -> settings();
            case "/method" -> method(email);
            case "/validate" -> validated(new Form(email), email);
            case "/versions" -> versions();
            default -> throw new IllegalArgumentException("No probe of this name");
        };
    }

    /** The server, the validation provider and the implementation of Faces, one a line. */
    private String versions() {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            return getServletContext().getServerInfo() + "\n" + described(factory.getClass());
        }
    }

    private static String described(Class<?> type) {
        Package home = type.getPackage();
        return home.getName() + " " + home.getImplementationVersion();
    }

    /** Settings from each of the sources. */
    private static String settings() {
        Settings settings = Settings.load();
        return settings.get(SettingsCatalog.DEADLINE)
                + "; " + settings.get(SettingsCatalog.EMBEDDED_DNS_TIMEOUT)
                + "; " + settings.get(SettingsCatalog.BLOCK)
                + "; " + settings.get(SettingsCatalog.ALLOW)
                + "; " + settings.get(SettingsCatalog.CLIENT_IP_TRUSTED_PROXIES)
                + "; " + settings.get(SettingsCatalog.JSON_CATEGORIES_WHITE);
    }

    private static String method(String email) {
        try {
            return CDI.current().select(Registration.class).get().register(email);
        } catch (ConstraintViolationException refused) {
            return "refused";
        }
    }

    private static String validated(Object bean, String email) {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            String messages = factory.getValidator().validate(bean).stream()
                    .map(ConstraintViolation::getMessage)
                    .collect(Collectors.joining("; "));
            return (messages.isEmpty() ? "accepted" : messages) + "; "
                    + CheckedEmails.current()
                            .flatMap(emails -> emails.verdictOn(email))
                            .map(verdict -> verdict.category() + " " + verdict.unavailable())
                            .orElse("no scope");
        }
    }
}
