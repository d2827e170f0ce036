/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its key, the form of its value, its default and what it depends on. {@link SettingsCatalog} lists all of them. Immutable and
 * thread-safe.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {

    private final String key;
    private final SettingType<T> type;
    private final String defaultText;
    private final T defaultValue;
    private final List<Rule> rules;

    private Setting(String key, SettingType<T> type, String defaultText, T defaultValue, List<Rule> rules) {
        this.key = key;
        this.type = type;
        this.defaultText = defaultText;
        this.defaultValue = defaultValue;
        this.rules = List.copyOf(rules);
    }

    static <T> Setting<T> of(String key, SettingType<T> type, String defaultText, List<Rule> rules) {
        try {
            return new Setting<>(key, type, defaultText, type.readText(defaultText), rules);
        } catch (InvalidValueException wrong) {
            throw new IllegalArgumentException("The default of " + key + " " + wrong.getMessage(), wrong);
        }
    }

    /** {@return the key, such as {@code notdisposable.stopreg.api-token}; {@code NAME} in it stands for a name that the user gives} */
    public String key() {
        return key;
    }

    /**
     * Returns the key in the form in which a property's name would be one of it.
     *
     * @param name the name of a property
     * @return {@link #key()}; where a part of that is for the user to name, such as {@code notdisposable.policies.NAME.block}, with what
     *     the property has in that place, if it has the same beginning
     */
    public String keyFor(String name) {
        return type.keyFor(key, name);
    }

    /** {@return the environment variable that sets it, such as {@code NOTDISPOSABLE_STOPREG_API_TOKEN}} */
    public String environmentVariable() {
        return SettingType.variableOf(key);
    }

    /** {@return the environment variable that the service's own guide names, such as {@code STOPREG_API_TOKEN}, or empty if there is none} */
    Optional<String> serviceVariable() {
        return words(Rule.Kind.VARIABLE, rule -> true);
    }

    /** {@return the default as it would be written in a properties file; empty if nothing is set by default} */
    String defaultText() {
        return defaultText;
    }

    /** {@return the value that holds where nothing is set} */
    public T defaultValue() {
        return defaultValue;
    }

    /** {@return the form of the value in a word or two, such as {@code duration} or {@code list of strings}} */
    String typeName() {
        return type.name();
    }

    /** {@return the Java type of the value in the words of an IDE's metadata, such as {@code java.time.Duration}} */
    String javaType() {
        return type.javaType();
    }

    /** {@return the values possible, or an empty list if they cannot be counted} */
    List<String> choices() {
        return type.choices();
    }

    /** {@return whether the value must not be shown in a log, a message or an endpoint} */
    boolean isConfidential() {
        return type.isConfidential();
    }

    /**
     * Returns whether a property's name is this setting's.
     *
     * @param name the name, such as {@code notdisposable.backends[0]}
     * @return whether it is the key itself, or the key of an entry of this list or map
     */
    public boolean owns(String name) {
        return type.owns(key, name);
    }

    SettingType<T> type() {
        return type;
    }

    /** Returns the property that an environment variable stands for, or null if it is not this setting's. */
    @Nullable
    String nameOf(String variable) {
        return type.propertyOf(key, variable);
    }

    /** Returns why the setting has no effect; empty if it has one. */
    Optional<String> withoutEffectIn(Settings settings) {
        return words(Rule.Kind.ONLY_IF, rule -> !rule.holds.test(settings));
    }

    /** Returns why the setting must be set, in words that follow the key; empty if it is set or need not be. */
    Optional<String> missingIn(Settings settings) {
        Object value = settings.get(this);
        boolean isEmpty = value instanceof Optional<?> optional
                ? optional.isEmpty()
                : List.of().equals(value);
        return isEmpty
                ? words(Rule.Kind.REQUIRED_IF, rule -> rule.holds.test(settings))
                        .map(reason -> " must be set, since " + reason + (reason.contains(": ") ? "" : howToSet()))
                : Optional.empty();
    }

    private String howToSet() {
        return ": as a property, or as the environment variable " + environmentVariable()
                + serviceVariable().map(variable -> " or " + variable).orElse("");
    }

    private Optional<String> words(Rule.Kind kind, Predicate<Rule> counts) {
        for (Rule rule : rules) {
            if (rule.kind == kind && counts.test(rule)) {
                return Optional.of(rule.words);
            }
        }
        return Optional.empty();
    }

    /** Prints the key alone. */
    @Override
    public String toString() {
        return key;
    }

    /**
     * What a setting depends on, besides its own value.
     *
     * @param words a reason, or the name of a variable
     */
    record Rule(Kind kind, Predicate<Settings> holds, String words) {

        private enum Kind {
            ONLY_IF,
            REQUIRED_IF,
            VARIABLE
        }

        /** The setting has no effect unless others have certain values; {@code otherwise} is the reason then. */
        static Rule onlyIf(Predicate<Settings> holds, String otherwise) {
            return new Rule(Kind.ONLY_IF, holds, otherwise);
        }

        /** The setting must be set if others have certain values. */
        static Rule requiredIf(Predicate<Settings> holds, String reason) {
            return new Rule(Kind.REQUIRED_IF, holds, reason);
        }

        /** The setting must be set if others have certain values; {@code example} says to what. */
        static Rule requiredIf(Predicate<Settings> holds, String reason, String example) {
            return requiredIf(holds, reason + ": " + example);
        }

        /** The setting is also read from the environment variable that the service's own guide names. */
        static Rule variable(String name) {
            return new Rule(Kind.VARIABLE, settings -> true, name);
        }
    }
}
