/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import io.github.notdisposable.abuse.AbuseShield;

/**
 * Changes the auto-configured {@link AbuseShield} before it is built. Each bean of this type is called once, in the order of
 * {@link org.springframework.core.annotation.Order}, after the properties have been applied; and none where
 * {@code notdisposable.abuse.enabled} is {@code false}.
 */
@FunctionalInterface
public interface AbuseShieldCustomizer {

    /**
     * Changes the shield to be.
     *
     * @param builder the builder of the shield
     */
    void customize(AbuseShield.Builder builder);
}
