/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import io.github.notdisposable.spi.NotDisposableEngine;
import io.github.notdisposable.validation.NotDisposableValidator;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Binds each validator to the engine of the context that creates it. Spring creates validators through its bean factory, and does so before the
 * validation provider initialises them, whichever validator factory the application uses.
 */
final class NotDisposableValidatorBinder implements BeanPostProcessor, PriorityOrdered {

    private final NotDisposableEngine engine;

    NotDisposableValidatorBinder(NotDisposableEngine engine) {
        this.engine = engine;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof NotDisposableValidator validator) {
            validator.bindTo(engine);
        }
        return bean;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
