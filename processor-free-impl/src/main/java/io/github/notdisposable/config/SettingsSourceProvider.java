/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import java.util.Optional;

/**
 * Adds a source to those that {@link Settings#load} reads. It comes after system properties and environment variables and before
 * {@code META-INF/notdisposable.properties}.
 *
 * <p>Found by {@link java.util.ServiceLoader} with the context class loader, and created anew each time settings are loaded. An application on
 * Spring does not ask it, since Spring's environment has all sources there.
 */
public interface SettingsSourceProvider {

    /**
     * Returns the place of this source among those of other providers.
     *
     * @return a number; the source with the lower one comes first. 0 by default
     */
    default int order() {
        return 0;
    }

    /**
     * Reads the source.
     *
     * @param application the class loader of the application whose settings are loaded: the context class loader, or the system class loader
     *     where a thread has none
     * @return the source, for example from {@link SettingsSource#of(String, java.util.function.Function, Iterable)}; empty if this
     *     application has none
     * @throws IllegalArgumentException if the source cannot be read; the message is reported at startup with all other problems and holds nothing
     *     of a value
     */
    Optional<SettingsSource> source(ClassLoader application);
}
