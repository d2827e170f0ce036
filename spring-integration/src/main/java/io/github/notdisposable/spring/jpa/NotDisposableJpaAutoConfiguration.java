/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.jpa;

import jakarta.validation.ValidatorFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for applications with JPA, whatever the provider: entities are validated by the context's own {@link ValidatorFactory}, and
 * so by its own checker and with its own messages.
 *
 * <p>An application that sets {@code jakarta.persistence.validation.factory} itself keeps what it sets.
 */
@AutoConfiguration
@ConditionalOnClass(
        name = {
            "org.springframework.orm.jpa.AbstractEntityManagerFactoryBean",
            "jakarta.persistence.EntityManagerFactory"
        })
public final class NotDisposableJpaAutoConfiguration {

    /** Called by Spring. */
    public NotDisposableJpaAutoConfiguration() {}

    @Bean
    static ValidatorFactoryForJpa notDisposableValidatorFactoryForJpa(ObjectProvider<ValidatorFactory> factory) {
        return new ValidatorFactoryForJpa(factory);
    }
}
