/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import io.github.notdisposable.backend.EmailBackend;
import java.util.Set;

/**
 * Makes backends from the settings. Found by {@link java.util.ServiceLoader}: {@code notdisposable-services} is one, and an artifact of your
 * own can be another. A backend that needs no settings can be found by {@code ServiceLoader} itself.
 */
public interface BackendProvider {

    /** {@return the names under which {@code notdisposable.backends} asks for the backends of this provider} */
    Set<String> names();

    /**
     * Creates a backend. Called once at startup for each name that {@code notdisposable.backends} holds.
     *
     * @param name one of {@link #names()}
     * @param context the settings, and what all backends share
     * @return the backend; the checker closes it
     * @throws IllegalArgumentException if a setting cannot be used; the message is reported at startup with all other problems
     */
    EmailBackend create(String name, BackendContext context);
}
