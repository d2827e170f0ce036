/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.jpa;

import jakarta.validation.ValidatorFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * Hands the context's validator factory to each entity manager factory before it is made. A persistence provider would make one of its own
 * otherwise, whose validators Spring does not create and nobody binds.
 */
final class ValidatorFactoryForJpa implements BeanPostProcessor, PriorityOrdered {

    private static final String VALIDATION_FACTORY = "jakarta.persistence.validation.factory";

    private final ObjectProvider<ValidatorFactory> factory;

    ValidatorFactoryForJpa(ObjectProvider<ValidatorFactory> factory) {
        this.factory = factory;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof AbstractEntityManagerFactoryBean entityManagers
                && !entityManagers.getJpaPropertyMap().containsKey(VALIDATION_FACTORY)) {
            factory.ifUnique(unique -> entityManagers.getJpaPropertyMap().put(VALIDATION_FACTORY, unique));
        }
        return bean;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
