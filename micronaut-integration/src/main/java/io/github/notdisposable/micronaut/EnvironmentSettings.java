/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.micronaut;

import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsSource;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the settings from Micronaut's configuration and, after it, from where the library looks by itself.
 *
 * <p>The environment is asked only for keys that one of its sources has: for {@code key[0]} and any other index it answers with the whole list.
 */
final class EnvironmentSettings {

    private static final String PREFIX = "notdisposable.";

    private EnvironmentSettings() {}

    static Settings read(Environment environment) {
        Map<String, String> values = new TreeMap<>();
        for (PropertySource source : environment.getPropertySources()) {
            if (source.getConvention() == PropertyConvention.ENVIRONMENT_VARIABLE) {
                continue; // The library reads variables itself. Where one goes before a file, the environment answers
                // with it.
            }
            for (String name : source) {
                if (name.startsWith(PREFIX)) {
                    environment.getProperty(name, String.class).ifPresent(text -> values.put(name, text));
                }
            }
        }
        return Settings.load(SettingsSource.of("Micronaut's configuration", values));
    }
}
