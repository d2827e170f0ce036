/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.ParseException;

/** Constants of enums as they are written on a command line: lower case, with hyphens. */
final class Choice {

    private static final Map<Enum<?>, String> NAMES = new ConcurrentHashMap<>();

    private Choice() {}

    /**
     * {@return the constant of a name}
     *
     * @param option the option whose value the name is
     * @throws ParseException if there is none
     */
    static <E extends Enum<E>> E of(Class<E> type, Option option, String name) throws ParseException {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (nameOf(constant).equals(name)) {
                return constant;
            }
            names.add(nameOf(constant));
        }
        throw new ParseException(
                "--" + option.getLongOpt() + ": '" + name + "' is none of " + String.join(", ", names));
    }

    /** {@return the constant as it is written on a command line and in the output} */
    static String nameOf(Enum<?> constant) {
        String known = NAMES.get(constant);
        if (known != null) {
            return known;
        }
        String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        NAMES.put(constant, name);
        return name;
    }
}
