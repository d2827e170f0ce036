/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.micronaut;

import io.micronaut.core.reflect.ClassUtils;
import org.jspecify.annotations.Nullable;

/** Tells threads that may not wait: Micronaut marks those of its event loops as Reactor does. */
final class EventLoops {

    private static final @Nullable Class<?> NON_BLOCKING = ClassUtils.forName(
                    "reactor.core.scheduler.NonBlocking", EventLoops.class.getClassLoader())
            .orElse(null);

    private EventLoops() {}

    static boolean isCurrent() {
        return NON_BLOCKING != null && NON_BLOCKING.isInstance(Thread.currentThread());
    }
}
