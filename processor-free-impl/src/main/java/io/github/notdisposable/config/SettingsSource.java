/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A place where settings are written, read once. Immutable, and thread-safe.
 *
 * <p>White space around a value does not count, and an empty value stands for the setting's default. Entries of a list may be written one by
 * one, as {@code notdisposable.backends[0]}, {@code notdisposable.backends[1]} and so on.
 */
public final class SettingsSource {

    static final String FILE = "META-INF/notdisposable.properties";
    private static final String CLASSES_OF_WAR = "/WEB-INF/classes/";

    private static final String PREFIX = "notdisposable.";
    private static final String VARIABLE_PREFIX = "NOTDISPOSABLE_";

    /** What Kubernetes sets in each container for a service whose name begins with "notdisposable". */
    private static final String KUBERNETES =
            "NOTDISPOSABLE_(.*_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT|PORT_[0-9]+_(TCP|UDP|SCTP)(_.+)?)";

    /** What builds call the version of this library, and may hand on to the JVM of their tests. */
    private static final String BUILD_PROPERTY = "notdisposable.version";

    private static final String BUILD_VARIABLE = "NOTDISPOSABLE_VERSION";

    /** The index at which a list that is looked up entry by entry ends. */
    private static final int MAX_ENTRIES = 10_000;

    private record Entry(
            String writtenAs,
            String text,
            @Nullable String origin,
            @Nullable String problem) {

        Entry(String writtenAs, String text) {
            this(writtenAs, text, null, null);
        }
    }

    private final String title;
    private final Map<String, Entry> entries;
    private final List<String> problems;
    private final UnaryOperator<String> placeholders;

    private SettingsSource(String title, Map<String, Entry> entries, List<String> problems) {
        this(title, Collections.unmodifiableMap(entries), List.copyOf(problems), UnaryOperator.identity());
    }

    private SettingsSource(
            String title, Map<String, Entry> entries, List<String> problems, UnaryOperator<String> placeholders) {
        this.title = title;
        this.entries = entries;
        this.problems = problems;
        this.placeholders = placeholders;
    }

    /**
     * Reads settings from a map.
     *
     * @param title what the source is called in messages, such as {@code Spring environment}
     * @param values texts by property name; names that do not begin with {@code notdisposable.} are passed over
     * @return the source
     */
    public static SettingsSource of(String title, Map<String, String> values) {
        return of(title, values, Map.of());
    }

    /**
     * Reads settings from a map, and knows where each of them stands.
     *
     * @param title what the source is called in messages where nothing better is known
     * @param values texts by property name; names that do not begin with {@code notdisposable.} are passed over
     * @param origins the text to use in place of the title, such as {@code application.properties, line 3}, by property name
     * @return the source
     */
    public static SettingsSource of(String title, Map<String, String> values, Map<String, String> origins) {
        Map<String, Entry> entries = new TreeMap<>();
        values.forEach((name, text) -> {
            if (isOurs(name)) {
                entries.put(name, new Entry(name, text, origins.get(name), null));
            }
        });
        return new SettingsSource(Objects.requireNonNull(title, "title"), entries, List.of());
    }

    /**
     * Reads settings from a framework that finds values by their names.
     *
     * @param title what the source is called in messages, such as {@code MicroProfile Config}
     * @param lookup returns the text of a property, or {@code null} if it is not set; asked for each key, for the entries of each list up to the
     *     first that is not set, and for each of the names. Where it answers any index, the entries are those among the names. Throws
     *     {@link IllegalArgumentException} if it cannot resolve the text, with a message that goes on after the key and holds nothing of
     *     the value; that is an error if the value counts
     * @param names the property names that the framework can list, in which misspelt keys, the entries of maps and named policies are found;
     *     passed over are those that do not begin with {@code notdisposable.}, and those that no setting has and the framework may have made
     *     up from an environment variable, such as {@code notdisposable.embedded.dns.timeout}
     * @return the source
     */
    public static SettingsSource of(String title, Function<String, @Nullable String> lookup, Iterable<String> names) {
        return of(title, lookup, names, System.getenv().keySet());
    }

    static SettingsSource of(
            String title, Function<String, @Nullable String> lookup, Iterable<String> names, Set<String> variables) {
        Map<String, Entry> entries = new TreeMap<>();
        List<Setting<?>> endless = new ArrayList<>();
        for (Setting<?> setting : SettingsCatalog.all()) {
            if (setting.type() instanceof SettingType.Named<?>) {
                continue;
            }
            putIfSet(entries, setting.key(), lookup);
            if (setting.owns(setting.key() + "[0]") && !putEntries(entries, setting.key(), lookup)) {
                endless.add(setting);
            }
        }
        Set<String> madeUp = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        madeUp.addAll(variables);
        for (String name : names) {
            boolean counts = SettingsCatalog.all().stream().anyMatch(setting -> setting.owns(name))
                    || !madeUp.contains(SettingType.variableOf(name));
            if (isOurs(name) && counts) {
                putIfSet(entries, name, lookup);
            }
        }
        List<String> problems = endless.stream()
                .filter(setting -> entries.keySet().stream().noneMatch(setting::owns))
                .map(setting -> setting + " (" + title + ") has entries without an end, or more than " + MAX_ENTRIES
                        + "; write the list as one value, separated by commas")
                .toList();
        return new SettingsSource(Objects.requireNonNull(title, "title"), entries, problems);
    }

    /** {@return the system properties, as they are now} */
    public static SettingsSource systemProperties() {
        Properties properties = System.getProperties();
        Map<String, String> values = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name, "")));
        return of("system property", values);
    }

    /**
     * Reads the environment: {@code NOTDISPOSABLE_STOPREG_API_TOKEN} for {@code notdisposable.stopreg.api-token}, and the variables that the
     * services' own guides name.
     *
     * @return the source
     */
    public static SettingsSource environment() {
        return environment(System.getenv());
    }

    /**
     * Reads an environment, as {@link #environment()} reads that of the process.
     *
     * @param variables values by variable
     * @return the source
     */
    public static SettingsSource environment(Map<String, String> variables) {
        Map<String, Entry> entries = new TreeMap<>();
        variables.forEach((variable, text) -> {
            if (isOurs(variable)) {
                entries.putIfAbsent(variable, new Entry(variable, text));
            } else if (variable.startsWith(VARIABLE_PREFIX)) {
                String name = nameOf(variable);
                if (name != null) {
                    entries.put(name, new Entry(variable, text));
                } else if (!variable.matches(KUBERNETES) && !variable.equals(BUILD_VARIABLE)) {
                    entries.put(variable, new Entry(variable, text));
                }
            }
        });
        for (Setting<?> setting : SettingsCatalog.all()) {
            setting.serviceVariable().ifPresent(variable -> {
                String text = variables.get(variable);
                Entry own = entries.get(setting.key());
                if (text != null && (own == null || own.text.isBlank())) {
                    entries.put(setting.key(), new Entry(variable, text));
                }
            });
        }
        return new SettingsSource("environment variable", entries, List.of());
    }

    /**
     * Reads the file {@code META-INF/notdisposable.properties} from the class path: a properties file in UTF-8, and no more than one, but that the one
     * in {@code WEB-INF/classes} goes before others.
     *
     * @param loader the class loader that finds it
     * @return the source, empty if there is no such file
     */
    public static SettingsSource file(ClassLoader loader) {
        return file(FILE, (entries, problems) -> {
            // Some class loaders list a file twice, their own and their parent's, though it is one.
            Map<String, URL> found = new TreeMap<>();
            Collections.list(loader.getResources(FILE)).forEach(url -> found.put(url.toExternalForm(), url));
            List<String> ofWar = found.keySet().stream()
                    .filter(url -> url.contains(CLASSES_OF_WAR))
                    .toList();
            if (ofWar.size() == 1) {
                // In an EAR a WAR also sees the files of other modules.
                found.keySet().retainAll(ofWar);
            }
            if (found.size() > 1) {
                problems.add(FILE + " is on the class path more than once, and none goes before the other; keep one of "
                        + String.join(", ", found.keySet()));
                return;
            }
            for (URL url : found.values()) {
                URLConnection connection = url.openConnection();
                // A cached connection would keep the jar open, and its old content alive, after a redeployment.
                connection.setUseCaches(false);
                read(connection.getInputStream(), entries);
            }
        });
    }

    /**
     * Reads a file, for a server that has a folder for configuration: a properties file in UTF-8.
     *
     * @param file where it is; messages call it by this path
     * @return the source, empty if there is no such file
     */
    public static SettingsSource file(Path file) {
        return file(file.toString(), (entries, problems) -> {
            if (Files.exists(file)) {
                read(Files.newInputStream(file), entries);
            }
        });
    }

    private static SettingsSource file(String title, Reading reading) {
        Map<String, Entry> entries = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        try {
            reading.read(entries, problems);
        } catch (CharacterCodingException notUtf8) {
            problems.add(title + " is not UTF-8");
        } catch (IllegalArgumentException malformed) {
            problems.add(title + " holds a malformed \\u escape");
        } catch (IOException failed) {
            problems.add(title + " cannot be read: " + failed.getClass().getName());
        }
        return new SettingsSource(title, entries, problems);
    }

    private interface Reading {

        void read(Map<String, Entry> entries, List<String> problems) throws IOException;
    }

    /** Returns a source of which nothing is known but why. */
    static SettingsSource unreadable(String problem) {
        return new SettingsSource("provider of settings", Map.of(), List.of(problem));
    }

    /**
     * Returns this source with placeholders resolved in the values that count. A value that another source overrides is left alone.
     *
     * @param placeholders returns a text with its placeholders resolved; throws {@link IllegalArgumentException} if it cannot, with a
     *     message that goes on after the key and holds nothing of the value
     * @return the source
     */
    public SettingsSource resolving(UnaryOperator<String> placeholders) {
        return new SettingsSource(title, entries, problems, Objects.requireNonNull(placeholders, "placeholders"));
    }

    /** {@return the name of the source in messages} */
    public String title() {
        return title;
    }

    /** Returns the names of the properties that are set here, each as the catalogue writes it where it knows it. */
    Set<String> names() {
        return entries.keySet();
    }

    /**
     * Returns the text of a property without white space around it, or null if it is not set or nothing else.
     *
     * @throws UnresolvedException if a placeholder cannot be resolved
     */
    @Nullable
    String text(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            return null;
        }
        try {
            if (entry.problem != null) {
                throw new IllegalArgumentException(entry.problem);
            }
            String text = placeholders.apply(entry.text).strip();
            return text.isEmpty() ? null : text;
        } catch (IllegalArgumentException unresolved) {
            throw new UnresolvedException(unresolved);
        }
    }

    /** Returns whether a property is here and has no text. */
    boolean isEmpty(String name) {
        Entry entry = entries.get(name);
        return entry != null && entry.problem == null && entry.text.isBlank();
    }

    /** Says that a placeholder cannot be resolved, in words that go on after the key. */
    static final class UnresolvedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private UnresolvedException(IllegalArgumentException unresolved) {
            super(unresolved.getMessage(), null, false, false);
        }
    }

    /** Returns where a property is set. */
    Place placeOf(String name) {
        Entry entry = entries.get(name);
        String source = entry == null || entry.origin == null ? title : entry.origin;
        return new Place(source, name, entry == null ? name : entry.writtenAs);
    }

    /**
     * Where a property is set.
     *
     * @param source the source's title, or what is known of the place in it
     * @param name the property's name
     * @param writtenAs what the source itself calls the property
     */
    record Place(String source, String name, String writtenAs) {

        @Override
        public String toString() {
            return writtenAs.equals(name) ? source : source + " " + writtenAs;
        }
    }

    /** Returns why the source could not be read, one sentence for each problem. */
    List<String> problems() {
        return problems;
    }

    /** Prints the title alone. */
    @Override
    public String toString() {
        return "SettingsSource[" + title + "]";
    }

    static boolean isVariable(String name) {
        return name.startsWith(VARIABLE_PREFIX);
    }

    private static boolean isOurs(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(PREFIX) && !name.equals(BUILD_PROPERTY);
    }

    private static @Nullable String nameOf(String variable) {
        for (Setting<?> setting : SettingsCatalog.all()) {
            String name = setting.nameOf(variable);
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    /** Puts in the entries of a list; returns whether it has an end. Some frameworks answer any index with the whole list. */
    private static boolean putEntries(
            Map<String, Entry> entries, String key, Function<String, @Nullable String> lookup) {
        if (putIfSet(new TreeMap<>(), key + "[" + MAX_ENTRIES + "]", lookup)) {
            return false;
        }
        for (int i = 0; i < MAX_ENTRIES; i++) {
            if (!putIfSet(entries, key + "[" + i + "]", lookup)) {
                break;
            }
        }
        return true;
    }

    /** Returns whether there can be more: a text was found. */
    private static boolean putIfSet(
            Map<String, Entry> entries, String name, Function<String, @Nullable String> lookup) {
        try {
            String text = lookup.apply(name);
            if (text != null) {
                entries.put(name, new Entry(name, text));
            }
            return text != null;
        } catch (IllegalArgumentException unresolved) {
            entries.put(name, new Entry(name, "", null, unresolved.getMessage()));
            return false;
        }
    }

    private static void read(InputStream file, Map<String, Entry> entries) throws IOException {
        Properties properties = new Properties();
        try (InputStream bytes = file;
                PushbackReader text =
                        new PushbackReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()))) {
            skipByteOrderMark(text);
            properties.load(text);
        }
        for (String name : properties.stringPropertyNames()) {
            entries.put(name, new Entry(name, properties.getProperty(name)));
        }
    }

    private static void skipByteOrderMark(PushbackReader text) throws IOException {
        int first = text.read();
        if (first >= 0 && first != '\uFEFF') {
            text.unread(first);
        }
    }
}
