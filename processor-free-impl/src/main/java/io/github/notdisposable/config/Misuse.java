/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.config;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what a builder says of its arguments into what the settings are called. */
final class Misuse {

    private static final Pattern QUOTED = Pattern.compile("'([A-Za-z0-9.-]+)'");
    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])[A-Z]");

    private Misuse() {}

    /**
     * Returns what a supplier makes; null, and one problem more, if it throws {@link IllegalArgumentException}.
     *
     * @param group what the keys of the builder's settings begin with after {@code notdisposable.}, such as {@code stopreg.}
     */
    static <T> @Nullable T told(List<String> problems, String group, Supplier<? extends T> supplier) {
        try {
            return supplier.get();
        } catch (IllegalArgumentException misuse) {
            problems.add(inKeys(group, String.valueOf(misuse.getMessage())));
            return null;
        }
    }

    /** Replaces {@code 'baseUrl'} by {@code notdisposable.stopreg.base-url}, for whichever words are keys. */
    private static String inKeys(String group, String message) {
        String said = QUOTED.matcher(message).replaceAll(quoted -> keyOf(group, quoted));
        return said.startsWith("notdisposable.") || group.isEmpty() ? said : "notdisposable." + group + "*: " + said;
    }

    private static String keyOf(String group, MatchResult quoted) {
        String word = quoted.group(1);
        String hyphenated = CAPITAL.matcher(word)
                .replaceAll(capital -> "-" + capital.group().toLowerCase(Locale.ROOT));
        for (String start : List.of(
                "notdisposable." + group,
                "notdisposable.http.",
                "notdisposable.resilience.",
                "notdisposable.cache.",
                "notdisposable.")) {
            for (String key : List.of(start + word, start + hyphenated)) {
                if (Keys.all().stream().anyMatch(setting -> setting.owns(key))) {
                    return key;
                }
            }
        }
        return quoted.group();
    }
}
