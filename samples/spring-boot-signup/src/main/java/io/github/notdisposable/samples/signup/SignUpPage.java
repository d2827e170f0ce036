/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import io.github.notdisposable.checker.RefusalReason;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-up for people. */
@Controller
final class SignUpPage {

    private static final String FORM = "signup";

    private final MessageSource texts;

    SignUpPage(MessageSource texts) {
        this.texts = texts;
    }

    /**
     * What the form shows. The password is never shown again.
     *
     * @param askForPhone whether there is a field for the phone number
     * @param suggestion the address that was probably meant
     * @param seen the address whose suggestion has been shown
     * @param problems messages by field
     */
    record View(
            @Nullable String email,
            @Nullable String phone,
            boolean askForPhone,
            @Nullable String suggestion,
            @Nullable String seen,
            Map<String, String> problems) {

        static View of(@Nullable String email) {
            return new View(email, null, false, null, null, Map.of());
        }
    }

    @GetMapping("/")
    String form(Model model) {
        model.addAttribute(FORM, View.of(null));
        return "signup";
    }

    @PostMapping("/")
    String signUp(
            @Valid @ModelAttribute("form") SignUpForm form,
            BindingResult result,
            Model model,
            HttpServletResponse response) {
        if (StringUtils.hasLength(form.suggestion())) {
            model.addAttribute(FORM, View.of(form.suggestion()));
            return "signup";
        }
        Map<String, String> problems = new LinkedHashMap<>();
        FieldProblem.of(result, form.email()).forEach(problem -> problems.put(problem.field(), problem.message()));
        boolean insists = Objects.equals(form.seen(), form.email());
        String suggestion =
                insists ? null : Decisions.suggestionFor(form.email()).orElse(null);
        boolean needsPhone = Decisions.needsPhone(form.email());
        boolean phoneIsMissing = needsPhone && !StringUtils.hasText(form.phone());
        if (phoneIsMissing && form.phone() != null && suggestion == null) {
            problems.put("phone", texts.getMessage("signup.phone.required", null, LocaleContextHolder.getLocale()));
        }
        if (problems.isEmpty() && suggestion == null && !phoneIsMissing) {
            return "redirect:/welcome?phone=" + needsPhone;
        }
        if (!problems.isEmpty()) {
            response.setStatus(statusOf(form).value());
        }
        model.addAttribute(
                FORM,
                new View(
                        form.email(),
                        form.phone(),
                        needsPhone,
                        suggestion,
                        insists || suggestion != null ? form.email() : null,
                        problems));
        return "signup";
    }

    @GetMapping("/welcome")
    String welcome(@RequestParam(defaultValue = "false") boolean phone, Model model) {
        model.addAttribute("phone", phone);
        return "welcome";
    }

    /** Tomcat's answer to a form that is far too long, which is not worth a stack trace in the log. */
    @ExceptionHandler
    String tooLong(InvalidParameterException tooLong, HttpServletResponse response) {
        response.setStatus(tooLong.getErrorCode());
        return "error";
    }

    private static HttpStatus statusOf(SignUpForm form) {
        return Decisions.refusalOf(form.email())
                .filter(RefusalReason.BANNED::equals)
                .map(banned -> HttpStatus.FORBIDDEN)
                .orElse(HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
