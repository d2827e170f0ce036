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
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that is written as one text.
 *
 * @param <T> the value's type
 */
final class Scalar<T> extends SettingType<T> {

    private static final Pattern SIMPLE_DURATION =
            Pattern.compile("([0-9]{1,15})(ms|s|m|h|d)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(|B|KB|MB)", Pattern.CASE_INSENSITIVE);
    private static final String HEADER_NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String NETWORK = "(?=.*[.:])[0-9A-Fa-f.:/]{1,50}";

    /** A longer text is no typing error but something else in the wrong place, perhaps a secret. */
    private static final int LONGEST_PRINTED = 24;

    /** Reads one text. */
    @FunctionalInterface
    private interface Reader<T> {

        /**
         * Returns the value, or null if the text is not of the form expected.
         *
         * @param text not blank, without white space at its ends
         */
        @Nullable
        T read(String text);
    }

    private final Reader<T> reader;

    private Scalar(String name, String javaType, String form, boolean printed, Reader<T> reader) {
        this(name, javaType, form, List.of(), printed, reader);
    }

    private Scalar(String name, String javaType, String form, List<String> choices, boolean printed, Reader<T> reader) {
        super(name, javaType, form, choices, !printed);
        this.reader = reader;
    }

    static Scalar<Duration> duration() {
        return new Scalar<>(
                "duration",
                "java.time.Duration",
                "a time above zero such as 250ms, 5s, 2m, 1h, 1d or PT5S",
                true,
                text -> {
                    Duration time = parseDuration(text);
                    return time == null || time.isZero() ? null : time;
                });
    }

    static Scalar<Duration> durationOrZero() {
        return new Scalar<>(
                "duration",
                "java.time.Duration",
                "a time such as 0s, 250ms, 5s, 2m, 1h, 1d or PT5S",
                true,
                Scalar::parseDuration);
    }

    static Scalar<Boolean> bool() {
        return new Scalar<>(
                "boolean",
                "java.lang.Boolean",
                "true or false",
                List.of("true", "false"),
                true,
                text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "on", "yes", "1" -> true;
                    case "false", "off", "no", "0" -> false;
                    default -> null;
                });
    }

    static Scalar<Integer> integer(int min, int max) {
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
    static Scalar<Integer> size(int min, int max) {
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
    static <E extends Enum<E>> Scalar<E> choice(List<E> constants) {
        return choice(constants, Scalar::textOf);
    }

    /** One of a few words. */
    static Scalar<String> oneOf(String... words) {
        return choice(List.of(words), word -> word);
    }

    private static <T> Scalar<T> choice(List<T> values, Function<T, String> word) {
        List<String> words = values.stream().map(word).toList();
        int last = words.size() - 1;
        String form = String.join(", ", words.subList(0, last)) + " or " + words.get(last);
        return new Scalar<>("choice", STRING, form, words, true, text -> {
            int place = placeIn(words, text);
            return place < 0 ? null : values.get(place);
        });
    }

    static Scalar<String> text() {
        return text("string", "one line of text", text -> text.chars().noneMatch(Character::isISOControl));
    }

    /** A text for readers, possibly with keys of a message bundle in braces. */
    static Scalar<String> message() {
        return text(
                "message",
                "one line of text, with braces only around the key of a message, as in {com.example.text}",
                NamedPolicy::isText);
    }

    /** The name of an HTTP header (RFC 9110 section 5.1). */
    static Scalar<String> headerName() {
        return text(
                "header name", "the name of an HTTP header such as X-Forwarded-For", text -> text.matches(HEADER_NAME));
    }

    private static Scalar<String> text(String name, String form, Predicate<String> isRight) {
        return new Scalar<>(name, STRING, form, true, text -> isRight.test(text) ? text : null);
    }

    static Scalar<Secret> secret() {
        return secret("secret", "one line of visible ASCII characters, without spaces", c -> c > ' ' && c < 0x7F);
    }

    /** One line that may have a secret in it, such as the value of an HTTP header. */
    static Scalar<Secret> secretLine() {
        return secret("secret", "one line of visible ASCII characters", c -> c >= ' ' && c < 0x7F);
    }

    /** A text, possibly of several lines, that may have a secret in it. */
    static Scalar<Secret> template() {
        return secret(
                "template",
                "text without control characters",
                c -> !Character.isISOControl(c) || "\t\r\n".indexOf(c) >= 0);
    }

    private static Scalar<Secret> secret(String name, String form, IntPredicate allowed) {
        return new Scalar<>(name, STRING, form, false, text -> text.chars().allMatch(allowed) ? Secret.of(text) : null);
    }

    /** A host and a port. It is not printed: people put passwords before the host. */
    static Scalar<InetSocketAddress> hostAndPort() {
        return new Scalar<>(
                "host and port",
                STRING,
                "a host and a port such as proxy.example.com:3128",
                false,
                Scalar::parseHostAndPort);
    }

    static Scalar<Path> file() {
        return new Scalar<>("file", "java.io.File", "the name of a file", false, text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException notAName) {
                return null;
            }
        });
    }

    /** The address of a service. It is not printed: people put passwords into addresses. */
    static Scalar<URI> uri() {
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

    /** The address of a file at a server, possibly with a query. It is not printed. */
    static Scalar<URI> uriWithQuery() {
        return new Scalar<>("URI", "java.net.URI", "an address", false, Scalar::parseUri);
    }

    /** Returns the value, or null if the text is not of the form expected. */
    @Nullable
    T readOrNull(String text) {
        return reader.read(text);
    }

    @Override
    T readText(String text) throws InvalidValueException {
        T value = readOrNull(text);
        if (value == null) {
            boolean isShown = !isConfidential() && isPrintable(text);
            throw new InvalidValueException("must be " + form() + (isShown ? ", was '" + text + "'" : ""));
        }
        return value;
    }

    /** Returns whether a text that is wrong may be shown. */
    static boolean isPrintable(String text) {
        return text.matches(NETWORK)
                || (text.length() <= LONGEST_PRINTED
                        && text.indexOf('@') < 0
                        && text.chars().allMatch(c -> c >= ' ' && c < 0x7F));
    }

    /** Returns which word a text is, in whatever case and with whatever between its parts; -1 if none. YAML makes {@code false} of {@code off}. */
    private static int placeIn(List<String> choices, String text) {
        String letters = lettersOf(text);
        String written = letters.equals("false") ? "off" : letters;
        return choices.stream().map(Scalar::lettersOf).toList().indexOf(written);
    }

    private static String lettersOf(String text) {
        return text.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static String textOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
}
