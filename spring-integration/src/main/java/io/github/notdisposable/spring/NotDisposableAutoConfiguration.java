/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.checker.CheckListener;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.embedded.EmbeddedBackend;
import io.github.notdisposable.engine.CheckerEngine;
import io.github.notdisposable.spi.NotDisposableEngines.Registration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration of the {@link EmailChecker} and of the validators of {@link io.github.notdisposable.NotDisposable}.
 *
 * <p>An {@link EmailChecker} bean of the application's own replaces ours. Else ours asks the {@link EmailBackend} beans, tells the
 * {@link CheckListener} beans, and can be changed by {@link EmailCheckerCustomizer} beans. Closing the application context closes it.
 *
 * <p>Each validator that Spring creates asks the checker of the context that created it, so that several contexts in one Java process do not
 * see each other. A validator that somebody else creates, with {@code Validation.buildDefaultValidatorFactory()} for example, asks that of
 * the context which started last.
 */
@AutoConfiguration
public final class NotDisposableAutoConfiguration {

    /** Called by Spring. */
    public NotDisposableAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    static EmailChecker emailChecker(
            ObjectProvider<EmailBackend> backends,
            ObjectProvider<CheckListener> listeners,
            ObjectProvider<EmailCheckerCustomizer> customizers) {
        EmailChecker.Builder builder = EmailChecker.builder().backend(EmbeddedBackend.create());
        backends.orderedStream().forEach(builder::backend);
        listeners.orderedStream().forEach(builder::listener);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean
    static CheckerEngine notDisposableEngine(EmailChecker checker) {
        return CheckerEngine.of(checker);
    }

    /** Not lazy, ever: what is wrong with the settings shall show when the application starts, and not when the first form is sent. */
    @Bean
    @Lazy(false)
    static Registration notDisposableEngineRegistration(CheckerEngine engine) {
        return engine.register();
    }

    @Bean
    static NotDisposableValidatorBinder notDisposableValidatorBinder(ObjectProvider<CheckerEngine> engine) {
        return new NotDisposableValidatorBinder(engine);
    }
}
