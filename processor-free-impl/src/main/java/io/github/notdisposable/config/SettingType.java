/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The form of a setting's value, and how it is read: a {@link Scalar}, or one of the shapes here over it.
 *
 * @param <T> the value's type
 */
abstract sealed class SettingType<T>
        permits Scalar, SettingType.OptionalOf, SettingType.ListOf, SettingType.MapOf, SettingType.Named {

    /** What stands in a key for a name that the user gives. */
    static final String NAME = "NAME";

    static final String STRING = "java.lang.String";

    private final String name;
    private final String javaType;
    private final String form;
    private final List<String> choices;
    private final boolean confidential;

    SettingType(String name, String javaType, String form, List<String> choices, boolean confidential) {
        this.name = name;
        this.javaType = javaType;
        this.form = form;
        this.choices = choices;
        this.confidential = confidential;
    }

    /** Creates a type that is documented as another one is. */
    private SettingType(SettingType<?> like, String javaType) {
        this(like.name, javaType, like.form, like.choices, like.confidential);
    }

    /** Returns the type's name in the documentation, such as {@code duration}. */
    final String name() {
        return name;
    }

    /** Returns the Java type in the words of an IDE's metadata, such as {@code java.time.Duration}. */
    final String javaType() {
        return javaType;
    }

    /** Returns the form expected, in words that go on after "must be". */
    final String form() {
        return form;
    }

    /** Returns the values possible, or an empty list if they cannot be counted. */
    final List<String> choices() {
        return choices;
    }

    /** Returns whether the value must not be printed. */
    final boolean isConfidential() {
        return confidential;
    }

    /** Returns whether a name that stands in a source is this setting's, given the setting's key. */
    boolean owns(String key, String name) {
        return name.equals(key);
    }

    /** Returns the property that an environment variable stands for, or null if the variable is not this setting's. */
    @Nullable
    String propertyOf(String key, String variable) {
        String own = variableOf(key);
        String end = variable.startsWith(own) ? endOfName(variable.substring(own.length())) : null;
        return end == null ? null : key + end;
    }

    static String variableOf(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /**
     * Returns what the rest of an environment variable's name stands for: the end of a property's name, or null if the variable is not this
     * setting's.
     *
     * @param rest what follows the name of the setting's own variable, possibly nothing
     */
    @Nullable
    String endOfName(String rest) {
        return rest.isEmpty() ? "" : null;
    }

    /**
     * Reads the value from a source.
     *
     * @param byDefault the value where the source sets nothing, or nothing but white space
     */
    T read(SettingsSource source, String key, T byDefault) throws InvalidValueException {
        String text = source.text(key);
        return text == null ? byDefault : readText(text);
    }

    /** Returns the key under which a name belongs to this setting: the key itself, unless a part of it is for the user to name. */
    String keyFor(String key, String name) {
        return key;
    }

    /** Reads the value from one text, which is empty only as a default. */
    abstract T readText(String text) throws InvalidValueException;

    /** A value of which there is none by default. */
    static <T> SettingType<Optional<T>> optional(Scalar<T> type) {
        return new OptionalOf<>(type);
    }

    static SettingType<List<String>> list() {
        return new ListOf<>(Scalar.text(), "a list, separated by commas", false);
    }

    /** A list of which no entry is printed, since it may hold addresses of people. */
    static SettingType<List<String>> confidentialList() {
        return new ListOf<>(Scalar.text(), "a list, separated by commas", true);
    }

    /** Several constants of an enum. */
    static <E extends Enum<E>> SettingType<List<E>> choices(List<E> constants) {
        Scalar<E> one = Scalar.choice(constants);
        return new ListOf<>(one, "a list, separated by commas, of " + String.join(", ", one.choices()), false);
    }

    static SettingType<List<URI>> uris() {
        return new ListOf<>(
                Scalar.uriWithQuery(),
                "a list, separated by commas, of addresses such as https://example.com/list.txt",
                true);
    }

    static SettingType<Map<String, String>> map() {
        return new MapOf<>(Scalar.text());
    }

    /** Names with values that may be secrets, such as HTTP headers. */
    static SettingType<Map<String, Secret>> secrets() {
        return new MapOf<>(Scalar.secretLine());
    }

    /** A value for each name that the user gives, which stands in the key in place of {@value #NAME}. */
    static <T> SettingType<Map<String, T>> named(SettingType<T> type, String defaultText) {
        return new Named<>(type, defaultText);
    }

    /** One text, or none. */
    static final class OptionalOf<T> extends SettingType<Optional<T>> {

        private final Scalar<T> type;

        OptionalOf(Scalar<T> type) {
            super(type, type.javaType());
            this.type = type;
        }

        @Override
        Optional<T> readText(String text) throws InvalidValueException {
            return text.isEmpty() ? Optional.empty() : Optional.of(type.readText(text));
        }
    }

    /** Several texts: separated by commas, or one a line with {@code [0]}, {@code [1]} and so on after the key. */
    static final class ListOf<T> extends SettingType<List<T>> {

        private final Scalar<T> item;

        ListOf(Scalar<T> item, String form, boolean confidential) {
            super(
                    "list of " + item.name() + "s",
                    "java.util.List<" + item.javaType() + ">",
                    form,
                    List.of(),
                    confidential || item.isConfidential());
            this.item = item;
        }

        @Override
        boolean owns(String key, String name) {
            boolean ofEntry = name.startsWith(key + "[") && name.endsWith("]");
            return name.equals(key) || (ofEntry && isIndex(name.substring(key.length() + 1, name.length() - 1)));
        }

        @Override
        @Nullable
        String endOfName(String rest) {
            String index = rest.startsWith("_") ? rest.substring(1, rest.length() - (rest.endsWith("_") ? 1 : 0)) : "";
            return isIndex(index) ? "[" + index + "]" : super.endOfName(rest);
        }

        @Override
        List<T> read(SettingsSource source, String key, List<T> byDefault) throws InvalidValueException {
            String text = source.text(key);
            List<String> items = new ArrayList<>();
            for (String next = source.text(key + "[0]");
                    next != null;
                    next = source.text(key + "[" + items.size() + "]")) {
                items.add(next);
            }
            long indexed = source.names().stream()
                    .filter(name -> !name.equals(key) && owns(key, name))
                    .count();
            if (indexed != items.size()) {
                throw new InvalidValueException("must be numbered from [0] without a gap, and without an empty entry");
            }
            if (text != null && !items.isEmpty()) {
                throw new InvalidValueException("must be set as one list or entry by entry, not both");
            }
            if (text != null) {
                return readText(text);
            }
            return items.isEmpty() ? byDefault : readItems(items);
        }

        @Override
        List<T> readText(String text) throws InvalidValueException {
            List<String> items = new ArrayList<>();
            for (String item : text.split(",", -1)) {
                if (!item.isBlank()) {
                    items.add(item.strip());
                }
            }
            return readItems(items);
        }

        private List<T> readItems(List<String> items) throws InvalidValueException {
            List<T> values = new ArrayList<>();
            for (String text : items) {
                T value = item.readOrNull(text);
                if (value == null) {
                    throw new InvalidValueException("must be " + form() + "; entry " + (values.size() + 1) + " is not");
                }
                values.add(value);
            }
            return List.copyOf(values);
        }

        private static boolean isIndex(String text) {
            return !text.isEmpty() && text.length() < 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        }
    }

    /** Names with a text each: the key, a dot, and the name. */
    static final class MapOf<T> extends SettingType<Map<String, T>> {

        private final Scalar<T> value;

        MapOf(Scalar<T> value) {
            super(
                    "map of " + value.name() + "s",
                    "java.util.Map<java.lang.String," + value.javaType() + ">",
                    value.form() + " for each name",
                    List.of(),
                    value.isConfidential());
            this.value = value;
        }

        @Override
        boolean owns(String key, String name) {
            return name.startsWith(key + ".") && name.length() > key.length() + 1;
        }

        @Override
        @Nullable
        String endOfName(String rest) {
            return rest.length() > 1 && rest.startsWith("_")
                    ? "." + rest.substring(1).toLowerCase(Locale.ROOT).replace('_', '-')
                    : null;
        }

        @Override
        Map<String, T> read(SettingsSource source, String key, Map<String, T> byDefault) throws InvalidValueException {
            Map<String, T> values = new TreeMap<>();
            for (String name : source.names()) {
                String text = owns(key, name) ? source.text(name) : null;
                if (text != null) {
                    values.put(name.substring(key.length() + 1), value.readText(text));
                }
            }
            return values.isEmpty() ? byDefault : Collections.unmodifiableMap(values);
        }

        @Override
        Map<String, T> readText(String text) {
            return Map.of();
        }
    }

    /** A value for each name that stands in the key in place of {@value #NAME}. */
    static final class Named<T> extends SettingType<Map<String, T>> {

        private final SettingType<T> type;
        private final String defaultText;

        Named(SettingType<T> type, String defaultText) {
            super(type, "java.util.Map<java.lang.String," + type.javaType() + ">");
            this.type = type;
            this.defaultText = defaultText;
        }

        /** Returns the setting of one name. */
        Setting<T> settingOf(String key, String name) {
            return Setting.of(key.replace(NAME, name), type, defaultText, List.of());
        }

        /** Returns the name in a property's name, or null if it is not this setting's. */
        @Nullable
        String nameIn(String key, String property) {
            String own = keyFor(key, property);
            int start = key.indexOf(NAME);
            return type.owns(own, property) ? property.substring(start, property.indexOf('.', start)) : null;
        }

        @Override
        String keyFor(String key, String property) {
            int start = key.indexOf(NAME);
            if (!property.startsWith(key.substring(0, start)) || property.length() == start) {
                return key;
            }
            int end = property.indexOf('.', start);
            return key.replace(NAME, property.substring(start, end < 0 ? property.length() : end));
        }

        @Override
        boolean owns(String key, String name) {
            return nameIn(key, name) != null;
        }

        @Override
        @Nullable
        String propertyOf(String key, String variable) {
            String own = variableOf(key);
            int start = own.indexOf(NAME);
            String end = own.substring(start + NAME.length());
            for (int at = variable.indexOf(end, start + 1);
                    at > 0 && variable.startsWith(own.substring(0, start));
                    at = variable.indexOf(end, at + 1)) {
                String name =
                        variable.substring(start, at).toLowerCase(Locale.ROOT).replace('_', '-');
                String property = type.propertyOf(key.replace(NAME, name), variable);
                if (property != null) {
                    return property;
                }
            }
            return null;
        }

        /** Reads nothing by itself: each name is a setting, and one source may set some and another source others. */
        @Override
        Map<String, T> read(SettingsSource source, String key, Map<String, T> byDefault) {
            return byDefault;
        }

        @Override
        Map<String, T> readText(String text) {
            return Map.of();
        }
    }
}
