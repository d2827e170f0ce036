/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.test;

import static io.github.notdisposable.spring.test.EmailAssertions.assertThat;
import static io.github.notdisposable.spring.test.EmailAssertions.assertThatViolations;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.notdisposable.Block;
import io.github.notdisposable.Category;
import io.github.notdisposable.EmailPolicy;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.NotDisposable;
import io.github.notdisposable.backend.UnavailableReason;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.EmailRule;
import io.github.notdisposable.checker.RefusalReason;
import io.github.notdisposable.client.ClientIp;
import io.github.notdisposable.client.ClientIpHolder;
import io.github.notdisposable.testkit.SettableClock;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestPropertySource;

/** The tests of an application, as its team would write them. */
@SpringBootTest
@AutoConfigureNotDisposable
@TestPropertySource(
        properties = {
            "notdisposable.block=blocked.example",
            "notdisposable.abuse.enabled=true",
            "notdisposable.abuse.limit=1"
        })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AutoConfigureNotDisposableTest {

    @Autowired
    private ScriptedEmails emails;

    @Autowired
    private EmailChecker checker;

    @Autowired
    private Validator validator;

    @Autowired
    private SettableClock clock;

    @Test
    @Order(1)
    void knowsNothingButWhatTheTestSays() {
        assertThat(checker).allows("bob@mailinator.com");
        emails.given("mailinator.com", EmailTrait.DISPOSABLE).given("ann@mailinator.com");

        assertThat(checker)
                .refuses("bob@mailinator.com", RefusalReason.DISPOSABLE)
                .allows("ann@mailinator.com")
                .refuses("x@blocked.example", RefusalReason.BLOCKLISTED);
        Assertions.assertThat(emails.asked())
                .containsExactly("bob@mailinator.com", "bob@mailinator.com", "ann@mailinator.com");
    }

    @Test
    @Order(2)
    void leavesNothingOfATestToTheNext() {
        assertThat(checker).allows("bob@mailinator.com");
        Assertions.assertThat(emails.asked()).containsExactly("bob@mailinator.com");
    }

    @Test
    void scriptsCategoriesAndOutages() {
        emails.given("grey.example", Category.GREY).unavailable("down.example", UnavailableReason.TIMEOUT);

        assertThat(checker)
                .allows("bob@down.example")
                .under(EmailRule.of(EmailPolicy.DISPOSABLE_ONLY, Block.GREY))
                .refuses("bob@grey.example", RefusalReason.GREY);
    }

    @Test
    void saysWhichFieldsOfABeanAreRefused() {
        emails.given("a.example", EmailTrait.DISPOSABLE);

        assertThatViolations(validator.validate(new SignUp("bob@a.example", "")))
                .refuse("email", RefusalReason.DISPOSABLE);
        assertThatViolations(validator.validate(new SignUp("bob@b.example", "")))
                .refuseNoAddress();
    }

    @Test
    void saysWhatWasExpectedAndWhatWas() {
        emails.given("a.example", EmailTrait.DISPOSABLE);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(checker).allows("bob@a.example"))
                .withMessageContaining("refused as <disposable>");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(checker).refuses("bob@b.example", RefusalReason.RELAY))
                .withMessageContaining("<relay>")
                .withMessageContaining("let in");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThatViolations(validator.validate(new SignUp("bob@a.example", "Bob")))
                        .refuseNoAddress())
                .withMessageContaining("email=disposable");
        assertThatIllegalArgumentException().isThrownBy(() -> emails.given("no domain", EmailTrait.RELAY));
    }

    @Test
    void letsABanRunOutAsTheTestMovesTheClock() {
        emails.given("a.example", EmailTrait.DISPOSABLE);
        try (ClientIpHolder.Scope client =
                ClientIpHolder.open(ClientIp.parse("198.51.100.7").orElseThrow())) {
            Assertions.assertThat(client).isNotNull();
            assertThat(checker)
                    .refuses("bob@a.example", RefusalReason.DISPOSABLE)
                    .refuses("eve@a.example", RefusalReason.BANNED)
                    .refuses("ann@b.example", RefusalReason.BANNED);
            clock.advance(Duration.ofHours(1));
            assertThat(checker).allows("ann@b.example");
        }
    }

    /** Has no annotation of its own: that of the class around it holds. */
    @Nested
    class Inside {

        @Test
        void isScriptedToo() {
            emails.given("a.example", EmailTrait.DISPOSABLE);
            assertThat(checker).refuses("bob@a.example", RefusalReason.DISPOSABLE);
        }
    }

    record SignUp(@NotDisposable String email, @NotBlank String name) {}

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}
}
