/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import io.github.notdisposable.checker.NamedPolicy;
import io.github.notdisposable.internal.Durations;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of a setting's value, and how it is read.
 *
 * @param <T> the value's type
 */
abstract sealed class SettingType<T> {

    private static final Pattern SIMPLE_DURATION =
            Pattern.compile("([0-9]{1,15})(ms|s|m|h|d)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(|B|KB|MB)", Pattern.CASE_INSENSITIVE);

    /** What stands in a key for a name that the user gives. */
    static final String NAME = "NAME";

    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern NETWORK = Pattern.compile("(?=.*[.:])[0-9A-Fa-f.:/]{1,50}");

    /** What is longer is no slip of the pen but something else in the wrong place, a secret perhaps. */
    private static final int LONGEST_PRINTED = 24;

    /** Reads one text. */
    @FunctionalInterface
    interface Reader<T> {

        /**
         * Returns the value, or null if the text is not of the form expected.
         *
         * @param text not blank, without white space at its ends
         */
        @Nullable
        T read(String text);
    }

    private final String name;
    private final String javaType;
    private final String form;

    private final List<String> choices;
    private final boolean confidential;

    private SettingType(String name, String javaType, String form, List<String> choices, boolean confidential) {
        this.name = name;
        this.javaType = javaType;
        this.form = form;
        this.choices = choices;
        this.confidential = confidential;
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
    abstract boolean owns(String key, String name);

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
    abstract T read(SettingsSource source, String key, T byDefault) throws InvalidValueException;

    /** Returns the key under which a name belongs to this setting: the key itself, unless a part of it is for the user to name. */
    String keyFor(String key, String name) {
        return key;
    }

    /** Reads the value from the text of a default. */
    abstract T readDefault(String text) throws InvalidValueException;

    static SettingType<Duration> duration() {
        return new Scalar<>(
                "duration",
                "java.time.Duration",
                "a time above zero such as 250ms, 5s, 2m, 1h, 1d or PT5S",
                true,
                text -> positive(parseDuration(text)));
    }

    static SettingType<Duration> durationOrZero() {
        return new Scalar<>(
                "duration",
                "java.time.Duration",
                "a time such as 0s, 250ms, 5s, 2m, 1h, 1d or PT5S",
                true,
                SettingType::parseDuration);
    }

    static SettingType<Boolean> bool() {
        return new Scalar<>(
                "boolean",
                "java.lang.Boolean",
                "true or false",
                true,
                List.of("true", "false"),
                text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "on", "yes", "1" -> true;
                    case "false", "off", "no", "0" -> false;
                    default -> null;
                });
    }

    static SettingType<Integer> integer(int min, int max) {
        String form =
                max == Integer.MAX_VALUE ? "a whole number from " + min : "a whole number from " + min + " to " + max;
        return new Scalar<>("integer", "java.lang.Integer", form, true, text -> {
            try {
                boolean ascii = text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-');
                int number = Integer.parseInt(text);
                return ascii && number >= min && number <= max ? number : null;
            } catch (NumberFormatException notANumber) {
                return null;
            }
        });
    }

    /** A number of bytes; a kilobyte has 1024, as everywhere in Java. */
    static SettingType<Integer> size(int min, int max) {
        return new Scalar<>(
                "size",
                "org.springframework.util.unit.DataSize",
                "a size from " + min + "B to " + max / 1_048_576 + "MB such as 65536, 64KB or 1MB",
                true,
                text -> {
                    Matcher size = SIZE.matcher(text);
                    if (!size.matches()) {
                        return null;
                    }
                    long bytes = Long.parseLong(size.group(1))
                            * switch (size.group(2).toUpperCase(Locale.ROOT)) {
                                case "KB" -> 1_024;
                                case "MB" -> 1_048_576;
                                default -> 1;
                            };
                    return bytes >= min && bytes <= max ? (int) bytes : null;
                });
    }

    /** A constant of an enum, in lower case with hyphens. */
    static <E extends Enum<E>> SettingType<E> choice(List<E> constants) {
        List<String> choices = constants.stream().map(SettingType::textOf).toList();
        return new Scalar<>("choice", "java.lang.String", alternatives(choices), true, choices, text -> {
            int place = placeIn(choices, text);
            return place < 0 ? null : constants.get(place);
        });
    }

    /** The name of an HTTP header (RFC 9110 section 5.1). */
    static SettingType<String> headerName() {
        return new Scalar<>(
                "header name",
                "java.lang.String",
                "the name of an HTTP header such as X-Forwarded-For",
                true,
                text -> HEADER_NAME.matcher(text).matches() ? text : null);
    }

    /** A host and a port. It is not printed: people put passwords before the host. */
    static SettingType<InetSocketAddress> hostAndPort() {
        return new Scalar<>(
                "host and port",
                "java.lang.String",
                "a host and a port such as proxy.example.com:3128",
                false,
                SettingType::parseHostAndPort);
    }

    static SettingType<Path> file() {
        return new Scalar<>("file", "java.io.File", "the name of a file", false, text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException notAName) {
                return null;
            }
        });
    }

    /** A text, possibly of several lines, that may have a secret in it. */
    static SettingType<Secret> template() {
        return new Scalar<>(
                "template",
                "java.lang.String",
                "text without control characters",
                false,
                text -> text.chars().allMatch(c -> !Character.isISOControl(c) || "\t\r\n".indexOf(c) >= 0)
                        ? Secret.of(text)
                        : null);
    }

    /** One of a few words. */
    static SettingType<String> oneOf(String... words) {
        List<String> choices = List.of(words);
        return new Scalar<>("choice", "java.lang.String", alternatives(choices), true, choices, text -> {
            int place = placeIn(choices, text);
            return place < 0 ? null : choices.get(place);
        });
    }

    /** The address of a service. It is not printed: people put passwords into addresses. */
    static SettingType<URI> uri() {
        return new Scalar<>(
                "URI",
                "java.net.URI",
                "an address such as https://example.com, with http or https, without user, query and fragment",
                false,
                text -> {
                    URI uri = parseUri(text);
                    return uri == null || uri.getRawQuery() != null ? null : uri;
                });
    }

    static SettingType<Secret> secret() {
        return new Scalar<>(
                "secret",
                "java.lang.String",
                "one line of visible ASCII characters, without spaces",
                false,
                text -> text.chars().allMatch(c -> c > ' ' && c < 0x7F) ? Secret.of(text) : null);
    }

    static SettingType<String> text() {
        return new Scalar<>(
                "string",
                "java.lang.String",
                "one line of text",
                true,
                text -> text.chars().anyMatch(Character::isISOControl) ? null : text);
    }

    /** A value of which there is none by default. */
    static <T> SettingType<Optional<T>> optional(SettingType<T> type) {
        return new OptionalOf<>((Scalar<T>) type);
    }

    static SettingType<List<String>> list() {
        return new ListOf<>((Scalar<String>) text(), "a list, separated by commas", false);
    }

    /** A list of which no entry is printed, since it may hold addresses of people. */
    static SettingType<List<String>> confidentialList() {
        return new ListOf<>((Scalar<String>) text(), "a list, separated by commas", true);
    }

    /** Several constants of an enum. */
    static <E extends Enum<E>> SettingType<List<E>> choices(List<E> constants) {
        Scalar<E> one = (Scalar<E>) choice(constants);
        return new ListOf<>(one, "a list, separated by commas, of " + String.join(", ", one.choices()), false);
    }

    /** A text for readers, possibly with keys of a message bundle in braces. */
    static SettingType<String> message() {
        return new Scalar<>(
                "message",
                "java.lang.String",
                "one line of text, with braces only around the key of a message, as in {com.example.text}",
                true,
                text -> NamedPolicy.isText(text) ? text : null);
    }

    /** A value for each name that the user gives, which stands in the key in place of {@value #NAME}. */
    static <T> SettingType<Map<String, T>> named(SettingType<T> type, String defaultText) {
        return new Named<>(type, defaultText);
    }

    static SettingType<List<URI>> uris() {
        Scalar<URI> address = new Scalar<>("URI", "java.net.URI", "an address", false, SettingType::parseUri);
        return new ListOf<>(
                address, "a list, separated by commas, of addresses such as https://example.com/list.txt", true);
    }

    /** Names with values that may be secrets, such as HTTP headers. */
    static SettingType<Map<String, Secret>> secrets() {
        return new MapOf<>(new Scalar<>(
                "secret",
                "java.lang.String",
                "one line of visible ASCII characters",
                false,
                text -> text.chars().allMatch(c -> c >= ' ' && c < 0x7F) ? Secret.of(text) : null));
    }

    static SettingType<Map<String, String>> map() {
        return new MapOf<>((Scalar<String>) text());
    }

    static String textOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whether a text that is wrong may be shown. */
    static boolean isPrintable(String text) {
        return NETWORK.matcher(text).matches()
                || (text.length() <= LONGEST_PRINTED
                        && text.indexOf('@') < 0
                        && text.chars().allMatch(c -> c >= ' ' && c < 0x7F));
    }

    /** Returns which word a text is, in whatever case and with whatever between its parts; -1 if none. YAML makes {@code false} of {@code off}. */
    private static int placeIn(List<String> choices, String text) {
        String letters = lettersOf(text);
        String written = letters.equals("false") ? "off" : letters;
        return choices.stream().map(SettingType::lettersOf).toList().indexOf(written);
    }

    private static String lettersOf(String text) {
        return text.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static String alternatives(List<String> choices) {
        int last = choices.size() - 1;
        return String.join(", ", choices.subList(0, last)) + " or " + choices.get(last);
    }

    private static @Nullable Duration positive(@Nullable Duration duration) {
        return duration == null || duration.isZero() ? null : duration;
    }

    private static @Nullable Duration parseDuration(String text) {
        try {
            Matcher simple = SIMPLE_DURATION.matcher(text);
            Duration duration = simple.matches()
                    ? simpleDuration(Long.parseLong(simple.group(1)), simple.group(2))
                    : Duration.parse(text);
            return duration.isNegative() || duration.compareTo(Durations.LONGEST) > 0 ? null : duration;
        } catch (DateTimeParseException | ArithmeticException notATime) {
            return null;
        }
    }

    private static Duration simpleDuration(long number, String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static @Nullable InetSocketAddress parseHostAndPort(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        boolean inBrackets = host.startsWith("[") && host.endsWith("]");
        boolean plain =
                host.chars().noneMatch(c -> c <= ' ' || c == '/' || c == '@' || c > '~' || (c == ':' && !inBrackets));
        if (!plain || host.isEmpty() || !port.matches("[0-9]{1,5}")) {
            return null;
        }
        int number = Integer.parseInt(port);
        return number < 1 || number > 65_535 ? null : InetSocketAddress.createUnresolved(host, number);
    }

    private static @Nullable URI parseUri(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
            boolean plain = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            return web && plain && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException notAnAddress) {
            return null;
        }
    }

    /** One text. */
    private static final class Scalar<T> extends SettingType<T> {

        private final Reader<T> reader;

        Scalar(String name, String javaType, String form, boolean printed, Reader<T> reader) {
            this(name, javaType, form, printed, List.of(), reader);
        }

        Scalar(String name, String javaType, String form, boolean printed, List<String> choices, Reader<T> reader) {
            super(name, javaType, form, choices, !printed);
            this.reader = reader;
        }

        @Override
        boolean owns(String key, String name) {
            return name.equals(key);
        }

        @Override
        T read(SettingsSource source, String key, T byDefault) throws InvalidValueException {
            String text = source.text(key);
            return text == null ? byDefault : readText(text);
        }

        @Override
        T readDefault(String text) throws InvalidValueException {
            return readText(text);
        }

        T readText(String text) throws InvalidValueException {
            T value = reader.read(text);
            if (value == null) {
                boolean isShown = !isConfidential() && isPrintable(text);
                throw new InvalidValueException("must be " + form() + (isShown ? ", was '" + text + "'" : ""));
            }
            return value;
        }
    }

    /** One text, or none. */
    private static final class OptionalOf<T> extends SettingType<Optional<T>> {

        private final Scalar<T> type;

        OptionalOf(Scalar<T> type) {
            super(type.name(), type.javaType(), type.form(), type.choices(), type.isConfidential());
            this.type = type;
        }

        @Override
        boolean owns(String key, String name) {
            return type.owns(key, name);
        }

        @Override
        Optional<T> read(SettingsSource source, String key, Optional<T> byDefault) throws InvalidValueException {
            String text = source.text(key);
            return text == null ? byDefault : Optional.of(type.readText(text));
        }

        @Override
        Optional<T> readDefault(String text) throws InvalidValueException {
            return text.isEmpty() ? Optional.empty() : Optional.of(type.readText(text));
        }
    }

    /** Several texts: separated by commas, or one a line with {@code [0]}, {@code [1]} and so on after the key. */
    private static final class ListOf<T> extends SettingType<List<T>> {

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
                return readDefault(text);
            }
            return items.isEmpty() ? byDefault : readItems(items);
        }

        @Override
        List<T> readDefault(String text) throws InvalidValueException {
            return readItems(Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(entry -> !entry.isEmpty())
                    .toList());
        }

        private List<T> readItems(List<String> items) throws InvalidValueException {
            List<T> values = new ArrayList<>();
            for (String text : items) {
                T value = item.reader.read(text);
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
    private static final class MapOf<T> extends SettingType<Map<String, T>> {

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
        Map<String, T> readDefault(String text) {
            return Map.of();
        }
    }

    /** A value for each name that stands in the key in place of {@value #NAME}. */
    static final class Named<T> extends SettingType<Map<String, T>> {

        private final SettingType<T> type;
        private final String defaultText;

        Named(SettingType<T> type, String defaultText) {
            super(
                    type.name(),
                    "java.util.Map<java.lang.String," + type.javaType() + ">",
                    type.form(),
                    type.choices(),
                    type.isConfidential());
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
        Map<String, T> readDefault(String text) {
            return Map.of();
        }
    }
}
