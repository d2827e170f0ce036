/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.jakarta.rest;

import io.github.notdisposable.checker.RefusalMessages;
import java.util.List;
import java.util.Locale;

/** Chooses from the languages that a caller accepts. */
final class Languages {

    private Languages() {}

    /**
     * Returns the caller's language.
     *
     * @param accepted what the caller accepts, the most wanted first; Jakarta REST gives the one locale {@code *} where the caller does not say
     * @return the first that the library has texts in; else the JVM's default
     */
    static Locale best(List<Locale> accepted) {
        return accepted.stream()
                .filter(RefusalMessages::isTranslatedTo)
                .findFirst()
                .orElseGet(Locale::getDefault);
    }
}
