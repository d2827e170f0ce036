/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.reactive;

import io.micrometer.context.ContextRegistry;
import org.springframework.context.i18n.LocaleContextThreadLocalAccessor;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Hooks;

/** Has Reactor restore thread-locals from its context. Safe when Micrometer's context propagation is absent. */
final class ContextPropagation {

    private static final boolean PRESENT =
            ClassUtils.isPresent("io.micrometer.context.ContextRegistry", ContextPropagation.class.getClassLoader());

    private ContextPropagation() {}

    /** Switches it on for the whole JVM, as Spring Boot does. */
    static void enable() {
        if (PRESENT) {
            Hooks.enableAutomaticContextPropagation();
        }
    }

    /** Lets messages follow the locale of the request where nothing else sets it, as in functional endpoints. */
    static void carryLocales() {
        if (PRESENT) {
            Registry.carryLocales();
        }
    }

    /** Touched only where context propagation is present. */
    private static final class Registry {

        static void carryLocales() {
            ContextRegistry registry = ContextRegistry.getInstance();
            boolean known = registry.getThreadLocalAccessors().stream()
                    .anyMatch(accessor -> ClientIpWebFilter.LOCALE_KEY.equals(accessor.key()));
            if (!known) {
                registry.registerThreadLocalAccessor(new LocaleContextThreadLocalAccessor());
            }
        }
    }
}
