/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The catalogue of settings as a reference: in Markdown for people, and as Spring's metadata for IDEs. */
final class SettingsReference {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOURCE =
            read(Path.of("src/main/java/io/github/notdisposable/config/SettingsCatalog.java"));
    private static final Pattern CONSTANT = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+public static final Setting<[^;=]+> ([A-Z_]+) =", Pattern.DOTALL);
    private static final List<String> DESCRIPTIONS = CONSTANT.matcher(SOURCE)
            .results()
            .map(found -> found.group(1).replaceAll("\\s*\\n\\s*\\*\\s*", " ").strip())
            .toList();

    /** IDEs know no pattern in a key. */
    static final String POLICIES = "notdisposable.policies";

    /** Others are known by their beans alone. */
    private static final List<String> OUR_BACKENDS = List.of("embedded", "stopreg", "user-cleaning", "json");

    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private SettingsReference() {}

    /** Returns the description of a setting: the comment of its constant. */
    static String description(Setting<?> setting) {
        return DESCRIPTIONS.get(SettingsCatalog.all().indexOf(setting));
    }

    /** Returns the names of the constants, in the order of the source. */
    static List<String> constants() {
        return CONSTANT.matcher(SOURCE).results().map(found -> found.group(2)).toList();
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a table in Markdown for each group of settings} */
    static String markdown() {
        StringBuilder text = new StringBuilder();
        String group = "";
        for (Setting<?> setting : SettingsCatalog.all()) {
            if (!groupOf(setting).equals(group)) {
                group = groupOf(setting);
                text.append(text.isEmpty() ? "" : "\n")
                        .append("### `")
                        .append(group)
                        .append(".*`\n\n| Key | Value | Default | Means |\n|---|---|---|---|\n");
            }
            text.append(String.format(
                    "| `%s` | %s | %s | %s |%n",
                    setting.key(),
                    setting.choices().isEmpty() ? setting.typeName() : words(setting.choices()),
                    setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`",
                    description(setting)));
        }
        return text.toString().replace("\r\n", "\n");
    }

    /** {@return the content of {@code META-INF/spring-configuration-metadata.json}} */
    static String springMetadata() {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode properties = root.putArray("properties");
        ArrayNode hints = root.putArray("hints");
        boolean policiesAreListed = false;
        for (Setting<?> setting : SettingsCatalog.all()) {
            if (setting.type() instanceof SettingType.Named<?>) {
                if (!policiesAreListed) {
                    properties
                            .addObject()
                            .put("name", POLICIES)
                            .put(
                                    "type",
                                    "java.util.Map<java.lang.String,java.util.Map<java.lang.String,java.lang.String>>")
                            .put(
                                    "description",
                                    "Named policies: policy, block, when-unavailable, message and suggestion for each name.");
                }
                policiesAreListed = true;
                continue;
            }
            ObjectNode property = properties
                    .addObject()
                    .put("name", setting.key())
                    .put("type", setting.javaType())
                    .put("description", description(setting));
            addDefault(setting, property);
            if (!setting.choices().isEmpty() && !(setting.defaultValue() instanceof Boolean)) {
                ArrayNode values = hints.addObject().put("name", setting.key()).putArray("values");
                setting.choices().forEach(choice -> values.addObject().put("value", choice));
            }
            if (setting == SettingsCatalog.BACKENDS) {
                ObjectNode hint = hints.addObject().put("name", setting.key());
                ArrayNode values = hint.putArray("values");
                OUR_BACKENDS.forEach(backend -> values.addObject().put("value", backend));
                hint.putArray("providers").addObject().put("name", "any");
            }
        }
        try {
            DefaultPrettyPrinter printer =
                    new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER);
            return JSON.writer(printer).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree of texts can be written", impossible);
        }
    }

    private static void addDefault(Setting<?> setting, ObjectNode property) {
        if (setting.defaultText().isEmpty()) {
            return;
        }
        Object value = setting.defaultValue();
        if (value instanceof Boolean bool) {
            property.put("defaultValue", bool);
        } else if (value instanceof Integer integer && setting.typeName().equals("integer")) {
            property.put("defaultValue", integer);
        } else if (value instanceof List<?> list) {
            ArrayNode values = property.putArray("defaultValue");
            list.forEach(entry -> values.add(entry.toString()));
        } else {
            property.put("defaultValue", setting.defaultText());
        }
    }

    private static String words(List<String> choices) {
        return choices.stream().map(choice -> "`" + choice + "`").collect(Collectors.joining(", "));
    }

    /** Returns the key without its last part. */
    private static String groupOf(Setting<?> setting) {
        return setting.key().substring(0, setting.key().lastIndexOf('.'));
    }
}
