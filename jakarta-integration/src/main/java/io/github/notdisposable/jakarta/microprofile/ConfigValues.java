/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.microprofile;

import io.github.notdisposable.config.Setting;
import io.github.notdisposable.config.SettingsCatalog;
import io.github.notdisposable.config.SettingsSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** The values of one application's configuration. Loaded only where MicroProfile Config is. */
final class ConfigValues {

    private static final String ESCAPED_COMMA = "\\,";
    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

    private final Config config;

    /** The entries of lists with a comma in an entry, which must be written one by one, by their keys. */
    private final Map<String, String> entries = new HashMap<>();

    ConfigValues(Config config) {
        this.config = config;
    }

    static Optional<ConfigValues> of(ClassLoader application) {
        try {
            return Optional.of(new ConfigValues(ConfigProvider.getConfig(application)));
        } catch (IllegalStateException noImplementation) {
            return Optional.empty();
        }
    }

    SettingsSource source() {
        for (Setting<?> setting : SettingsCatalog.all()) {
            if (setting.defaultValue() instanceof List<?>) {
                splitAtCommas(setting.key());
            }
        }
        return SettingsSource.of("MicroProfile Config", this::text, config.getPropertyNames());
    }

    private void splitAtCommas(String key) {
        String text;
        try {
            text = config.getOptionalValue(key, String.class).orElse("");
        } catch (NoSuchElementException unresolved) {
            // Helidon says so here, too. Reading it will name the key.
            return;
        }
        if (text.contains(ESCAPED_COMMA)) {
            List<String> parts =
                    COMMA.splitAsStream(text).filter(part -> !part.isBlank()).toList();
            for (int i = 0; i < parts.size(); i++) {
                entries.put(key + "[" + i + "]", parts.get(i).replace(ESCAPED_COMMA, ","));
            }
        }
    }

    private @Nullable String text(String key) {
        if (entries.containsKey(key + "[0]")) {
            return null;
        }
        String entry = entries.get(key);
        return entry != null ? entry : value(key);
    }

    /** A plain read passes over an expression that cannot be resolved, and fails for an empty value. */
    private @Nullable String value(String key) {
        ConfigValue found;
        try {
            found = config.getConfigValue(key);
        } catch (NoSuchElementException unresolved) {
            throw unresolved();
        }
        String raw = found.getRawValue();
        if (found.getValue() == null && raw != null && !raw.isBlank()) {
            throw unresolved();
        }
        return found.getValue() != null ? found.getValue() : raw;
    }

    private static IllegalArgumentException unresolved() {
        return new IllegalArgumentException("refers to a property that is not set");
    }
}
