/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import io.github.notdisposable.checker.RefusalReason;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;

/**
 * What is wrong with a field.
 *
 * @param field the field's name
 * @param code the reason as a program reads it, such as {@code required} or {@code disposable}
 * @param message the reason as a person reads it, in their language
 */
record FieldProblem(String field, String code, String message) {

    private static final Map<String, String> CODES =
            Map.of("NotBlank", "required", "Email", "invalid", "Pattern", "invalid", "Size", "length");

    /**
     * Returns one problem for each field that has any. That nothing was typed goes before all else, and why an address is refused before that it
     * is oddly written.
     */
    static List<FieldProblem> of(BindingResult result, @Nullable String email) {
        Map<String, FieldProblem> byField = new LinkedHashMap<>();
        result.getFieldErrors().stream()
                .sorted(Comparator.comparing(FieldError::getField)
                        .thenComparing(error -> !"NotBlank".equals(error.getCode()))
                        .thenComparing(error -> CODES.containsKey(String.valueOf(error.getCode()))))
                .forEach(error -> byField.putIfAbsent(
                        error.getField(),
                        new FieldProblem(
                                error.getField(),
                                codeOf(error, email),
                                Optional.ofNullable(error.getDefaultMessage()).orElse(""))));
        return List.copyOf(byField.values());
    }

    private static String codeOf(FieldError error, @Nullable String email) {
        String known = CODES.get(String.valueOf(error.getCode()));
        return known != null
                ? known
                : Decisions.refusalOf(email).map(RefusalReason::code).orElse("refused");
    }
}
