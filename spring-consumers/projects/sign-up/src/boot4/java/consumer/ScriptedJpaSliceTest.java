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
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;

@DataJpaTest
@AutoConfigureNotDisposable
class ScriptedJpaSliceTest {

    @Autowired
    private EntityManager entities;

    @Autowired
    private ScriptedEmails emails;

    @Autowired
    private EmailChecker checker;

    @Test
    void refusesAsTheTestSays() {
        emails.given("scripted.example", EmailTrait.DISPOSABLE);

        assertThat(checker).refuses("x@scripted.example", RefusalReason.DISPOSABLE).allows("x@mailinator.com");
        entities.persist(new Guest("x@mailinator.com"));
        entities.flush();
        assertThatExceptionOfType(ConstraintViolationException.class)
                .isThrownBy(() -> {
                    entities.persist(new Guest("x@scripted.example"));
                    entities.flush();
                })
                .satisfies(refused -> assertThatViolations(refused.getConstraintViolations())
                        .refuse("email", RefusalReason.DISPOSABLE));
    }
}
