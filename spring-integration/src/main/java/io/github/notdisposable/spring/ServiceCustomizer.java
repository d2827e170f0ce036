/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import io.github.notdisposable.backend.EmailBackend;
import io.github.notdisposable.config.ConfiguredChecker;

/**
 * Wraps each backend that asks a service, within its cache and circuit breaker. Beans of this type are applied in their order; see
 * {@link ConfiguredChecker.Builder#customizeService}.
 */
@FunctionalInterface
public interface ServiceCustomizer {

    /**
     * Wraps a backend.
     *
     * @param service sends one request for each question
     * @return what is used in its place; it passes on all that it does not change, and closes {@code service} with itself
     */
    EmailBackend customize(EmailBackend service);
}
