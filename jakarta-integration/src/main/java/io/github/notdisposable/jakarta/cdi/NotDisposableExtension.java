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
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import java.util.HashSet;
import java.util.Set;
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

    /** Where the library is shared by several applications, its class loader belongs to none of them. */
    private static final Set<Class<?>> OWN = Set.of(RequestEmails.class, EmailChecker.class);

    private @Nullable DeploymentEngine engine;
    private boolean hasBean;

    /** Those of the application's beans: a server may run a sub-deployment without an event, and with a context class loader of its own. */
    private final Set<ClassLoader> loaders = new HashSet<>();

    /** Creates an extension; containers do. */
    public NotDisposableExtension() {}

    void addRequestEmails(@Observes BeforeBeanDiscovery event, BeanManager beans) {
        event.addAnnotatedType(beans.createAnnotatedType(RequestEmails.class), RequestEmails.class.getName());
    }

    void noteBean(@Observes ProcessBean<?> event) {
        Bean<?> bean = event.getBean();
        hasBean |= bean.getTypes().contains(EmailChecker.class)
                && bean.getQualifiers().contains(Default.Literal.INSTANCE);
        ClassLoader loader = bean.getBeanClass().getClassLoader();
        if (loader != null && !OWN.contains(bean.getBeanClass())) {
            loaders.add(loader);
        }
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
        loaders.clear();
    }

    private void registerHere() {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        if (engine != null && (application == null || !SpringStarter.isIn(application))) {
            engine.register();
            loaders.stream().filter(loader -> !SpringStarter.isIn(loader)).forEach(engine::registerFor);
        }
    }
}
