/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import io.github.notdisposable.Category;
import io.github.notdisposable.internal.DidYouMean;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What is set for a service that is known: a file of the keys below {@code notdisposable.json}. Immutable and thread-safe.
 *
 * @param entries the values by key
 */
record Preset(Map<String, String> entries) {

    static final List<String> NAMES = List.of(
            "abstract-reputation",
            "abstract-validation",
            "bouncer",
            "checkdisposable",
            "debounce-free",
            "disify",
            "emailable",
            "hunter",
            "ipqualityscore",
            "istempmail",
            "kickbox",
            "mailgun",
            "neverbounce",
            "reacher",
            "sendgrid",
            "usercheck",
            "verimail",
            "zerobounce");

    Preset {
        entries = Map.copyOf(entries);
    }

    static Preset load(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("'preset' names '" + DidYouMean.printable(name)
                    + "', which is no preset; did you mean "
                    + DidYouMean.nearest(name, NAMES).orElse("") + "?");
        }
        String file = "presets/" + name + ".properties";
        Properties properties = new Properties();
        try (InputStream bytes = Preset.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException(file + " is missing from the jar");
            }
            properties.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> entries = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> entries.put(key, properties.getProperty(key)));
        return new Preset(entries);
    }

    void applyTo(JsonBackend.Builder builder) {
        entries.forEach((key, value) -> {
            int dot = key.indexOf('.');
            String group = dot < 0 ? key : key.substring(0, dot);
            String name = dot < 0 ? "" : key.substring(dot + 1);
            switch (group) {
                case "url" -> builder.url(value);
                case "method" -> builder.method(value);
                case "body" -> builder.body(value);
                case "headers" -> builder.header(name, value);
                case "category" -> builder.category(value);
                case "categories" ->
                    builder.categoryValues(Words.constant(key, Category.class, name), value.split(",", -1));
                case "traits" -> JsonSettings.trait(builder, name, value);
                case "statuses" -> JsonSettings.status(builder, name, value);
                case "errors" -> JsonSettings.error(builder, name, value);
                default ->
                    builder.field(Words.constant(key, JsonBackend.Field.class, key.toLowerCase(Locale.ROOT)), value);
            }
        });
    }
}
