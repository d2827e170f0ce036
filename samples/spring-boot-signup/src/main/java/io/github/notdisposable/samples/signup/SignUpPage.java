/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import io.github.notdisposable.checker.RefusalReason;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.validation.BindingResult;
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
     * @param problems messages by field
     */
    record View(
            @Nullable String email,
            @Nullable String phone,
            boolean askForPhone,
            @Nullable String suggestion,
            Map<String, String> problems) {

        static View of(@Nullable String email) {
            return new View(email, null, false, null, Map.of());
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
        boolean needsPhone = Decisions.needsPhone(form.email());
        if (needsPhone && !StringUtils.hasText(form.phone())) {
            problems.put("phone", texts.getMessage("signup.phone.required", null, LocaleContextHolder.getLocale()));
        }
        String suggestion = Objects.equals(form.seen(), form.email())
                ? null
                : Decisions.suggestionFor(form.email()).orElse(null);
        if (problems.isEmpty() && suggestion == null) {
            return "redirect:/welcome?phone=" + needsPhone;
        }
        if (!problems.isEmpty()) {
            response.setStatus(statusOf(form).value());
        }
        model.addAttribute(FORM, new View(form.email(), form.phone(), needsPhone, suggestion, problems));
        return "signup";
    }

    @GetMapping("/welcome")
    String welcome(@RequestParam(defaultValue = "false") boolean phone, Model model) {
        model.addAttribute("phone", phone);
        return "welcome";
    }

    private static HttpStatus statusOf(SignUpForm form) {
        return Decisions.refusalOf(form.email())
                .filter(RefusalReason.BANNED::equals)
                .map(banned -> HttpStatus.FORBIDDEN)
                .orElse(HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
