/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring;

import io.github.notdisposable.config.Setting;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.config.SettingsCatalog;
import io.github.notdisposable.config.SettingsSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.util.ObjectUtils;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Reads the settings from Spring's environment. Each property source is a source of its own, in Spring's order, so that a message can name the
 * file in which a value stands. Names are as relaxed as Spring's are; values are read by the catalogue, the same everywhere.
 */
final class EnvironmentSettings {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("notdisposable");
    private static final String READ_BEFORE = EnvironmentSettings.class.getName();
    private static final String VARIABLE_ROOT = "NOTDISPOSABLE_";

    private static final String NAME = "[A-Z][A-Z0-9]*(_[A-Z0-9]+)+|[a-z][a-z0-9]*([.-][a-z0-9]+)+";

    private final Environment environment;

    private EnvironmentSettings(Environment environment) {
        this.environment = environment;
    }

    /** Reads the settings for a condition, once for all conditions of a context. */
    static Settings read(ConditionContext context) {
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        if (beans == null) {
            return read(context.getEnvironment());
        }
        if (beans.getSingleton(READ_BEFORE) instanceof ReadBefore before) {
            return before.settings();
        }
        Settings settings = read(context.getEnvironment());
        beans.registerSingleton(READ_BEFORE, new ReadBefore(settings));
        return settings;
    }

    private record ReadBefore(Settings settings) {}

    /** Reads the settings from the environment and, after it, from {@code META-INF/notdisposable.properties}. */
    static Settings read(Environment environment) {
        EnvironmentSettings reader = new EnvironmentSettings(environment);
        List<SettingsSource> sources = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            sources.add(reader.source(source).resolving(reader::resolve));
        }
        ClassLoader loader = ClassUtils.getDefaultClassLoader();
        sources.add(SettingsSource.file(loader != null ? loader : ClassLoader.getSystemClassLoader()));
        return Settings.of(sources.toArray(SettingsSource[]::new));
    }

    private SettingsSource source(ConfigurationPropertySource source) {
        Object underlying = source.getUnderlyingSource();
        if (underlying instanceof SystemEnvironmentPropertySource variables) {
            return SettingsSource.environment(variables(variables));
        }
        String title = underlying instanceof PropertySource<?> named ? named.getName() : "Spring environment";
        if (source instanceof IterableConfigurationPropertySource iterable) {
            Map<String, String> origins = new LinkedHashMap<>();
            Map<String, String> properties = properties(iterable, origins);
            return SettingsSource.of(title, properties, origins);
        }
        if (source.containsDescendantOf(ROOT) == ConfigurationPropertyState.ABSENT) {
            // That of random values, which would be asked for each key.
            return SettingsSource.of(title, Map.of());
        }
        return SettingsSource.of(
                title, name -> text(source.getConfigurationProperty(ConfigurationPropertyName.of(name))), List.of());
    }

    /** Returns the properties of a source, and adds where each of them stands, if that is a line of a file. */
    private static Map<String, String> properties(
            IterableConfigurationPropertySource source, Map<String, String> origins) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (ConfigurationPropertyName name : source) {
            if (!ROOT.isAncestorOf(name)) {
                continue;
            }
            ConfigurationProperty property = source.getConfigurationProperty(name);
            String text = text(property);
            if (property != null && text != null) {
                String key = inCatalogue(name);
                properties.put(key, text);
                Origin origin = property.getOrigin();
                if (origin instanceof PropertySourceOrigin wrapped) {
                    origin = wrapped.getOrigin();
                }
                if (origin instanceof TextResourceOrigin line) {
                    origins.put(key, line.toString());
                }
            }
        }
        return properties;
    }

    private static @Nullable String text(@Nullable ConfigurationProperty property) {
        return property == null ? null : text(property.getValue());
    }

    /** Only the settings of the library are resolved, so that nobody else's circular placeholder ends the start. */
    private String resolve(String text) {
        try {
            return environment.resolveRequiredPlaceholders(text);
        } catch (PlaceholderResolutionException unresolved) {
            throw new IllegalArgumentException(
                    "has a placeholder that nothing resolves, or that leads back to itself" + named(unresolved));
        }
    }

    /** Part of a secret may look like a placeholder; the name of a variable or of a property is none. */
    private static String named(PlaceholderResolutionException unresolved) {
        String placeholder = unresolved.getPlaceholder();
        return placeholder.matches(NAME) ? ": ${" + placeholder + "}" : "";
    }

    private static String text(Object value) {
        Object list = ObjectUtils.isArray(value) ? Arrays.asList(ObjectUtils.toObjectArray(value)) : value;
        return list instanceof Collection<?> values
                ? values.stream().map(String::valueOf).collect(Collectors.joining(","))
                : value.toString();
    }

    /** Returns the name as the catalogue writes it, or as it stands where the catalogue does not know it. */
    private static String inCatalogue(ConfigurationPropertyName name) {
        String written = ROOT + end(name, ROOT.getNumberOfElements());
        for (Setting<?> setting : SettingsCatalog.all()) {
            String own = setting.keyFor(written);
            ConfigurationPropertyName key = ConfigurationPropertyName.adapt(own, '.');
            if (key.equals(name)) {
                return own;
            }
            if (key.isAncestorOf(name)) {
                String end = end(name, key.getNumberOfElements());
                if (setting.owns(own + end)) {
                    return own + end;
                }
            }
        }
        return name.toString();
    }

    private static String end(ConfigurationPropertyName name, int from) {
        StringBuilder end = new StringBuilder();
        for (int i = from; i < name.getNumberOfElements(); i++) {
            String element = name.getElement(i, Form.ORIGINAL);
            end.append(name.isNumericIndex(i) ? '[' + element + ']' : '.' + element);
        }
        return end.toString();
    }

    /** Spring's own way to write a variable leaves hyphens out, where the library's has an underscore: both are understood. */
    private Map<String, String> variables(SystemEnvironmentPropertySource source) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String variable : source.getPropertyNames()) {
            Object value = source.getProperty(variable);
            if (value != null) {
                variables.put(withHyphens(variable), value.toString());
            }
        }
        return variables;
    }

    private static String withHyphens(String variable) {
        if (variable.startsWith(VARIABLE_ROOT)) {
            for (Setting<?> setting : SettingsCatalog.all()) {
                String springs =
                        setting.key().replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
                if (variable.equals(springs) || variable.startsWith(springs + '_')) {
                    return setting.environmentVariable() + variable.substring(springs.length());
                }
            }
        }
        return variable;
    }
}
