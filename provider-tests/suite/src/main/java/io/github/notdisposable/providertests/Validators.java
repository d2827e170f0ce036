/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.providertests;

import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.spi.NotDisposableEngine;
import io.github.notdisposable.validation.NotDisposableValidator;
import jakarta.validation.Configuration;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorFactory;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Collection;
import java.util.List;

/** Makes validators, in the way of a framework that binds each validator it creates to its own engine. */
final class Validators {

    private static final Validator STUB =
            configuredWith(stubEngine()).buildValidatorFactory().getValidator();

    private Validators() {}

    /** A validator that asks {@link StubBackend}. */
    static Validator stub() {
        return STUB;
    }

    static NotDisposableEngine stubEngine() {
        return CheckerEngine.of(
                EmailChecker.builder().backend(new StubBackend()).build());
    }

    /** A configuration that binds to an engine, to be changed further. */
    static Configuration<?> configuredWith(NotDisposableEngine engine) {
        Configuration<?> configuration = Validation.byDefaultProvider().configure();
        return configuration.constraintValidatorFactory(
                new BindingFactory(configuration.getDefaultConstraintValidatorFactory(), engine));
    }

    static List<String> messages(Collection<? extends ConstraintViolation<?>> violations) {
        return violations.stream().map(ConstraintViolation::getMessage).sorted().toList();
    }

    static List<String> paths(Collection<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(violation -> violation.getPropertyPath().toString())
                .sorted()
                .toList();
    }

    private record BindingFactory(ConstraintValidatorFactory creator, NotDisposableEngine engine)
            implements ConstraintValidatorFactory {

        @Override
        public <T extends ConstraintValidator<?, ?>> T getInstance(Class<T> type) {
            T created = creator.getInstance(type);
            if (created instanceof NotDisposableValidator validator) {
                validator.bindTo(engine);
            }
            return created;
        }

        @Override
        public void releaseInstance(ConstraintValidator<?, ?> instance) {
            creator.releaseInstance(instance);
        }
    }
}
