/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.ear;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.servers.ejb.RegistrationEjb;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.util.function.Supplier;

/** Asks the EJB module and the web module about one address. */
@WebServlet("/ear")
public class EarServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @EJB
    private RegistrationEjb ejb;

    public record Form(@NotDisposable String email) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String email = request.getParameter("email");
        response.getWriter().print(inAScope("ejb ", () -> inEjb(email)) + inAScope(", web ", () -> inWeb(email)));
    }

    /** As if in a request of its own: within one, the verdict that a module has reached counts for the next one, too. */
    private static String inAScope(String module, Supplier<String> answer) {
        CheckedEmails scope = CheckedEmails.open();
        try {
            return module + answer.get();
        } finally {
            scope.close();
        }
    }

    private String inEjb(String email) {
        try {
            return ejb.register(email);
        } catch (EJBException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ConstraintViolationException) {
                    return "refused";
                }
            }
            throw e;
        }
    }

    private static String inWeb(String email) {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(new Form(email)).isEmpty() ? "registered" : "refused";
        }
    }
}
