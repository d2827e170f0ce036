/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.spring.actuate;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How constants are written in tags and reports. */
final class Words {

    /** Stands in a tag that has no value: meters of one name have the same tags. */
    static final String NONE = "none";

    private Words() {}

    /** Returns a constant in lower case with hyphens. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String orNone(@Nullable String text) {
        return text == null ? NONE : text;
    }
}
