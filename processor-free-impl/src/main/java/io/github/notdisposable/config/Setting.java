/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its key, the form of its value, its default and what it is for. All there are stand in {@link Keys}. Immutable, and safe for
 * use by several threads.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {

    private final String key;
    private final SettingType<T> type;
    private final String defaultText;
    private final T defaultValue;
    private final String description;
    private final @Nullable String ownVariable;
    private final @Nullable Condition condition;

    private Setting(
            String key,
            SettingType<T> type,
            String defaultText,
            T defaultValue,
            String description,
            @Nullable String ownVariable,
            @Nullable Condition condition) {
        this.key = key;
        this.type = type;
        this.defaultText = defaultText;
        this.defaultValue = defaultValue;
        this.description = description;
        this.ownVariable = ownVariable;
        this.condition = condition;
    }

    static <T> Setting<T> of(String key, SettingType<T> type, String defaultText, String description) {
        try {
            return new Setting<>(key, type, defaultText, type.readDefault(defaultText), description, null, null);
        } catch (Unreadable wrong) {
            throw new IllegalArgumentException("The default of " + key + " " + wrong.getMessage(), wrong);
        }
    }

    /** Returns this setting, read from one more environment variable: the one that the service's own guide names. */
    Setting<T> orVariable(String variable) {
        return new Setting<>(key, type, defaultText, defaultValue, description, variable, condition);
    }

    /** Returns this setting, without effect unless others have certain values. */
    Setting<T> onlyIf(Predicate<Settings> holds, String otherwise) {
        return new Setting<>(
                key, type, defaultText, defaultValue, description, ownVariable, new Condition(holds, otherwise));
    }

    /** {@return the key, such as {@code notdisposable.stopreg.api-token}; {@code NAME} in it stands for a name that the user gives} */
    public String key() {
        return key;
    }

    /**
     * Returns the key in the form in which a property's name would be one of it.
     *
     * @param name the name of a property
     * @return {@link #key()}; where a part of that is for the user to name, such as {@code notdisposable.policies.NAME.block}, with what the property has in
     *     that place, if it has the same beginning
     */
    public String keyFor(String name) {
        return type.keyFor(key, name);
    }

    /** {@return the environment variable that sets it, such as {@code NOTDISPOSABLE_STOPREG_API_TOKEN}} */
    public String environmentVariable() {
        return SettingType.variableOf(key);
    }

    /** {@return the environment variable that the service's own guide names, such as {@code STOPREG_API_TOKEN}, or empty if there is none} */
    public Optional<String> serviceVariable() {
        return Optional.ofNullable(ownVariable);
    }

    /** {@return the default as it would be written in a properties file; empty if nothing is set by default} */
    public String defaultText() {
        return defaultText;
    }

    /** {@return the value that holds where nothing is set} */
    public T defaultValue() {
        return defaultValue;
    }

    /** {@return what the setting is for, in a sentence} */
    public String description() {
        return description;
    }

    /** {@return the form of the value in a word or two, such as {@code duration} or {@code list of strings}} */
    public String typeName() {
        return type.name();
    }

    /** {@return the Java type of the value in the words of an IDE's metadata, such as {@code java.time.Duration}} */
    public String javaType() {
        return type.javaType();
    }

    /** {@return the values possible, or an empty list if they cannot be counted} */
    public List<String> choices() {
        return type.choices();
    }

    /** {@return whether the value must not be shown in a log, a message or an endpoint} */
    public boolean isConfidential() {
        return type.isConfidential();
    }

    /**
     * Tells whether a property's name is this setting's.
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

    /** Returns why the setting is without effect, or null if it has one. */
    @Nullable
    String withoutEffectIn(Settings settings) {
        return condition == null || condition.holds.test(settings) ? null : condition.otherwise;
    }

    /** Prints the key alone. */
    @Override
    public String toString() {
        return key;
    }

    private record Condition(Predicate<Settings> holds, String otherwise) {}
}
