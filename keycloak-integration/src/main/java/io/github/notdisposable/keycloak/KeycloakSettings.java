/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsSource;
import java.nio.file.Path;

/** The settings of a server: system properties, environment variables, {@code conf/notdisposable.properties}, in this order. */
final class KeycloakSettings {

    private KeycloakSettings() {}

    /**
     * Reads the settings.
     *
     * @throws io.github.notdisposable.config.ConfigurationException if they cannot be used
     */
    static Settings load() {
        Path home = Path.of(System.getProperty("kc.home.dir", ""));
        return Settings.of(
                SettingsSource.systemProperties(),
                SettingsSource.environment(),
                SettingsSource.file(home.resolve("conf/notdisposable.properties")));
    }
}
