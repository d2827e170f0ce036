/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.NotDisposableDomain;
import io.github.notdisposable.WhenUnavailable;
import io.github.notdisposable.fixtures.LogCapture;
import io.github.notdisposable.spi.NotDisposableEngines;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.nio.CharBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import org.hibernate.validator.engine.HibernateConstraintViolation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckerEngineTest {

    record SignUp(@NotDisposable String email) {}

    record Strict(
            @NotDisposable(whenUnavailable = WhenUnavailable.REJECT)
            String email) {}

    record Own(
            @NotDisposable(message = "Not this one, please.")
            String email) {}

    record Site(@NotDisposableDomain String domain) {}

    private final EmailChecker checker =
            EmailChecker.builder().block(List.of("blocked.example")).build();
    private NotDisposableEngines.Registration registration;
    private ValidatorFactory factory;
    private Validator validator;

    @BeforeEach
    void start() {
        registration = CheckerEngine.of(checker).register();
        factory = Validation.buildDefaultValidatorFactory();
        validator = factory.getValidator();
    }

    @AfterEach
    void stop() {
        factory.close();
        registration.close();
        checker.close();
    }

    @Test
    void refusesADisposableAddressWithAMessageAndTheDecisionAsPayload() {
        Set<ConstraintViolation<SignUp>> violations = validator.validate(new SignUp("bob@mailinator.com"));

        assertThat(violations).singleElement().satisfies(violation -> {
            assertThat(violation.getMessage()).isEqualTo(message("disposable"));
            assertThat(violation.getPropertyPath()).hasToString("email");
            HibernateConstraintViolation<?> hibernate = violation.unwrap(HibernateConstraintViolation.class);
            EmailDecision decision = hibernate.getDynamicPayload(EmailDecision.class);
            assertThat(decision.refusal()).contains(RefusalReason.DISPOSABLE);
            assertThat(decision.verdict().domain()).isEqualTo("mailinator.com");
        });
    }

    @Test
    void letsInWhatIsNoAddressAndWhatIsFine() {
        assertThat(validator.validate(new SignUp("bob@gmail.com"))).isEmpty();
        assertThat(validator.validate(new SignUp(null))).isEmpty();
        assertThat(validator.validate(new SignUp(""))).isEmpty();
        assertThat(validator.validate(new SignUp("mailinator.com"))).isEmpty();
    }

    @Test
    void checksABareDomainWhereTheAnnotationSaysSo() {
        assertThat(validator.validate(new Site("mailinator.com"))).hasSize(1);
        assertThat(validator.validate(new Site("bob@mailinator.com"))).hasSize(1);
        assertThat(validator.validate(new Site("example.com"))).isEmpty();
        assertThat(validator.validate(new Site("@mailinator.com"))).hasSize(1);
        assertThat(validator.validate(new Site("@example.com"))).isEmpty();
        assertThat(validator.validate(new Site("a_b.mailinator.com"))).hasSize(1);
        assertThat(validator.validate(new Site("a_b.example.com"))).isEmpty();
    }

    @Test
    void tellsTheMessageOfTheReason() {
        assertThat(validator.validate(new SignUp("bob@blocked.example")))
                .singleElement()
                .extracting(ConstraintViolation::getMessage)
                .isEqualTo(message("blocklisted"));
    }

    @Test
    void letsAMessageOnTheAnnotationWin() {
        assertThat(validator.validate(new Own("bob@mailinator.com")))
                .singleElement()
                .extracting(ConstraintViolation::getMessage)
                .isEqualTo("Not this one, please.");
    }

    @Test
    void keepsTheVerdictForTheControllerWhenNothingWasRefused() {
        try (CheckedEmails scope = CheckedEmails.open()) {
            validator.validate(new SignUp("bob+x@gmail.com"));

            assertThat(scope.decisionOn("bob+x@gmail.com").orElseThrow().isAllowed())
                    .isTrue();
        }
        assertThat(CheckedEmails.current()).isEmpty();
    }

    @Test
    void countsABrokenSupplierAsUnavailableAndNeverThrows() {
        registration.close();
        EmailChecker broken = EmailChecker.builder()
                .client(() -> {
                    throw new IllegalStateException("198.51.100.7");
                })
                .build();
        registration = CheckerEngine.of(broken).register();
        try (ValidatorFactory another = Validation.buildDefaultValidatorFactory()) {
            assertThat(another.getValidator().validate(new SignUp("bob@mailinator.com")))
                    .isEmpty();
            assertThat(another.getValidator().validate(new Strict("bob@mailinator.com")))
                    .singleElement()
                    .extracting(ConstraintViolation::getMessage)
                    .isEqualTo(message("unavailable"));
        }
        broken.close();
    }

    @Test
    void logsABrokenSupplierOnceAndOnceThatItWorksAgain() {
        AtomicLong now = new AtomicLong();
        AtomicBoolean fails = new AtomicBoolean(true);
        LogCapture log = new LogCapture();
        try (EmailChecker broken = EmailChecker.builder()
                .client(() -> {
                    if (fails.get()) {
                        throw new IllegalStateException("198.51.100.7");
                    }
                    return Optional.empty();
                })
                .build()) {
            BiPredicate<CharSequence, ConstraintValidatorContext> rule =
                    new CheckerEngine(broken, refusal -> {}, now::get).prepare(constraint());
            for (int i = 0; i < 100; i++) {
                fails.set(i % 2 == 0);
                assertThat(rule.test(unscreened("bob@example.com"), null)).isTrue();
            }
            fails.set(false);
            now.addAndGet(TimeUnit.MINUTES.toNanos(1));
            assertThat(rule.test(unscreened("bob@example.com"), null)).isTrue();
            assertThat(rule.test(unscreened("bob@example.com"), null)).isTrue();
        } finally {
            log.close();
        }

        assertThat(log.lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("WARN")
                                .contains("java.lang.IllegalStateException")
                                .doesNotContain("198.51"),
                        line -> assertThat(line).contains("work again"));
    }

    /** What is no string is not let in at a glance. */
    private static CharSequence unscreened(String address) {
        return CharBuffer.wrap(address);
    }

    private static NotDisposable constraint() {
        try {
            return SignUp.class.getDeclaredField("email").getAnnotation(NotDisposable.class);
        } catch (NoSuchFieldException gone) {
            throw new AssertionError(gone);
        }
    }

    private static String message(String reason) {
        return java.util.ResourceBundle.getBundle("ContributorValidationMessages")
                .getString("io.github.notdisposable.NotDisposable." + reason + ".message");
    }
}
