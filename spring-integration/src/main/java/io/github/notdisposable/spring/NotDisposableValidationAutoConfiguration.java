/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.spi.NotDisposableEngine;
import io.github.notdisposable.spi.NotDisposableEngines;
import io.github.notdisposable.spi.NotDisposableEngines.Registration;
import jakarta.validation.Validator;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration of the validators of {@link io.github.notdisposable.NotDisposable}.
 *
 * <p>Each validator that Spring creates asks the checker of the context that created it, so that several contexts in one Java process do not
 * see each other. So do those of a persistence provider, which gets the context's {@link jakarta.validation.ValidatorFactory}. A validator
 * that somebody else creates, with {@code Validation.buildDefaultValidatorFactory()} for example, asks that of the context which started last.
 *
 * <p>Where {@code notdisposable.enabled} is {@code false}, every value is valid.
 */
@AutoConfiguration(after = NotDisposableAutoConfiguration.class)
public final class NotDisposableValidationAutoConfiguration {

    /** Called by Spring. */
    public NotDisposableValidationAutoConfiguration() {}

    /** Not lazy, ever: what is wrong with the settings shall show when the application starts, and not when the first form is sent. */
    @Bean
    @Lazy(false)
    static Registration notDisposableEngineRegistration(ObjectProvider<CheckerEngine> engine) {
        return NotDisposableEngines.register(engineOf(engine));
    }

    @Bean
    static NotDisposableValidatorBinder notDisposableValidatorBinder(ObjectProvider<CheckerEngine> engine) {
        // Asked for no earlier than a constraint is: a post-processor that needs the checker would make it before its
        // time.
        return new NotDisposableValidatorBinder(constraint -> engineOf(engine).prepare(constraint));
    }

    /** Not lazy, so that a name that is wrong ends the start. */
    @Bean
    @Lazy(false)
    static PolicyNameCheck notDisposablePolicyNameCheck(
            ListableBeanFactory beans, ObjectProvider<CheckerEngine> engine, ObjectProvider<Validator> validator) {
        return new PolicyNameCheck(beans, engine, validator);
    }

    private static NotDisposableEngine engineOf(ObjectProvider<CheckerEngine> provider) {
        CheckerEngine engine = provider.getIfAvailable();
        return engine != null ? engine : CheckerEngine.off();
    }
}
