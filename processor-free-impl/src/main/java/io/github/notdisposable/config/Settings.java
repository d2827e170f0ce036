/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import io.github.notdisposable.checker.NamedPolicy;
import io.github.notdisposable.client.ClientIpResolver;
import io.github.notdisposable.config.SettingsSource.Place;
import io.github.notdisposable.internal.DidYouMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The values of all settings, read and checked once. Immutable, and thread-safe.
 *
 * <pre>{@code
 * Duration deadline = Settings.load().get(SettingsCatalog.DEADLINE);
 * }</pre>
 *
 * <p>Where several sources set one key, the first of them counts.
 */
public final class Settings {

    private final Map<Setting<?>, Object> values;
    private final Map<Setting<?>, Place> places;

    private Settings(Map<Setting<?>, Object> values, Map<Setting<?>, Place> places) {
        this.values = Map.copyOf(values);
        this.places = Map.copyOf(places);
    }

    /**
     * Reads the settings from where they always are: system properties, environment variables, the sources of each
     * {@link SettingsSourceProvider}, and the file {@code META-INF/notdisposable.properties} of the context class loader, in this order.
     *
     * @param before sources of a framework, which go before these, in order; none if there is no framework
     * @return the settings
     * @throws ConfigurationException if a key is not known or a value cannot be used, with all that is wrong
     */
    public static Settings load(SettingsSource... before) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader application = context != null ? context : ClassLoader.getSystemClassLoader();
        List<SettingsSource> sources = new ArrayList<>(Arrays.asList(before));
        sources.add(SettingsSource.systemProperties());
        sources.add(SettingsSource.environment());
        sources.addAll(provided(application));
        sources.add(SettingsSource.file(application));
        return from(sources);
    }

    private static List<SettingsSource> provided(ClassLoader application) {
        try {
            return ServiceLoader.load(SettingsSourceProvider.class, application).stream()
                    .map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparingInt(SettingsSourceProvider::order))
                    .flatMap(provider -> provided(provider, application).stream())
                    .toList();
        } catch (ServiceConfigurationError broken) {
            return List.of(SettingsSource.unreadable(
                    "A provider of settings that ServiceLoader found cannot be made: " + broken.getMessage()));
        }
    }

    private static Optional<SettingsSource> provided(SettingsSourceProvider provider, ClassLoader application) {
        try {
            return provider.source(application);
        } catch (IllegalArgumentException wrong) {
            return Optional.of(SettingsSource.unreadable(
                    provider.getClass().getName() + " cannot read its settings: " + wrong.getMessage()));
        }
    }

    /**
     * Reads the settings from certain sources and nowhere else.
     *
     * @param sources the sources, in order; without any, all defaults hold
     * @return the settings
     * @throws ConfigurationException if a key is not known or a value cannot be used, with all that is wrong
     */
    public static Settings of(SettingsSource... sources) {
        return from(Arrays.asList(sources));
    }

    private static Settings from(List<SettingsSource> sources) {
        Loading loading = new Loading(sources);
        Settings settings = new Settings(loading.values, loading.places);
        if (settings.get(SettingsCatalog.ENABLED)) {
            SettingsValidator.validate(settings, loading.invalid, loading.problems);
            loading.problems.throwIfAny();
        }
        return settings;
    }

    /**
     * Returns the value of a setting.
     *
     * @param setting the setting
     * @param <T> the type of its value
     * @return the value, the default if nothing is set
     */
    @SuppressWarnings("unchecked") // Loading puts in a T for each Setting<T>.
    public <T> T get(Setting<T> setting) {
        return (T) values.getOrDefault(setting, setting.defaultValue());
    }

    /**
     * Returns where a setting is set.
     *
     * @param setting the setting
     * @return the place in words, such as {@code environment variable NOTDISPOSABLE_DEADLINE}; empty if the default holds
     */
    public Optional<String> placeOf(Setting<?> setting) {
        return Optional.ofNullable(places.get(setting)).map(Place::toString);
    }

    /**
     * Hands the value of a setting to a setter that may refuse it.
     *
     * @param setting the setting
     * @param setter takes the value, and throws {@link IllegalArgumentException} if it cannot be used
     * @param <T> the type of its value
     * @throws ConfigurationException if the setter refuses the value; its message names the setting and where it is set
     */
    public <T> void apply(Setting<T> setting, Consumer<? super T> setter) {
        try {
            setter.accept(get(setting));
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(List.of(withPlace(setting) + ": " + wrong.getMessage()));
        }
    }

    /** {@return a resolver of clients' addresses by {@code notdisposable.client-ip.*}, for a framework to complete} */
    public ClientIpResolver.Builder clientIpResolver() {
        return ConfiguredClient.resolver(this);
    }

    /** {@return a sentence for each setting that is set and has no effect; none of them prevents the start} */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Setting<?> setting : SettingsCatalog.all()) {
            if (isSetByName(setting)) {
                setting.withoutEffectIn(this)
                        .ifPresent(reason -> warnings.add(withPlace(setting) + " has no effect: " + reason));
            }
        }
        return warnings;
    }

    /** Returns the key, and where it is set. */
    String withPlace(Setting<?> setting) {
        return setting + placeOf(setting).map(place -> " (" + place + ")").orElse("");
    }

    /** Returns whether a setting is set at all. */
    boolean isSet(Setting<?> setting) {
        return places.containsKey(setting);
    }

    /** Returns whether a setting is set under a name of the library's own, and not by the variable that a service's guide names. */
    boolean isSetByName(Setting<?> setting) {
        Place place = places.get(setting);
        return place != null && !setting.serviceVariable().equals(Optional.of(place.writtenAs()));
    }

    /** Prints which keys are set, and no value. */
    @Override
    public String toString() {
        return "Settings" + places.keySet().stream().map(Setting::key).sorted().toList();
    }

    /** Collects the values, and what is wrong, over all sources. */
    private static final class Loading {

        private final Map<Setting<?>, Object> values = new HashMap<>();
        private final Map<Setting<?>, Place> places = new HashMap<>();
        private final Set<Setting<?>> invalid = new HashSet<>();
        private final Problems problems = new Problems();

        Loading(List<SettingsSource> sources) {
            Set<String> unknown = new HashSet<>();
            List<SettingsSource> withSettings = new ArrayList<>();
            for (SettingsSource source : sources) {
                if (!source.names().isEmpty()) {
                    withSettings.add(source);
                }
                source.problems().forEach(problems::add);
                for (String name : source.names()) {
                    if (SettingsCatalog.all().stream().noneMatch(setting -> setting.owns(name))
                            && !isEmptySection(name, source)
                            && unknown.add(name)) {
                        problems.add(unknownKey(name, source));
                    }
                }
            }
            SettingsCatalog.all().forEach(setting -> read(setting, withSettings));
        }

        private <T> void read(Setting<T> setting, List<SettingsSource> sources) {
            if (setting.type() instanceof SettingType.Named<?> named) {
                readEach(setting, named, sources);
                return;
            }
            for (SettingsSource source : sources) {
                List<String> names = new ArrayList<>();
                for (String name : source.names()) {
                    if (setting.owns(name)) {
                        names.add(name);
                    }
                }
                if (!names.isEmpty()) {
                    read(setting, source, names);
                    return;
                }
            }
        }

        private <T> void read(Setting<T> setting, SettingsSource source, List<String> names) {
            Place place = source.placeOf(names.get(0));
            try {
                values.put(setting, setting.type().read(source, setting.key(), setting.defaultValue()));
                if (names.stream().anyMatch(name -> source.text(name) != null)) {
                    places.put(setting, place);
                }
            } catch (InvalidValueException | SettingsSource.UnresolvedException wrong) {
                invalid.add(setting);
                problems.add(setting.key() + " (" + place + ") " + wrong.getMessage());
            }
        }

        /** Each name is a setting of its own, so that one source can override what another says of one name alone. */
        private <T> void readEach(Setting<?> setting, SettingType.Named<T> named, List<SettingsSource> sources) {
            Map<String, T> found = new TreeMap<>();
            for (SettingsSource source : sources) {
                for (String property : source.names()) {
                    String name = named.nameIn(setting.key(), property);
                    if (name == null || found.containsKey(name)) {
                        continue;
                    }
                    Setting<T> one = named.settingOf(setting.key(), name);
                    read(one, sources);
                    if (!NamedPolicy.isName(name)) {
                        problems.add(DidYouMean.printable(property) + " (" + source.placeOf(property)
                                + ") must name the policy in lower-case letters and digits, with hyphens between them");
                    }
                    @SuppressWarnings("unchecked")
                    T value = (T) values.getOrDefault(one, one.defaultValue());
                    found.put(name, value);
                    Place place = places.get(one);
                    if (place != null) {
                        places.putIfAbsent(setting, place);
                    }
                    if (invalid.contains(one)) {
                        invalid.add(setting);
                    }
                }
            }
            values.put(setting, Collections.unmodifiableMap(found));
        }

        /** What is left of a section in a YAML file of which every entry is commented out, the section of a map included. */
        private static boolean isEmptySection(String name, SettingsSource source) {
            return source.isEmpty(name)
                    && SettingsCatalog.all().stream()
                            .anyMatch(setting -> (setting.keyFor(name) + '.').startsWith(name + '.'));
        }

        private static String unknownKey(String name, SettingsSource source) {
            boolean variable = SettingsSource.isVariable(name);
            List<String> known = SettingsCatalog.all().stream()
                    .map(setting -> variable ? setting.environmentVariable() : setting.keyFor(name))
                    .toList();
            return DidYouMean.printable(name) + " (" + source.placeOf(name).source() + ") is not a setting"
                    + DidYouMean.nearest(name, known)
                            .map(nearest -> "; did you mean " + nearest + "?")
                            .orElse("");
        }
    }
}
