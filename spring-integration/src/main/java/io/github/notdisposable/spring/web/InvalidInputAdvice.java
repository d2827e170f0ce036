/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.web;

import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailDecision;
import io.github.notdisposable.checker.RefusalReason;
import jakarta.validation.ConstraintViolation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/**
 * Answers invalid input with problem details, on Spring MVC and on WebFlux. The property {@code errors} lists what is wrong: {@code field} and
 * {@code message}, and for a refused address {@code reason} and, if there is one, {@code suggestion}. The status is 400, and 403 where the client is
 * banned.
 */
@ControllerAdvice
@Order(InvalidInputAdvice.ORDER)
final class InvalidInputAdvice {

    /** Right before Spring's own handler of problem details. */
    static final int ORDER = -1;

    private final MessageSource messages;

    InvalidInputAdvice(MessageSource messages) {
        this.messages = messages;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidBody(MethodArgumentNotValidException invalid, Locale locale) {
        return answer(invalid, errors(invalid.getAllErrors(), locale), locale);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidBody(WebExchangeBindException invalid, Locale locale) {
        return answer(invalid, errors(invalid.getAllErrors(), locale), locale);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidParameters(HandlerMethodValidationException invalid, Locale locale) {
        List<InvalidInput> errors = new ArrayList<>();
        if (!invalid.isForReturnValue()) {
            for (ParameterValidationResult result : invalid.getParameterValidationResults()) {
                errors.addAll(
                        result instanceof ParameterErrors body
                                ? errors(body.getAllErrors(), locale)
                                : errors(result, locale));
            }
        }
        return answer(invalid, errors, locale);
    }

    private List<InvalidInput> errors(List<ObjectError> errors, Locale locale) {
        return errors.stream()
                .map(error -> error(
                        error instanceof FieldError field ? field.getField() : error.getObjectName(),
                        error,
                        error.contains(ConstraintViolation.class) ? error.unwrap(ConstraintViolation.class) : null,
                        locale))
                .toList();
    }

    private List<InvalidInput> errors(ParameterValidationResult result, Locale locale) {
        String name = result.getMethodParameter().getParameterName();
        String field = (name == null ? "" : name)
                + (result.getContainerIndex() == null ? "" : "[" + result.getContainerIndex() + "]");
        return result.getResolvableErrors().stream()
                .map(error -> error(field, error, violation(result, error), locale))
                .toList();
    }

    private static @Nullable ConstraintViolation<?> violation(
            ParameterValidationResult result, MessageSourceResolvable error) {
        try {
            return result.unwrap(error, ConstraintViolation.class);
        } catch (IllegalArgumentException ofAnotherKind) {
            return null;
        }
    }

    private InvalidInput error(
            String field, MessageSourceResolvable error, @Nullable ConstraintViolation<?> violation, Locale locale) {
        return new InvalidInput(
                field,
                messages.getMessage(error, locale),
                Optional.<ConstraintViolation<?>>ofNullable(violation).flatMap(CheckerEngine::decisionOf));
    }

    private ResponseEntity<ProblemDetail> answer(ErrorResponse invalid, List<InvalidInput> errors, Locale locale) {
        ProblemDetail body = invalid.updateAndGetBody(messages, locale);
        if (errors.stream().anyMatch(InvalidInput::isOfABannedClient)) {
            body.setStatus(HttpStatus.FORBIDDEN.value());
            body.setTitle(HttpStatus.FORBIDDEN.getReasonPhrase());
        }
        if (!errors.isEmpty()) {
            body.setProperty(
                    "errors", errors.stream().map(InvalidInput::asProperty).toList());
        }
        return ResponseEntity.status(body.getStatus())
                .headers(invalid.getHeaders())
                .body(body);
    }

    /**
     * Something that is wrong with the input.
     *
     * @param field the field's path in the object, or the parameter's name
     * @param message what is wrong, in the caller's language
     * @param decision what was decided on an address, if that is what is wrong
     */
    private record InvalidInput(String field, String message, Optional<EmailDecision> decision) {

        boolean isOfABannedClient() {
            return decision.flatMap(EmailDecision::refusal)
                    .filter(reason -> reason == RefusalReason.BANNED)
                    .isPresent();
        }

        Map<String, String> asProperty() {
            Map<String, String> property = new LinkedHashMap<>();
            property.put("field", field);
            property.put("message", message);
            decision.flatMap(EmailDecision::refusal).ifPresent(reason -> property.put("reason", reason.code()));
            decision.flatMap(refused -> Optional.ofNullable(refused.verdict().suggestion()))
                    .ifPresent(suggestion -> property.put("suggestion", suggestion));
            return property;
        }
    }
}
