/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.rest;

import io.github.notdisposable.checker.CallerLocale;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.RefusalMessages;
import io.github.notdisposable.checker.RefusalReason;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers invalid input with problem details (RFC 9457), in the caller's language and without the values that are invalid. It is not registered
 * by itself, since it replaces the server's own answers:
 *
 * <pre>{@code
 * @ApplicationPath("api")
 * public final class Api extends Application {
 *     @Override public Set<Class<?>> getClasses() {
 *         return Set.of(SignUpResource.class, ConstraintViolationProblemMapper.class);
 *     }
 * }
 * }</pre>
 *
 * <p>The property {@code errors} lists what is wrong: {@code field} and {@code message}, and for a refused address {@code reason} (see
 * {@link RefusalReason#code()}) and, if there is one, {@code suggestion}, the domain that was probably meant. The status is 400, and 403 where the
 * client is banned; a return value that is invalid is the server's fault, 500 without {@code errors}.
 *
 * <p>Reason and suggestion need Hibernate Validator, or a client address filter of this library. Thread-safe.
 */
public final class ConstraintViolationProblemMapper implements ExceptionMapper<ConstraintViolationException> {

    private static final String TYPE = "application/problem+json";

    private final Translator translator = new Translator();

    /** A proxy for the headers of the current request. */
    @Context
    private @Nullable HttpHeaders headers;

    /** Creates a mapper. */
    public ConstraintViolationProblemMapper() {}

    @Override
    public Response toResponse(ConstraintViolationException exception) {
        Locale locale = headers == null ? CallerLocale.current() : Languages.best(headers.getAcceptableLanguages());
        if (exception.getConstraintViolations().stream().anyMatch(ConstraintViolationProblemMapper::isOfReturnValue)) {
            return answer(Status.INTERNAL_SERVER_ERROR, "", locale);
        }
        List<ConstraintViolation<?>> violations = List.copyOf(exception.getConstraintViolations());
        boolean banned = violations.stream()
                .anyMatch(violation -> RefusalMessages.reasonOf(violation).equals(Optional.of(RefusalReason.BANNED)));
        String errors = violations.stream()
                .map(violation -> error(violation, locale))
                .sorted()
                .collect(Collectors.joining(",", ",\"errors\":[", "]"));
        return answer(banned ? Status.FORBIDDEN : Status.BAD_REQUEST, errors, locale);
    }

    private static Response answer(Status status, String errors, Locale locale) {
        String body = "{\"type\":\"about:blank\",\"title\":" + Json.text(status.getReasonPhrase()) + ",\"status\":"
                + status.getStatusCode() + errors + "}";
        return Response.status(status)
                .type(TYPE)
                .language(locale)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .entity(body.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private String error(ConstraintViolation<?> violation, Locale locale) {
        StringBuilder error = new StringBuilder("{\"field\":")
                .append(Json.text(field(violation.getPropertyPath())))
                .append(",\"message\":")
                .append(Json.text(translator.message(violation, locale)));
        RefusalMessages.reasonOf(violation)
                .ifPresent(reason -> error.append(",\"reason\":").append(Json.text(reason.code())));
        CheckerEngine.decisionOf(violation)
                .map(EmailDecision::verdict)
                .flatMap(verdict -> Optional.ofNullable(verdict.suggestion()))
                .ifPresent(domain -> error.append(",\"suggestion\":").append(Json.text(domain)));
        return error.append('}').toString();
    }

    private static boolean isOfReturnValue(ConstraintViolation<?> violation) {
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }

    /** Returns the path in the body, or the parameter's name: the method is no affair of the caller's, and a map's key may be an address. */
    private static String field(Path path) {
        StringBuilder properties = new StringBuilder();
        String parameter = "";
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = String.valueOf(node.getName());
            }
            if (node.isInIterable()) {
                properties
                        .append('[')
                        .append(node.getIndex() == null ? "" : node.getIndex().toString())
                        .append(']');
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                properties.append(properties.isEmpty() ? "" : ".").append(node.getName());
            }
        }
        boolean inBody = !properties.isEmpty() && properties.charAt(0) != '[';
        return inBody ? properties.toString() : parameter + properties;
    }
}
