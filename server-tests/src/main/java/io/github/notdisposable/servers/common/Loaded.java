/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.common;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;

/** Holds one marker as long as the application's class loader lives: markers in the server's heap count loaders that are still there. */
@WebServlet("/loaded")
public class Loaded extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Marker MARKER = new Marker();

    /** Validated by a constraint of the provider and one of the application. */
    public record Form(@NotBlank @Lowercase String name) {}

    /** What is counted. */
    static final class Marker {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            boolean valid = factory.getValidator().validate(new Form("")).isEmpty();
            response.getWriter().print(MARKER.getClass().getSimpleName() + (valid ? " valid" : " invalid"));
        }
    }
}
