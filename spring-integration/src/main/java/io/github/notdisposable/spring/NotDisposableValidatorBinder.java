/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import io.github.notdisposable.engine.CheckerEngine;
import io.github.notdisposable.validation.NotDisposableValidator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Binds each validator to the engine of the context that creates it. Spring creates validators through its bean factory, and does so before the
 * validation provider initialises them, whichever validator factory the application uses.
 */
final class NotDisposableValidatorBinder implements BeanPostProcessor, PriorityOrdered {

    private final ObjectProvider<CheckerEngine> engine;

    NotDisposableValidatorBinder(ObjectProvider<CheckerEngine> engine) {
        this.engine = engine;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof NotDisposableValidator validator) {
            // Asked for no earlier than a constraint is: a post-processor that needs the checker would make it before
            // its time.
            validator.bindTo(constraint -> engine.getObject().prepare(constraint));
        }
        return bean;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
