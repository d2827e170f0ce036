/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import java.util.Optional;

/**
 * Makes the stores that several machines share, by the settings. Found by {@link java.util.ServiceLoader}: {@code notdisposable-redis} is one.
 */
@FunctionalInterface
public interface SharedStoresProvider {

    /**
     * Opens the stores if the settings call for them.
     *
     * @param settings the settings
     * @return the stores, to be closed by the caller; empty if they are not called for
     * @throws IllegalArgumentException if a setting cannot be used. That the store cannot be reached is no error: the machine starts alone.
     */
    Optional<SharedStores> open(Settings settings);
}
