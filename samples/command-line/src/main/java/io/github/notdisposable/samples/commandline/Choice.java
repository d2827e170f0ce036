/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a constant of an enum as it is written on a command line: lower case, with hyphens. */
record Choice<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {

    private static final Map<Enum<?>, String> NAMES = new ConcurrentHashMap<>();

    @Override
    public E convert(String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> nameOf(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of " + names()));
    }

    /** {@return the constant as it is written on a command line and in the output} */
    static String nameOf(Enum<?> constant) {
        return NAMES.computeIfAbsent(
                constant, named -> named.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private String names() {
        return Arrays.stream(type.getEnumConstants()).map(Choice::nameOf).collect(Collectors.joining(", "));
    }
}
