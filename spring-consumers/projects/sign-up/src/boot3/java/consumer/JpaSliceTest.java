/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.persistence.EntityManager;
import jakarta.validation.ConstraintViolationException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.orm.jpa.DataJpaTest;

/** The slice goes by the settings; {@code ScriptedJpaSliceTest} by what the test says. */
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
}
