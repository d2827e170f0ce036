/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.config.Settings;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EngineStartTest {

    private final List<LogRecord> lines = new ArrayList<>();

    @Test
    void saysLoudlyThatAnotherValidatorIgnoresTheConstraint() {
        Validator another = (Validator) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Validator.class}, (proxy, method, arguments) -> null);

        start(another);
        start(null);

        assertThat(lines).hasSize(2).allSatisfy(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.SEVERE);
            assertThat(line.getMessage()).contains("IGNORED", "micronaut-hibernate-validator");
        });
    }

    @Test
    void hasNothingToSayOfHibernateValidator() {
        try (ValidatorFactory factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            start(factory.getValidator());
        }

        assertThat(lines).isEmpty();
    }

    private void start(@Nullable Validator validator) {
        Logger logger = Logger.getLogger(EngineStart.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                lines.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try (EmailChecker checker = EmailChecker.builder().build()) {
            new EngineStart(Settings.of(), checker, validator).release();
        } finally {
            logger.removeHandler(handler);
        }
    }
}
