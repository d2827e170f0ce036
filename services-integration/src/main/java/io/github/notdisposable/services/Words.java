/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.services;

import io.github.notdisposable.internal.DidYouMean;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words by which settings name constants: lower case, with hyphens. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String of(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Words::of).collect(Collectors.joining(", "));
    }

    /**
     * Returns the constant of a word.
     *
     * @param setting what the word stands for in messages, such as {@code traits.disposible}
     * @throws IllegalArgumentException if there is none
     */
    static <E extends Enum<E>> E constant(String setting, List<E> constants, String word) {
        return constants.stream()
                .filter(constant -> of(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + DidYouMean.printable(setting)
                        + "' is not known; did you mean "
                        + DidYouMean.nearest(
                                        word, constants.stream().map(Words::of).toList())
                                .orElse("") + "?"));
    }

    static <E extends Enum<E>> E constant(String setting, Class<E> type, String word) {
        return constant(setting, List.of(type.getEnumConstants()), word);
    }
}
