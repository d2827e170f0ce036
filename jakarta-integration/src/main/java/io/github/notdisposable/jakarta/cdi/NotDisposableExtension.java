/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.cdi;

import io.github.notdisposable.abuse.AbuseEvent;
import io.github.notdisposable.checker.CheckerEngine;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.jakarta.internal.SpringStarter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import org.jspecify.annotations.Nullable;

/**
 * Joins the library to CDI.
 *
 * <ul>
 *   <li>{@link EmailChecker} can be injected: the one by which the constraints of the deployment are checked. A bean or an alternative of the
 *       application's own replaces it, for the constraints too.
 *   <li>{@link RequestEmails} is there in each request, in pages as {@code #{notDisposable}}.
 *   <li>Observers learn of refusals ({@link CheckerEngine.Refusal}) and of limits and bans ({@link AbuseEvent}); the latter only if the checker is not a
 *       bean of the application's. They run on the validating thread; what they throw is logged and otherwise ignored.
 * </ul>
 *
 * <p>The engine is registered for the deployment, and in an EAR for each sub-deployment, and closed at the end. An application on Spring Boot is
 * left to its starter. Containers find it by themselves.
 */
public class NotDisposableExtension implements Extension {

    private @Nullable DeploymentEngine engine;
    private boolean hasBean;

    /** Creates an extension; containers do. */
    public NotDisposableExtension() {}

    void addRequestEmails(@Observes BeforeBeanDiscovery event, BeanManager beans) {
        event.addAnnotatedType(beans.createAnnotatedType(RequestEmails.class), RequestEmails.class.getName());
    }

    void noteChecker(@Observes ProcessBean<?> event) {
        hasBean |= event.getBean().getTypes().contains(EmailChecker.class)
                && event.getBean().getQualifiers().contains(Default.Literal.INSTANCE);
    }

    void addChecker(@Observes AfterBeanDiscovery event, BeanManager beans) {
        DeploymentEngine made = new DeploymentEngine(beans, hasBean);
        engine = made;
        if (!hasBean) {
            // Not a normal scope: the class is final, and in an EAR each sub-deployment has its own.
            event.<EmailChecker>addBean()
                    .beanClass(EmailChecker.class)
                    .types(EmailChecker.class, Object.class)
                    .scope(Dependent.class)
                    .createWith(context -> made.checkerEngine()
                            .orElseThrow(() -> new IllegalStateException(
                                    "There is no EmailChecker to inject, since notdisposable.enabled is false"))
                            .checker());
        }
    }

    void register(@Observes AfterDeploymentValidation event) {
        registerHere();
    }

    void registerForSubDeployment(@Observes @Initialized(ApplicationScoped.class) Object event) {
        registerHere();
    }

    void release(@Observes BeforeShutdown event) {
        if (engine != null) {
            engine.close();
        }
    }

    private void registerHere() {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        if (engine != null && (application == null || !SpringStarter.isIn(application))) {
            engine.register();
        }
    }
}
