/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import io.github.notdisposable.checker.EmailChecker;

/**
 * Changes the auto-configured {@link EmailChecker} before it is built. Each bean of this type is called once, in the order of
 * {@link org.springframework.core.annotation.Order}, after the properties and the backends have been applied.
 */
@FunctionalInterface
public interface EmailCheckerCustomizer {

    /**
     * Changes the checker to be.
     *
     * @param builder the builder of the checker
     */
    void customize(EmailChecker.Builder builder);
}
