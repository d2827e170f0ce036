/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.checker;

import java.util.Locale;
import java.util.Objects;

/**
 * The texts of refusals, for whoever answers without a validator: a filter, a hook of an identity provider, an exception mapper.
 *
 * <p>Thread-safe.
 */
public final class RefusalMessages {

    private RefusalMessages() {}

    /**
     * Returns the text that the library has for a reason. It holds nothing of the address.
     *
     * @param reason the reason
     * @param locale the reader's locale; the text is English if there is none in the language
     * @return the text
     */
    public static String text(RefusalReason reason, Locale locale) {
        return MessageTemplates.text(
                Objects.requireNonNull(reason, "reason"), Objects.requireNonNull(locale, "locale"));
    }
}
