/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import static io.github.notdisposable.spring.test.EmailAssertions.assertThat;
import static io.github.notdisposable.spring.test.EmailAssertions.assertThatViolations;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.checker.RefusalReason;
import io.github.notdisposable.spring.test.AutoConfigureNotDisposable;
import io.github.notdisposable.spring.test.ScriptedEmails;
import jakarta.persistence.EntityManager;
import jakarta.validation.ConstraintViolationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;

@DataJpaTest(properties = "notdisposable.block=blocked.example")
class JpaSliceTest {

    @Autowired
    private EntityManager entities;

    @Test
    void refusesByTheSettings() {
        entities.persist(new Guest("x@gmail.com"));
        entities.flush();
        assertThatExceptionOfType(ConstraintViolationException.class).isThrownBy(() -> {
            entities.persist(new Guest("x@blocked.example"));
            entities.flush();
        });
    }

    @Nested
    @AutoConfigureNotDisposable
    class Scripted {

        @Autowired
        private EntityManager scripted;

        @Autowired
        private ScriptedEmails emails;

        @Autowired
        private EmailChecker checker;

        @Test
        void refusesAsTheTestSays() {
            emails.given("scripted.example", EmailTrait.DISPOSABLE);

            assertThat(checker).refuses("x@scripted.example", RefusalReason.DISPOSABLE).allows("x@mailinator.com");
            scripted.persist(new Guest("x@mailinator.com"));
            scripted.flush();
            assertThatExceptionOfType(ConstraintViolationException.class)
                    .isThrownBy(() -> {
                        scripted.persist(new Guest("x@scripted.example"));
                        scripted.flush();
                    })
                    .satisfies(refused -> assertThatViolations(refused.getConstraintViolations())
                            .refuse("email", RefusalReason.DISPOSABLE));
        }
    }
}
