/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.microprofile;

import io.github.notdisposable.config.SettingsSource;
import io.github.notdisposable.config.SettingsSourceProvider;
import java.util.Optional;

/**
 * Makes MicroProfile Config a source of settings: the keys are the same, and system properties and environment variables come before it.
 *
 * <p>An expression such as <code>${undefined}</code> that cannot be resolved is an error that names the key. In lists, a comma behind a backslash
 * belongs to the entry. Found by {@link java.util.ServiceLoader}; safe where MicroProfile Config is absent. Thread-safe.
 */
public final class MicroProfileSettings implements SettingsSourceProvider {

    /** Creates a provider; {@link java.util.ServiceLoader} does. */
    public MicroProfileSettings() {}

    @Override
    public Optional<SettingsSource> source(ClassLoader application) {
        try {
            return ConfigValues.of(application).map(ConfigValues::source);
        } catch (NoClassDefFoundError absent) {
            return Optional.empty();
        }
    }
}
