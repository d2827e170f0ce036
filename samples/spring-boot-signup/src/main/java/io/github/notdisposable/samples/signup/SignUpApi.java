/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.notdisposable.checker.RefusalReason;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.BindingResult;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The sign-up for programs. */
@RestController
final class SignUpApi {

    /**
     * The answer to a program whose sign-up was let in.
     *
     * @param phoneVerification whether a phone number is to be asked for and verified
     * @param suggestion the address that was probably meant; absent where the address looks right
     */
    record Welcome(
            boolean phoneVerification,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> suggestion) {}

    @PostMapping("/api/signups")
    ResponseEntity<Object> signUp(@Valid @RequestBody SignUp signUp, BindingResult result, Locale language) {
        if (signUp.email() == null || signUp.password() == null) {
            return noSuchObject();
        }
        List<FieldProblem> problems = FieldProblem.of(result, signUp.email());
        if (!problems.isEmpty()) {
            boolean banned = Decisions.refusalOf(signUp.email())
                    .filter(RefusalReason.BANNED::equals)
                    .isPresent();
            return refusal(
                    banned ? HttpStatus.FORBIDDEN : HttpStatus.UNPROCESSABLE_CONTENT,
                    problems,
                    Decisions.suggestionFor(signUp.email()),
                    language);
        }
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(new Welcome(Decisions.needsPhone(signUp.email()), Decisions.suggestionFor(signUp.email())));
    }

    /** A body that is not JSON at all is no better than JSON of the wrong shape. */
    @ExceptionHandler
    ProblemDetail notJson(HttpMediaTypeNotSupportedException notJson) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "Expected a JSON object");
    }

    private static ResponseEntity<Object> noSuchObject() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "Expected a JSON object with the texts email and password");
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ResponseEntity<Object> refusal(
            HttpStatus status, List<FieldProblem> problems, Optional<String> suggestion, Locale language) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(status, problems.get(0).message());
        problem.setProperty("errors", problems);
        suggestion.ifPresent(meant -> problem.setProperty("suggestion", meant));
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLanguage(language);
        return new ResponseEntity<>(problem, headers, status);
    }
}
