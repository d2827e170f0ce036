/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.providertests;

import static io.github.notdisposable.providertests.Validators.messages;
import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.Block;
import io.github.notdisposable.BusinessEmail;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.NotDisposableDomain;
import io.github.notdisposable.PrimaryEmail;
import io.github.notdisposable.PublicEmail;
import io.github.notdisposable.WhenUnavailable;
import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositionTest {

    private final Validator validator = Validators.stub();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    business | bob@company.example   |
                    business | bob@public.example    | Please use your company email address.
                    business | bob@throwaway.example | Please use a permanent email address. Disposable addresses are not allowed.
                    public   | bob@public.example    |
                    public   | bob@company.example   | Please use an email address from a public provider such as Gmail or Outlook.
                    primary  | bob@public.example    |
                    primary  | bob@relay.example     | Please use your main email address. Forwarding addresses are not allowed.
                    primary  | bob+x@public.example  | Please enter your email address without an added part such as +news.
                    primary  | info@company.example  | Please use your personal email address. Shared mailboxes such as info or support are not allowed.
                    primary  | bob@nomail.example    | This email domain does not accept mail. Please check the address for typing errors.
                    domain   | company.example       |
                    domain   | throwaway.example     | Please use a permanent email address. Disposable addresses are not allowed.
                    domain   | bob@throwaway.example | Please use a permanent email address. Disposable addresses are not allowed.
                    """)
    void judgesByTheReadyMadeCompositions(String property, String value, @Nullable String message) {
        assertThat(messages(validator.validateValue(ReadyMade.class, property + "Email", value)))
                .isEqualTo(message == null ? List.of() : List.of(message));
    }

    @Test
    void overridesTheAttributesOfAReadyMadeComposition() {
        assertThat(messages(validator.validateValue(Overriding.class, "message", "bob@public.example")))
                .containsExactly("Company address, please");
        assertThat(validator.validateValue(Overriding.class, "block", "bob@grey.example"))
                .hasSize(1);
        assertThat(validator.validateValue(Overriding.class, "whenUnavailable", "bob@down.example"))
                .hasSize(1);
        assertThat(validator.validateValue(Overriding.class, "message", "bob@down.example"))
                .isEmpty();
    }

    @Test
    void standsOnListElementsAndInGroups() {
        assertThat(validator.validate(new Elements(List.of("bob@company.example", "bob@public.example"))))
                .hasSize(1);
        assertThat(validator.validate(new InGroup("bob@public.example"))).isEmpty();
        assertThat(validator.validate(new InGroup("bob@public.example"), Company.class))
                .hasSize(1);
        assertThat(validator.validate(new Repeated("bob@public.example"), Company.class))
                .hasSize(1);
    }

    @Test
    void letsUsersComposeTheirOwn() {
        assertThat(validator.validateValue(Own.class, "work", "bob@company.example"))
                .isEmpty();
        assertThat(messages(validator.validateValue(Own.class, "work", "bob@public.example")))
                .containsExactly("Please use your company email address.");
        assertThat(messages(validator.validateValue(Own.class, "work", "bob@grey.example")))
                .containsExactly("This email address looks unusual. Please use a different one.");
    }

    @Test
    void tellsEachConstraintOfACompositionThatIsNotReportedAsOne() {
        assertThat(messages(validator.validateValue(Own.class, "work", null))).containsExactly("needed");
    }

    @Test
    void givesOneMessageForACompositionThatIsReportedAsOne() {
        assertThat(messages(validator.validateValue(Own.class, "single", "bob@public.example")))
                .containsExactly("Work address, please");
        assertThat(messages(validator.validateValue(Own.class, "single", null)))
                .containsExactly("Work address, please");
        assertThat(validator.validateValue(Own.class, "single", "bob@company.example"))
                .isEmpty();
    }

    @Test
    void givesAReadableMessageForACompositionThatBorrowsTheKey() {
        assertThat(messages(validator.validateValue(Own.class, "borrowing", "bob@throwaway.example")))
                .containsExactly("Please use a permanent email address. Disposable addresses are not allowed.");
    }

    @Test
    void passesTheMessageOfAUsersCompositionOn() {
        assertThat(messages(validator.validateValue(Own.class, "passing", "bob@throwaway.example")))
                .containsExactly("Not this one");
    }

    interface Company {}

    record ReadyMade(
            @BusinessEmail String businessEmail,
            @PublicEmail String publicEmail,
            @PrimaryEmail String primaryEmail,
            @NotDisposableDomain String domainEmail) {}

    record Overriding(
            @BusinessEmail(message = "Company address, please")
            String message,

            @BusinessEmail(block = Block.GREY) String block,

            @BusinessEmail(whenUnavailable = WhenUnavailable.REJECT)
            String whenUnavailable) {}

    record Elements(List<@BusinessEmail String> emails) {}

    record InGroup(@BusinessEmail(groups = Company.class) String email) {}

    record Repeated(
            @BusinessEmail(groups = Company.class) @PublicEmail(groups = Company.class)
            String email) {}

    record Own(
            @WorkEmail @Nullable String work,
            @SingleWorkEmail @Nullable String single,
            @BorrowingEmail String borrowing,
            @PassingEmail(message = "Not this one") String passing) {}

    @NotNull(message = "needed")
    @Email
    @NotDisposable(policy = EmailPolicy.BUSINESS_ONLY, block = Block.GREY)
    @Constraint(validatedBy = {})
    @Target({FIELD, TYPE_USE})
    @Retention(RUNTIME)
    @interface WorkEmail {
        String message() default "not told";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    @NotNull
    @BusinessEmail
    @ReportAsSingleViolation
    @Constraint(validatedBy = {})
    @Target({FIELD, TYPE_USE})
    @Retention(RUNTIME)
    @interface SingleWorkEmail {
        String message() default "Work address, please";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    @NotDisposable
    @Constraint(validatedBy = {})
    @Target({FIELD, TYPE_USE})
    @Retention(RUNTIME)
    @interface BorrowingEmail {
        String message() default "{io.github.notdisposable.NotDisposable.message}";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    @NotDisposable
    @Constraint(validatedBy = {})
    @Target({FIELD, TYPE_USE})
    @Retention(RUNTIME)
    @interface PassingEmail {
        @OverridesAttribute(constraint = NotDisposable.class, name = "message")
        String message() default "{io.github.notdisposable.NotDisposable.message}";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }
}
