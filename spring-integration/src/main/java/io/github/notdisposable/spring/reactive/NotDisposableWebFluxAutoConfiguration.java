/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.reactive;

import io.github.notdisposable.backend.BackendAnswer;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.client.ClientRequest.Rewriting;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import io.github.notdisposable.spring.ConditionalOnNotDisposable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/**
 * Auto-configuration for applications on WebFlux: for each request, the client's address is found out by the properties
 * {@code notdisposable.client-ip.*}, and the verdicts on its addresses are kept.
 *
 * <p>Validators see both, and the language of the request, on whatever thread they run: unless {@code spring.reactor.context-propagation} is set,
 * Reactor's automatic context propagation is switched on, as {@code auto} does. A {@link ClientIpWebFilter} bean of the application's own replaces
 * ours.
 */
@AutoConfiguration(afterName = "io.github.notdisposable.spring.NotDisposableAutoConfiguration")
@ConditionalOnClass(name = {"org.springframework.web.server.WebFilter", "reactor.core.publisher.Mono"})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnNotDisposable
public final class NotDisposableWebFluxAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(NotDisposableWebFluxAutoConfiguration.class);

    private static final String PROPAGATION = "spring.reactor.context-propagation";

    /** Called by Spring. */
    public NotDisposableWebFluxAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    static ClientIpWebFilter clientIpWebFilter(
            ClientIpResolver resolver,
            ObjectProvider<ForwardedHeaderTransformer> transformer,
            Settings settings,
            EmailChecker checker,
            Environment environment) {
        ContextPropagation.carryLocales();
        if (environment.getProperty(PROPAGATION) == null) {
            ContextPropagation.enable();
        }
        warnIfNobodyWillSeeTheClient(settings, checker);
        // It runs before any filter, and leaves no trace of the address that it replaces.
        boolean firstEntryIsTaken = transformer.stream().anyMatch(forwarded -> !forwarded.isRemoveOnly());
        return new ClientIpWebFilter(resolver, firstEntryIsTaken ? Rewriting.FIRST_ENTRY : Rewriting.NONE);
    }

    private static void warnIfNobodyWillSeeTheClient(Settings settings, EmailChecker checker) {
        boolean inUse = settings.get(SettingsCatalog.ABUSE_ENABLED)
                || checker.backends().stream().anyMatch(backend -> backend.scope() == BackendAnswer.Scope.CLIENT);
        if (inUse && !ClientIpWebFilter.isSeenByValidators()) {
            LOG.warn(
                    "A service or the abuse shield goes by the client's address, which validators do not see here: set {}=auto, or leave it"
                            + " unset, and have io.micrometer:context-propagation on the class path.",
                    PROPAGATION);
        }
    }
}
